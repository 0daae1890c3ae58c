import { findCutOffSaves, findProblems, repairPage, staleLockAge } from './page-repair.ts';
import type { EditLogEntry } from './edit-log.ts';
import { editLockLine, isOwnLock, judgeEditLock, readEditLock } from './edit-lock.ts';
import { writeFileAtomic } from '../base/atomic-write.ts';
import path from 'node:path';
import { fileMode } from '../base/disk-writing.ts';
import { attachFile, copyAttachment, detachFile, moveAttachment } from './page-attachments.ts';
import { copyPage, deletePage, renamePage, revertPage, savePage, type ChangeTools } from './page-changes.ts';
import { listAttachments, pageFiles, statAttachment } from './page-folder.ts';
import { pageKinds } from './page-kind.ts';
import { PageReader } from './page-reader.ts';
import type {
  AttachRequest,
  Attachment,
  Author,
  DeleteRequest,
  DetachRequest,
  EditLockAnswer,
  LayerPresence,
  MoveAttachmentRequest,
  MoveRequest,
  PageEvent,
  PageLayer,
  PageOutcome,
  PageProblem,
  PageState,
  PageStoreOptions,
  PageText,
  RevertRequest,
  SaveRequest,
  Saved,
} from './page-types.ts';
import { PageWriter } from './page-writer.ts';
import { mendOwn } from './mend-own.ts';
import type { ProcessingInstructions } from './processing-instructions.ts';

export type {
  AttachRequest,
  Attachment,
  Author,
  EditLockAnswer,
  MoveAttachmentRequest,
  MoveRequest,
  PageEvent,
  PageStoreOptions,
  SaveRequest,
  Saved,
  SystemPages,
} from './page-types.ts';

/**
 * The pages of one wiki.
 *
 * Reading is synchronous and touches one page at a time; what waits for locks, flushes or walks all pages is
 * asynchronous. Reading writes nothing. What the disk refuses to tell is thrown as `UnreadableError` (base/disk-reading.ts)
 * by whatever reads, and never remembered; changes answer `DiskRefused`.
 */
export interface PageStore {
  /** Notices what others (a running MoinMoin) changed: call once per request, costs a few `stat`s. */
  refresh(): void;
  /** Names of changed pages after each change, ours and others'; null: anything may have changed. Returns a disposer. */
  onChange(listener: (names: readonly string[] | null) => void): () => void;

  /**
   * Another value for another current text, whoever wrote it: for pages that were changed without a line in the log.
   * Costs two `stat`s.
   */
  stampOf(page: Pick<PageText, 'name' | 'layer' | 'revision'>): string;
  /** Told by whoever finds that pages are no more what they were. */
  forget(names: readonly string[]): void;

  /** As of the last `refresh`; cached. */
  exists(name: string): boolean;
  /** Looks at the disk. */
  page(name: string): PageState;
  /** What each layer holds of a page; looks at the disk. */
  presence(layer: 'data' | 'underlay', name: string): LayerPresence;
  /** A revision's text, or the current one's; null when there is none. Looks at the disk. */
  read(name: string, revision?: number): PageText | null;
  /** Processing lines and rest of the current text, cached; of an empty text when the page does not exist. */
  instructions(name: string): ProcessingInstructions;
  /** The `#acl` lines that govern the page: a deleted page keeps those of its newest text (spec/acl.md §4). Cached. */
  aclLines(name: string): readonly string[] | null;
  /** Numbers for which the revisions folder has an entry, newest first. */
  revisions(name: string): readonly number[];
  /** The page's own log, oldest first; damaged and blank lines left out. */
  history(name: string): readonly EditLogEntry[];
  /** The log line of the current (or that) revision, for a page without text of its last attachment; null: unknown. */
  revisionInfo(name: string, revision?: number): EditLogEntry | null;
  /** The current text was saved with marks of an edit conflict. */
  hasConflictFlag(name: string): boolean;

