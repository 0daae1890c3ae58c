import { turn } from '../base/slices.ts';
import { rename } from '../base/file-system.ts';
import path from 'node:path';
import { isFile, listIfThere, readFileIfThere, statIfThere } from './disk-reading.ts';
import { appendLine, flushFolder, removeIfThere, writeNewFile } from '../base/disk-writing.ts';
import { formatEditLogLine, revisionNumberOf, type EditLogEntry } from './edit-log.ts';
import { entriesBackwards, readEditLog } from './log-file.ts';
import {
  eightDigits,
  hasRevision,
  listRevisions,
  newestText,
  pageFiles,
  readCurrent,
  revisionFile,
} from './page-folder.ts';
import { folderOfPage, isCanonicalFolder, pageOfFolderBytes } from './page-name.ts';
import { isSaveOf, staleLockSeconds, type PageReader } from './page-reader.ts';
import type { PageProblem } from './page-types.ts';
import { decodePythonUtf8 } from './python-utf8.ts';

/** How long nobody gave the save lock back, in seconds; null when there is no lock, or a running save has it. */
export function staleLockAge(folder: string, nowMs: number): number | null {
  const lock = statIfThere(path.join(folder, pageFiles.lockedCurrent));
  if (lock === null) return null;
  const age = Math.round((nowMs - Number(lock.ctimeMs)) / 1000);
  return age >= staleLockSeconds ? age : null;
}

/**
 * Puts a page right whose save was cut off (spec/storage.md §9): the newest revision that has a text or a log line
 * becomes the current one, a text that was stored without log lines gets them, and the lock goes.
 *
 * Must only run after a person said that no other program is saving this page.
 */
export async function repairPage(reader: PageReader, name: string, nowMicroseconds: number): Promise<void> {
  const folder = reader.folderIn('data', name);
  if (folder === null || statIfThere(path.join(folder, pageFiles.lockedCurrent)) === null) return;
  const pageLog = readEditLog(path.join(folder, pageFiles.editLog)).entries;
  const { number } = readCurrent(folder, () => true);
  const globalEntries = entriesSince(reader, name, pageLog.at(-1)?.timeMicroseconds ?? 0);
  const logged = [...pageLog, ...globalEntries].flatMap((entry) => {
    const revision = revisionNumberOf(entry);
    return revision === null || !isSaveOf(entry, revision) ? [] : [revision];
  });
  const known = [...logged, newestText(folder) ?? 0];
  const next = known.includes(number ?? -1) ? Math.max(...known, number ?? 0) : Math.max(...known);
  if (hasRevision(folder, next)) await completeLogs(reader, folder, name, next, nowMicroseconds);
  await writeNewFile(path.join(folder, pageFiles.nextCurrent), `${eightDigits(next)}\n`);
  await rename(path.join(folder, pageFiles.nextCurrent), path.join(folder, pageFiles.current));
  await removeIfThere(path.join(folder, pageFiles.lockedCurrent));
  const revisions = path.join(folder, pageFiles.revisions);
  for (const entry of listIfThere(revisions))
    if (/^\.\d{8,}\.new$/.test(entry)) await removeIfThere(path.join(revisions, entry)); // half a text of ours
  await flushFolder(folder);
  reader.forget([name]);
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

/** Gives a stored revision the lines it lacks; who wrote it is taken from the log that has it, if one has. */
async function completeLogs(
  reader: PageReader,
  folder: string,
  name: string,
  revision: number,
  nowMicroseconds: number,
): Promise<void> {
  const pageFile = path.join(folder, pageFiles.editLog);
  const inPage = readEditLog(pageFile).entries.find((entry) => isSaveOf(entry, revision));
  const stored =
    Number((statIfThere(revisionFile(folder, revision))?.mtimeNs ?? 0n) / 1000n) || nowMicroseconds;
  const inGlobal = entriesSince(reader, name, stored).find((entry) => isSaveOf(entry, revision));
  const line = formatEditLogLine({
    timeMicroseconds: stored,
    action: revision === 1 ? 'SAVENEW' : 'SAVE',
    address: '',
    host: '',
    userId: '',
    comment: 'Recovered after a save that was cut off',
    ...(inPage ?? inGlobal),
    page: name,
    revision,
  });
  if (inGlobal === undefined) await reader.log.append(line);
  if (inPage === undefined) await appendLine(pageFile, line);
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
    const ageSeconds = staleLockAge(path.join(reader.dataPages, folderOfPage(name)), nowMs);
    if (ageSeconds !== null) found.push({ page: name, ageSeconds });
  }
  return found;
}

/** Everything on disk that a reader had to pass by (spec/storage.md §13). Gives way to other work between pages. */
export async function findProblems(reader: PageReader, nowMs: number): Promise<PageProblem[]> {
  const problems: PageProblem[] = logProblems(reader.log.file, null);
  let visited = 0;
  for (const { layer, bytes, name } of reader.folders()) {
    if (++visited % 50 === 0) await turn();
    const entry = decodePythonUtf8(bytes) ?? bytes.toString('latin1');
    const pages = layer === 'data' ? reader.dataPages : (reader.underlayPages ?? '');
    if (name !== null) problems.push(...folderProblems(path.join(pages, folderOfPage(name)), name, nowMs));
    else problems.push(nameProblem(path.join(pages, entry), bytes));
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
  for (const entry of listIfThere(path.join(folder, pageFiles.revisions))) {
    const file = path.join(folder, pageFiles.revisions, entry);
    if (!/^\d{8,}$/.test(entry) || entry !== eightDigits(Number.parseInt(entry, 10)))
      add('junk-revision', file, 'This is no name of a revision.');
  }
  for (const revision of listRevisions(folder)) {
    const file = revisionFile(folder, revision);
    const bytes = isFile(file) ? readFileIfThere(file) : null;
    if (bytes !== null && decodePythonUtf8(bytes) === null)
      add('text-not-utf8', file, `Revision ${revision} holds bytes that are not UTF-8.`);
  }
  return [...problems, ...logProblems(path.join(folder, pageFiles.editLog), name)];
}

const logProblems = (file: string, page: string | null): PageProblem[] =>
  readEditLog(file).problems.map((problem) => ({ kind: 'damaged-log-line', page, ...problem }));
