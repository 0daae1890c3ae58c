import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contextOf } from '../../../electron/page/search/context.ts';
import { compileForeignRegex, compileTerm, isRisky, spansOf } from '../../../electron/page/search/pattern.ts';
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

test('patterns that could run for ever are taken literally', () => {
  for (const evil of [
    '(a+)+$',
    '(a|aa)+$',
    '([a-z]+)*x',
    '(a*)*',
    '.*.*.*.*.*x',
    '(a)\\1',
    '((a+)b?)+',
    '((a|b)c)*',
    '(a?){30}',
  ])
    expect(isRisky(evil)).toBe(true);
  for (const usual of ['apple', 'a.*b', '^Category.*t$', '(one|two)', '[a-z]+\\d{2}', 'C\\+\\+'])
    expect(isRisky(usual)).toBe(false);
  const start = performance.now();
  spansOf(compileTerm('(a+)+$', false), `${'a'.repeat(5000)}!`);
  expect(performance.now() - start).toBeLessThan(500);
});

test('no expression built from the classic traps keeps a search busy', () => {
  const quantifier = fc.constantFrom('', '*', '+', '?', '*?', '{2,}', '{0,30}', '{30}');
  const piece = fc
    .tuple(fc.constantFrom('a', '[ab]', '\\w', '(a|b)', '(a|aa)', '(a*)', '(a?)', '(?:a|ab)'), quantifier)
    .map((parts) => parts.join(''));
  const grouped = fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), quantifier)
    .map(([pieces, repeated]) => `(${pieces.join('')})${repeated}`);
  const nested = fc
    .tuple(fc.array(fc.oneof(piece, grouped), { minLength: 1, maxLength: 3 }), quantifier)
    .map(([pieces, repeated]) => `^(${pieces.join('')})${repeated}$`);
  const text = `${'a'.repeat(40)}!`;
  fc.assert(
    fc.property(nested, (expression) => {
      const start = performance.now();
      compileForeignRegex(expression)?.test(text);
      expect(performance.now() - start, expression).toBeLessThan(1000);
    }),
    { numRuns: 500 },
  );
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
