import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contextOf } from '../../../electron/page/search/context.ts';
import { parseSearchQuery, type SearchQuery } from '../../../electron/page/search/query.ts';
import { searchPages, type SearchedPage } from '../../../electron/page/search/search.ts';

const page = (name: string, text: string): SearchedPage => ({
  name,
  text: () => text,
  language: 'en',
  format: 'wiki',
  isDeprecated: false,
  isSystem: false,
  layer: 'data',
  modifiedSeconds: () => 0,
  links: () => [],
});

test('no query crashes the parser, and what it takes can be searched', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      const query = parseSearchQuery(text);
      const answer = query && (await searchPages(query, [page('P', 'some text\n')], { order: 'weight' }));
      expect(answer?.complete ?? true).toBe(true);
    }),
  );
});

test('a term that is no pattern is looked for as it stands', async () => {
  const found = async (needle: string, text: string): Promise<boolean> => {
    const query = parseSearchQuery(needle);
    return query !== null && (await searchPages(query, [page('P', text)], { order: 'name' })).hits.length > 0;
  };
  expect(await found('C++', 'written in C++\n')).toBe(true);
  expect(await found('"a(b"', 'f a(b c\n')).toBe(true);
  expect(await found('a.b', 'axb\n')).toBe(true);
});

test('a term that takes too long for a page makes the answer incomplete', async () => {
  const query = parseSearchQuery('"(x*)*\\1y"') ?? { kind: 'all', parts: [] };
  const answer = await searchPages(query, [page('P', 'x'.repeat(5000)), page('Q', 'xxy')], { order: 'name' });
  expect(answer).toMatchObject({ complete: false, hits: [{ page: 'Q' }] });
});

test('deep nesting is refused', () => {
  expect(parseSearchQuery('('.repeat(10_000) + 'x' + ')'.repeat(10_000))).toBeNull();
});

test('a search gives up when its time is over and says so', async () => {
  const query: SearchQuery = parseSearchQuery('text') ?? { kind: 'all', parts: [] };
  const pages = Array.from({ length: 50 }, (_, index) => page(`P${index}`, 'text'));
  const answer = await searchPages(query, pages, { order: 'name', timeLimitMs: -1 });
  expect(answer).toEqual({ hits: [], complete: false });
});

test('the context of a hit never leaves the text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), fc.nat(200), (text, from, length, size) => {
      const start = from % text.length;
      const end = Math.min(text.length, start + 1 + (length % 10));
      const { pieces } = contextOf(text, [{ where: 'text', start, end }], size);
      expect(text).toContain(pieces.map((piece) => piece.text).join(''));
    }),
  );
});
