import { turn } from '../base/slices.ts';
import { rename } from '../base/file-system.ts';
import path from 'node:path';
import { known, readFileNow, statNow, UnreadableError } from '../base/disk-reading.ts';
import { appendLine, flushFolder, removeIfThere, writeNewFile } from '../base/disk-writing.ts';
import { sweepTemporaries, temporaryBeside } from '../base/temporary-files.ts';
import {
  formatEditLogLine,
  isBlankEntry,
  parseEditLogLine,
  revisionNumberOf,
  type EditLogEntry,
  type EditLogValues,
} from './edit-log.ts';
import { entriesBackwards, readEditLog } from './log-file.ts';
import {
  eightDigits,
  hasRevision,
  listRevisions,
  mostBytes,
  namesIn,
  newestText,
  pageFiles,
  readCurrent,
  revisionFile,
} from './page-folder.ts';
import { folderOfPage, isCanonicalFolder, pageOfFolderBytes } from './page-name.ts';
import { isSaveOf, staleLockSeconds, type PageReader } from './page-reader.ts';
import type { PageProblem } from './page-types.ts';
import { decodePythonUtf8 } from './python-utf8.ts';
import { lockAgeSeconds } from './save-lock.ts';
import { isOwnCutOffSave, readSaveNote } from './save-note.ts';

/** How long nobody gave the save lock back, in seconds; null when there is no lock, or a running save has it. */
export function staleLockAge(folder: string, nowMs: number): number | null {
  const lock = known(statNow(path.join(folder, pageFiles.lockedCurrent)));
  if (lock === null) return null;
  const age = Math.round((nowMs - Number(lock.ctimeMs)) / 1000);
  return age >= staleLockSeconds ? age : null;
}

/** A save is cut off here: its lock is old, or its note tells that it never came to its end. */
export function cutOffAge(folder: string, nowMs: number): number | null {
  const age = staleLockAge(folder, nowMs);
  if (age !== null) return age;
  return isOwnCutOffSave(folder, nowMs) ? (lockAgeSeconds(folder, nowMs) ?? 0) : null;
}

/**
 * Puts a page right whose save was cut off (spec/storage.md §9, DECISIONS 19): the newest revision that has a text or a log
 * line becomes the current one, a text that was stored without log lines gets them, and lock and note go. A save whose number
 * is back already only lacks its line in the global log.
 *
 * Where the lock is not Croft's own, it must only run after a person said that no other program is saving this page.
 */
export async function repairPage(reader: PageReader, name: string, nowMicroseconds: number): Promise<void> {
  const folder = reader.folderIn('data', name);
  if (folder === null) return;
  const nowMs = nowMicroseconds / 1000;
  const isLocked = lockAgeSeconds(folder, nowMs) !== null;
  if (!isLocked && !isOwnCutOffSave(folder, nowMs)) return;
  const note = readSaveNote(folder);
  const meant = note === null ? null : entryOf(note.line);
  const pageLog = readEditLog(path.join(folder, pageFiles.editLog)).entries;
  const { number } = readCurrent(folder, () => true);
  const newer = entriesSince(reader, name, pageLog.at(-1)?.timeMicroseconds ?? 0);
  const next = isLocked ? numberAfter(folder, [...pageLog, ...newer], number) : (number ?? 0);
  const line = lackingLine({ folder, name, next, pageLog, newer, meant, nowMicroseconds });
  if (line !== null) await appendLine(path.join(folder, pageFiles.editLog), formatEditLogLine(line));
  if (isLocked) await unlock(folder, next);
  // The global line last, as in a save.
  const newest = line ?? overwritten(folder, meant, next) ?? valuesOf(pageLog.at(-1)) ?? null;
  if (newest !== null && !isInGlobalLog(reader, newest))
    await reader.log.append([formatEditLogLine({ ...newest, page: name })]);
  await removeIfThere(path.join(folder, pageFiles.saveNote));
  for (const place of [folder, path.join(folder, pageFiles.revisions)]) await sweepTemporaries(place, nowMs);
  await flushFolder(folder);
  reader.forget([name]);
}

