import type { EditLogEntry } from './edit-log.ts';
import type { ProcessingInstructions } from './processing-instructions.ts';
import type {
  Author,
  PageOutcome,
  PageProblem,
  PageSettings,
  PageState,
  PageText,
  PageLayer,
} from './page-types.ts';
import type { VariableValues } from './variables.ts';

/** Croft's own system and help pages, a virtual third layer; left out in strict compatibility (DECISIONS 23). */
export interface SystemPages {
  readonly names: readonly string[];
  /** The text of a page with LF line ends, or null. */
  text(name: string): string | null;
}

export interface PageStoreOptions {
  readonly dataDir: string;
  readonly underlayDir: string | null;
  readonly settings: PageSettings;
  /** Microseconds since 1970, the unit of MoinMoin's logs. */
  readonly nowMicroseconds: () => number;
  /** One line for the farm's log about something odd that was passed by. */
  readonly log: (line: string) => void;
  readonly systemPages?: SystemPages;
}

export interface SaveRequest {
  readonly name: string;
  /** As the editor form gives it after `normaliseFormText`, or as it is for scripts. */
  readonly text: string;
  readonly author: Author;
  readonly comment?: string;
  /** Revision the edit started from; 0 for a new page in a form. Absent: not checked (scripts). */
  readonly baseRevision?: number;
  /** Values for `@SIG@` and the like; null leaves them alone. */
  readonly variables: VariableValues | null;
  /** Pre-save hook, e.g. a spam filter: a reason refuses the text. */
  readonly veto?: (text: string) => string | null;
}

export interface Saved {
  readonly name: string;
  readonly revision: number;
  /** Nothing was written: the same person had saved this very text already (a form sent twice). */
  readonly alreadySaved: boolean;
  /** The text as stored, variables replaced. */
  readonly text: string;
}

export interface Attachment {
  readonly fileName: string;
  /** Absolute path, proven to be inside the page's attachments. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMicroseconds: number;
}

export interface EditLockAnswer {
  /** False only in lock mode while somebody else has the editor open. */
  readonly granted: boolean;
  /** Who has it, when it is somebody else. */
  readonly holder: EditLogEntry | null;
  /** Whole seconds until the holder's lock runs out. */
  readonly remainingSeconds: number;
}

/**
 * The pages of one wiki.
 *
 * Reading is synchronous and touches one page at a time; what waits for locks, flushes or walks all pages is
 * asynchronous. Reading writes nothing.
 */
export interface PageStore {
  /** Notices what others (a running MoinMoin) changed: call once per request, costs a few `stat`s. */
  refresh(): void;
  /** Names of changed pages after each change, ours and others'; null: anything may have changed. Returns a disposer. */
  onChange(listener: (names: readonly string[] | null) => void): () => void;

  /** As of the last `refresh`; cached. */
  exists(name: string): boolean;
  /** Looks at the disk. */
  page(name: string): PageState;
  /** A revision's text, or the current one's; null when there is none. Looks at the disk. */
  read(name: string, revision?: number): PageText | null;
  /** Processing lines and rest of the current text, cached; of an empty text when the page does not exist. */
  instructions(name: string): ProcessingInstructions;
  /** The `#acl` lines that govern the page: a deleted page keeps those of its newest text (spec/acl.md §4). */
  aclLines(name: string): readonly string[] | null;
  /** Numbers for which the revisions folder has an entry, newest first. */
  revisions(name: string): readonly number[];
  /** The page's own log, oldest first; damaged lines left out and reported. */
  history(name: string): readonly EditLogEntry[];
  /** The log line of the current (or that) revision; null: author and time unknown. */
  revisionInfo(name: string, revision?: number): EditLogEntry | null;
  hasConflictFlag(name: string): boolean;

  /** Existing pages of all layers in code point order, cached. */
  names(): readonly string[];
  /** Number of entries in the page folders, as MoinMoin counts "all" pages. */
  folderCount(): number;
  layerOf(name: string): PageLayer | null;
  /** Global log, newest first, read from the end in blocks. */
  changes(): Iterable<EditLogEntry>;

  save(request: SaveRequest): Promise<PageOutcome<Saved>>;
  delete(request: {
    readonly name: string;
    readonly author: Author;
    readonly comment?: string;
  }): Promise<PageOutcome<Saved>>;
  revert(request: {
    readonly name: string;
    readonly revision: number;
    readonly author: Author;
    readonly comment?: string;
  }): Promise<PageOutcome<Saved>>;
  /** `to` is what a person typed; the outcome has the normalised name. Sub pages are renamed by calls of their own. */
  rename(request: MoveRequest): Promise<PageOutcome<Saved>>;
  copy(request: MoveRequest): Promise<PageOutcome<Saved>>;

  /** In code point order of their names. */
  attachments(name: string): readonly Attachment[];
  attachment(name: string, fileName: string): Attachment | null;
  /** Refused without write right; replacing needs `overwrite` and the delete right too. */
  attach(request: {
    readonly name: string;
    readonly fileName: string;
    /** Bytes, or the path of a finished upload on the same computer (it is copied, not moved). */
    readonly content: Uint8Array | { readonly path: string };
    readonly overwrite?: boolean;
    readonly author: Author;
  }): Promise<PageOutcome<Attachment>>;
  /** Removing what is not there is no error (spec/storage.md §11). */
  detach(request: {
    readonly name: string;
    readonly fileName: string;
    readonly author: Author;
  }): Promise<PageOutcome<void>>;
  moveAttachment(request: MoveAttachmentRequest): Promise<PageOutcome<Attachment>>;
  copyAttachment(request: MoveAttachmentRequest): Promise<PageOutcome<Attachment>>;

  editLock(name: string): EditLogEntry | null;
  takeEditLock(name: string, author: Author): Promise<PageOutcome<EditLockAnswer>>;
  /** Gives up one's own lock; somebody else's stays. */
  releaseEditLock(name: string, author: Author): Promise<void>;

  /** Appends to the event log unless the visitor is a robot or logging is off (spec/storage.md §6.2). */
  recordEvent(event: {
    readonly type: string;
    readonly page: string;
    readonly address: string;
    readonly userAgent?: string;
    readonly referer?: string;
    readonly userName?: string;
    readonly url?: string;
  }): void;

  /** Everything that is odd on disk; walks all pages. */
  problems(): Promise<readonly PageProblem[]>;
  /** Puts a page with a stale `current-locked` right (spec/storage.md §9); only after asking a person. */
  repair(name: string): Promise<PageOutcome<PageState>>;
}

export interface MoveRequest {
  readonly name: string;
  readonly to: string;
  readonly author: Author;
  readonly comment?: string;
}

export interface MoveAttachmentRequest {
  readonly name: string;
  readonly fileName: string;
  readonly toPage: string;
  readonly toFileName: string;
  readonly author: Author;
}

/** Opens the pages below a data folder; nothing is read or written until the first call. */
export declare function openPageStore(options: PageStoreOptions): PageStore;
