import { isListedName, type SessionId } from '../../shared/session/sid.ts';
import type {
  SessionStore,
  StoredSession,
  StoredVersion,
  StoreWriteOptions,
  StoreWriteOutcome,
} from './session-store.ts';

/** Sessions that live as long as the process: for tests and demonstrations. */
export class MemorySessionStore implements SessionStore {
  readonly kind = 'memory';
  readonly #sessions = new Map<SessionId, { readonly bytes: Uint8Array; readonly version: StoredVersion }>();
  #writes = 0;

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  read(sid: SessionId): Promise<StoredSession> {
    const stored = this.#sessions.get(sid);
    return Promise.resolve(
      stored === undefined
        ? { kind: 'absent' }
        : { kind: 'present', bytes: stored.bytes.slice(), version: stored.version },
    );
  }

  write(sid: SessionId, bytes: Uint8Array, options: StoreWriteOptions): Promise<StoreWriteOutcome> {
    const stored = this.#sessions.get(sid);
    if (options.expected === 'absent' && stored !== undefined) return Promise.resolve({ kind: 'changed' });
    if (options.expected !== 'absent' && options.expected !== 'any') {
      if (stored === undefined) return Promise.resolve({ kind: 'gone' });
      if (stored.version !== options.expected) return Promise.resolve({ kind: 'changed' });
    }
    this.#writes += 1;
    const version = `${this.#writes}` as StoredVersion;
    this.#sessions.set(sid, { bytes: bytes.slice(), version });
    return Promise.resolve({ kind: 'written', version });
  }

  delete(sid: SessionId): Promise<void> {
    this.#sessions.delete(sid);
    return Promise.resolve();
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.#sessions.keys()].filter(isListedName));
  }

  close(): Promise<void> {
    this.#sessions.clear();
    return Promise.resolve();
  }
}
