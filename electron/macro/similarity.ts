/**
 * How much of two texts is the same: 1 for equal ones, 0 for ones without a common character.
 *
 * The longest common part is taken out, then the longest ones before and behind it, and so on; twice their length is
 * divided by the length of both texts (the ratio of Python's difflib). Below `cutoff` the answer may be 0: texts whose
 * lengths or letters alone rule it out are not compared further.
 */
export function similarity(a: string, b: string, cutoff: number): number {
  const total = a.length + b.length;
  if (total === 0) return 1;
  if ((2 * Math.min(a.length, b.length)) / total < cutoff) return 0;
  if ((2 * commonCharacters(a, b)) / total < cutoff) return 0;
  return (2 * matchingLength(a, b)) / total;
}

/** Characters of `a` that are also in `b`, each as often as there. */
function commonCharacters(a: string, b: string): number {
  const left = new Map<string, number>();
  for (const character of b) left.set(character, (left.get(character) ?? 0) + 1);
  let common = 0;
  for (const character of a) {
    const count = left.get(character) ?? 0;
    if (count > 0) common += 1;
    left.set(character, count - 1);
  }
  return common;
}

function matchingLength(a: string, b: string): number {
  const { startA, startB, length } = longestCommon(a, b);
  if (length === 0) return 0;
  return (
    length +
    matchingLength(a.slice(0, startA), b.slice(0, startB)) +
    matchingLength(a.slice(startA + length), b.slice(startB + length))
  );
}

/** The longest common part; of several the first in `a`, then in `b`. */
function longestCommon(a: string, b: string): { startA: number; startB: number; length: number } {
  const best = { startA: 0, startB: 0, length: 0 };
  let before: number[] = [];
  for (let at = 0; at < a.length; at += 1) {
    const lengths: number[] = [];
    for (let other = 0; other < b.length; other += 1) {
      if (a[at] !== b[other]) continue;
      const length = (before[other - 1] ?? 0) + 1;
      lengths[other] = length;
      if (length > best.length) {
        best.startA = at - length + 1;
        best.startB = other - length + 1;
        best.length = length;
      }
    }
    before = lengths;
  }
  return best;
}
