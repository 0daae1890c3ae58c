import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinInterwiki, pageUrl, splitInterwiki } from '../../../../shared/names/page-name.ts';
import { percentDecode, percentEncode, queryString } from '../../../../shared/names/percent.ts';

describe('percent encoding', () => {
  it('comes back the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(percentDecode(percentEncode(text))).toBe(text);
        expect(percentDecode(queryString([['a', text]]), true)).toBe(`a=${text}`);
      }),
    );
  });

  it('makes one replacement character of each sequence that is no UTF-8', () => {
    expect(percentDecode('Tr%ffee')).toBe('Tr\ufffdee');
    expect(percentDecode('a%c3%28b')).toBe('a\ufffd(b');
    expect(percentDecode('%ed%a0%80')).toBe('\ufffd\ufffd\ufffd');
    expect(percentDecode('cut%e2%82')).toBe('cut\ufffd');
  });

  it('keeps a byte order mark, a lone percent sign, and a plus that is none', () => {
    expect(percentDecode('%EF%BB%BFx')).toBe('\ufeffx');
    expect(percentDecode('100%, %4')).toBe('100%, %4');
    expect(percentDecode('a+b')).toBe('a+b');
    expect(percentDecode('a+b', true)).toBe('a b');
  });

  it('writes half a surrogate pair as Python does', () => {
    expect(percentEncode('a\ud800')).toBe('a%ED%A0%80');
  });
});

describe('addresses', () => {
  it('of pages carry query and anchor', () => {
    expect(pageUrl('/wiki', 'A b/Süd', { query: [['x', 'a b&c']], anchor: 'top' })).toBe(
      '/wiki/A%20b/S%C3%BCd?x=a+b%26c#top',
    );
  });

  it('of other wikis have the page in every place the map names', () => {
    expect(joinInterwiki('http://x/$PAGE?back=$PAGE', 'a b', { query: [['q', '1']], anchor: 'c_d' })).toBe(
      'http://x/a%20b?back=a%20b&q=1#c_d',
    );
    expect(joinInterwiki('/other/', 'A:b')).toBe('/other/A%3Ab');
    expect(joinInterwiki('http://x/', "$&'$PAGE")).toBe('http://x/%24%26%27%24PAGE');
  });

  it('name a wiki before the first colon', () => {
    expect(splitInterwiki('Other:A:b')).toEqual({ wiki: 'Other', page: 'A:b' });
    expect(splitInterwiki('Page')).toEqual({ wiki: 'Self', page: 'Page' });
  });
});
