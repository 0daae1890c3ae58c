import path from 'node:path';
import {
  appendLineNow,
  flushFile,
  flushFolder,
  makeFolder,
  removeIfThere,
  writeNewFile,
} from '../base/disk-writing.ts';
import { renameSync, writeFileSync } from '../base/file-system.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { temporaryBeside } from '../base/temporary-files.ts';
import { conflictSign } from './merge.ts';
import { eightDigits, hasRevision, pageFiles, readCurrent, revisionFile } from './page-folder.ts';
import type { PageReader } from './page-reader.ts';
import type { Author, Incomplete, PageOutcome, Saved } from './page-types.ts';
import type { PageWriter } from './page-writer.ts';
import { refuse } from './page-writer.ts';
import { ensureNumber, underSaveLock, type SaveLock } from './save-lock.ts';
import { identityOf, writeSaveNote } from './save-note.ts';
import { encodePageText } from './text.ts';

/** One change of a page's text, ready to be written. */
export interface Change {
  readonly name: string;
  readonly author: Author;
  readonly comment: string;
  /** Null deletes. */
  readonly text: string | null;
  readonly action: 'SAVENEW' | 'SAVE' | 'SAVE/REVERT' | 'SAVE/RENAME';
  readonly extra?: string;
  /** The page is deprecated: the current revision is replaced and only the global log gets a line. */
  readonly overwrites: boolean;
}

/** Where a change goes. */
export interface Place {
  readonly folder: string;
  /** The folder becomes this one: the page gets another name. */
  readonly moveTo?: string;
  /** The number that the change was made for. */
  readonly expected: number;
}

/** What lies ready on disk before the lock is taken, so that under it there are only renames and one short line. */
interface Prepared {
  readonly files: TemporaryFiles;
  /** Of the new revision, as far as can be told before the lock. */
  readonly number: number;
  readonly lineOf: (revision: number) => string;
}

/**
 * Writes a change in the order of DECISIONS 19: text and number flushed under temporary names → lock → number checked again
 * → text renamed → the page's own log line → number back as `current` → global log line → flushes → answer. A MoinMoin
 * beside us forgets what it knows of a page at the global line, and then looks: what it finds must be whole.
 *
 * `changed`: the page has another number than the change was made for, nothing was written.
 */
export async function commitChange(
  reader: PageReader,
  writer: PageWriter,
  place: Place,
  change: Change,
): Promise<PageOutcome<Saved> | 'changed'> {
  const { folder, moveTo = folder } = place;
  await ensureNumber(folder);
  const seen = readCurrent(folder, () => true);
  if ((seen.number ?? 0) !== place.expected) return 'changed';
  const files: TemporaryFiles = {
    text: temporaryBeside(path.join(folder, pageFiles.revisions, 'text')),
    number: temporaryBeside(path.join(folder, pageFiles.current)),
  };
  try {
    const prepared = await prepare(writer, folder, change, files);
    const answer = await underSaveLock(folder, { expected: seen.number, waitMs: writer.lockWaitMs }, (lock) =>
      storeLocked(lock, place, change, prepared),
    );
    if (answer.kind !== 'done') {
      await removePreparations(folder, files);
      // The lock may be one of ours that was too young to be judged before.
      if (answer.kind === 'changed' || (await writer.mendOwn(change.name))) return 'changed';
      return refuse({ kind: 'CouldNotLock', heldSeconds: answer.heldSeconds });
    }
    const { revision, line } = answer.value;
    const incomplete = await announce(writer, moveTo, line, change.overwrites);
    const oldName = change.action === 'SAVE/RENAME' ? (change.extra ?? '') : change.name;
    reader.forget(Array.from(new Set([oldName, change.name])));
    await tidy(writer, moveTo, change, incomplete);
    return {
      ok: true,
      value: { name: change.name, revision, alreadySaved: false },
      ...(incomplete === null ? {} : { incomplete }),
    };
  } catch (error) {
    await removePreparations(folder, files);
    throw error;
  }
}

interface TemporaryFiles {
  readonly text: string;
  readonly number: string;
}

async function prepare(
  writer: PageWriter,
  folder: string,
  change: Change,
  files: TemporaryFiles,
): Promise<Prepared> {
  const timeMicroseconds = writer.nowMicroseconds();
  const current = readCurrent(folder, () => true).number;
  const number = change.overwrites ? (current ?? 0) : nextNumber(folder, current);
  const lineOf = (revision: number): string => lineFor(writer, change, timeMicroseconds, revision);
  await makeFolder(path.dirname(files.text));
  await Promise.all([
    change.text === null
      ? null
      : writeNewFile(files.text, encodePageText(change.text), timeMicroseconds / 1e6),
    change.overwrites ? null : writeNewFile(files.number, `${eightDigits(number)}\n`),
  ]);
  const locks = [path.join(folder, pageFiles.current), files.number].flatMap(
    (file) => identityOf(file) ?? [],
  );
  await writeSaveNote(folder, lineOf(number), locks);
  return { files, number, lineOf };
}

