import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../electron/wiki/answer.ts';
import { contentTag, isKnown, withContentTag } from '../../../electron/wiki/conditional.ts';
import type { WikiRequest } from '../../../electron/wiki/request.ts';

const request = (headers: Readonly<Record<string, string>>, method = 'GET'): WikiRequest => ({
  method,
  scheme: 'http',
  host: 'localhost',
  serverPort: 80,
  scriptRoot: '',
  path: '/P',
  query: '',
  headers,
  remoteAddress: '127.0.0.1',
  environ: {},
  body: (async function* () {})(),
});

describe('what a client has already', () => {
  it.each([
    [{ 'if-none-match': '"a"' }, true],
    [{ 'if-none-match': 'W/"b", W/"a"' }, true],
    [{ 'if-none-match': 'a' }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"b"' }, false],
    [{ 'if-modified-since': 'Thu, 01 Jan 1970 00:01:40 GMT' }, true],
    [{ 'if-modified-since': 'Thu, 01 Jan 1970 00:01:39 GMT' }, false],
    [{ 'if-modified-since': 'no date' }, false],
    // A tag says more than a time.
    [{ 'if-none-match': '"b"', 'if-modified-since': 'Thu, 01 Jan 1970 00:01:40 GMT' }, false],
    [{}, false],
  ])('is told by %j', (headers, expected) => {
    expect(isKnown(request(headers), { tag: 'W/"a"', modifiedSeconds: 100.4 })).toBe(expected);
  });

  it('is never asked when something is sent', () => {
    expect(isKnown(request({ 'if-none-match': '*' }, 'POST'), { tag: '"a"' })).toBe(false);
  });
});

describe('a tag of the content', () => {
  const answer: Answer = { status: 200, headers: [], body: 'text', endsSession: 'finalize' };
  const tagged = { 'if-none-match': contentTag('text') };

  it('turns the same content into 304, which keeps headers and session', () => {
    const headers = [['Vary', 'Cookie']] as const;
    expect(withContentTag(request(tagged), { ...answer, headers })).toEqual({
      status: 304,
      headers: [...headers, ['ETag', contentTag('text')]],
      body: '',
      endsSession: 'finalize',
    });
  });

  it('lets other content through, with its own tag', () => {
    const other = withContentTag(request(tagged), { ...answer, body: 'other' });
    expect(other).toMatchObject({ status: 200, body: 'other', headers: [['ETag', contentTag('other')]] });
  });

  it.each([
    ['is an error', { ...answer, status: 404 }],
    ['must not be kept', { ...answer, headers: [['Cache-Control', 'no-cache']] }],
    ['has a tag of its own', { ...answer, headers: [['Etag', 'mine']] }],
  ] satisfies [string, Answer][])('is not given to what %s', (_why, one) => {
    expect(withContentTag(request(tagged), one)).toBe(one);
  });
});
