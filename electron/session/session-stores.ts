import { randomInt } from 'node:crypto';
import path from 'node:path';
import { FileSessionStore } from './file-store.ts';
import { MemorySessionStore } from './memory-store.ts';
import { RedisSessionStore } from './redis-store.ts';
import { DirectorySource } from './directory-source.ts';
import type { SessionSource } from './session-source.ts';
import type { FollowableStore, SessionStore } from './session-store.ts';
import { StoreSource } from './store-source.ts';

/** Where the sessions of a wiki lie: MoinMoin's `session_dir`, or what the farm's `croft.json` says. */
export type SessionStorePlace =
  | { readonly kind: 'file'; readonly directory: string }
  /** Wikis that name the same group share their sessions. */
  | { readonly kind: 'memory'; readonly group: string }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix: string };

/** The same for the same place. */
export function placeKey(place: SessionStorePlace): string {
  switch (place.kind) {
    case 'file':
      return path.resolve(place.directory);
    case 'memory':
      return `memory:${place.group}`;
    case 'redis':
      return `redis:${place.url}\0${place.prefix}`;
  }
}

/** The stores of one process: one per place, so that the wikis that share sessions share what the store knows. */
export class SessionStores {
  readonly #stores = new Map<string, SessionStore>();
  readonly #followable = new Map<string, FollowableStore>();
  readonly #report: (message: string) => void;

  constructor(report: (message: string) => void) {
    this.#report = report;
  }

  open(place: SessionStorePlace): SessionStore {
    if (place.kind !== 'file') return this.#openFollowable(place);
    const key = placeKey(place);
    const known = this.#stores.get(key);
    if (known !== undefined) return known;
    const store = new FileSessionStore(path.resolve(place.directory), {
      processId: process.pid,
      randomInteger: (below) => randomInt(below),
      report: this.#report,
    });
    this.#stores.set(key, store);
    return store;
  }

  /** The sessions at a place as rows of the live table; `group` is the `session_dir` they stand for. */
  source(place: SessionStorePlace, group: string, nowMs: () => number): SessionSource {
    return place.kind === 'file'
      ? new DirectorySource(place.directory)
      : new StoreSource(group, placeKey(place), this.#openFollowable(place), nowMs);
  }

  async closeAll(): Promise<void> {
    const stores = [...this.#stores.values(), ...this.#followable.values()];
    this.#stores.clear();
    this.#followable.clear();
    await Promise.all(stores.map((store) => store.close()));
  }

  #openFollowable(place: Exclude<SessionStorePlace, { kind: 'file' }>): FollowableStore {
    const key = placeKey(place);
    const known = this.#followable.get(key);
    if (known !== undefined) return known;
    const store =
      place.kind === 'memory'
        ? new MemorySessionStore()
        : new RedisSessionStore({ url: place.url, prefix: place.prefix, report: this.#report });
    this.#followable.set(key, store);
    return store;
  }
}
