import path from 'node:path';
import { known, linkStatNow } from '../base/disk-reading.ts';
import { fileMode, flushFile, removeIfThere } from '../base/disk-writing.ts';
import { chmod, rename, renameSync, writeFile } from '../base/file-system.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { eightDigits, pageFiles, readCurrent } from './page-folder.ts';

/**
 * The save lock of one page, held: `current` is called `current-locked` (spec/storage.md §9).
 *
 * It is held without a pause: everything between taking it and giving it back is synchronous, so that `current` is away for
 * a millisecond and not for as long as the event loop has other work. A MoinMoin that looks meanwhile finds no page.
 */
export interface SaveLock {
  /** Number found in the lock; null when it was damaged. */
  readonly number: number | null;
  /** Moves the page's folder, and the lock with it. */
  moveFolder(target: string): void;
  /** Makes a file with the next number the current one and gives the lock back. */
  finish(nextNumber: string): void;
}

export type LockAnswer<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The page has another number than expected; nothing was done. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'held'; readonly heldSeconds: number };

const retryMs = 100;
/** Only there for the moment in which a page gets its first number. */
const firstNumberGuard = 'current-new';
const staleGuardMs = 30_000;

/** Ten seconds, as MoinMoin waits. */
export const usualLockWaitMs = 10_000;

/**
 * Does `work` under the lock, taken by the very renames that MoinMoin uses, so that the two exclude each other. Whatever
 * `work` throws, the lock is given back. A lock that nobody gives back is reported, never broken.
 */
export async function underSaveLock<T>(
  folder: string,
  { expected, waitMs }: { readonly expected: number | null; readonly waitMs: number },
  work: (lock: SaveLock) => T,
): Promise<LockAnswer<T>> {
  for (let waited = 0; waited <= waitMs; waited += retryMs) {
    const before = readCurrent(folder, () => false);
    if (before.number !== null || before.damaged) {
      if (before.number !== expected) return { kind: 'changed' };
      const lock = takeNow(folder);
      if (lock !== null) return workUnder(lock, expected, work);
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  return { kind: 'held', heldSeconds: lockAgeSeconds(folder, Date.now()) ?? 0 };
}

function workUnder<T>(lock: HeldLock, expected: number | null, work: (lock: SaveLock) => T): LockAnswer<T> {
  try {
    // Once more: somebody may have saved between the look and the lock.
    return lock.number === expected ? { kind: 'done', value: work(lock) } : { kind: 'changed' };
  } finally {
    lock.giveBack();
  }
}

/** How long `current-locked` has been there, in whole seconds; null when it is not. */
export function lockAgeSeconds(folder: string, nowMs: number): number | null {
  const lock = known(linkStatNow(path.join(folder, pageFiles.lockedCurrent)));
  return lock === null ? null : Math.max(0, Math.round((nowMs - Number(lock.ctimeMs)) / 1000));
}

function takeNow(folder: string): HeldLock | null {
  try {
    renameSync(path.join(folder, pageFiles.current), path.join(folder, pageFiles.lockedCurrent));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return null; // somebody else was faster
  }
  return new HeldLock(folder);
}

class HeldLock implements SaveLock {
  private isHeld = true;

  constructor(private folder: string) {}

  get number(): number | null {
    return readCurrent(this.folder, () => true).number;
  }

  moveFolder(target: string): void {
    renameSync(this.folder, target);
    this.folder = target;
  }

  finish(nextNumber: string): void {
    renameSync(nextNumber, path.join(this.folder, pageFiles.lockedCurrent));
    this.giveBack();
  }

  giveBack(): void {
    if (!this.isHeld) return;
    const locked = path.join(this.folder, pageFiles.lockedCurrent);
    const current = path.join(this.folder, pageFiles.current);
    this.isHeld = false;
    try {
      renameSync(locked, current);
    } catch (error) {
      // A page without its number is the worst that can stay behind; what failed once may work the second time.
      if (systemErrorCode(error) === null) throw error;
      renameSync(locked, current);
    }
  }
}

/**
 * Gives a page that is new, or lost its number, the number zero. The guard file, made exclusively, becomes `current` by a
 * rename: it is never seen empty, and of several creators only one writes.
 */
export async function ensureNumber(folder: string): Promise<void> {
  const { current, lockedCurrent } = pageFiles;
  // Looked at thrice, because the number may change its name between two looks.
  const hasNumber = (): boolean =>
    [current, lockedCurrent, current].some((name) => known(linkStatNow(path.join(folder, name))) !== null);
  const guard = path.join(folder, firstNumberGuard);
  while (!hasNumber()) {
    if (!(await takeGuard(guard))) continue;
    if (hasNumber()) await removeIfThere(guard);
    else await rename(guard, path.join(folder, current));
  }
}

async function takeGuard(guard: string): Promise<boolean> {
  try {
    await writeFile(guard, `${eightDigits(0)}\n`, { flag: 'wx', mode: fileMode });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    const facts = known(linkStatNow(guard));
    if (facts !== null && Date.now() - Number(facts.ctimeMs) > staleGuardMs) await removeIfThere(guard);
    else await new Promise((resolve) => setTimeout(resolve, retryMs));
    return false;
  }
  await chmod(guard, fileMode);
  await flushFile(guard);
  return true;
}
