import { describe, expect, test } from 'vitest';
import { pyInt, pyList, pyStr, pyTuple, pyUnicode, type PyValue } from '../../../../shared/python-value.ts';
import { readCookies } from '../../../../shared/session/cookie-header.ts';
import { isUsableCookieName } from '../../../../shared/session/cookie-name.ts';
import { isOutdated, lifetimeSeconds } from '../../../../shared/session/lifetime.ts';
import { toAsciiDomain } from '../../../../shared/session/punycode.ts';
import {
  cookiePathAttribute,
  deletionCookieLines,
  setCookieLine,
} from '../../../../shared/session/set-cookie.ts';
import { defaultSessionSettings } from '../../../../shared/session/session-settings.ts';
import { isSessionId, sessionIdFrom } from '../../../../shared/session/sid.ts';
import { addToTrail, readTrailEntry } from '../../../../shared/session/trail.ts';
import { decodeUtf8, encodeUtf8 } from '../../../../shared/python/utf8.ts';

describe('trail', () => {
  const settings = { trailSize: 3, interwikiName: null };
  const texts = (value: PyValue | null) =>
    value?.type === 'list'
      ? value.items.map((item) => (item.type === 'unicode' ? item.text : item.type))
      : value;
  const trail = (...names: string[]) => pyList(names.map(pyUnicode));

  test('a visit moves the page to the end and keeps the last few', () => {
    expect(texts(addToTrail(trail('A', 'B', 'C'), 'A', settings))).toEqual(['B', 'C', 'A']);
    expect(texts(addToTrail(trail('A', 'B', 'C'), 'D', settings))).toEqual(['B', 'C', 'D']);
    expect(texts(addToTrail(undefined, 'A', settings))).toEqual(['A']);
  });

  test('visiting the last page again changes nothing, even if the trail is too long', () => {
    expect(addToTrail(trail('A', 'B', 'C', 'D', 'E'), 'E', settings)).toBeNull();
  });

  test('size 0 keeps all, a negative size drops from the front', () => {
    expect(texts(addToTrail(trail('A', 'B', 'C', 'D'), 'E', { ...settings, trailSize: 0 }))).toHaveLength(5);
    expect(texts(addToTrail(trail('A', 'B', 'C'), 'D', { ...settings, trailSize: -1 }))).toEqual([
      'B',
      'C',
      'D',
    ]);
    expect(addToTrail(undefined, 'A', { ...settings, trailSize: -1 })).toBeNull();
  });

  test('entries of a named wiki carry its name', () => {
    expect(texts(addToTrail(undefined, 'A', { ...settings, interwikiName: 'My' }))).toEqual(['My:A']);
  });

  test('byte strings stay while they are ASCII; what is no text is dropped', () => {
    const odd = pyTuple([pyStr('A'), pyInt(5), pyStr('é'), pyUnicode('B')]);
    expect(addToTrail(odd, 'C', settings)).toEqual(pyList([pyStr('A'), pyUnicode('B'), pyUnicode('C')]));
    expect(addToTrail(pyInt(5), 'C', settings)).toEqual(pyList([pyUnicode('C')]));
  });

  test('outer blanks go, and with them empty entries', () => {
    expect(texts(addToTrail(trail('  ', ' A '), 'B', settings))).toEqual(['A', 'B']);
  });

  test('an entry leads to this wiki or another by what stands before its first colon', () => {
    expect(readTrailEntry('My:A:B', 'My')).toEqual({ interwikiName: null, pageName: 'A:B' });
    expect(readTrailEntry('Other:A', 'My')).toEqual({ interwikiName: 'Other', pageName: 'A' });
    expect(readTrailEntry('Talk: X', null)).toEqual({ interwikiName: 'Talk', pageName: ' X' });
    expect(readTrailEntry('A', 'My')).toEqual({ interwikiName: null, pageName: 'A' });
  });
});

describe('Cookie header', () => {
  test.each([
    ['k=1; k=2', '1'],
    ['a=b;k="x\\"y"', 'x"y'],
    ['k="\\141\\q"', 'aq'],
    [' k = v ', 'v'],
    ['K=1', null],
    ['kk=1; k', null],
    ['k=', ''],
    ['k="', '"'],
    ['k=a=b', 'a=b'],
  ])('%j holds %j', (header, value) => {
    expect(readCookies(header, 'k')[0] ?? null).toBe(value);
  });
});

