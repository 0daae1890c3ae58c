import { tellAll } from '../base/guard.ts';
import { isListedName, type SessionId } from '../../shared/session/sid.ts';
import type {
  FollowableStore,
  StoredSession,
  StoredVersion,
  StoreWriteOptions,
  StoreWriteOutcome,
} from './session-store.ts';

/** Sessions that live as long as the process: for tests and demonstrations. */
export class MemorySessionStore implements FollowableStore {
  readonly kind = 'memory';
  readonly #sessions = new Map<SessionId, { readonly bytes: Uint8Array; readonly version: StoredVersion }>();
  readonly #followers = new Set<(sid: SessionId) => void>();
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
    this.#tell(sid);
    return Promise.resolve({ kind: 'written', version });
  }

  delete(sid: SessionId): Promise<void> {
    if (this.#sessions.delete(sid)) this.#tell(sid);
    return Promise.resolve();
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.#sessions.keys()].filter(isListedName));
  }

  follow(onChange: (sid: SessionId) => void): Promise<() => void> {
    const follower = (sid: SessionId): void => onChange(sid);
    this.#followers.add(follower);
    return Promise.resolve(() => void this.#followers.delete(follower));
  }

  idleSeconds(): Promise<null> {
    return Promise.resolve(null);
  }

  #tell(sid: SessionId): void {
    tellAll('sessions: a change', this.#followers, sid);
  }

  close(): Promise<void> {
    this.#followers.clear();
    this.#sessions.clear();
    return Promise.resolve();
  }
}
