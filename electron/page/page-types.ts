import type { WikiSettings } from '../config/wiki-settings.ts';

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
  /** Current revision number; null when `current` is missing or unreadable. A deleted page keeps its number. */
  readonly current: number | null;
  /** True while the number was read from `current-locked`: a save is running, or one was cut off. */
  readonly locked: boolean;
}

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

/** Why a change was not made. Nothing was written unless the kind says so. */
export type PageRefusal =
  | { readonly kind: 'AccessDenied'; readonly right: string; readonly page: string }
  | { readonly kind: 'Immutable'; readonly detail: string }
  | { readonly kind: 'EmptyPage' }
  | {
      readonly kind: 'EditConflict';
      /** `deleted`: the page is gone; `already-edited`: the same person saved another text on the same base. */
      readonly reason: 'changed' | 'already-edited' | 'deleted';
      readonly currentRevision: number;
      /** New content for the editor; the person's own text when there is nothing to merge with. */
      readonly merged: string;
      /** Places where both sides changed the same lines. */
      readonly conflicts: number;
    }
  | { readonly kind: 'Unchanged' }
  | { readonly kind: 'NoAdmin' }
  | { readonly kind: 'Vetoed'; readonly reason: string }
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

export type PageOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PageRefusal };

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
