/** Runs work on the same page one after the other, so that servers of one process never wait for each other's locks. */
export class PageQueue {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Works that share any of the names follow each other in the order of their calls. */
  async run<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = names.map((name) => this.last.get(name) ?? Promise.resolve());
    const done = Promise.allSettled(before).then(work);
    for (const name of names) this.last.set(name, done);
    try {
      return await done;
    } finally {
      for (const name of names) if (this.last.get(name) === done) this.last.delete(name);
    }
  }
}