describe('lifetimes', () => {
  test('elements that are no usable number count as their defaults', () => {
    expect(lifetimeSeconds(['x', Number.POSITIVE_INFINITY], { loggedIn: false })).toBe(0);
    expect(lifetimeSeconds(['x', 'nan'], { loggedIn: true, rememberMe: false })).toBe(43_200);
  });

  test('a lifetime of ages still gives a date that can be written', () => {
    const seconds = lifetimeSeconds([0, 1e300], { loggedIn: true, rememberMe: false });
    const line = setCookieLine(defaultSessionSettings, {
      name: 'k',
      sid: sessionIdFrom(new Uint8Array(20)),
      maxAgeSeconds: seconds,
      expiresSeconds: 1796000000 + seconds,
      isHttps: false,
    });
    expect(line).toMatch(/Expires=\w{3}, \d\d-\w{3}-\d{4} /);
  });

  test('cleaning takes a missing end for outdated, a text never', () => {
    expect(isOutdated(undefined, 5)).toBe(true);
    expect(isOutdated({ type: 'none' }, 5)).toBe(true);
    expect(isOutdated(pyStr('soon'), 5)).toBe(false);
    expect(isOutdated(pyInt(5), 5)).toBe(false);
  });
});

describe('cookie attributes', () => {
  const sid = sessionIdFrom(new Uint8Array(20).fill(1));
  const cookie = { name: 'k', sid, maxAgeSeconds: 1, expiresSeconds: 0, isHttps: false };

  test('by default HttpOnly unless it is configured off, and SameSite', () => {
    expect(setCookieLine(defaultSessionSettings, cookie)).toMatch(/; HttpOnly; Path=\/; SameSite=Lax$/);
    const off = { ...defaultSessionSettings, cookieHttpOnly: false };
    expect(setCookieLine(off, cookie)).toMatch(/Max-Age=1; Path=\/; SameSite=Lax$/);
  });

  test('line breaks in a configured name never reach a header', () => {
    expect(setCookieLine(defaultSessionSettings, { ...cookie, name: 'k\r\nX: 1' })).toBeNull();
    expect(deletionCookieLines(defaultSessionSettings, 'k\n')).toEqual([]);
    expect(cookiePathAttribute('/a\r\nb;c')).toBe('/a%0D%0Ab%3Bc');
  });

  test.each([
    ['bücher.example', 'xn--bcher-kva.example'],
    ['.münchen.例え.jp', '.xn--mnchen-3ya.xn--r8jz45g.jp'],
    ['straße.de', 'strasse.de'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['Plain.Example', 'Plain.Example'],
  ])('the domain %s is sent as %s', (domain, ascii) => {
    expect(toAsciiDomain(domain)).toBe(ascii);
  });

  test('names that clients would change are told apart', () => {
    expect(isUsableCookieName('MOIN_SESSION_80_ROOT_Wiki.cgi')).toBe(true);
    for (const name of ['a b', 'a=b', 'a;b', 'é', "('t',)", '']) expect(isUsableCookieName(name)).toBe(false);
  });
});

test('a session id is forty lower-case hex digits and nothing more', () => {
  expect(isSessionId('0123456789abcdef0123456789abcdef01234567')).toBe(true);
  for (const text of ['0'.repeat(39), '0'.repeat(41), 'A'.repeat(40), `${'0'.repeat(40)}\n`, 'g'.repeat(40)])
    expect(isSessionId(text)).toBe(false);
  expect(() => sessionIdFrom(new Uint8Array(19))).toThrow(RangeError);
});

test('UTF-8 keeps halves of surrogate pairs and refuses what is no UTF-8', () => {
  const text = 'a\ud800b\udfff😀é\ud83d';
  expect(decodeUtf8(encodeUtf8(text))).toBe(text);
  expect(decodeUtf8(Uint8Array.of(0xed, 0xa0))).toBeNull();
  expect(decodeUtf8(Uint8Array.of(0xed, 0xa0, 0x41))).toBeNull();
  expect(decodeUtf8(Uint8Array.of(0xc0, 0x80))).toBeNull();
  expect(decodeUtf8(Uint8Array.of(0xed, 0x9f, 0xbf))).toBe('\ud7ff');
  expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA');
});