  /**
   * For one page among many: what `read` answers, or `otherwise` where the disk refuses it, which the log then names.
   * That no file can be opened at all is no trouble of one page and is thrown as ever.
   */
  besides<T, U>(read: () => T, otherwise: U): T | U;
  /** For the look of links: `exists`, and true of what can't be known. */
  mayExist(name: string): boolean;

  /** Existing pages of all layers in code point order, cached; without those of which that can't be known. */
  names(): readonly string[];
  /** What {@link names} left out because it can't be read now. */
  unsureNames(): readonly string[];
  /** The work of the first `names()`, one page per step; whoever steps decides when to give way. */
  prepareNames(): Iterable<void>;
  /** Entries of the page folders, unquoted or not. */
  folderNames(): readonly string[];
  /** How many those are: what MoinMoin counts as "all" pages. */
  folderCount(): number;
  layerOf(name: string): PageLayer | null;
  /** Global log, newest first, read from the end in blocks; damaged and blank lines left out. */
  changes(): Iterable<EditLogEntry>;

  save(request: SaveRequest): Promise<PageOutcome<Saved>>;
  delete(request: DeleteRequest): Promise<PageOutcome<Saved>>;
  revert(request: RevertRequest): Promise<PageOutcome<Saved>>;
  /** The outcome has the normalised new name. Sub pages are renamed by calls of their own. */
  rename(request: MoveRequest): Promise<PageOutcome<Saved>>;
  copy(request: MoveRequest): Promise<PageOutcome<Saved>>;

  /** In code point order of their names. */
  attachments(name: string): readonly Attachment[];
  attachment(name: string, fileName: string): Attachment | null;
  /** Refused without write right; replacing needs `overwrite` and the delete right too. */
  attach(request: AttachRequest): Promise<PageOutcome<Attachment>>;
  /** Removing what is not there is no error (spec/storage.md §11). */
  detach(request: DetachRequest): Promise<PageOutcome<void>>;
  moveAttachment(request: MoveAttachmentRequest): Promise<PageOutcome<Attachment>>;
  copyAttachment(request: MoveAttachmentRequest): Promise<PageOutcome<Attachment>>;

  editLock(name: string): EditLogEntry | null;
  /** Opening the editor: takes the lock when it is free, one's own or too old. */
  takeEditLock(name: string, author: Author): Promise<PageOutcome<EditLockAnswer>>;
  /** Gives up one's own lock; somebody else's stays. */
  releaseEditLock(name: string, author: Author): Promise<PageOutcome<void>>;

  /** Appends to the event log unless the visitor is a robot or logging is off (spec/storage.md §6.2). */
  recordEvent(event: PageEvent): void;
  /** Resolves when everything recorded so far is on disk. */
  settled(): Promise<void>;

  /** Everything that is odd on disk; walks all pages. */
  problems(): Promise<readonly PageProblem[]>;
  /**
   * Puts right what Croft itself left behind on this machine when it ended in the middle (DECISIONS 25): saves that were cut
   * off, without asking, and temporary files. For the start; walks the page folders and gives way between them.
   */
  mendOwn(signal: AbortSignal): Promise<void>;
  /** Pages whose save was cut off; two looks at each page folder. */
  cutOffSaves(): Promise<readonly { readonly page: string; readonly ageSeconds: number }[]>;
  /** Seconds since a save of the page was cut off; null when none was. */
  staleLockAge(name: string): number | null;
  /** Puts a page with a stale `current-locked` right (spec/storage.md §9); only after asking a person. */
  repair(name: string): Promise<PageOutcome<PageState>>;
}

