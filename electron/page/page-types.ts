import type { SavePolicy } from './save-policy.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { EditLogEntry } from './edit-log.ts';
import type { AttachmentFile } from './page-folder.ts';
import type { VariableValues } from './variables.ts';

/** The part of a wiki's configuration that pages obey; every {@link WikiSettings} is one. */
export type PageSettings = Pick<
  WikiSettings,
  | 'aclHierarchic'
  | 'aclRightsBefore'
  | 'aclRightsDefault'
  | 'aclRightsAfter'
  | 'aclRightsValid'
  | 'authMethodsTrusted'
  | 'compatibility'
  | 'defaultMarkup'
  | 'editLocking'
  | 'interwikiname'
  | 'languageDefault'
  | 'logEventsFormat'
  | 'logRemoteAddr'
  | 'pageCategoryRegex'
  | 'pageDictRegex'
  | 'pageGroupRegex'
  | 'pageTemplateRegex'
  | 'refresh'
  | 'sharedIntermap'
  | 'showRenameRedirect'
  | 'sitename'
  | 'uaSpiders'
>;

/** Who changes something. The rights come from outside, so that one function decides them everywhere. */
export interface Author {
  /** Account id, empty for an anonymous visitor. */
  readonly userId: string;
  /** Client address as it shall stand in the log. */
  readonly address: string;
  /** Host name; empty or the address again when it is not known. */
  readonly host: string;
  /** For the event log. */
  readonly userAgent?: string;
  readonly referer?: string;
  readonly userName?: string;
  /** Name that stands in the log instead of account and address: the author of a package (spec/storage.md §6.1). */
  readonly writtenAs?: string;
  may(right: string, page: string): boolean;
}

/** Where the text of a page comes from; `system` is Croft's own virtual layer below the underlay (DECISIONS 23). */
export type PageLayer = 'data' | 'underlay' | 'system';

/** One page as it lies on disk now. */
export interface PageState {
  readonly name: string;
  readonly exists: boolean;
  /** The layer that revisions, history and attachments come from (spec/storage.md §10); null: no folder anywhere. */
  readonly layer: PageLayer | null;
  /**
   * Current revision number; null when `current` is missing or unreadable. A deleted page keeps its number; pages of the
   * system layer have 0, the base of a new page.
   */
  readonly current: number | null;
  /** True while the number was read from `current-locked`: a save is running, or one was cut off. */
  readonly locked: boolean;
}

/** What a layer holds of a page: nothing, a folder without current text, or a page. */
export type LayerPresence = 'none' | 'folder' | 'page';

/** The text of one revision, line ends unified to LF. */
export interface PageText {
  readonly name: string;
  readonly revision: number;
  readonly text: string;
  readonly layer: PageLayer;
  /** False when bytes that are not UTF-8 were replaced: such a revision is shown, never edited (spec/storage.md §13). */
  readonly clean: boolean;
  readonly sizeBytes: number;
  /** Modification time of the revision file in microseconds; 0 for the system layer. */
  readonly modifiedMicroseconds: number;
}

/** Why the wiki's policy refuses a text (spec/parity-policies.md §1). */
export type Veto =
  /** `match` is what a rule on the page `list` forbids. */
  | { readonly kind: 'spam'; readonly match: string; readonly list: string }
  /** A rule that could not be tried: nobody knows whether it forbids the text. `line` is 1-based. */
  | { readonly kind: 'untried-rule'; readonly list: string; readonly line: number }
  /** The page gives rights, and the author is no admin of it. */
  | { readonly kind: 'guarded-group' };

/** Why a change was not made. Nothing was written. */
export type PageRefusal =
  | { readonly kind: 'AccessDenied'; readonly right: string; readonly page: string }
  /** The current text can't be replaced: no permission, or its bytes are not text. */
  | { readonly kind: 'Immutable'; readonly detail: string }
  | { readonly kind: 'EmptyPage' }
  | EditConflict
  | { readonly kind: 'Unchanged' }
  | { readonly kind: 'NoAdmin' }
  | { readonly kind: 'Vetoed'; readonly veto: Veto }
  /** `current-locked` stayed for the whole wait; `heldSeconds` tells since when. See `PageStore.repair`. */
  | { readonly kind: 'CouldNotLock'; readonly heldSeconds: number }
  | { readonly kind: 'NameTooLong' }
  | { readonly kind: 'EmptyName' }
  /** Target of rename or copy has a page folder already, even a deleted or empty one. */
  | { readonly kind: 'PageExists'; readonly name: string }
  | { readonly kind: 'NoSuchPage'; readonly name: string }
  | { readonly kind: 'AttachmentExists'; readonly fileName: string }
  | { readonly kind: 'NoSuchAttachment'; readonly fileName: string }
  /** The disk refused: full, read-only, broken. `code` is the system's (`ENOSPC`, `EROFS` …). */
  | { readonly kind: 'DiskRefused'; readonly code: string; readonly detail: string };

