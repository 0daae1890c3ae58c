import { constants } from 'node:fs';
import { chown, open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder } from './disk-writing.ts';
import { temporaryBeside } from './temporary-files.ts';
import { aboutFile, systemErrorCode } from './system-error.ts';

export interface WriteOptions {
  /** Permission bits of the result, e.g. `0o600`. Left out: those of the file that is replaced, else 0o666 less the umask. */
  readonly mode?: number;
  /** Flush file and folder before answering (default). Session files do without (DECISIONS 19). */
  readonly fsync?: boolean;
  /** Sets the modification time (seconds since 1970). */
  readonly modifiedSeconds?: number;
}

/**
 * Replaces a file in one step: whoever reads sees the old bytes or the new ones, never a part.
 *
 * Writes a temporary file beside the target (created exclusively, never through a link), gives it
 * the target's mode and, where the system allows, its owner, flushes it, renames it over the target and flushes the
 * folder. On failure the temporary file is removed and the system's error is thrown; the target is as it was.
 */
export async function writeFileAtomic(
  file: string,
  bytes: Uint8Array | string,
  options: WriteOptions = {},
): Promise<void> {
  const flush = options.fsync ?? true;
  const old = await statOrNull(file);
  const temporary = temporaryBeside(file);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  // What will be private is private from its first byte.
  const firstMode = options.mode === undefined && old === null ? 0o666 : 0o600;
  const handle = await open(temporary, flags, firstMode);
  try {
    await fill(handle, bytes, flush, options, old);
    if (old !== null) await keepOwner(temporary, old);
    await renameOver(temporary, file);
  } catch (error) {
    await unlink(temporary).catch((reason: unknown) => {
      if (systemErrorCode(reason) !== 'ENOENT') throw reason;
    });
    throw aboutFile(error, file);
  }
  if (flush) await flushFolder(path.dirname(file));
}

interface FileFacts {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

async function statOrNull(file: string): Promise<FileFacts | null> {
  try {
    return await stat(file);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function fill(
  handle: FileHandle,
  bytes: Uint8Array | string,
  flush: boolean,
  options: WriteOptions,
  old: FileFacts | null,
): Promise<void> {
  try {
    await handle.writeFile(bytes);
    const mode = options.mode ?? (old === null ? null : old.mode & 0o7777);
    if (mode !== null) await handle.chmod(mode);
    if (options.modifiedSeconds !== undefined)
      await handle.utimes(options.modifiedSeconds, options.modifiedSeconds);
    if (flush) await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file of another user that we may write but not give away becomes ours: the same as every editor does. */
async function keepOwner(file: string, old: FileFacts): Promise<void> {
  const fresh = await stat(file);
  if (fresh.uid === old.uid && fresh.gid === old.gid) return;
  try {
    await chown(file, old.uid, old.gid);
  } catch (error) {
    if (systemErrorCode(error) !== 'EPERM') throw error;
    return;
  }
  // chown clears set-id bits; permissions are restored to what they were.
  const handle = await open(file, 'r');
  try {
    await handle.chmod(old.mode & 0o7777);
  } finally {
    await handle.close();
  }
}

const windowsLockCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Windows refuses to replace a file that a virus scanner holds open; a few short waits get past it. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = systemErrorCode(error) ?? '';
      if (process.platform !== 'win32' || attempt >= 5 || !windowsLockCodes.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    }
  }
}
