import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conflictMarkers, mergeTexts } from '../../../electron/page/merge.ts';

const line = fc.constantFrom('a', 'b', 'c', 'd', '', 'x y').map((text) => `${text}\n`);
const page = fc.array(line, { maxLength: 12 }).map((lines) => lines.join(''));

test('nothing is lost when only one side changed', () => {
  fc.assert(
    fc.property(page, page, (base, changed) => {
      expect(mergeTexts(base, base, changed)).toEqual({ text: changed, conflicts: 0 });
      expect(mergeTexts(base, changed, base)).toEqual({ text: changed, conflicts: 0 });
      expect(mergeTexts(base, changed, changed)).toEqual({ text: changed, conflicts: 0 });
    }),
  );
});

test('every line that a side added is in the result, and every conflict is marked', () => {
  fc.assert(
    fc.property(page, page, page, (base, theirs, mine) => {
      const marked = (text: string): string => text.replace(/[a-d]/g, (letter) => letter.toUpperCase());
      const added = marked(theirs);
      const merged = mergeTexts(base, added, mine);
      const lines = new Set(merged.text.split('\n'));
      const lost = added.split('\n').filter((text) => /[A-D]/.test(text) && !lines.has(text));
      expect(lost).toEqual([]);
      expect(merged.text.split(conflictMarkers.end).length - 1).toBe(merged.conflicts);
    }),
  );
});

test('long texts with nothing in common are merged in a moment', () => {
  const text = (letter: string): string =>
    Array.from({ length: 20_000 }, (_, n) => `${letter}${n % 7}\n`).join('');
  const start = performance.now();
  expect(mergeTexts(text('a'), text('b'), text('c')).conflicts).toBe(1);
  expect(performance.now() - start).toBeLessThan(3000);
});

test('two insertions at the same place are a conflict, one is not', () => {
  const base = '1\n2\n3\n4\n5\n6\n';
  expect(mergeTexts(base, '1\n2\n3\nx\n4\n5\n6\n', base)).toMatchObject({ conflicts: 0 });
  expect(mergeTexts(base, '1\n2\n3\nx\n4\n5\n6\n', '1\n2\n3\ny\n4\n5\n6\n')).toMatchObject({ conflicts: 1 });
});
