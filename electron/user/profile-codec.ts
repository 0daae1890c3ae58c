import { formatPythonTime, onOneLine, stripBlanks } from './python-text.ts';

/**
 * The text of a profile file (spec/users.md §2):
 *
 *     # Data saved '2026-11-30 00:53:20' for id '1796000002.0.54945'      comment: `#` in the first column
 *     name=JaneDoe                                                        text
 *     quicklinks[]=FrontPage<tab>Other:Page                               list
 *     bookmarks{}=HomeWiki:1796000000000000                               map, item split at the first colon
 *     disabled=0                                                          integer (which keys are: profile.ts)
 *
 * sorted by bare key (without the suffix), LF.
 */
export type ProfileValue =
  string | number | bigint | boolean | readonly string[] | ReadonlyMap<string, string>;

/** Attributes by bare key. Unknown keys are kept. */
export type ProfileAttributes = ReadonlyMap<string, ProfileValue>;

/** Belong to a request, never to a file: refused on reading, left out on writing. */
const transientKeys: ReadonlySet<string> = new Set([
  'id',
  'valid',
  'may',
  'auth_username',
  'password',
  'password2',
  'auth_method',
  'auth_attribs',
]);

/** Lists even when written without `[]`. */
const listKeys: ReadonlySet<string> = new Set(['quicklinks', 'subscribed_pages', 'subscribed_events']);

/** Whether an attribute of this name may be in a profile file. */
export const isStoredKey = (key: string): boolean =>
  key !== '' &&
  !key.startsWith('_') &&
  !key.includes('=') &&
  onOneLine(key) === key &&
  !transientKeys.has(key);

export interface ParsedAttributes {
  readonly attributes: Map<string, ProfileValue>;
  /** Keys with a line in the file, also those whose map can't be read and is dropped. */
  readonly mentioned: ReadonlySet<string>;
}

/** Reads the lines of a profile. Lines that say nothing are skipped; later lines win. */
export function parseAttributes(text: string): ParsedAttributes {
  const mentioned = new Set<string>();
  const attributes = new Map<string, ProfileValue>();
  // Breaking at LF only: more line breaks would let a value plant keys (U2). The CR of a CRLF is trimmed.
  for (const rawLine of text.split('\n')) {
    if (rawLine.startsWith('#')) continue;
    const line = stripBlanks(rawLine);
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const key = line.slice(0, equals);
    const bareKey = key.endsWith('[]') || key.endsWith('{}') ? key.slice(0, -2) : key;
    if (!isReadableKey(key) || !isReadableKey(bareKey)) continue;
    mentioned.add(bareKey);
    const value = parseValue(key, line.slice(equals + 1));
    if (value !== null) attributes.set(bareKey, value);
  }
  return { attributes, mentioned };
}

const isReadableKey = (key: string): boolean => key !== '' && !key.startsWith('_') && !transientKeys.has(key);

/** Null: a map with an item that is no pair, which drops the key. */
function parseValue(key: string, text: string): ProfileValue | null {
  if (key.endsWith('{}')) return parseMap(text);
  if (key.endsWith('[]') || listKeys.has(key)) return parseList(text);
  return text;
}

const parseList = (text: string): string[] =>
  text
    .split('\t')
    .map(stripBlanks)
    .filter((item) => item !== '');

function parseMap(text: string): Map<string, string> | null {
  const map = new Map<string, string>();
  for (const item of parseList(text)) {
    const colon = item.indexOf(':');
    if (colon < 0) return null;
    map.set(item.slice(0, colon), item.slice(colon + 1));
  }
  return map;
}

/**
 * Writes a profile.
 *
 * @param savedAt what the comment line says, local time
 * @param nowSeconds becomes `last_saved`
 */
export function printAttributes(
  id: string,
  attributes: ProfileAttributes,
  nowSeconds: number,
  savedAt: string,
): string {
  const written = new Map(attributes).set('last_saved', formatPythonTime(nowSeconds));
  const lines = [...written]
    .filter(([key]) => isStoredKey(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => printLine(key, value));
  return `# Data saved '${onOneLine(savedAt)}' for id '${id}'\n${lines.join('')}`;
}

function printLine(key: string, value: ProfileValue): string {
  if (typeof value === 'boolean') return `${key}=${value ? 'True' : 'False'}\n`;
  if (typeof value === 'number' || typeof value === 'bigint') return `${key}=${value}\n`;
  if (typeof value === 'string') return `${key}=${onOneLine(value)}\n`;
  if (value instanceof Map) return `${key}{}=${printItems(mapItems(value))}\n`;
  return `${key}[]=${printItems(value as readonly string[])}\n`;
}

const mapItems = (map: ReadonlyMap<string, string>): string[] =>
  [...map].map(([key, value]) => `${key.replaceAll(':', ' ')}:${value}`);

const printItems = (items: readonly string[]): string =>
  items
    .map((item) => stripBlanks(onOneLine(item).replaceAll('\t', ' ')))
    .filter((item) => item !== '')
    .join('\t');