/** The number that becomes current: the highest that has a text or a log line. */
function numberAfter(folder: string, entries: readonly EditLogEntry[], number: number | null): number {
  const logged = entries.flatMap((entry) => {
    const revision = revisionNumberOf(entry);
    return revision === null || !isSaveOf(entry, revision) ? [] : [revision];
  });
  return Math.max(...logged, newestText(folder) ?? 0, logged.includes(number ?? -1) ? (number ?? 0) : 0);
}

async function unlock(folder: string, number: number): Promise<void> {
  const next = temporaryBeside(path.join(folder, pageFiles.current));
  await writeNewFile(next, `${eightDigits(number)}\n`);
  await rename(next, path.join(folder, pageFiles.current));
  await removeIfThere(path.join(folder, pageFiles.lockedCurrent));
  await removeIfThere(path.join(folder, pageFiles.nextCurrent));
}

/** Lines of one page in the global log that are not older than the page's own log. */
function entriesSince(reader: PageReader, name: string, timeMicroseconds: number): EditLogEntry[] {
  const found: EditLogEntry[] = [];
  for (const entry of entriesBackwards(reader.log.file)) {
    if (entry.timeMicroseconds < timeMicroseconds) break;
    if (entry.page === name) found.push(entry);
  }
  return found;
}

/** The line that the page's own log lacks for its revision; who wrote it is taken from the save's note, if there is one. */
function lackingLine(cut: {
  readonly folder: string;
  readonly name: string;
  readonly next: number;
  readonly pageLog: readonly EditLogEntry[];
  /** What the global log has of the page since its own log ends: a MoinMoin writes there first. */
  readonly newer: readonly EditLogEntry[];
  readonly meant: EditLogEntry | null;
  readonly nowMicroseconds: number;
}): EditLogValues | null {
  const { folder, name, next, pageLog, newer, meant } = cut;
  const isMeant = meant !== null && revisionNumberOf(meant) === next;
  // The folder has its new name already, the text that says so never came.
  const isRenamed =
    meant?.action === 'SAVE/RENAME' && meant.page === name && !pageLog.some((entry) => entry.page === name);
  if (isRenamed) return { ...meant, revision: next };
  if (!hasRevision(folder, next) || pageLog.some((entry) => isSaveOf(entry, next))) return null;
  const facts = known(statNow(revisionFile(folder, next)));
  return {
    timeMicroseconds: Number((facts?.mtimeNs ?? 0n) / 1000n) || cut.nowMicroseconds,
    action: next === 1 ? 'SAVENEW' : 'SAVE',
    address: '',
    host: '',
    userId: '',
    comment: 'Recovered after a save that was cut off',
    ...(isMeant ? meant : newer.find((entry) => isSaveOf(entry, next))),
    page: name,
    revision: next,
  };
}

/** The line of a save that replaced the text of a deprecated page, which the page's own log never gets. */
function overwritten(folder: string, meant: EditLogEntry | null, current: number): EditLogValues | null {
  if (meant === null || revisionNumberOf(meant) !== current) return null;
  const modified = known(statNow(revisionFile(folder, current)))?.mtimeNs ?? 0n;
  // The text has the time of its line, as far as the file system keeps it.
  const isItsText = Math.abs(Number(modified / 1000n) - meant.timeMicroseconds) < 1000;
  return isItsText ? { ...meant, revision: current } : null;
}

function entryOf(line: string): EditLogEntry | null {
  const parsed = parseEditLogLine(Buffer.from(line));
  return parsed.ok && !isBlankEntry(parsed.entry) ? parsed.entry : null;
}

function valuesOf(entry: EditLogEntry | undefined): EditLogValues | null {
  const revision = entry === undefined ? null : revisionNumberOf(entry);
  return entry === undefined || revision === null ? null : { ...entry, revision };
}

/** Saves beside each other take their times before they write their lines. */
const logDisorderMicroseconds = 60e6;

function isInGlobalLog(reader: PageReader, line: EditLogValues): boolean {
  for (const entry of entriesBackwards(reader.log.file)) {
    if (entry.timeMicroseconds < line.timeMicroseconds - logDisorderMicroseconds) return false;
    if (entry.timeMicroseconds === line.timeMicroseconds && revisionNumberOf(entry) === line.revision)
      return true;
  }
  return false;
}

