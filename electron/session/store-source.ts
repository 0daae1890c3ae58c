import type { SessionId } from '../../shared/session/sid.ts';
import { isSessionId } from '../../shared/session/sid.ts';
import { sessionRowId, type IndexedSession } from './indexed-session.ts';
import {
  SourceUnreachable,
  type LoadedSession,
  type SessionAside,
  type SessionSource,
} from './session-source.ts';
import { UnreadableError } from '../base/disk-reading.ts';
import { summariseSession, unreadableSummary } from './session-summary.ts';
import type { FollowableStore, StoredSession } from './session-store.ts';
import type { DirectoryWatch, WatchListener } from '../base/watch-directory.ts';

/** For sessions whose content names no end; Redis wants one. */
const lifetimeWithoutEnd = 12 * 3600;

/** The sessions of a store without files: memory or Redis. */
export class StoreSource implements SessionSource {
  readonly concurrency = 64;

  /** `place` names the store among all of a farm: two stores may stand for one `session_dir`. */
  constructor(
    readonly group: string,
    private readonly place: string,
    private readonly store: FollowableStore,
    private readonly nowMs: () => number,
  ) {}

  async *names(): AsyncGenerator<readonly SessionId[]> {
    let names: readonly string[];
    try {
      names = await this.store.list();
    } catch (error) {
      throw new SourceUnreachable(`The sessions can't be listed: ${String(error)}`);
    }
    yield names.filter(isSessionId);
  }

  async load(sid: SessionId, known: IndexedSession | undefined): Promise<LoadedSession> {
    const idleSeconds = known ? null : await this.store.idleSeconds(sid);
    const stored = await this.store.read(sid);
    if (stored.kind === 'absent') return 'gone';
    const { summary, version, sizeBytes } = contentOf(stored);
    const storeVersion = `${sizeBytes}:${version}`;
    if (known && this.versions.get(known) === storeVersion) return 'unchanged';
    const nowMs = this.nowMs();
    const modifiedMs = idleSeconds === null ? nowMs : nowMs - idleSeconds * 1000;
    const row: IndexedSession = {
      ...summary,
      id: known?.id ?? sessionRowId(this.place, sid),
      directory: this.group,
      sid,
      createdMs: known?.createdMs ?? modifiedMs,
      modifiedMs,
      sizeBytes,
    };
    this.versions.set(row, storeVersion);
    return row;
  }

  private readonly versions = new WeakMap<IndexedSession, string>();

  follow(listener: WatchListener): DirectoryWatch {
    let closed = false;
    let stop: (() => void) | null = null;
    const ready = this.store
      .follow((sid) => listener.onNames(new Set([sid])), listener.onUnknown)
      .then((end) => {
        if (closed) end();
        else stop = end;
      });
    return {
      ready,
      close: () => {
        closed = true;
        stop?.();
      },
    };
  }

  /** Sessions that end by themselves touch nothing. */
  fingerprint(): Promise<string | null> {
    return Promise.resolve(null);
  }

  async read(sid: SessionId): Promise<Uint8Array | null> {
    const stored = await this.store.read(sid);
    return stored.kind === 'present' ? stored.bytes : null;
  }

  async setAside(sid: SessionId): Promise<SessionAside | null> {
    const stored = await this.store.read(sid);
    if (stored.kind === 'unreadable') throw new UnreadableError(stored.what);
    if (stored.kind === 'absent') return null;
    await this.store.delete(sid);
    const end = summariseSession(stored.bytes).expiresSeconds;
    return {
      restore: async () => {
        const left = end === null ? lifetimeWithoutEnd : Math.max(1, end - this.nowMs() / 1000);
        const outcome = await this.store.write(sid, stored.bytes, {
          expected: 'absent',
          lifetimeSeconds: left,
        });
        return outcome.kind === 'written';
      },
      forget: () => Promise.resolve(), // it is held nowhere but here
    };
  }
}

function contentOf(stored: Exclude<StoredSession, { kind: 'absent' }>) {
  return stored.kind === 'present'
    ? { summary: summariseSession(stored.bytes), version: stored.version, sizeBytes: stored.bytes.length }
    : { summary: unreadableSummary, version: '', sizeBytes: 0 };
}
