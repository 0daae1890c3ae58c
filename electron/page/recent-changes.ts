import { attachmentNameOf, isBlankEntry, revisionNumberOf, type EditLogEntry } from './edit-log.ts';

/** What a row of RecentChanges shows as its first picture. */
export type ChangeIcon = 'DELETED' | 'CONFLICT' | 'NEW' | 'RENAMED' | 'UPDATED' | 'DIFF';

/** One person from one place: the same account from two addresses is told apart, as MoinMoin does. */
export interface ChangeEditor {
  /** Account id; empty for a visitor. */
  readonly userId: string;
  readonly host: string;
  readonly address: string;
  /** Positions of the person's changes among the row's, 1 = newest. */
  readonly positions: readonly number[];
}

export interface ChangeRow {
  readonly page: string;
  readonly timeMicroseconds: number;
  /** Newest line's number; 99999999 for attachments, null when unreadable. */
  readonly revision: number | null;
  readonly exists: boolean;
  readonly icon: ChangeIcon;
  /** All lines of the page on that day, newest first. */
  readonly lines: readonly EditLogEntry[];
  readonly editors: readonly ChangeEditor[];
}

export interface ChangeDay {
  /** `YYYY-MM-DD` in the visitor's time zone. */
  readonly day: string;
  readonly rows: readonly ChangeRow[];
}

export interface RecentChangesRequest {
  /** Newest first. */
  readonly entries: Iterable<EditLogEntry>;
  readonly exists: (page: string) => boolean;
  readonly hasConflictFlag: (page: string) => boolean;
  readonly mayRead: (page: string) => boolean;
  /** Days that have changes, not calendar days; at most 90. */
  readonly maxDays: number;
  readonly utcOffsetSeconds: number;
  /** The list ends there; lines after it are new to the visitor. */
  readonly bookmarkMicroseconds?: number;
  /** Whether the list ends at the bookmark (visitors who asked for a number of days see on). */
  readonly stopAtBookmark?: boolean;
}

const mostDays = 90;

/**
 * Rows of RecentChanges: per day one row per page with all its lines of that day, and a page only on its newest day
 * (spec/storage.md §12, actions.md §9.1).
 */
export function recentChanges(request: RecentChangesRequest): ChangeDay[] {
  const readable = new Map<string, boolean>();
  const mayRead = (page: string): boolean => {
    const known = readable.get(page) ?? request.mayRead(page);
    readable.set(page, known);
    return known;
  };
  const days: ChangeDay[] = [];
  const shown = new Set<string>();
  let day: string | null = null;
  let pages = new Map<string, EditLogEntry[]>();
  const closeDay = (): void => {
    if (day === null || pages.size === 0) return;
    days.push({ day, rows: rowsOf(pages, request) });
    for (const page of pages.keys()) shown.add(page);
    pages = new Map();
  };
  for (const entry of request.entries) {
    if (isBlankEntry(entry)) continue;
    if (request.stopAtBookmark === true && entry.timeMicroseconds <= (request.bookmarkMicroseconds ?? 0))
      break;
    if (shown.has(entry.page) || !mayRead(entry.page)) continue;
    const entryDay = dayOf(entry.timeMicroseconds, request.utcOffsetSeconds);
    if (entryDay !== day) {
      closeDay();
      if (days.length >= Math.min(request.maxDays, mostDays)) return days;
      day = entryDay;
      if (shown.has(entry.page)) continue;
    }
    const lines = pages.get(entry.page);
    if (lines) lines.push(entry);
    else pages.set(entry.page, [entry]);
  }
  closeDay();
  return days;
}

