import { splitLines, trim } from './python-text.ts';
import { decodePythonUtf8 } from './python-utf8.ts';

/** Values of `data/meta` (spec/storage.md §12). */
export type MetaItems = ReadonlyMap<string, string | number>;

const integerKeys = new Set(['data_format_revision', 'current', 'revision']);

/** Null when a line has no colon or a number is none: MoinMoin refuses such a file as a whole. */
export function parseMeta(bytes: Uint8Array): MetaItems | null {
  const text = decodePythonUtf8(bytes);
  if (text === null) return null;
  const items = new Map<string, string | number>();
  for (const line of splitLines(text)) {
    const colon = line.indexOf(':');
    if (colon < 0) return null;
    const key = line.slice(0, colon);
    const value = trim(line.slice(colon + 1));
    if (!integerKeys.has(key)) items.set(key, value);
    else if (/^[+-]?\d+$/.test(value)) items.set(key, Number.parseInt(value, 10));
    else return null;
  }
  return items;
}
