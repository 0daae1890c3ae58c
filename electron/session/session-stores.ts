import { randomInt } from 'node:crypto';
import path from 'node:path';
import { FileSessionStore } from './file-store.ts';
import { MemorySessionStore } from './memory-store.ts';
import { RedisSessionStore } from './redis-store.ts';
import type { SessionStore } from './session-store.ts';

/** Where the sessions of a wiki lie: MoinMoin's `session_dir`, or what the farm's `croft.json` says. */
export type SessionStorePlace =
  | { readonly kind: 'file'; readonly directory: string }
  /** Wikis that name the same group share their sessions. */
  | { readonly kind: 'memory'; readonly group: string }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix: string };

/** The stores of one process: one per place, so that the wikis that share sessions share what the store knows. */
export class SessionStores {
  readonly #stores = new Map<string, SessionStore>();
  readonly #report: (message: string) => void;

  constructor(report: (message: string) => void) {
    this.#report = report;
  }

  open(place: SessionStorePlace): SessionStore {
    const key = keyOf(place);
    const known = this.#stores.get(key);
    if (known !== undefined) return known;
    const store = this.#create(place);
    this.#stores.set(key, store);
    return store;
  }

  async closeAll(): Promise<void> {
    const stores = [...this.#stores.values()];
    this.#stores.clear();
    await Promise.all(stores.map((store) => store.close()));
  }

  #create(place: SessionStorePlace): SessionStore {
    switch (place.kind) {
      case 'file':
        return new FileSessionStore(path.resolve(place.directory), {
          processId: process.pid,
          randomInteger: (below) => randomInt(below),
          report: this.#report,
        });
      case 'memory':
        return new MemorySessionStore();
      case 'redis':
        return new RedisSessionStore({ url: place.url, prefix: place.prefix, report: this.#report });
    }
  }
}

function keyOf(place: SessionStorePlace): string {
  switch (place.kind) {
    case 'file':
      return `file:${path.resolve(place.directory)}`;
    case 'memory':
      return `memory:${place.group}`;
    case 'redis':
      return `redis:${place.url}\0${place.prefix}`;
  }
}
