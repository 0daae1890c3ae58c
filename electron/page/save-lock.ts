import path from 'node:path';
import { known, linkStatNow } from '../base/disk-reading.ts';
import { fileMode, removeIfThere } from '../base/disk-writing.ts';
import { chmodSync, renameSync, rmSync, writeFileSync } from '../base/file-system.ts';
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
/** What somebody took a moment ago, be it by the same file, is given this time to come to its end. */
export const youngMs = 2_000;

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
 * rename: it is never seen empty, and of several creators only one writes. All of it is synchronous, and nothing is flushed:
 * a guard that can be seen for longer is one that a killed program left.
 */
export async function ensureNumber(folder: string): Promise<void> {
  while (!hasNumber(folder)) {
    if (takeGuardNow(folder)) continue;
    if (!(await dropDeadGuard(folder, Date.now())))
      await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** Looked at thrice, because the number may change its name between two looks. */
function hasNumber(folder: string): boolean {
  const { current, lockedCurrent } = pageFiles;
  return [current, lockedCurrent, current].some(
    (name) => known(linkStatNow(path.join(folder, name))) !== null,
  );
}

/** False: somebody else has it. */
function takeGuardNow(folder: string): boolean {
  const guard = path.join(folder, pageFiles.firstNumber);
  try {
    writeFileSync(guard, `${eightDigits(0)}\n`, { flag: 'wx', mode: fileMode });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    return false;
  }
  chmodSync(guard, fileMode);
  if (hasNumber(folder)) rmSync(guard);
  else renameSync(guard, path.join(folder, pageFiles.current));
  return true;
}

/** Removes what a killed program left where a page was to get its first number; answers whether nothing is there now. */
export async function dropDeadGuard(folder: string, nowMs: number): Promise<boolean> {
  const guard = path.join(folder, pageFiles.firstNumber);
  const facts = known(linkStatNow(guard));
  if (facts !== null && nowMs - Number(facts.ctimeMs) < youngMs) return false;
  if (facts !== null) await removeIfThere(guard);
  return true;
}
