/** How long one piece of work goes on before the event loop gets its turn. */
const sliceMs = 8;

/** Gives the event loop its turn when a slice is used up; `await` it between steps of long work. */
export class Slices {
  private until = performance.now() + sliceMs;

  get isUsedUp(): boolean {
    return performance.now() > this.until;
  }

  async turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.until = performance.now() + sliceMs;
  }
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

/** Merges two sorted lists at once; for one long and one short list. */
export function mergeSorted<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): T[] {
  if (right.length === 0) return [...left];
  const merged: T[] = [];
  let r = 0;
  for (const item of left) {
    while (r < right.length && compare(item, right[r] as T) > 0) merged.push(right[r++] as T);
    merged.push(item);
  }
  while (r < right.length) merged.push(right[r++] as T);
  return merged;
}