/** Pages of the data folder that wait for {@link repairPage}. Gives way to other work between pages. */
export async function findCutOffSaves(
  reader: PageReader,
  nowMs: number,
): Promise<{ readonly page: string; readonly ageSeconds: number }[]> {
  const found = [];
  let visited = 0;
  for (const { layer, name } of reader.folders()) {
    if (++visited % 200 === 0) await turn();
    if (layer !== 'data' || name === null) continue;
    const folder = path.join(reader.dataPages, folderOfPage(name));
    const ageSeconds = reader.troubles.besides(() => cutOffAge(folder, nowMs), null);
    if (ageSeconds !== null) found.push({ page: name, ageSeconds });
  }
  return found;
}

/** Everything on disk that a reader had to pass by (spec/storage.md §13). Gives way to other work between pages. */
export async function findProblems(reader: PageReader, nowMs: number): Promise<PageProblem[]> {
  const problems: PageProblem[] = orUnreadable(null, () => logProblems(reader.log.file, null));
  let visited = 0;
  for (const { layer, bytes, name } of reader.folders()) {
    if (++visited % 50 === 0) await turn();
    const entry = decodePythonUtf8(bytes) ?? bytes.toString('latin1');
    const pages = layer === 'data' ? reader.dataPages : (reader.underlayPages ?? '');
    if (name !== null) {
      const folder = path.join(pages, folderOfPage(name));
      const pageLog = path.join(folder, pageFiles.editLog);
      problems.push(...orUnreadable(name, () => folderProblems(folder, name, nowMs)));
      problems.push(...orUnreadable(name, () => logProblems(pageLog, name)));
    } else problems.push(nameProblem(path.join(pages, entry), bytes));
  }
  return problems;
}

function nameProblem(file: string, bytes: Buffer): PageProblem {
  const name = pageOfFolderBytes(bytes);
  if (name === null)
    return {
      kind: 'unreadable-folder-name',
      page: null,
      file,
      detail: 'The name of this folder stands for no page. MoinMoin fails to list pages because of it.',
    };
  const canonical = isCanonicalFolder(bytes.toString('latin1'), name) ? '' : folderOfPage(name);
  return {
    kind: 'not-canonical-folder-name',
    page: name,
    file,
    detail: `The page is not found because its folder should be called ${canonical}.`,
  };
}

function folderProblems(folder: string, name: string, nowMs: number): PageProblem[] {
  const problems: PageProblem[] = [];
  const add = (kind: PageProblem['kind'], file: string, detail: string): void => {
    problems.push({ kind, page: name, file, detail });
  };
  const currentFile = path.join(folder, pageFiles.current);
  const current = readCurrent(folder, () => true);
  const newest = newestText(folder);
  if (current.damaged || (current.number === null && newest !== null))
    add('damaged-current', currentFile, 'The number of the current revision is missing or unreadable.');
  if (current.number !== null && newest !== null && current.number > 0 && current.number < newest)
    add('current-behind', currentFile, `Revision ${newest} exists, but ${current.number} is current.`);
  const age = staleLockAge(folder, nowMs);
  if (age !== null)
    add('stale-lock', path.join(folder, pageFiles.lockedCurrent), `A save was cut off ${age} seconds ago.`);
  for (const entry of namesIn(path.join(folder, pageFiles.revisions))) {
    const file = path.join(folder, pageFiles.revisions, entry);
    if (!/^\d{8,}$/.test(entry) || entry !== eightDigits(Number.parseInt(entry, 10)))
      add('junk-revision', file, 'This is no name of a revision.');
  }
  for (const revision of listRevisions(folder)) {
    const file = revisionFile(folder, revision);
    const bytes = known(readFileNow(file, mostBytes.revision));
    if (bytes !== null && decodePythonUtf8(bytes) === null)
      add('text-not-utf8', file, `Revision ${revision} holds bytes that are not UTF-8.`);
  }
  return problems;
}

/** What can't be looked at is the problem. */
function orUnreadable(page: string | null, look: () => PageProblem[]): PageProblem[] {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const detail = `This can't be read now (${error.code}); until it can, nobody sees what it holds.`;
    return [{ kind: 'unreadable', page, file: error.path, detail }];
  }
}

const logProblems = (file: string, page: string | null): PageProblem[] =>
  readEditLog(file).problems.map((problem) => ({ kind: 'damaged-log-line', page, ...problem }));