/** Under the lock, all of it synchronous. What fails in between is undone, so that a refusal leaves the page as it was. */
function storeLocked(
  lock: SaveLock,
  { folder, moveTo = folder }: Place,
  change: Change,
  { files, number, lineOf }: Prepared,
): { readonly revision: number; readonly line: string } {
  const moved = (file: string): string => path.join(moveTo, path.relative(folder, file));
  // A text may have come that never was current.
  const revision = change.overwrites ? number : nextNumber(folder, lock.number);
  const line = lineOf(revision);
  const undo: (() => void)[] = [];
  try {
    if (revision !== number) writeFileSync(files.number, `${eightDigits(revision)}\n`);
    if (moveTo !== folder) {
      lock.moveFolder(moveTo);
      undo.push(() => lock.moveFolder(folder));
    }
    if (change.text !== null) {
      const text = moved(files.text);
      const file = revisionFile(moveTo, revision);
      renameSync(text, file);
      if (!change.overwrites) undo.push(() => renameSync(file, text));
    }
    if (change.overwrites) return { revision, line }; // the same number; the old text is gone, so nothing may fail now
    undo.push(appendLineNow(path.join(moveTo, pageFiles.editLog), line));
    lock.finish(moved(files.number));
    return { revision, line };
  } catch (error) {
    undoAll(undo);
    throw error;
  }
}

/** Each step for itself: what can't be undone is found by `repair`. */
function undoAll(steps: readonly (() => void)[]): void {
  for (const step of [...steps].reverse())
    try {
      step();
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
    }
}

/** The global line, now that `current` is back, and the flushes; what fails of it is told, because the text is stored. */
async function announce(
  writer: PageWriter,
  folder: string,
  line: string,
  overwrites: boolean,
): Promise<Incomplete | null> {
  const logged = await writer.announce([line]);
  const flushed = await writer.attempt('not-flushed', async () => {
    await Promise.all([
      logged === null ? flushFile(writer.globalLog) : null,
      flushFile(path.join(folder, pageFiles.current)),
      overwrites ? null : flushFile(path.join(folder, pageFiles.editLog)),
      flushFolder(path.join(folder, pageFiles.revisions)),
      flushFolder(folder),
      flushFolder(path.dirname(folder)),
    ]);
  });
  return logged ?? flushed;
}

/** What only helps: that it fails changes nothing about the save, but the log says it. */
async function tidy(
  writer: PageWriter,
  folder: string,
  change: Change,
  incomplete: Incomplete | null,
): Promise<void> {
  const { text } = change;
  // Each by itself: what fails of one leaves nothing of the others behind.
  if (text !== null) await writer.attempt('not-tidied', () => setConflictFlag(folder, text));
  await writer.attempt('not-tidied', () => writer.dropOwnEditLock(folder, change.author));
  // The note of a save whose global line is missing stays for the next start.
  if (incomplete?.kind !== 'not-logged')
    await writer.attempt('not-tidied', () => removeIfThere(path.join(folder, pageFiles.saveNote)));
  writer.recordSave(change);
}

/** A lock that could not be given back keeps its note: by that it is known as ours and mended. */
async function removePreparations(folder: string, files: TemporaryFiles): Promise<void> {
  try {
    if (identityOf(path.join(folder, pageFiles.lockedCurrent)) === null)
      await removeIfThere(path.join(folder, pageFiles.saveNote));
    await removeIfThere(files.text);
    await removeIfThere(files.number);
  } catch (error) {
    if (systemErrorCode(error) === null) throw error; // left to the sweep at the next start
  }
}

function lineFor(writer: PageWriter, change: Change, timeMicroseconds: number, revision: number): string {
  const { name, action, author, comment, extra = '' } = change;
  return writer.logLine(author, { timeMicroseconds, revision, action, page: name, extra, comment });
}

/** Numbers only grow. A number that has a text although it never was current is left alone (spec/storage.md §13). */
function nextNumber(folder: string, current: number | null): number {
  let next = Math.max(0, current ?? 0) + 1;
  while (hasRevision(folder, next)) next += 1;
  return next;
}

/** The flag by which lists show a page whose text still has conflict marks. */
async function setConflictFlag(folder: string, text: string): Promise<void> {
  const flag = path.join(folder, pageFiles.conflictFlag);
  if (!text.includes(conflictSign)) {
    await removeIfThere(flag);
    return;
  }
  await makeFolder(path.dirname(flag));
  await writeNewFile(flag, '');
}
