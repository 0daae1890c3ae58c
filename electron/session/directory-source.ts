import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  lstatSync,
  readSync,
  statSync,
  type Stats,
  opendir,
  readFile,
  stat,
} from '../base/file-system.ts';
import path from 'node:path';
import { isSessionId, type SessionId } from '../../shared/session/sid.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { bringSessionBack, forgetSetAside, setSessionAside } from './end-sessions.ts';
import { sessionRowId, type IndexedSession } from './indexed-session.ts';
import { limits } from './pickle/limits.ts';
import {
  SourceUnreachable,
  type LoadedSession,
  type SessionAside,
  type SessionSource,
} from './session-source.ts';
import { summariseSession, unreadableSummary, type SessionSummary } from './session-summary.ts';
import { watchDirectory, type DirectoryWatch, type WatchListener } from '../base/watch-directory.ts';

/** The first rows shall not wait for the whole list. */
const listedAtOnce = 512;

/**
 * The session files of one directory, whoever writes them. Temporary, set aside and foreign files are no sessions.
 *
 * Files are read synchronously, one at a time: measured on 20,000 files that is six times as fast as promises in rows of
 * 64, and the index gives the event loop back after a few milliseconds.
 */
export class DirectorySource implements SessionSource {
  readonly group: string;
  readonly concurrency = 1;

  constructor(directory: string) {
    this.group = path.resolve(directory);
  }

  async *names(): AsyncGenerator<readonly SessionId[]> {
    try {
      let part: SessionId[] = [];
      for await (const { name } of await opendir(this.group, { bufferSize: listedAtOnce })) {
        if (isSessionId(name)) part.push(name);
        if (part.length < listedAtOnce) continue;
        yield part;
        part = [];
      }
      yield part;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === null) throw error;
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw new SourceUnreachable(`${this.group} can't be listed (${code}).`);
    }
  }

  load(sid: SessionId, known: IndexedSession | undefined, ifNewer: boolean): LoadedSession {
    const file = path.join(this.group, sid);
    if (ifNewer && known) {
      const facts = factsOf(file, statSync);
      if (facts && known.modifiedMs === facts.mtimeMs && known.sizeBytes === facts.size) return 'unchanged';
    }
    let handle: number;
    try {
      // Not blocking: a pipe that lies there must not hold up the server.
      handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      return this.notOpened(sid, file, known, error);
    }
    try {
      const facts = fstatSync(handle);
      if (facts.isDirectory()) return 'gone';
      if (!facts.isFile()) return this.row(sid, facts, known, unreadableSummary);
      return this.row(sid, facts, known, summariseSession(readWhole(handle, facts.size)));
    } catch (error) {
      return this.notOpened(sid, file, known, error);
    } finally {
      closeSync(handle);
    }
  }

  follow(listener: WatchListener): DirectoryWatch {
    return watchDirectory(this.group, listener);
  }

  /** MoinMoin and Croft write by renaming, which every time touches the directory. */
  async fingerprint(): Promise<string | null> {
    try {
      const { ino, mtimeNs } = await stat(this.group, { bigint: true });
      return `${ino}:${mtimeNs}`;
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
      return null;
    }
  }

  async read(sid: SessionId): Promise<Uint8Array | null> {
    try {
      return await readFile(path.join(this.group, sid));
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
      return null;
    }
  }

  async setAside(sid: SessionId): Promise<SessionAside | null> {
    const session = { directory: this.group, sid };
    if (!(await setSessionAside(session))) return null;
    return {
      restore: () => bringSessionBack(session),
      forget: () => forgetSetAside(session),
    };
  }

  private notOpened(
    sid: SessionId,
    file: string,
    known: IndexedSession | undefined,
    error: unknown,
  ): LoadedSession {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    if (code === 'ENOENT') return 'gone';
    // No file handles left in this process: that says nothing about the session.
    if (code === 'EMFILE' || code === 'ENFILE') throw new SourceUnreachable(`${file}: ${code}`);
    // Whatever stands there is a row that says so: a link to itself, a file of another account, a bad sector.
    const facts = factsOf(file, lstatSync);
    return facts === null || facts.isDirectory() ? 'gone' : this.row(sid, facts, known, unreadableSummary);
  }

  private row(
    sid: SessionId,
    facts: Stats,
    known: IndexedSession | undefined,
    summary: SessionSummary,
  ): IndexedSession {
    return {
      ...summary,
      id: known?.id ?? sessionRowId(this.group, sid),
      directory: this.group,
      sid,
      // An atomic rewrite makes a new file: the earliest birth seen is when the session began.
      createdMs: Math.min(known?.createdMs ?? Infinity, facts.birthtimeMs || facts.mtimeMs),
      modifiedMs: facts.mtimeMs,
      sizeBytes: facts.size,
    };
  }
}

/** Null for what is not there, and for what can't be looked at. */
function factsOf(file: string, look: (file: string) => Stats): Stats | null {
  try {
    return look(file);
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return null;
  }
}

/** One byte more than the reader takes tells it that the file is too large. */
function readWhole(handle: number, size: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(size, limits.fileBytes + 1));
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(handle, bytes, length, bytes.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
