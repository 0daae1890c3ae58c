import { chmod, rename, writeFile } from '../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';
import { statIfThere } from './disk-reading.ts';
import { fileMode, flushFile, flushFolder, removeIfThere, writeNewFile } from '../base/disk-writing.ts';
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
/** Only held for the moment in which a page gets its first number. */
const firstNumberGuard = 'current-new';
const staleGuardMs = 30_000;

/**
 * Takes the lock by the very renames that MoinMoin uses, so that the two exclude each other. Waits up to ten seconds, as
 * MoinMoin does; a lock that nobody gives back is reported, never broken.
 */
export async function takeSaveLock(folder: string, waitMs = 10_000): Promise<LockAnswer> {
  const current = path.join(folder, pageFiles.current);
  const locked = path.join(folder, pageFiles.lockedCurrent);
  for (let waited = 0; waited <= waitMs; waited += retryMs) {
    if (await renameIfThere(current, locked)) return { ok: true, lock: heldLock(folder) };
    if (statIfThere(locked) === null && (await createFirstNumber(folder))) {
      waited -= retryMs;
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  const since = Number(statIfThere(locked)?.ctimeMs ?? 0n);
  return { ok: false, heldSeconds: since === 0 ? 0 : Math.max(0, Math.round((Date.now() - since) / 1000)) };
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

/**
 * A page that is new, or lost its number, starts at zero. The guard file, made exclusively, becomes `current` by a rename:
 * it is never seen empty, and of several creators only one writes. False: somebody else is at it.
 */
async function createFirstNumber(folder: string): Promise<boolean> {
  const guard = path.join(folder, firstNumberGuard);
  try {
    await writeFile(guard, `${eightDigits(0)}\n`, { flag: 'wx', mode: fileMode });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    const age = Date.now() - Number(statIfThere(guard)?.ctimeMs ?? Date.now());
    if (age > staleGuardMs) await removeIfThere(guard);
    return false;
  }
  await chmod(guard, fileMode);
  await flushFile(guard);
  const { current, lockedCurrent } = pageFiles;
  // Looked at thrice, because the number may change its name between two looks.
  const isThere = [current, lockedCurrent, current].some(
    (name) => statIfThere(path.join(folder, name)) !== null,
  );
  if (isThere) await removeIfThere(guard);
  else await rename(guard, path.join(folder, current));
  return true;
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