function dayOf(timeMicroseconds: number, utcOffsetSeconds: number): string {
  const date = new Date(timeMicroseconds / 1000 + utcOffsetSeconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

function rowsOf(
  pages: ReadonlyMap<string, readonly EditLogEntry[]>,
  request: RecentChangesRequest,
): ChangeRow[] {
  const rows = Array.from(pages, ([page, lines]): ChangeRow => {
    const newest = lines[0];
    const exists = request.exists(page);
    return {
      page,
      timeMicroseconds: newest?.timeMicroseconds ?? 0,
      revision: newest === undefined ? null : revisionNumberOf(newest),
      exists,
      icon: iconOf(page, lines, exists, request),
      lines,
      editors: editorsOf(lines),
    };
  });
  return rows.sort((a, b) => b.timeMicroseconds - a.timeMicroseconds);
}

function iconOf(
  page: string,
  lines: readonly EditLogEntry[],
  exists: boolean,
  request: RecentChangesRequest,
): ChangeIcon {
  if (!exists) return 'DELETED';
  if (request.hasConflictFlag(page)) return 'CONFLICT';
  const bookmark = request.bookmarkMicroseconds;
  const fresh = bookmark === undefined ? [] : lines.filter((line) => line.timeMicroseconds > bookmark);
  if (fresh.length === 0) return 'DIFF';
  if (fresh.some((line) => line.action === 'SAVENEW')) return 'NEW';
  return fresh.some((line) => line.action === 'SAVE/RENAME') ? 'RENAMED' : 'UPDATED';
}

function editorsOf(lines: readonly EditLogEntry[]): ChangeEditor[] {
  const editors = new Map<string, { entry: EditLogEntry; positions: number[] }>();
  lines.forEach((entry, index) => {
    const key = [entry.userId, entry.host, entry.address].join('\t');
    const known = editors.get(key);
    if (known) known.positions.push(index + 1);
    else editors.set(key, { entry, positions: [index + 1] });
  });
  return Array.from(editors.values(), ({ entry, positions }) => ({
    userId: entry.userId,
    host: entry.host,
    address: entry.address,
    positions,
  }));
}

/** `[1,3-5]` after an editor's name; nothing when a row has only one change. */
export function positionsText(positions: readonly number[], changes: number): string {
  if (changes < 2) return '';
  const runs: string[] = [];
  for (let index = 0; index < positions.length; index++) {
    const first = positions[index] ?? 0;
    let last = first;
    while (positions[index + 1] === last + 1) {
      last += 1;
      index += 1;
    }
    runs.push(first === last ? String(first) : `${first}-${last}`);
  }
  return `[${runs.join(',')}]`;
}

/** What a log line says besides who and when; a screen puts it into its own language. */
export type ChangeRemark =
  | { readonly kind: 'comment'; readonly comment: string }
  | { readonly kind: 'upload' | 'removal' | 'drawing'; readonly fileName: string }
  | { readonly kind: 'revert'; readonly revision: number; readonly comment: string }
  | { readonly kind: 'rename'; readonly oldName: string; readonly comment: string };

/** Null when there is nothing to say. */
export function remarkOf(entry: EditLogEntry): ChangeRemark | null {
  const { action, comment, extra } = entry;
  if (action === 'ATTNEW') return { kind: 'upload', fileName: attachmentNameOf(entry) };
  if (action === 'ATTDEL') return { kind: 'removal', fileName: attachmentNameOf(entry) };
  if (action === 'ATTDRW') return { kind: 'drawing', fileName: attachmentNameOf(entry) };
  if (action === 'SAVE/REVERT') return { kind: 'revert', revision: Number.parseInt(extra, 10) || 0, comment };
  if (action === 'SAVE/RENAME') return { kind: 'rename', oldName: extra, comment };
  return comment === '' ? null : { kind: 'comment', comment };
}

/** The remark in English, as lists for programs (feeds, XML-RPC) give it. */
export function remarkText(remark: ChangeRemark): string {
  switch (remark.kind) {
    case 'comment':
      return remark.comment;
    case 'upload':
      return `Upload of attachment '${remark.fileName}'.`;
    case 'removal':
      return `Attachment '${remark.fileName}' deleted.`;
    case 'drawing':
      return `Drawing '${remark.fileName}' saved.`;
    case 'revert':
      return `Revert to revision ${remark.revision}. ${remark.comment}`;
    case 'rename':
      return `Renamed from '${remark.oldName}'. ${remark.comment}`;
  }
}

const longestWord = 20;

/** Puts a blank into words that are too long for a narrow column. */
export const breakLongWords = (text: string): string =>
  text
    .split(' ')
    .map((word) => {
      const characters = Array.from(word);
      const pieces: string[] = [];
      for (let start = 0; start < characters.length; start += longestWord)
        pieces.push(characters.slice(start, start + longestWord).join(''));
      return pieces.join(' ');
    })
    .join(' ');
