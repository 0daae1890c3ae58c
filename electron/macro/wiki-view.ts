import type { MarkupSettings, MarkupViewer } from '../markup/environment.ts';
import type { EditLogEntry } from '../page/edit-log.ts';

/**
 * One visitor's view of one wiki during one request: everything that rendering and macros may ask.
 *
 * The wiki room makes it; pages that the visitor may not read are never in its answers unless a function says so.
 */
export interface WikiView {
  readonly settings: MarkupSettings;
  readonly sitename: string;
  readonly frontPage: string;
  /** `page_category_regex`, `page_template_regex` … as configured. */
  readonly categoryRegex: string;
  readonly templateRegex: string;
  readonly mimetypesEmbed: readonly string[];
  readonly visitor: Visitor;
  /** Query values of the request, first of each name. */
  readonly query: ReadonlyMap<string, string>;
  /** The page that was asked for (not the included one; that is `page.pageName`). */
  readonly requestedPage: string;
  /** Action of the request, `show` by default; `print` hides links that make no sense on paper. */
  readonly action: string;
  /** Actions that may be linked: `show`, `raw`, `diff` … without excluded ones. */
  readonly actions: readonly string[];
  /** Seconds since 1970. */
  readonly nowSeconds: number;
  /** null: this request has no session (no session service, or rendering outside a request). */
  readonly session: MacroSession | null;
  /** The interwiki table, name → URL prefix, own name included. */
  readonly interwikiTable: () => ReadonlyMap<string, string>;

  readonly may: (right: string, page: string) => boolean;
  /** Not deleted; reading rights play no part. */
  readonly pageExists: (page: string) => boolean;
  /** Existing readable pages of all layers, code point order. */
  readonly pageNames: () => readonly string[];
  /** True for names of shipped system and help pages in any language. */
  readonly isSystemPage: (page: string) => boolean;
  /** True for a page of the farm that stands above a shipped one of the same name. */
  readonly isEditedSystemPage: (page: string) => boolean;
  /** Number of page folders, deleted pages included. */
  readonly folderCount: () => number;
  /** Stored text (instructions included, LF); null when missing, deleted or not readable. */
  readonly readPage: (page: string) => string | null;
  /** Link targets of a page for the link index (`CompiledPage.links`); empty when not readable. */
  readonly pageLinks: (page: string) => Promise<readonly string[]>;
  /** Entries of a dictionary page or a configured dictionary; null when there is none. Throws when the page may not be read. */
  readonly dictionary: (page: string) => ReadonlyMap<string, string> | null;
  /** Search as spec/actions.md §8; `title` searches names only. */
  readonly search: (query: string, options: { readonly title: boolean }) => Promise<SearchAnswer>;
  /** Lines of the global edit log, newest first, unfiltered; `recentChanges` of the page room makes rows of them. */
  readonly changes: () => Iterable<EditLogEntry>;
  /** Who made a change. */
  readonly editor: (entry: {
    readonly userId: string;
    readonly host: string;
    readonly address: string;
  }) => Promise<Editor>;
  /** Whether the newest text of a page has conflict markers. */
  readonly hasConflict: (page: string) => boolean;
  /** Event counts by page (`VIEWPAGE`, `SAVEPAGE`). */
  readonly events: () => Iterable<LoggedEvent>;

  /** In code point order; empty when the page may not be read. */
  readonly attachments: (page: string) => readonly AttachmentFacts[];
  readonly readAttachment: (page: string, file: string) => Promise<Uint8Array | null>;

  /** Ticket for links and forms that change something (spec/actions.md). */
  readonly ticket: (page: string, action: string) => string;
  /** Query of a link that changes something, with a ticket where one is wanted (DECISIONS 15). */
  readonly changeQuery: (page: string, action: string) => readonly (readonly [string, string])[];
  /** `/Page?query#anchor` for this wiki: path quoting of spec/markup.md §5.1, not HTML-escaped. */
  readonly pageUrl: (
    page: string,
    options?: { readonly query?: readonly (readonly [string, string])[]; readonly anchor?: string },
  ) => string;
  /** Interface text in the visitor's language; unknown texts come back unchanged. */
  readonly translate: (text: string) => string;
  /** Static image of the theme by file name, e.g. `moin-diff.png`; null: there is none of that name. */
  readonly icon: (
    file: string,
  ) => { readonly url: string; readonly width: number; readonly height: number } | null;
  /** A random integer from 0 to `limit` - 1. */
  readonly random: (limit: number) => number;
}

export interface Visitor extends MarkupViewer {
  /** Empty for visitors without login. */
  readonly name: string;
  readonly superuser: boolean;
  readonly language: string;
  readonly isCrawler: boolean;
  /** Offset of the visitor's zone from UTC in seconds. */
  readonly zoneOffsetSeconds: number;
  /** strftime formats, the visitor's or the wiki's. */
  readonly dateFormat: string;
  readonly dateTimeFormat: string;
  /** `changed_time_fmt`. */
  readonly timeFormat: string;
  /** Bookmark of the visitor in seconds; null: none. */
  readonly bookmarkSeconds: number | null;
}

/**
 * The session as macros see it: a dictionary of JavaScript values (DECISIONS 17).
 *
 * string ↔ unicode, integer ↔ int, bigint ↔ long, number with fraction ↔ float, array ↔ list, plain object ↔ dict, null ↔ None.
 */
export interface MacroSession {
  /** True: the client has not yet shown a session cookie. */
  readonly isNew: boolean;
  get(key: string): unknown;
  get<T>(key: string, fallback: T): unknown;
  set(key: string, value: unknown): void;
  has(key: string): boolean;
  delete(key: string): boolean;
  keys(): readonly string[];
}

export interface SearchHit {
  readonly page: string;
  /** Spans of the page name that matched, [start, end). */
  readonly titleMatches: readonly (readonly [number, number])[];
}
export type SearchAnswer =
  | {
      readonly kind: 'hits';
      readonly hits: readonly SearchHit[];
      /** Expression for `highlight=`; empty: none. */ readonly highlight: string;
    }
  | { readonly kind: 'empty-query' }
  | { readonly kind: 'invalid-query'; readonly message: string };

/** Who made a change: an account, or a visitor known by the computer. */
export interface Editor {
  /** Account name, or the shown part of the host; empty: nothing is shown. */
  readonly name: string;
  /** `ALIAS @ HOST[IP]`. */
  readonly title: string;
  readonly account: boolean;
}

export interface LoggedEvent {
  readonly timeMicroseconds: number;
  readonly type: string;
  readonly page: string;
  readonly userAgent: string;
}

export interface AttachmentFacts {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedSeconds: number;
}