export interface EditConflict {
  readonly kind: 'EditConflict';
  /** `deleted`: the page is gone; `already-edited`: the same person saved another text on the same base. */
  readonly reason: 'changed' | 'already-edited' | 'deleted';
  /** Base for the next try; 0 when the page is gone. */
  readonly currentRevision: number;
  /** New content for the editor; the person's own text when there is nothing to merge with. */
  readonly merged: string;
  /** Places where both sides changed the same lines, marked in `merged`. */
  readonly conflicts: number;
}

/**
 * What a change that is stored still lacks. `not-logged`: lists of changes don't show it yet; the line is written with the
 * next change, or at the next start. `not-flushed`: the disk did not confirm it, so a power failure may still take it.
 */
export interface Incomplete {
  readonly kind: 'not-logged' | 'not-flushed';
  /** The system's (`ENOSPC`, `EIO` …). */
  readonly code: string;
}

export type PageOutcome<T> =
  | { readonly ok: true; readonly value: T; readonly incomplete?: Incomplete }
  | { readonly ok: false; readonly error: PageRefusal };

/** Something on disk that MoinMoin stumbles over and Croft passed by (spec/storage.md §13). */
export interface PageProblem {
  readonly kind:
    | 'unreadable-folder-name'
    | 'not-canonical-folder-name'
    | 'damaged-current'
    | 'current-behind'
    | 'junk-revision'
    | 'text-not-utf8'
    | 'damaged-log-line'
    | 'stale-lock'
    | 'unreadable';
  /** Page name when known. */
  readonly page: string | null;
  readonly file: string;
  /** 1-based, for log lines. */
  readonly line?: number;
  readonly detail: string;
}

/** Croft's own system and help pages, a virtual third layer; left out in strict compatibility (DECISIONS 23). */
export interface SystemPages {
  readonly names: readonly string[];
  /** The text of a page with LF line ends, or null. */
  text(name: string): string | null;
}

export interface PageStoreOptions {
  readonly dataDir: string;
  /** Null or empty: no underlay. */
  readonly underlayDir: string | null;
  readonly settings: PageSettings;
  /** Microseconds since 1970, the unit of MoinMoin's logs. */
  readonly nowMicroseconds: () => number;
  /** One line for the farm's log about something odd that was passed by. */
  readonly log: (line: string) => void;
  readonly systemPages?: SystemPages;
  /** Judges every text before it is stored; nothing is judged without. */
  readonly policy?: SavePolicy;
  /** How long a save waits for another one of the same page; ten seconds, as MoinMoin. */
  readonly lockWaitMs?: number;
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
}

export interface Saved {
  readonly name: string;
  readonly revision: number;
  /** Nothing was written: the same person had saved this very text already (a form sent twice). */
  readonly alreadySaved: boolean;
}

export interface DeleteRequest {
  readonly name: string;
  readonly author: Author;
  readonly comment?: string;
}

export interface RevertRequest extends DeleteRequest {
  readonly revision: number;
  /** These are saves too: variables in the text are replaced again. */
  readonly variables: VariableValues | null;
}

export interface MoveRequest extends DeleteRequest {
  /** As a person typed it. */
  readonly to: string;
  readonly variables: VariableValues | null;
}

export type Attachment = AttachmentFile;

export interface AttachRequest {
  readonly name: string;
  /** Made safe for the disk; names from forms go through `cleanAttachmentName` first. */
  readonly fileName: string;
  /** Bytes, or the path of a finished upload on the same computer (it is copied, not moved). */
  readonly content: Uint8Array | { readonly path: string };
  readonly overwrite?: boolean;
  readonly author: Author;
}

export interface DetachRequest {
  readonly name: string;
  readonly fileName: string;
  readonly author: Author;
}

export interface MoveAttachmentRequest extends DetachRequest {
  readonly toPage: string;
  readonly toFileName: string;
}

export interface EditLockAnswer {
  /** False only in lock mode while somebody else has the editor open. */
  readonly granted: boolean;
  /** Who has it, when it is somebody else. */
  readonly holder: EditLogEntry | null;
  /** Whole seconds until the holder's lock runs out. */
  readonly remainingSeconds: number;
}

export interface PageEvent {
  /** `VIEWPAGE`, `SAVEPAGE` … */
  readonly type: string;
  readonly page: string;
  readonly address: string;
  readonly userAgent?: string;
  readonly referer?: string;
  readonly userName?: string;
  readonly url?: string;
}
