import { rename } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from '../config/disk.ts';
import { statIfThere } from './disk-reading.ts';
import { flushFolder, removeIfThere, writeNewFile } from './disk-writing.ts';
import { eightDigits, pageFiles, readCurrent } from './page-folder.ts';

/**
 * The save lock of one page, held: `current` is called `current-locked` (spec/storage.md §9). Its functions take the
 * folder, because a page that is renamed moves with its lock.
 */
export interface SaveLock {
  /** Number found in the lock; null when it was unreadable. */
  readonly number: number | null;
  /** Prepares the next number on disk, so that {@link finish} only has to rename. */
  prepare(folder: string, next: number): Promise<void>;
  /** Makes the prepared number the current one and gives the lock back. */
  finish(folder: string): Promise<void>;
  /** Gives the lock back with the old number. */
  cancel(folder: string): Promise<void>;
}

export type LockAnswer =
  { readonly ok: true; readonly lock: SaveLock } | { readonly ok: false; readonly heldSeconds: number };

const retryMs = 100;
const attempts = 100;

/**
 * Takes the lock by the very renames that MoinMoin uses, so that the two exclude each other. Waits up to ten seconds; a
 * lock that nobody gives back is reported, never broken.
 */
export async function takeSaveLock(folder: string, nowMs: () => number = Date.now): Promise<LockAnswer> {
  const current = path.join(folder, pageFiles.current);
  const locked = path.join(folder, pageFiles.lockedCurrent);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await renameIfThere(current, locked)) return { ok: true, lock: heldLock(folder) };
    if (statIfThere(locked) === null) await createFirstNumber(current);
    else await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  const since = Number(statIfThere(locked)?.ctimeMs ?? 0n);
  return { ok: false, heldSeconds: Math.max(0, Math.round((nowMs() - since) / 1000)) };
}

function heldLock(takenIn: string): SaveLock {
  const giveBack = async (folder: string): Promise<void> => {
    await rename(path.join(folder, pageFiles.lockedCurrent), path.join(folder, pageFiles.current));
    await flushFolder(folder);
  };
  return {
    number: readCurrent(takenIn, () => true).number,
    prepare: (folder, next) =>
      writeNewFile(path.join(folder, pageFiles.nextCurrent), `${eightDigits(next)}\n`),
    finish: async (folder) => {
      await rename(path.join(folder, pageFiles.nextCurrent), path.join(folder, pageFiles.lockedCurrent));
      await giveBack(folder);
    },
    cancel: async (folder) => {
      await removeIfThere(path.join(folder, pageFiles.nextCurrent));
      await giveBack(folder);
    },
  };
}

/** A page that is new, or lost its number, starts at zero; another process may be faster. */
async function createFirstNumber(current: string): Promise<void> {
  const temporary = `${current}-new-${process.pid}`;
  await writeNewFile(temporary, `${eightDigits(0)}\n`);
  // Renaming keeps the file from being seen empty. Two creators write the same content.
  await rename(temporary, current);
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return false;
  }
}
