import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileEntries, findWiki } from '../../../electron/config/url-pattern.ts';

const entry = (name: string, text: string) => ({ name, pattern: { text, kind: 'str' as const } });

test('the first pattern that matches wins, whatever text it holds', () => {
  const pattern = fc.constantFrom(
    '^http://a/',
    '^http://a/b/',
    '.*b',
    'http://(a|b)/',
    '^https?://b/.*$',
    'http://a/c?$',
    '(?i)HTTP://A/',
    '.',
  );
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('http://', 'https://', 'a', 'b', '/', 'c'), maxLength: 6 }),
      (patterns, address) => {
        const { compiled } = compileEntries(patterns.map((text, index) => entry(`w${String(index)}`, text)));
        const first = compiled.find((one) => one.matches(address))?.name ?? null;
        expect(findWiki(compiled, address)).toBe(first);
      },
    ),
    { numRuns: 2000 },
  );
});

test('of thousands of wikis few patterns are tried', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `w${String(index)}`);
  const { compiled } = compileEntries(
    names.map((name) => entry(name, `^https?://${name}\\.example\\.org/.*$`)),
  );
  let tried = 0;
  const counted = compiled.map((one) => ({
    ...one,
    matches: (address: string): boolean => {
      tried += 1;
      return one.matches(address);
    },
  }));
  for (const name of names) expect(findWiki(counted, `https://${name}.example.org/Page`)).toBe(name);
  expect(tried).toBeLessThan(3 * names.length);
});
