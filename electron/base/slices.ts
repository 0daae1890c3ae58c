/** How long one piece of work goes on before the event loop gets its turn. */
const sliceMs = 8;

/** Gives the event loop its turn when a slice is used up; `await` it between steps of long work. */
export class Slices {
  private until = performance.now() + sliceMs;

  get isUsedUp(): boolean {
    return performance.now() > this.until;
  }

  async turn(): Promise<void> {
    await turn();
    this.until = performance.now() + sliceMs;
  }
}

/** Lets everything that waits for the event loop go first. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Goes through the steps of long work, letting other work in between. */
export async function givingWay(steps: Iterable<void>): Promise<void> {
  const slices = new Slices();
  for (const _step of steps) if (slices.isUsedUp) await slices.turn();
}

/** Rows that are looked at between two looks at the clock. */
const stride = 512;

/** `items.forEach`, in slices. */
export async function forEachSliced<T>(items: readonly T[], step: (item: T) => void): Promise<void> {
  const slices = new Slices();
  for (let start = 0; start < items.length; start += stride) {
    const end = Math.min(start + stride, items.length);
    for (let index = start; index < end; index += 1) step(items[index] as T);
    if (slices.isUsedUp) await slices.turn();
  }
}

/** `items.filter`, in slices. */
export async function filterSliced<T>(items: readonly T[], keep: (item: T) => boolean): Promise<T[]> {
  const kept: T[] = [];
  await forEachSliced(items, (item) => {
    if (keep(item)) kept.push(item);
  });
  return kept;
}

const runLength = 2048;

/** Sorts in slices: short runs by the engine, then merged pair by pair. Stable. */
export async function sortSliced<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const slices = new Slices();
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += runLength) {
    runs.push(items.slice(start, start + runLength).sort(compare));
    if (slices.isUsedUp) await slices.turn();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2)
      merged.push(await mergeSliced(runs[index] ?? [], runs[index + 1] ?? [], compare, slices));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergeSliced<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  slices: Slices,
): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    const takesRight = compare(left[l] as T, right[r] as T) > 0;
    merged.push((takesRight ? right[r++] : left[l++]) as T);
    if (merged.length % stride === 0 && slices.isUsedUp) await slices.turn();
  }
  while (l < left.length) merged.push(left[l++] as T);
  while (r < right.length) merged.push(right[r++] as T);
  return merged;
}

/** The first place in a sorted list whose item does not come before `item`. */
export function lowerBound<T>(sorted: readonly T[], item: T, compare: (a: T, b: T) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as T, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A copy of a sorted list without the places `gone` and with `come`, both in order; `placeOf` says where an item belongs. */
export function spliced<T>(
  sorted: readonly T[],
  gone: readonly number[],
  come: readonly T[],
  placeOf: (item: T) => number,
): T[] {
  const copy: T[] = [];
  let from = 0;
  let [g, c] = [0, 0];
  while (g < gone.length || c < come.length) {
    const nextGone = gone[g] ?? Infinity;
    const nextCome = c < come.length ? placeOf(come[c] as T) : Infinity;
    const until = Math.min(nextGone, nextCome);
    for (; from < until; from += 1) copy.push(sorted[from] as T);
    if (nextCome <= nextGone) copy.push(come[c++] as T);
    else {
      g += 1;
      from = Math.max(from, nextGone + 1); // a place that was not found is -1
    }
  }
  for (; from < sorted.length; from += 1) copy.push(sorted[from] as T);
  return copy;
}
