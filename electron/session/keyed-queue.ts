/** Runs the tasks of one key one after the other; tasks of different keys don't wait for each other. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>();

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key);
    const { promise: done, resolve: finish } = withResolvers();
    this.#tails.set(key, done);
    if (before !== undefined) await before;
    try {
      return await task();
    } finally {
      if (this.#tails.get(key) === done) this.#tails.delete(key);
      finish();
    }
  }

  /** Resolves when everything that was started so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let settle: (() => void) | undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: () => settle?.() };
}
