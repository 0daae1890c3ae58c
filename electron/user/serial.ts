/** Runs at most one piece of work per key at a time, in the order asked; different keys don't wait for each other. */
export class SerialByKey {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    // The one before may fail: that is its caller's matter, not ours.
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}

/**
 * A job that many may ask for but that runs once at a time: whoever asks while it runs gets the run after it, so that
 * every answer reflects a run that began after the question.
 */
export function shared<T>(job: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const mine = job().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (running === null) return start();
    const startNext = (): Promise<T> => {
      next = null;
      return start();
    };
    next ??= running.then(startNext, startNext);
    return next;
  };
}
