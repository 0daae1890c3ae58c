import { expect, test } from 'vitest';
import { CompiledPages } from '../../../electron/wiki/compiled-pages.ts';
import { settings } from '../markup/settings.ts';

test('a page is compiled again only when its text or the settings are others', () => {
  const pages = new CompiledPages();
  const first = pages.compile('P', 'text\n', settings);
  expect(pages.compile('P', 'text\n', settings)).toBe(first);
  expect(pages.compile('P', 'text\n', { ...settings })).not.toBe(first);
  expect(pages.compile('P', 'other\n', settings)).not.toBe(first);
});

test('what was not used for longest goes when the texts become too many', () => {
  const pages = new CompiledPages(100);
  for (const name of ['A', 'B']) pages.compile(name, 'x'.repeat(40), settings);
  pages.compile('A', 'x'.repeat(40), settings);
  pages.compile('C', 'x'.repeat(40), settings);
  expect(['A', 'B', 'C'].map((name) => pages.has(name))).toEqual([true, false, true]);
});

test('a page that is too large alone is not kept, and drives nothing out', () => {
  const pages = new CompiledPages(100);
  pages.compile('A', 'x', settings);
  expect(pages.compile('Huge', 'x'.repeat(200), settings).pageName).toBe('Huge');
  expect([pages.has('A'), pages.has('Huge')]).toEqual([true, false]);
});
