import { rename, rm, rmdir } from '../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';
import { isFolder, listIfThere, statIfThere } from './disk-reading.ts';
import {
  appendLine,
  copyFileFlushed,
  copyFolder,
  flushFile,
  flushFolder,
  makeFolder,
  removeIfThere,
  writeNewFile,
} from '../base/disk-writing.ts';
import { formatEditLogLine, type EditLogValues } from './edit-log.ts';
import { isOwnLock, readEditLock } from './edit-lock.ts';
import { formatEventLogLine } from './event-log.ts';
import { conflictSign } from './merge.ts';
import { eightDigits, hasRevision, pageFiles, revisionFile } from './page-folder.ts';
import { folderOfPage, isNameTooLong } from './page-name.ts';
import { KeyedQueue } from '../base/queues.ts';
import type { PageReader } from './page-reader.ts';
import type { Author, PageEvent, PageOutcome, PageRefusal, PageStoreOptions, Saved } from './page-types.ts';
import { takeSaveLock, type SaveLock } from './save-lock.ts';
import { spiderTest } from './spider-test.ts';
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

export const refuse = (error: PageRefusal): { readonly ok: false; readonly error: PageRefusal } => ({
  ok: false,
  error,
});

/** Codes of the system (`ENOSPC`, `EROFS` …); those of Node itself (`ERR_…`) are defects of ours and are thrown. */
const isSystemCode = (code: string | null): code is string =>
  code !== null && code.startsWith('E') && !code.startsWith('ERR_');

/** The writing half of a page store: folders, locks, revisions, logs. Knows no rules about who may do what. */
export class PageWriter {
  private readonly queue = new KeyedQueue();
  private readonly eventLog: string;
  private readonly isSpider: (userAgent: string) => boolean;
  private events: Promise<void> = Promise.resolve();

  constructor(
    private readonly reader: PageReader,
    private readonly options: PageStoreOptions,
  ) {
    this.eventLog = path.join(options.dataDir, 'event-log');
    this.isSpider = spiderTest(options.settings.uaSpiders);
  }

  /** Runs work on pages one at a time; what the disk refuses becomes a value. */
  async change<T>(names: readonly string[], work: () => Promise<PageOutcome<T>>): Promise<PageOutcome<T>> {
    if (names.includes('')) return refuse({ kind: 'EmptyName' });
    if (names.some(isNameTooLong)) return refuse({ kind: 'NameTooLong' });
    try {
      return await this.queue.run(names, work);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENAMETOOLONG') return refuse({ kind: 'NameTooLong' });
      if (!isSystemCode(code)) throw error;
      const detail = error instanceof Error ? error.message : code;
      this.options.log(`page: the disk refused to store ${names.join(', ')}: ${detail}`);
      return refuse({ kind: 'DiskRefused', code, detail });
    }
  }

  /**
   * The page's folder in the data layer, made if necessary: a copy of the underlay's, which is never changed
   * (spec/storage.md §10), or a new one.
   */
  async localFolder(name: string): Promise<string> {
    const folder = path.join(this.reader.dataPages, folderOfPage(name));
    const underlay = this.reader.folderIn('underlay', name);
    const local = isFolder(folder);
    if (underlay !== null && isFolder(underlay) && (!local || isHollow(folder)))
      await copyFolder(underlay, folder, {
        skip: isPrivate,
        finish: async (temporary) => {
          if (local) await moveHollow(folder, temporary);
        },
      });
    else if (!local) await this.bareFolder(name);
    return folder;
  }

  /** The page's folder in the data layer, made empty if it is missing: for the edit lock, which hides nothing. */
  async bareFolder(name: string): Promise<string> {
    const folder = path.join(this.reader.dataPages, folderOfPage(name));
    await makeFolder(this.reader.dataPages);
    await makeFolder(folder);
    return folder;
  }

  async lock(folder: string): Promise<PageOutcome<SaveLock>> {
    const answer = await takeSaveLock(folder, this.options.lockWaitMs);
    return answer.ok
      ? { ok: true, value: answer.lock }
      : refuse({ kind: 'CouldNotLock', heldSeconds: answer.heldSeconds });
  }

  /**
   * Writes a change under a held lock and gives the lock back.
   *
   * Order: the text under its final name, both logs, the number. Whatever moment the power fails, every number that
   * was ever current has its text, and {@link repairPage} can tell from the logs how far it came.
   */
  async commit(folder: string, lock: SaveLock, change: Change): Promise<Saved> {
    const now = this.options.nowMicroseconds();
    const number = change.overwrites ? (lock.number ?? 0) : nextNumber(folder, lock.number);
    const file = revisionFile(folder, number);
    const temporary = path.join(path.dirname(file), `.${eightDigits(number)}.new`);
    try {
      await makeFolder(path.dirname(file));
      await Promise.all([
        change.text === null ? null : writeNewFile(temporary, encodePageText(change.text), now / 1e6),
        lock.prepare(folder, number),
      ]);
      if (change.text !== null) await rename(temporary, file);
      await this.logChange(folder, change, { timeMicroseconds: now, revision: number });
      await flushFolder(path.dirname(file));
    } catch (error) {
      await removeIfThere(temporary);
      if (change.text !== null && !change.overwrites) await removeIfThere(file);
      await lock.cancel(folder);
      throw error;
    }
    await lock.finish(folder);
    if (change.text !== null) await setConflictFlag(folder, change.text);
    this.reader.forget([change.name]);
    await this.dropOwnEditLock(folder, change.author);
    this.recordEvent({ type: 'SAVEPAGE', page: change.name, ...clientOf(change.author) });
    return { name: change.name, revision: number, alreadySaved: false };
  }

