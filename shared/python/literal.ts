import type { PyValue } from '../python-value.ts';
import { floatRepr } from './numbers.ts';
import { decodeUtf8 } from './utf8.ts';

/** How texts stand in a literal. */
export interface TextStyle {
  /** `repr`: single quotes, double ones around a text that holds only single ones. */
  readonly quote: "'" | '"' | 'repr';
  /** What a character beyond ASCII stands as; null: as an escape. */
  readonly wide: (character: string) => string | null;
}

/** Everything beyond ASCII is escaped, as in Python 2's `repr`. */
export const reprStyle: TextStyle = { quote: 'repr', wide: () => null };
/** What a person can read: everything beyond ASCII but control characters stands as it is. */
export const readableStyle: TextStyle = {
  quote: "'",
  wide: (character) => (isControl(character) ? null : character),
};

/** Control characters beyond ASCII, U+0080 to U+009F. */
export const isControl = (character: string): boolean => character >= '\x80' && character < '\xa0';

/**
 * A value as Python 2 source text: its `repr`, but for the order of sets and dicts, which is the value's own, and for
 * texts where `text` writes them another way.
 */
export function pythonLiteral(
  value: PyValue,
  text: (value: Extract<PyValue, { type: 'str' | 'unicode' }>) => string = textRepr,
): string {
  const items = (values: readonly PyValue[]): string =>
    values.map((item) => pythonLiteral(item, text)).join(', ');
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
    case 'unicode':
      return text(value);
    case 'list':
      return `[${items(value.items)}]`;
    case 'tuple':
      return value.items.length === 1 ? `(${items(value.items)},)` : `(${items(value.items)})`;
    case 'set':
      return `set([${items(value.items)}])`;
    case 'dict':
      return `{${value.entries.map((entry) => entry.map((part) => pythonLiteral(part, text)).join(': ')).join(', ')}}`;
  }
}

/** As {@link pythonLiteral} with texts that a person can read; for showing, not for files. */
export const readableLiteral = (value: PyValue): string =>
  pythonLiteral(value, (text) => {
    if (text.type === 'unicode') return `u${quoteText(text.text, readableStyle)}`;
    const decoded = decodeUtf8(text.bytes);
    return decoded === null ? quoteBytes(text.bytes, "'") : quoteText(decoded, readableStyle);
  });

const textRepr = (value: Extract<PyValue, { type: 'str' | 'unicode' }>): string =>
  value.type === 'unicode' ? `u${quoteText(value.text, reprStyle)}` : quoteBytes(value.bytes, 'repr');

/** The text in quotes, without a prefix; escapes are those of a `unicode` literal. */
export function quoteText(text: string, style: TextStyle): string {
  const quote = quoteFor(text, style.quote);
  const body = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x7f) return plainCharacter(character, code, quote);
    const kept = code < 0x80 ? null : style.wide(character);
    if (kept !== null) return kept;
    if (code < 0x100) return `\\x${hex(code, 2)}`;
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
  return quote + body.join('') + quote;
}

/** The bytes in quotes, as a `str` literal of ASCII. */
export function quoteBytes(bytes: Uint8Array, style: TextStyle['quote']): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte));
  const quote = quoteFor(binary.join(''), style);
  const body = binary.map((character) => {
    const code = character.charCodeAt(0);
    return code < 0x7f ? plainCharacter(character, code, quote) : `\\x${hex(code, 2)}`;
  });
  return quote + body.join('') + quote;
}

const quoteFor = (text: string, style: TextStyle['quote']): string =>
  style !== 'repr' ? style : text.includes("'") && !text.includes('"') ? '"' : "'";

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

function plainCharacter(character: string, code: number, quote: string): string {
  if (character === quote || character === '\\') return `\\${character}`;
  if (code >= 0x20) return character;
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  return named ?? `\\x${hex(code, 2)}`;
}
