import type { SessionId } from '../../shared/session/sid.ts';
import type { IndexedSession } from './indexed-session.ts';
import type { DirectoryWatch, WatchListener } from '../base/watch-directory.ts';

/** A place where live sessions are found: MoinMoin's directory (`directory-source.ts`) or a store (`store-source.ts`). */
export interface SessionSource {
  /** The `session_dir` that the rows belong to. */
  readonly group: string;
  /** How many sessions are best loaded at the same time. */
  readonly concurrency: number;
  /** All sessions there now, a part at a time. Throws `SourceUnreachable` when that can't be told. */
  names(): AsyncIterable<readonly SessionId[]>;
  /**
   * The session as a row. `known` is the row so far; with `ifNewer` one that has not changed since is not read again.
   *
   * Answers at once where it can: the index shares its time out, and a hundred thousand promises cost more than the files.
   */
  load(
    sid: SessionId,
    known: IndexedSession | undefined,
    ifNewer: boolean,
  ): LoadedSession | Promise<LoadedSession>;
  /** Tells about changes from `ready` on; may miss some, which is why the index looks through everything now and then. */
  follow(listener: WatchListener): DirectoryWatch;
  /** Differs whenever `names` may answer something else than before; null = can't be told. */
  fingerprint(): Promise<string | null>;
  /** The stored bytes; null when there are none that can be read. */
  read(sid: SessionId): Promise<Uint8Array | null>;
  /** Ends the session so that it can be brought back; null when it was gone already. */
  setAside(sid: SessionId): Promise<SessionAside | null>;
}

export type LoadedSession = IndexedSession | 'gone' | 'unchanged';

/** A session that was ended and may come back. */
export interface SessionAside {
  /** False when it is gone for good, or a newer one has its place. */
  restore(): Promise<boolean>;
  forget(): Promise<void>;
}

/** The place can't be listed now; what is known of it stays as it is. */
export class SourceUnreachable extends Error {
  override readonly name = 'SourceUnreachable';
}
