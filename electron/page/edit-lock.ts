import path from 'node:path';
import { known, readFileNow, splitByteLines } from '../base/disk-reading.ts';
import { formatEditLogLine, isBlankEntry, parseEditLogLine, type EditLogEntry } from './edit-log.ts';
import { mostBytes, pageFiles } from './page-folder.ts';
import type { Author, EditLockAnswer, PageSettings } from './page-types.ts';

/** The advisory lock that shows who has the editor open: one log line in `edit-lock` (spec/storage.md §9). */
export function readEditLock(folder: string): EditLogEntry | null {
  const bytes = known(readFileNow(path.join(folder, pageFiles.editLock), mostBytes.editLock));
  const line = bytes === null ? undefined : splitByteLines(bytes)[0];
  const parsed = line === undefined ? null : parseEditLogLine(line);
  return parsed?.ok === true && !isBlankEntry(parsed.entry) ? parsed.entry : null;
}

/** By account, or for visitors by address. */
export const isOwnLock = (lock: EditLogEntry, author: Author): boolean =>
  author.userId === ''
    ? lock.userId === '' && lock.address === author.address
    : lock.userId === author.userId;

/** What opening the editor means while `lock` is there; `mustWrite` when it becomes the author's. */
export function judgeEditLock(
  lock: EditLogEntry | null,
  author: Author,
  policy: NonNullable<PageSettings['editLocking']>,
  nowMicroseconds: number,
): EditLockAnswer & { readonly mustWrite: boolean } {
  const free = { granted: true, holder: null, remainingSeconds: 0, mustWrite: true };
  if (lock === null || isOwnLock(lock, author)) return free;
  const remaining = policy.minutes * 60 - (nowMicroseconds - lock.timeMicroseconds) / 1e6;
  if (remaining < 0) return free;
  return {
    granted: policy.mode === 'warn',
    holder: lock,
    remainingSeconds: Math.ceil(remaining),
    mustWrite: false,
  };
}

/** The address is written even where logs leave it out: without it visitors could not give their lock back. */
export const editLockLine = (page: string, author: Author, nowMicroseconds: number): string =>
  formatEditLogLine({
    timeMicroseconds: Math.floor(nowMicroseconds / 1e6) * 1e6,
    revision: 0,
    action: 'LOCK',
    page,
    address: author.address,
    host: author.host === '' ? author.address : author.host,
    userId: author.userId,
  });
