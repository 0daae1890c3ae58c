import type { Unreadable } from '../base/disk-reading.ts';
import type { SessionId } from '../../shared/session/sid.ts';

/**
 * Where sessions lie: `file-store.ts` (MoinMoin's directory), `memory-store.ts`, `redis-store.ts`.
 *
 * A store keeps bytes (pickles, spec/sessions.md §9) and knows nothing of their meaning. All operations may be called
 * at the same time from any number of services, and by other processes on the same data: nobody sees half a write,
 * and a write that was answered is there for the next read.
 */
export interface SessionStore {
  readonly kind: 'file' | 'memory' | 'redis';
  /** Called at the begin of every request; creates what the store needs. Never throws. */
  prepare(): Promise<void>;
  /** Never throws for what lies there; a store that can't be reached answers `unreadable`. */
  read(sid: SessionId): Promise<StoredSession>;
  /** Throws the system's error if the session can't be stored (disk full, no permission, server gone). */
  write(sid: SessionId, bytes: Uint8Array, options: StoreWriteOptions): Promise<StoreWriteOutcome>;
  /** Removing what isn't there is no error. Throws the system's error when it is still there. */
  delete(sid: SessionId): Promise<void>;
  /** Names by the rule of spec/sessions.md §8.4; of the file store also names of foreign files. */
  list(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A store without files tells by itself what happens in it; files are watched (`watch-directory.ts`). */
export interface FollowableStore extends SessionStore {
  /**
   * Tells which sessions were written or removed, by this process or another, from the moment this resolves until the
   * returned function is called; `onUnknown` when some of that may have been missed. Never rejects.
   */
  follow(onChange: (sid: SessionId) => void, onUnknown: () => void): Promise<() => void>;
  /** How long ago the session was last read or written; null when the store can't tell. Asked before reading it. */
  idleSeconds(sid: SessionId): Promise<number | null>;
}

export type StoredSession =
  | { readonly kind: 'absent' }
  /** `isSession`: false where what lies there can be none: a folder, a pipe, a link to itself. */
  | { readonly kind: 'unreadable'; readonly what: Unreadable; readonly isSession: boolean }
  | { readonly kind: 'present'; readonly bytes: Uint8Array; readonly version: StoredVersion };

/** Names one state of one stored session; opaque, differs whenever somebody wrote in between. */
export type StoredVersion = string & { readonly [versionBrand]: true };
declare const versionBrand: unique symbol;

export interface StoreWriteOptions {
  /**
   * What the writer knows of the stored session: `absent` = it made a new one, `any` = overwrite or create, a version =
   * write only over exactly this state.
   */
  readonly expected: StoredVersion | 'absent' | 'any';
  /** After this time without another write, a store with expiry of its own (Redis) forgets the session. */
  readonly lifetimeSeconds: number;
}

export type StoreWriteOutcome =
  | { readonly kind: 'written'; readonly version: StoredVersion }
  /** Somebody destroyed the session after it was read; nothing was written (spec/sessions.md §8.3 [H]). */
  | { readonly kind: 'gone' }
  /** Somebody else wrote after it was read; nothing was written. */
  | { readonly kind: 'changed' };
