import {
  constants,
  renameSync,
  statSync,
  type BigIntStats,
  chmod,
  mkdir,
  open,
  readdir,
  unlink,
  type FileHandle,
} from '../base/file-system.ts';
import path from 'node:path';
import { notPlain } from '../base/disk-reading.ts';
import { isListedName, type SessionId } from '../../shared/session/sid.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { KeyedQueue } from '../base/queues.ts';
import { limits } from './pickle/limits.ts';
import type {
  SessionStore,
  StoredSession,
  StoredVersion,
  StoreWriteOptions,
  StoreWriteOutcome,
} from './session-store.ts';
import { sweepTemporaryFiles } from './sweep-temporary-files.ts';
import { temporaryName } from './temporary-name.ts';

export interface FileStoreOptions {
  readonly processId: number;
  /** A whole number from 0 up to, not including, `below`. */
  readonly randomInteger: (below: number) => number;
  /** Called with what the directory refuses: it can't be created or swept. Writing reports its errors itself. */
  readonly report?: (message: string) => void;
}

const sessionMode = 0o660;
const directoryMode = 0o770;
const temporaryAttempts = 8;
const readAttempts = 4;
const readPauseMs = 25;

/**
 * MoinMoin's session directory: one file per session, named by its id (spec/sessions.md §8).
 *
 * Safe beside a running MoinMoin and other Croft processes: files appear and change by rename only, so readers see whole
 * files. Within this process writes of one session queue up; between processes a write checks that the file is the one
 * that was read right before the rename. That check and the rename are two steps, some ten microseconds apart: within them
 * another process's write can be overwritten (then the later writer wins) or its deletion undone, as always in MoinMoin.
 *
 * The mode is set before the rename, not after as in MoinMoin, so that no other account ever finds a session unreadable.
 */
export class FileSessionStore implements SessionStore {
  readonly kind = 'file';
  readonly #directory: string;
  readonly #options: FileStoreOptions;
  readonly #queue = new KeyedQueue();
  #prepared: Promise<void> | null = null;

  constructor(directory: string, options: FileStoreOptions) {
    this.#directory = directory;
    this.#options = options;
  }

  /** Creates the directory and removes what killed Croft processes left there; once. */
  prepare(): Promise<void> {
    this.#prepared ??= this.#prepare();
    return this.#prepared;
  }

  async #prepare(): Promise<void> {
    try {
      await this.#createDirectory();
      await sweepTemporaryFiles(this.#directory, {
        processId: this.#options.processId,
        startedMs: performance.timeOrigin,
      });
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
      this.#options.report?.(`session directory ${this.#directory}: ${String(error)}`);
    }
  }

  async read(sid: SessionId): Promise<StoredSession> {
    const file = this.#fileOf(sid);
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.#readOnce(file);
      // A MoinMoin beside us sets the mode after the file is in its place (DECISIONS 19).
      const mayPass = found.kind === 'unreadable' && found.what.code === 'EACCES';
      if (!mayPass || attempt === readAttempts) return found;
      await new Promise((resolve) => setTimeout(resolve, readPauseMs));
    }
  }

  async #readOnce(file: string): Promise<StoredSession> {
    try {
      // Not blocking: a pipe that lies there must not hold up the request.
      const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const stats = await handle.stat({ bigint: true });
        if (!stats.isFile()) return unreadable(file, notPlain);
        // One byte more than the reader takes tells it that the file is too large.
        const size = Math.min(Number(stats.size), limits.fileBytes + 1);
        return { kind: 'present', bytes: await readUpTo(handle, size), version: versionOf(stats) };
      } finally {
        await handle.close();
      }
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === null) throw error;
      return code === 'ENOENT' ? { kind: 'absent' } : unreadable(file, code);
    }
  }

  write(sid: SessionId, bytes: Uint8Array, options: StoreWriteOptions): Promise<StoreWriteOutcome> {
    return this.#queue.run(sid, () => this.#write(sid, bytes, options));
  }

  async #write(sid: SessionId, bytes: Uint8Array, options: StoreWriteOptions): Promise<StoreWriteOutcome> {
    const target = this.#fileOf(sid);
    for (let attempt = 1; ; attempt += 1) {
      const { temporary, version } = await this.#writeTemporary(bytes);
      try {
        const obstacle = replaceIfExpected(temporary, target, options.expected);
        if (obstacle === null) return { kind: 'written', version };
        await removeFile(temporary);
        return { kind: obstacle };
      } catch (error) {
        await removeFile(temporary);
        // Another process on another machine may have taken the temporary file for a dead writer's.
        if (systemErrorCode(error) !== 'ENOENT' || attempt === temporaryAttempts) throw error;
      }
    }
  }

  async #writeTemporary(bytes: Uint8Array): Promise<{ temporary: string; version: StoredVersion }> {
    for (let attempt = 1; ; attempt += 1) {
      const name = temporaryName(this.#options.processId, this.#options.randomInteger(63 * 63));
      const temporary = path.join(this.#directory, name);
      try {
        return { temporary, version: await fillNewFile(temporary, bytes) };
      } catch (error) {
        const code = systemErrorCode(error);
        if (attempt === temporaryAttempts || (code !== 'EEXIST' && code !== 'ENOENT')) throw error;
        if (code === 'ENOENT') await this.#createDirectory();
      }
    }
  }

  delete(sid: SessionId): Promise<void> {
    return this.#queue.run(sid, () => removeFile(this.#fileOf(sid)));
  }

  async list(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#directory)).filter(isListedName);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#queue.idle();
  }

  /** The one place where an id becomes a path; the type proves that it is 40 hex digits. */
  #fileOf(sid: SessionId): string {
    return path.join(this.#directory, sid);
  }

  async #createDirectory(): Promise<void> {
    const created = await mkdir(this.#directory, { recursive: true, mode: directoryMode });
    // MoinMoin sets umask 007; ours may be tighter, and the two may run as different members of one group.
    if (created !== undefined) await chmod(this.#directory, directoryMode);
  }
}

/** What stands in a session's place and can be none, whenever it is asked. */
const neverSessions = new Set([notPlain, 'EISDIR', 'ELOOP', 'ENXIO', 'ENOTDIR']);

const unreadable = (file: string, code: string): StoredSession => ({
  kind: 'unreadable',
  what: { kind: 'unreadable', file, code },
  isSession: !neverSessions.has(code),
});

async function fillNewFile(file: string, bytes: Uint8Array): Promise<StoredVersion> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(sessionMode);
    return versionOf(await handle.stat({ bigint: true }));
  } catch (error) {
    await removeFile(file);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Reads from the begin; short only if the file is. */
async function readUpTo(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await handle.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

/**
 * Renames over the target if it is in the expected state; else says why not.
 *
 * Both steps are synchronous: two calls that only touch the directory, so that other processes have as little time as can
 * be between them (measured: with a turn of the event loop in between, two processes that hammer one session lost a tenth
 * of each other's changes).
 */
function replaceIfExpected(
  temporary: string,
  target: string,
  expected: StoreWriteOptions['expected'],
): 'gone' | 'changed' | null {
  if (expected !== 'any') {
    const stats = statSync(target, { bigint: true, throwIfNoEntry: false });
    const current = stats === undefined ? 'absent' : versionOf(stats);
    if (current !== expected) return current === 'absent' ? 'gone' : 'changed';
  }
  renameSync(temporary, target);
  return null;
}

function versionOf(stats: BigIntStats): StoredVersion {
  return `${stats.ino}:${stats.mtimeNs}:${stats.size}` as StoredVersion;
}

async function removeFile(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
