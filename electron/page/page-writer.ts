import { rm, rmdir } from '../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';
import { known, statNow, UnreadableError } from '../base/disk-reading.ts';
import {
  appendLine,
  copyFileFlushed,
  copyFolder,
  flushFile,
  makeFolder,
  writeNewFile,
} from '../base/disk-writing.ts';
import { formatEditLogLine, type EditLogValues } from './edit-log.ts';
import { isOwnLock, readEditLock } from './edit-lock.ts';
import { formatEventLogLine } from './event-log.ts';
import { eightDigits, isFolder, namesIn, pageFiles, readCurrent } from './page-folder.ts';
import { folderOfPage, isNameTooLong } from './page-name.ts';
import { KeyedQueue } from '../base/queues.ts';
import { isTemporaryFile } from '../base/temporary-files.ts';
import type { PageReader } from './page-reader.ts';
import { repairPage } from './page-repair.ts';
import type {
  Author,
  Incomplete,
  PageEvent,
  PageOutcome,
  PageRefusal,
  PageStoreOptions,
} from './page-types.ts';
import { usualLockWaitMs } from './save-lock.ts';
import { ownCutOffSave } from './save-note.ts';
import { spiderTest } from './spider-test.ts';

export const refuse = (error: PageRefusal): { readonly ok: false; readonly error: PageRefusal } => ({
  ok: false,
  error,
});

/** Why the disk refused (`ENOSPC`, `EROFS` …); null for defects of ours, among them Node's own codes (`ERR_…`). */
function refusalCode(error: unknown): string | null {
  const code = systemErrorCode(error);
  if (error instanceof UnreadableError) return error.code;
  return code !== null && code.startsWith('E') && !code.startsWith('ERR_') ? code : null;
}

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
      return await this.queue.run(names, async () => {
        for (const name of names) await this.mendOwn(name);
        return work();
      });
    } catch (error) {
      const code = refusalCode(error);
      if (code === 'ENAMETOOLONG') return refuse({ kind: 'NameTooLong' });
      if (code === null) throw error;
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

  /** The number in the folder that {@link localFolder} will answer. */
  localNumber(name: string): number {
    const local = path.join(this.reader.dataPages, folderOfPage(name));
    const underlay = this.reader.folderIn('underlay', name);
    const isCopied = underlay !== null && isFolder(underlay) && (!isFolder(local) || isHollow(local));
    return readCurrent(isCopied ? underlay : local, () => true).number ?? 0;
  }

  ownCutOff(name: string): ReturnType<typeof ownCutOffSave> {
    const folder = this.reader.folderIn('data', name);
    return folder === null ? 'none' : ownCutOffSave(folder, this.options.nowMicroseconds() / 1000);
  }

  /** Puts a page right whose save this machine's Croft left cut off, so that nobody waits for its lock. */
  async mendOwn(name: string): Promise<boolean> {
    if (this.ownCutOff(name) !== 'cut-off') return false;
    await repairPage(this.reader, name, this.options.nowMicroseconds());
    this.options.log(`page: a save of ${name} that was cut off was put right`);
    return true;
  }

  get lockWaitMs(): number {
    return this.options.lockWaitMs ?? usualLockWaitMs;
  }

  nowMicroseconds(): number {
    return this.options.nowMicroseconds();
  }

  get globalLog(): string {
    return this.reader.log.file;
  }

  /** Lines of the global log, which tell everybody that something changed: written when everything else is in place. */
  announce(lines: readonly string[]): Promise<{ readonly kind: 'not-logged'; readonly code: string } | null> {
    return this.attempt('not-logged', () => this.reader.log.append(lines));
  }

  /** Lines about files of a page that are stored: the page's own log, the global one, then the flushes. */
  async logStored(folder: string, lines: readonly string[]): Promise<Incomplete | null> {
    const pageLog = path.join(folder, pageFiles.editLog);
    const own = await this.attempt('not-logged', async () => {
      for (const line of lines) await appendLine(pageLog, line);
    });
    const everybody = await this.announce(lines);
    const flushed = await this.attempt('not-flushed', () =>
      Promise.all([
        own === null ? flushFile(pageLog) : null,
        everybody === null ? flushFile(this.globalLog) : null,
      ]),
    );
    return own ?? everybody ?? flushed;
  }

  /** Work on a change that is stored already: what the disk refuses goes to the log and becomes a value. */
  async attempt<K extends string>(
    kind: K,
    work: () => Promise<unknown>,
  ): Promise<{ readonly kind: K; readonly code: string } | null> {
    try {
      await work();
      return null;
    } catch (error) {
      const code = refusalCode(error);
      if (code === null) throw error;
      this.options.log(
        `page: a change is stored, but ${kind}: ${error instanceof Error ? error.message : code}`,
      );
      return { kind, code };
    }
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

  async dropOwnEditLock(folder: string, author: Author): Promise<void> {
    const lock = readEditLock(folder);
    if (lock !== null && isOwnLock(lock, author)) await this.emptyEditLock(folder);
  }

  /** An empty file is no lock; the file stays as MoinMoin leaves it. */
  emptyEditLock(folder: string): Promise<void> {
    return writeNewFile(path.join(folder, pageFiles.editLock), '');
  }

  recordSave(change: { readonly name: string; readonly author: Author }): void {
    this.recordEvent({ type: 'SAVEPAGE', page: change.name, ...clientOf(change.author) });
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
}

const clientOf = (author: Author): Omit<PageEvent, 'type' | 'page'> => ({
  address: author.address,
  ...(author.userAgent === undefined ? {} : { userAgent: author.userAgent }),
  ...(author.referer === undefined ? {} : { referer: author.referer }),
  ...(author.userName === undefined ? {} : { userName: author.userName }),
});

/** What belongs to the original alone: locks, half-done saves, caches. */
const isPrivate = (relativePath: string): boolean =>
  relativePath === pageFiles.lockedCurrent ||
  relativePath === pageFiles.nextCurrent ||
  relativePath === pageFiles.saveNote ||
  isTemporaryFile(path.basename(relativePath)) ||
  relativePath === pageFiles.editLock ||
  (relativePath.startsWith(pageFiles.cache + path.sep) && relativePath !== pageFiles.conflictFlag);

const harmless: readonly string[] = [pageFiles.editLock, pageFiles.editLog];

/** A folder that only opening the editor or looking at the log has made: it hides no page of the underlay. */
function isHollow(folder: string): boolean {
  return namesIn(folder).every(
    (entry) =>
      entry === pageFiles.editLock ||
      (harmless.includes(entry) && known(statNow(path.join(folder, entry)))?.size === 0n),
  );
}

async function moveHollow(folder: string, into: string): Promise<void> {
  const lock = path.join(folder, pageFiles.editLock);
  if (known(statNow(lock)) !== null) await copyFileFlushed(lock, path.join(into, pageFiles.editLock));
  for (const entry of harmless) await rm(path.join(folder, entry), { force: true });
  await rmdir(folder);
}
