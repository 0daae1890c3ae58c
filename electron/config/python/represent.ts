import { floatRepr, floatText } from './numbers.ts';
import { binaryOf, type Value } from './values.ts';

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function quoted(characters: Iterable<string>, escape: (character: string) => string): string {
  const list = [...characters];
  const quote = list.includes("'") && !list.includes('"') ? '"' : "'";
  return quote + list.map((c) => (c === quote ? `\\${c}` : (escapes[c] ?? escape(c)))).join('') + quote;
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

function escapeUnicode(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0x20 && point < 0x7f) return character;
  if (point < 0x100) return `\\x${hex(point, 2)}`;
  return point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`;
}

/** Python 2's `repr`, always ASCII; null when the value is not plain data. */
export function represent(value: Value, depth = 0): string | null {
  if (depth > 50) return null;
  switch (value.type) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'long':
      return `${value.value}L`;
    case 'float':
      return floatRepr(value.value);
    case 'str':
      return quoted(binaryOf(value), escapeUnicode);
    case 'unicode':
      return `u${quoted(value.text, escapeUnicode)}`;
    case 'list':
    case 'tuple': {
      if (value.type === 'list' && value.spoiled !== null) return null;
      const parts = value.items.map((item) => represent(item, depth + 1));
      if (parts.includes(null)) return null;
      const text = parts.join(', ');
      if (value.type === 'list') return `[${text}]`;
      return parts.length === 1 ? `(${text},)` : `(${text})`;
    }
    default:
      return null; // the order of sets and dicts is Python's own affair
  }
}

/** Python 2's `str` as text or bytes; null when not known. Unicode values are left to the caller. */
export function toText(value: Value): string | null {
  if (value.type === 'str') return binaryOf(value);
  if (value.type === 'long') return String(value.value);
  if (value.type === 'float') return floatText(value.value);
  return represent(value);
}
