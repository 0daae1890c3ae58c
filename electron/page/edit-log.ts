import { folderOfPage, pageOfFolder } from './page-name.ts';
import { trim } from './python-text.ts';
import { decodePythonUtf8 } from './python-utf8.ts';

/** One line of an edit-log (spec/storage.md §6.1). */
export interface EditLogEntry {
  readonly timeMicroseconds: number;
  /** As written, normally eight digits; {@link revisionNumberOf} gives the number. */
  readonly revision: string;
  readonly action: string;
  readonly page: string;
  readonly address: string;
  readonly host: string;
  readonly userId: string;
  readonly extra: string;
  readonly comment: string;
}

/** Stands in the revision field of attachment lines. */
export const attachmentRevision = 99999999;

export type LogLine<T> =
  { readonly ok: true; readonly entry: T } | { readonly ok: false; readonly detail: string };

const fieldCount = 9;
const integer = /^[+-]?\d+L?$/;
const notAscii = /[\u0080-\u{10ffff}]/u;

/**
 * One line without its line feed: trimmed, split at tabs, filled up to nine fields. A blank line is an entry with empty
 * fields, for callers that must count lines; see {@link isBlankEntry}.
 */
export function parseEditLogLine(line: Uint8Array): LogLine<EditLogEntry> {
  const text = decodePythonUtf8(line);
  if (text === null) return { ok: false, detail: 'bytes that are not UTF-8' };
  const fields = trim(text).split('\t');
  while (fields.length < fieldCount) fields.push('');
  const [time = '', revision = '', action = '', folder = '', address = '', host = '', userId = '', ...rest] =
    fields;
  const [extra = '', comment = ''] = rest;
  if (time !== '' && !integer.test(trim(time))) return { ok: false, detail: 'the time is not a number' };
  if (notAscii.test(folder)) return { ok: false, detail: 'the page name is not quoted' };
  const page = pageOfFolder(folder);
  if (page === null) return { ok: false, detail: 'the page name is wrongly quoted' };
  return {
    ok: true,
    entry: {
      timeMicroseconds: time === '' ? 0 : Number.parseInt(trim(time), 10),
      revision,
      action,
      page,
      address,
      host: host === '' ? address : host,
      userId,
      extra,
      comment,
    },
  };
}

export const isBlankEntry = (entry: EditLogEntry): boolean =>
  entry.timeMicroseconds === 0 && entry.revision === '' && entry.action === '' && entry.page === '';

/** The revision as a number; null when the field holds none. */
export function revisionNumberOf(entry: EditLogEntry): number | null {
  return /^\d+$/.test(entry.revision) ? Number.parseInt(entry.revision, 10) : null;
}

export const isAttachmentEntry = (entry: EditLogEntry): boolean =>
  entry.action === 'ATTNEW' || entry.action === 'ATTDEL' || entry.action === 'ATTDRW';

/** File name of an attachment line, whose extra field is URL-quoted. */
export function attachmentNameOf(entry: EditLogEntry): string {
  try {
    return decodeURIComponent(entry.extra);
  } catch (error) {
    if (error instanceof URIError) return entry.extra;
    throw error;
  }
}

export interface EditLogValues {
  readonly timeMicroseconds: number;
  readonly revision: number;
  readonly action: string;
  readonly page: string;
  readonly address: string;
  readonly host: string;
  readonly userId: string;
  readonly extra?: string;
  readonly comment?: string;
}

/** One line with its line feed. Fields can't bring a tab or line end of their own. */
export function formatEditLogLine(values: EditLogValues): string {
  const fields = [
    String(values.timeMicroseconds),
    String(values.revision).padStart(8, '0'),
    values.action,
    folderOfPage(values.page),
    values.address,
    values.host,
    values.userId,
    values.extra ?? '',
  ].map(withoutSeparators);
  return `${[...fields, cleanLogComment(values.comment ?? '')].join('\t')}\n`;
}

const withoutSeparators = (field: string): string => field.replace(/[\t\r\n]/g, ' ');

const longestComment = 201;
/** Everything below the blank. */
const controls = /[^ -\u{10ffff}]/gu;

/** A comment as it may stand in the log: controls out, one that is too long dropped whole (as MoinMoin drops it). */
export function cleanLogComment(comment: string): string {
  if (Array.from(comment).length > longestComment) return '';
  return comment.replace(/[\t\r\n]/g, ' ').replace(controls, '');
}
