/**
 * The name that was probably meant: at most two letters away, or the same but for case and underscores. Null when no
 * name is near, as for helper names of one's own.
 */
export function nearestName(written: string, names: readonly string[]): string | null {
  const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');
  const same = names.find((name) => plain(name) === plain(written));
  if (same !== undefined) return same;
  if (written.length < 5) return null;
  let best: string | null = null;
  let least = 3;
  for (const name of names) {
    const distance = letterDistance(written, name, least);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Letters to add, drop or replace; anything from `limit` on counts as `limit`. */
function letterDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[right.length] ?? limit;
}
