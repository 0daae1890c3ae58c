const longestSliceMs = 10;

/** Goes through the steps of long work, letting other work in between. */
export async function givingWay(steps: Iterable<void>): Promise<void> {
  let end = performance.now() + longestSliceMs;
  for (const step of steps) {
    if (performance.now() < end) continue;
    await new Promise((resolve) => setImmediate(resolve, step));
    end = performance.now() + longestSliceMs;
  }
}
