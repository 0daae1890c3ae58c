/** Runs tasks that share a key one after the other, in the order asked; others don't wait for each other. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>();

  /** The failure of a task before is its caller's matter: it neither stops nor reaches this one. */
  async run<T>(keys: string | readonly string[], task: () => Promise<T>): Promise<T> {
    const all = typeof keys === 'string' ? [keys] : keys;
    const before = Promise.all(all.flatMap((key) => this.#tails.get(key) ?? []));
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    for (const key of all) this.#tails.set(key, done);
    await before;
    try {
      return await task();
    } finally {
      for (const key of all) if (this.#tails.get(key) === done) this.#tails.delete(key);
      finish();
    }
  }

  /** Resolves when everything that was started so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#tails.values());
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