/** Opens the pages below a data folder; costs two `stat`s and a directory listing. */
export function openPageStore(options: PageStoreOptions): PageStore {
  const reader = new PageReader(options);
  const writer = new PageWriter(reader, options);
  const tools: ChangeTools = { reader, writer, kinds: pageKinds(options.settings, options.log), options };
  return {
    refresh: () => reader.refresh(),
    onChange: (listener) => reader.onChange(listener),
    stampOf: (page) => reader.stampOf(page),
    forget: (names) => reader.forget(names),
    exists: (name) => reader.exists(name),
    page: (name) => reader.page(name),
    presence: (layer, name) => reader.presence(layer, name),
    read: (name, revision) => reader.read(name, revision),
    instructions: (name) => reader.instructions(name),
    aclLines: (name) => reader.aclLines(name),
    revisions: (name) => reader.revisions(name),
    history: (name) => reader.history(name),
    revisionInfo: (name, revision) => reader.revisionInfo(name, revision),
    hasConflictFlag: (name) => reader.hasConflictFlag(name),
    besides: (read, otherwise) => reader.troubles.besides(read, otherwise),
    mayExist: (name) => reader.troubles.besides(() => reader.exists(name), true),
    names: () => reader.names(),
    unsureNames: () => reader.unsureNames,
    prepareNames: () => reader.prepareNames(),
    folderNames: () => reader.folderNames(),
    folderCount: () => reader.folderNames().length,
    layerOf: (name) => reader.page(name).layer,
    changes: () => reader.changes(),
    save: (request) => savePage(tools, request),
    delete: (request) => deletePage(tools, request),
    revert: (request) => revertPage(tools, request),
    rename: (request) => renamePage(tools, request),
    copy: (request) => copyPage(tools, request),
    attachments: (name) => {
      const folder = reader.folderOf(reader.page(name));
      return folder === null ? [] : listAttachments(folder, reader.troubles);
    },
    attachment: (name, fileName) => {
      const folder = reader.folderOf(reader.page(name));
      return folder === null ? null : statAttachment(folder, fileName);
    },
    attach: (request) => attachFile(tools, request),
    detach: (request) => detachFile(tools, request),
    moveAttachment: (request) => moveAttachment(tools, request),
    copyAttachment: (request) => copyAttachment(tools, request),
    editLock: (name) => {
      const folder = reader.folderIn('data', name);
      return folder === null ? null : readEditLock(folder);
    },
    takeEditLock: (name, author) => takeEditLock(tools, name, author),
    releaseEditLock: (name, author) => releaseEditLock(tools, name, author),
    recordEvent: (event) => writer.recordEvent(event),
    settled: () => writer.settled(),
    problems: () => findProblems(reader, options.nowMicroseconds() / 1000),
    cutOffSaves: () => findCutOffSaves(reader, options.nowMicroseconds() / 1000),
    mendOwn: (signal) => mendOwn(tools, signal),
    staleLockAge: (name) => {
      const folder = reader.folderIn('data', name);
      return folder === null ? null : staleLockAge(folder, options.nowMicroseconds() / 1000);
    },
    repair: (name) =>
      writer.change([name], async () => {
        await repairPage(reader, name, options.nowMicroseconds());
        return { ok: true, value: reader.page(name) };
      }),
  };
}

function takeEditLock(
  { reader, writer, options }: ChangeTools,
  name: string,
  author: Author,
): Promise<PageOutcome<EditLockAnswer>> {
  const policy = options.settings.editLocking;
  if (policy === null)
    return Promise.resolve({ ok: true, value: { granted: true, holder: null, remainingSeconds: 0 } });
  return writer.change([name], async () => {
    const now = options.nowMicroseconds();
    const existing = reader.folderIn('data', name);
    const lock = existing === null ? null : readEditLock(existing);
    const { mustWrite, ...answer } = judgeEditLock(lock, author, policy, now);
    if (mustWrite) {
      const folder = await writer.bareFolder(name);
      await writeFileAtomic(path.join(folder, pageFiles.editLock), editLockLine(name, author, now), {
        mode: fileMode,
        fsync: false,
      });
    }
    return { ok: true, value: answer };
  });
}

function releaseEditLock(
  { reader, writer }: ChangeTools,
  name: string,
  author: Author,
): Promise<PageOutcome<void>> {
  return writer.change([name], async () => {
    const folder = reader.folderIn('data', name);
    const lock = folder === null ? null : readEditLock(folder);
    if (folder !== null && lock !== null && isOwnLock(lock, author)) await writer.emptyEditLock(folder);
    return { ok: true, value: undefined };
  });
}
