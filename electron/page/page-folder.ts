import path from 'node:path';
import {
  known,
  listBytesNow,
  listNow,
  notPlain,
  readFileNow,
  statNow,
  UnreadableError,
} from '../base/disk-reading.ts';
import { isTemporaryFile } from '../base/temporary-files.ts';
import { decodePythonUtf8 } from './python-utf8.ts';
import { compareCodePoints } from './python-text.ts';
import type { Troubles } from './troubles.ts';

/** Names inside a page's folder (spec/storage.md §1). */
export const pageFiles = {
  current: 'current',
  lockedCurrent: 'current-locked',
  /** Where MoinMoin writes the next number; Croft only removes it. */
  nextCurrent: 'current-locked.tmp',
  /** Croft's own, there for a moment when a page gets its first number (save-lock.ts). */
  firstNumber: 'current-new',
  /** Croft's own (save-note.ts). */
  saveNote: 'current-locked.croft',
  revisions: 'revisions',
  attachments: 'attachments',
  editLog: 'edit-log',
  editLock: 'edit-lock',
  cache: 'cache',
  conflictFlag: path.join('cache', 'conflict'),
} as const;

/**
 * The longest that each kind of file of a wiki may be, in bytes; a longer one is not read (`too-large`). Logs have no limit:
 * they are read in blocks.
 */
export const mostBytes = {
  /** `current` holds nine. */
  number: 4096,
  revision: 64 * 1024 * 1024,
  editLock: 64 * 1024,
  saveNote: 16 * 1024,
  /** What is added to the global log between two looks; after more, anything may have changed. */
  newLogLines: 4 * 1024 * 1024,
  interwikiMap: 4 * 1024 * 1024,
  /** Compared with what a page package brings. */
  packagedFile: 512 * 1024 * 1024,
  /** Shown inside of a page. */
  inlinedAttachment: 16 * 1024 * 1024,
} as const;

export const isFolder = (folder: string): boolean => known(statNow(folder))?.isDirectory() ?? false;

/** Names in a folder; none where there is no such folder. */
export const namesIn = (folder: string): readonly string[] => known(listNow(folder)) ?? [];

export interface CurrentNumber {
  /** Null: missing, or what is there is no number. */
  readonly number: number | null;
  readonly locked: boolean;
  /** There is a file, but it holds no number. */
  readonly damaged: boolean;
}

const noNumber: CurrentNumber = { number: null, locked: false, damaged: false };

/**
 * The number in `current`. While a save runs the file is called `current-locked`; `mayReadLocked` gets since when (in
 * milliseconds since 1970) and decides whether that one is read instead. Like everything here that looks at the disk it
 * throws {@link UnreadableError} where that can't be known.
 */
export function readCurrent(folder: string, mayReadLocked: (sinceMs: number) => boolean): CurrentNumber {
  const currentFile = path.join(folder, pageFiles.current);
  const bytes = known(readFileNow(currentFile, mostBytes.number));
  if (bytes !== null) return numberIn(bytes, false);
  const lockedFile = path.join(folder, pageFiles.lockedCurrent);
  const lock = known(statNow(lockedFile));
  if (lock !== null) {
    if (!mayReadLocked(Number(lock.ctimeMs))) return noNumber;
    const locked = known(readFileNow(lockedFile, mostBytes.number));
    if (locked !== null) return numberIn(locked, true);
  }
  const again = known(readFileNow(currentFile, mostBytes.number)); // a save that ended between the two looks
  return again === null ? noNumber : numberIn(again, false);
}

function numberIn(bytes: Buffer, locked: boolean): CurrentNumber {
  const text = bytes.subarray(0, 64).toString('latin1').trim();
  return /^[+-]?\d{1,12}$/.test(text)
    ? { number: Number.parseInt(text, 10), locked, damaged: false }
    : { number: null, locked, damaged: true };
}

/** Eight digits, as MoinMoin writes numbers into names, `current` and logs. */
export const eightDigits = (number: number): string => String(number).padStart(8, '0');

export const revisionFile = (folder: string, revision: number): string =>
  path.join(folder, pageFiles.revisions, eightDigits(revision));

export function hasRevision(folder: string, revision: number | null): boolean {
  if (revision === null || revision <= 0) return false;
  const file = revisionFile(folder, revision);
  const facts = known(statNow(file));
  // Something stands there, and MoinMoin takes the page for existing; but what it says nobody can know.
  if (facts?.isFile() === false) throw new UnreadableError({ kind: 'unreadable', file, code: notPlain });
  return facts !== null;
}

/** Numbers of all entries of `revisions/` that are digits only, newest first; whether a text is found is another matter. */
export function listRevisions(folder: string): number[] {
  return namesIn(path.join(folder, pageFiles.revisions))
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => Number.parseInt(entry, 10))
    .sort((a, b) => b - a);
}

/** Highest revision that has a text; null when there is none. */
export const newestText = (folder: string): number | null =>
  listRevisions(folder).find((revision) => hasRevision(folder, revision)) ?? null;

export interface AttachmentFile {
  readonly fileName: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMicroseconds: number;
}

/** Plain files in `attachments/`, in code point order; names that are not UTF-8 and what `troubles` passes by are left out. */
export function listAttachments(folder: string, troubles: Troubles): AttachmentFile[] {
  const attachments = path.join(folder, pageFiles.attachments);
  return (known(listBytesNow(attachments)) ?? [])
    .map(decodePythonUtf8)
    .filter((name): name is string => name !== null)
    .sort(compareCodePoints)
    .flatMap((fileName) => {
      const found = troubles.besides(() => statAttachment(folder, fileName), null);
      return found === null ? [] : [found];
    });
}

/** One attachment; the name must be a plain file name, or the answer is null. */
export function statAttachment(folder: string, fileName: string): AttachmentFile | null {
  const file = attachmentPath(folder, fileName);
  const stat = file === null ? null : known(statNow(file));
  if (file === null || stat === null || !stat.isFile()) return null;
  return {
    fileName,
    path: file,
    sizeBytes: Number(stat.size),
    modifiedMicroseconds: Number(stat.mtimeNs / 1000n),
  };
}

/** Proves that the name stays inside the page's attachments and is no unfinished file of ours; else null. */
export function attachmentPath(folder: string, fileName: string): string | null {
  if (fileName === '' || fileName === '.' || fileName === '..' || /[/\\\0]/.test(fileName)) return null;
  if (isTemporaryFile(fileName)) return null;
  const attachments = path.join(folder, pageFiles.attachments);
  const file = path.join(attachments, fileName);
  return path.dirname(file) === attachments ? file : null;
}