  private async logChange(
    folder: string,
    change: Change,
    values: Pick<EditLogValues, 'timeMicroseconds' | 'revision'>,
  ): Promise<void> {
    const { name, action, author, comment, extra } = change;
    const line = this.logLine(author, { ...values, action, page: name, extra: extra ?? '', comment });
    await this.appendToLogs(line, change.overwrites ? null : folder);
  }

  /** The global log first, then the page's: whoever follows the global one finds the other complete in a moment. */
  async appendToLogs(line: string, folder: string | null): Promise<void> {
    const pageLog = folder === null ? null : path.join(folder, pageFiles.editLog);
    await this.reader.log.append(line);
    if (pageLog !== null) await appendLine(pageLog, line);
    await Promise.all([flushFile(this.reader.log.file), pageLog === null ? null : flushFile(pageLog)]);
  }

  /** A log line by an author; addresses stay out where the wiki does not want them. */
  logLine(author: Author, values: Omit<EditLogValues, 'address' | 'host' | 'userId'>): string {
    if (author.writtenAs !== undefined)
      return formatEditLogLine({ ...values, address: '', host: author.writtenAs, userId: '' });
    const logged = this.options.settings.logRemoteAddr;
    const host = author.host === '' ? author.address : author.host;
    return formatEditLogLine({
      ...values,
      address: logged ? author.address : '',
      host: logged ? host : '',
      userId: author.userId,
    });
  }

  private async dropOwnEditLock(folder: string, author: Author): Promise<void> {
    const lock = readEditLock(folder);
    if (lock !== null && isOwnLock(lock, author)) await this.emptyEditLock(folder);
  }

  /** An empty file is no lock; the file stays as MoinMoin leaves it. */
  emptyEditLock(folder: string): Promise<void> {
    return writeNewFile(path.join(folder, pageFiles.editLock), '');
  }

  /** Appends without making anybody wait; lines keep their order. */
  recordEvent(event: PageEvent): void {
    const { logEventsFormat, logRemoteAddr, interwikiname, sitename } = this.options.settings;
    if (logEventsFormat === 0 || this.isSpider(event.userAgent ?? '')) return;
    const values: [string, string | undefined][] = [['pagename', event.page]];
    if (logEventsFormat === 2)
      values.push(['username', event.userName], ['wikiname', interwikiname ?? sitename], ['url', event.url]);
    if (logRemoteAddr)
      values.push(
        ['HTTP_USER_AGENT', event.userAgent],
        ['HTTP_REFERER', event.referer],
        ['REMOTE_ADDR', event.address],
      );
    const line = formatEventLogLine(this.options.nowMicroseconds(), event.type, values);
    this.events = this.events
      .then(() => appendLine(this.eventLog, line))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.options.log(`page: the event log can't be written: ${reason}`);
      });
  }

  /** Resolves when every event recorded so far is on disk. */
  settled(): Promise<void> {
    return this.events;
  }

  /** Copies a page's folder to another name with the number it has now. */
  async copyPageFolder(source: string, target: string, current: number | null): Promise<void> {
    await copyFolder(source, target, {
      skip: isPrivate,
      finish: (temporary) =>
        writeNewFile(path.join(temporary, pageFiles.current), `${eightDigits(current ?? 0)}\n`),
    });
  }

  async movePageFolder(source: string, target: string): Promise<void> {
    await rename(source, target);
    await flushFolder(path.dirname(target));
  }
}

const clientOf = (author: Author): Omit<PageEvent, 'type' | 'page'> => ({
  address: author.address,
  ...(author.userAgent === undefined ? {} : { userAgent: author.userAgent }),
  ...(author.referer === undefined ? {} : { referer: author.referer }),
  ...(author.userName === undefined ? {} : { userName: author.userName }),
});

/** Numbers only grow. A number that has a text although it never was current is left alone (spec/storage.md §13). */
function nextNumber(folder: string, current: number | null): number {
  let next = Math.max(0, current ?? 0) + 1;
  while (hasRevision(folder, next)) next += 1;
  return next;
}

/** What belongs to the original alone: locks, half-done saves, caches. */
const isPrivate = (relativePath: string): boolean =>
  relativePath === pageFiles.lockedCurrent ||
  relativePath === pageFiles.nextCurrent ||
  relativePath === pageFiles.editLock ||
  (relativePath.startsWith(pageFiles.cache + path.sep) && relativePath !== pageFiles.conflictFlag);

const harmless: readonly string[] = [pageFiles.editLock, pageFiles.editLog];

/** A folder that only opening the editor or looking at the log has made: it hides no page of the underlay. */
function isHollow(folder: string): boolean {
  return listIfThere(folder).every(
    (entry) =>
      entry === pageFiles.editLock ||
      (harmless.includes(entry) && statIfThere(path.join(folder, entry))?.size === 0n),
  );
}

async function moveHollow(folder: string, into: string): Promise<void> {
  const lock = path.join(folder, pageFiles.editLock);
  if (statIfThere(lock) !== null) await copyFileFlushed(lock, path.join(into, pageFiles.editLock));
  for (const entry of harmless) await rm(path.join(folder, entry), { force: true });
  await rmdir(folder);
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
