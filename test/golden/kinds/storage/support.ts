import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Author, PageSettings } from '../../../../electron/page/page-types.ts';
import type { CaseResult } from '../../kind.ts';

/** MoinMoin's defaults for everything that pages obey, with everybody allowed everything (spec/storage.md §14). */
export const labSettings: PageSettings = {
  aclHierarchic: false,
  aclRightsBefore: '',
  aclRightsDefault: 'All:read,write,delete,revert,admin',
  aclRightsAfter: '',
  aclRightsValid: ['read', 'write', 'delete', 'revert', 'admin'],
  authMethodsTrusted: ['http', 'given', 'xmlrpc_applytoken'],
  compatibility: 'strict',
  defaultMarkup: 'wiki',
  editLocking: { mode: 'warn', minutes: 10 },
  interwikiname: 'Lab',
  languageDefault: 'en',
  logEventsFormat: 1,
  logRemoteAddr: true,
  pageCategoryRegex: '(?P<all>Category(?P<key>(?!Template)\\S+))',
  pageDictRegex: '(?P<all>(?P<key>\\S+)Dict)',
  pageGroupRegex: '(?P<all>(?P<key>\\S+)Group)',
  pageTemplateRegex: '(?P<all>(?P<key>\\S+)Template)',
  refresh: null,
  sharedIntermap: [],
  showRenameRedirect: false,
  sitename: 'Lab',
  uaSpiders: 'archiver|bingbot|crawler|googlebot|slurp|spider|robot|wget|yeti',
};

/** A mistake in the data or a case that can't be set up is a failed case, never an exception. */
export async function judge(
  name: string,
  tag: string,
  check: () => string | null | Promise<string | null>,
): Promise<CaseResult> {
  let difference: string | null;
  try {
    difference = await check();
  } catch (error) {
    difference = `threw ${error instanceof Error ? error.message : String(error)}`;
  }
  return difference === null
    ? { name, tags: [tag], passed: true }
    : { name, tags: [tag], passed: false, difference: difference.slice(0, 400) };
}

/** Null when both are the same data; else a short line. Order of object members does not matter. */
export function compare(what: string, expected: unknown, found: unknown): string | null {
  const [left, right] = [canonical(expected), canonical(found)];
  return left === right ? null : `${what}: expected ${shorten(left)}, found ${shorten(right)}`;
}

export const compareAll = (...differences: readonly (string | null)[]): string | null =>
  differences.find((difference) => difference !== null) ?? null;

export const sorted = (items: Iterable<string>): string[] => Array.from(items).sort();

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? 'undefined'
  );
}

/** Parsed content of a golden file; null when there is none. */
export async function readJson(directory: string, file: string): Promise<Record<string, unknown> | null> {
  let text: string;
  try {
    text = await readFile(path.join(directory, file), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed: unknown = JSON.parse(text);
  return isRecord(parsed) ? parsed : null;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of a list in a golden file; empty when the list is missing. */
export const rows = (content: Record<string, unknown>, list: string): Record<string, unknown>[] => {
  const value = content[list];
  return Array.isArray(value) ? value.filter(isRecord) : [];
};

export const text = (row: Record<string, unknown>, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value : '';
};

export const number = (row: Record<string, unknown>, field: string): number => {
  const value = row[field];
  return typeof value === 'number' ? value : 0;
};

/** Bytes given as text (`bytes`) or as hex digits (`hex`). */
export const bytesOf = (row: Record<string, unknown>): Buffer =>
  typeof row['hex'] === 'string' ? Buffer.from(row['hex'], 'hex') : Buffer.from(text(row, 'bytes'), 'utf8');

export const anybody = (values: Partial<Author>): Author => ({
  userId: '',
  address: '10.0.0.1',
  host: '',
  may: () => true,
  ...values,
});

/** `{"raises": X}`: MoinMoin fails here, the product answers somehow. */
export const raises = (value: unknown): boolean => isRecord(value) && 'raises' in value;

/** A new folder for a wiki that is thrown away; in memory where the system has such a place, since saves flush. */
export const temporaryFolder = (): Promise<string> =>
  mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'croft-golden-'));
