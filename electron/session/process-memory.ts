import type { SessionId } from '../../shared/session/sid.ts';
import type { SessionStore } from './session-store.ts';

/**
 * What this process knows of sessions beyond what is stored, shared by the wikis that share a store.
 *
 * *Retired ids*: after a login gave a session a new id, answers to requests that were sent with the old one may still be
 * under way. They must neither set nor delete the cookie, else the last of them undoes the login.
 *
 * *Ends*: sessions of switched identity windows end at a fixed time whatever the wiki's lifetimes say (DECISIONS 13).
 */
export class ProcessMemory {
  readonly #retired = new Map<SessionId, number>();
  readonly #ends = new Map<SessionId, number>();

  retire(sid: SessionId, nowSeconds: number): void {
    for (const [old, until] of this.#retired) if (until < nowSeconds) this.#retired.delete(old);
    this.#retired.set(sid, nowSeconds + retiredSeconds);
  }

  isRetired(sid: SessionId, nowSeconds: number): boolean {
    return (this.#retired.get(sid) ?? Number.NEGATIVE_INFINITY) >= nowSeconds;
  }

  /** Null = no fixed end. */
  endOf(sid: SessionId): number | null {
    return this.#ends.get(sid) ?? null;
  }

  endAt(sid: SessionId, seconds: number, nowSeconds: number): void {
    for (const [old, end] of this.#ends) if (end < nowSeconds) this.#ends.delete(old);
    this.#ends.set(sid, seconds);
  }

  /** A session got another id, or (null) is no more. */
  moveEnd(from: SessionId, to: SessionId | null): void {
    const end = this.#ends.get(from);
    if (end === undefined) return;
    this.#ends.delete(from);
    if (to !== null) this.#ends.set(to, end);
  }
}

/** Longer than a request takes. */
const retiredSeconds = 60;

const memories = new WeakMap<SessionStore, ProcessMemory>();

export function processMemoryOf(store: SessionStore): ProcessMemory {
  const known = memories.get(store);
  if (known !== undefined) return known;
  const memory = new ProcessMemory();
  memories.set(store, memory);
  return memory;
}
