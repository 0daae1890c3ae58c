import { fail, ok, type Result } from '../../shared/result.ts';
import { textOf, type PyValue } from '../../shared/python-value.ts';
import { encodeCharacter, type SourceEncoding } from './python/encoding.ts';
import { floatRepr } from './python/numbers.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** How a value is to be written (spec/config.md §8.5). */
export interface LiteralStyle {
  /** All text of this option is unicode. */
  readonly unicode: boolean;
  readonly quote: "'" | '"';
  readonly encoding: SourceEncoding;
  /** Without a declared encoding only ASCII may stand in the file. */
  readonly declared: boolean;
}

/** The Python literal of a value, one character per byte of the file; the error says what can't be written. */
export function writeLiteral(value: PyValue, style: LiteralStyle): Result<string, Sentence> {
  switch (value.type) {
    case 'none':
      return ok('None');
    case 'bool':
      return ok(value.value ? 'True' : 'False');
    case 'int':
      return ok(String(value.value));
    case 'long':
      return ok(`${value.value}L`);
    case 'float':
      return Number.isFinite(value.value) ? ok(floatRepr(value.value)) : fail(sentence('value.noEnd'));
    case 'str':
    case 'unicode':
      return ok(writeText(value, style));
    case 'list':
      return sequence(value.items, style, (parts) => `[${parts.join(', ')}]`);
    case 'tuple':
      return sequence(value.items, style, (parts) =>
        parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`,
      );
    case 'dict': {
      const keys = collect(
        value.entries.map(([key]) => key),
        style,
      );
      if (!keys.ok) return keys;
      const contents = collect(
        value.entries.map(([, content]) => content),
        style,
      );
      if (!contents.ok) return contents;
      return ok(`{${keys.value.map((key, index) => `${key}: ${contents.value[index] ?? ''}`).join(', ')}}`);
    }
    case 'set':
      return fail(sentence('value.set'));
  }
}

function sequence(
  items: readonly PyValue[],
  style: LiteralStyle,
  join: (parts: readonly string[]) => string,
): Result<string, Sentence> {
  const parts = collect(items, style);
  return parts.ok ? ok(join(parts.value)) : parts;
}

function collect(items: readonly PyValue[], style: LiteralStyle): Result<string[], Sentence> {
  const parts: string[] = [];
  for (const item of items) {
    const part = writeLiteral(item, style);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok(parts);
}

function writeText(value: Extract<PyValue, { type: 'str' | 'unicode' }>, style: LiteralStyle): string {
  const { quote } = style;
  const text = textOf(value);
  if (text === null) return quote + bytesEscaped(value, style) + quote;
  // Text beyond ASCII that came as unicode stays unicode, also where MoinMoin does not ask for it.
  const wide = style.unicode || (value.type === 'unicode' && !isAscii(text));
  const body = wide
    ? Array.from(text, (character) => unicodeCharacter(character, style)).join('')
    : byteText(text, style);
  return (wide ? 'u' : '') + quote + body + quote;
}

function isAscii(text: string): boolean {
  return Array.from(text).every((character) => (character.codePointAt(0) ?? 0) < 0x80);
}

function simple(character: string, quote: string): string | null {
  if (character === quote || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0x20 && point < 0x7f) return character;
  return point < 0x20 || (point >= 0x7f && point < 0xa0) ? `\\x${hex(point, 2)}` : null;
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

function unicodeCharacter(character: string, style: LiteralStyle): string {
  const plain = simple(character, style.quote);
  if (plain !== null) return plain;
  const real = style.declared ? encodeCharacter(character, style.encoding) : null;
  if (real !== null) return real;
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x100) return `\\x${hex(point, 2)}`;
  return point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`;
}

/** Bytes of UTF-8 text: real characters only where the file itself is UTF-8. */
function byteText(text: string, style: LiteralStyle): string {
  const real = style.declared && style.encoding === 'utf-8';
  return Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) return simple(character, style.quote) ?? character;
    const bytes = Buffer.from(character, 'utf8').toString('latin1');
    return real && point >= 0xa0 ? bytes : bytesHex(bytes);
  }).join('');
}

function bytesEscaped(value: Extract<PyValue, { type: 'str' | 'unicode' }>, style: LiteralStyle): string {
  const binary = value.type === 'str' ? Buffer.from(value.bytes).toString('latin1') : '';
  return Array.from(binary, (byte) =>
    byte < '\x80' ? (simple(byte, style.quote) ?? byte) : bytesHex(byte),
  ).join('');
}

function bytesHex(binary: string): string {
  return Array.from(binary, (byte) => `\\x${hex(byte.charCodeAt(0), 2)}`).join('');
}
