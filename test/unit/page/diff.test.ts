import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffBlocks } from '../../../electron/page/diff/block-diff.ts';
import { diffLines } from '../../../electron/page/diff/line-diff.ts';
import { SequenceMatcher, stretchesOf } from '../../../electron/page/diff/sequence-matcher.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'a b', ''), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

test('the stretches of a match are the two sequences again, equal where they say so', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [a, b] = [Array.from(before), Array.from(after)];
      const stretches = stretchesOf(new SequenceMatcher(b).matchingBlocks(a), a.length, b.length);
      expect(stretches.map((s) => before.slice(s.aStart, s.aEnd)).join('')).toBe(before);
      expect(stretches.map((s) => after.slice(s.bStart, s.bEnd)).join('')).toBe(after);
      const equal = stretches.filter((s) => s.equal);
      expect(equal.map((s) => before.slice(s.aStart, s.aEnd))).toEqual(
        equal.map((s) => after.slice(s.bStart, s.bEnd)),
      );
    }),
  );
});

test('lines with a minus are those of the old text, lines with a plus those of the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const sided = (mark: string): string[] =>
        lines.filter((line) => line.startsWith(mark)).map((l) => l.slice(2));
      for (const line of sided('-')) expect(before.split('\n')).toContain(line);
      for (const line of sided('+')) expect(after.split('\n')).toContain(line);
    }),
  );
});

test('a long page that was rewritten is compared in a moment', () => {
  const lines = (word: string): string =>
    Array.from({ length: 3000 }, (_, n) => `${word} ${n * 7}`).join('\n');
  const start = performance.now();
  expect(diffBlocks(lines('old'), lines('new'))).toHaveLength(1);
  expect(diffLines(lines('old'), lines('new')).length).toBeGreaterThan(3000);
  expect(performance.now() - start).toBeLessThan(4000);
});
