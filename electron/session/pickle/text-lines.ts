import { parseIntegerText, trimPython } from '../../../shared/python/numbers.ts';
import { PickleCorruptError } from './errors.ts';
import { latin1 } from './byte-reader.ts';

/** The line-based literals of protocol 0, where they need more than a number parser. */

const simpleEscapes: Readonly<Record<string, number>> = {
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

/** `S` operand: a quoted Python byte string literal with escapes. */
export function quotedBytes(line: Uint8Array): Uint8Array {
  const text = latin1(line);
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || text.length < 2 || !text.endsWith(quote))
    throw new PickleCorruptError('string without quotes');
  const body = text.slice(1, -1);
  const bytes: number[] = [];
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charAt(index);
    if (character !== '\\') {
      bytes.push(character.charCodeAt(0));
      continue;
    }
    const [escaped, length] = escapeAt(body, index + 1);
    bytes.push(...escaped);
    index += length;
  }
  return Uint8Array.from(bytes);
}

/** Bytes meant by the escape whose first character after the backslash is at `index`, and how many characters it takes. */
function escapeAt(body: string, index: number): readonly [readonly number[], number] {
  const letter = body[index];
  if (letter === undefined) throw new PickleCorruptError('backslash at the end of a string');
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return [[simple], 1];
  const octal = /^[0-7]{1,3}/.exec(body.slice(index, index + 3))?.[0];
  if (octal !== undefined) return [[Number.parseInt(octal, 8) & 0xff], octal.length];
  if (letter !== 'x') return [[0x5c, letter.charCodeAt(0)], 1];
  const hex = /^[0-9a-fA-F]{2}$/.exec(body.slice(index + 1, index + 3))?.[0];
  if (hex === undefined) throw new PickleCorruptError('incomplete \\x escape');
  return [[Number.parseInt(hex, 16)], 3];
}

/**
 * `V` operand: Latin-1 text in which `\uXXXX` and `\UXXXXXXXX` are escapes if an odd number of backslashes ends there.
 */
export function rawUnicodeEscape(line: Uint8Array): string {
  const text = latin1(line);
  let result = '';
  let index = 0;
  while (index < text.length) {
    const slashes = countBackslashes(text, index);
    if (slashes === 0) {
      result += text.charAt(index);
      index += 1;
      continue;
    }
    const letter = text[index + slashes];
    if (slashes % 2 === 0 || (letter !== 'u' && letter !== 'U')) {
      result += '\\'.repeat(slashes);
      index += slashes;
      continue;
    }
    const width = letter === 'u' ? 4 : 8;
    const start = index + slashes + 1;
    const digits = text.slice(start, start + width);
    const point = /^[0-9a-fA-F]+$/.test(digits) && digits.length === width ? Number.parseInt(digits, 16) : -1;
    if (point < 0 || point > 0x10ffff) throw new PickleCorruptError(`bad \\${letter} escape`);
    result += '\\'.repeat(slashes - 1) + String.fromCodePoint(point);
    index = start + width;
  }
  return result;
}

function countBackslashes(text: string, index: number): number {
  let end = index;
  while (text[end] === '\\') end += 1;
  return end - index;
}

const prefixed = /^([+-]?)0(?:[xX]([0-9a-fA-F]+)|[oO]([0-7]+)|[bB]([01]+)|([0-7]+))$/;

/** `L` operand: Python's `long(text, 0)`: decimal, or with the prefix of another base; a final L may follow. */
export function longLine(text: string): bigint {
  const bare = trimPython(text).replace(/[lL]$/, '');
  const match = prefixed.exec(bare);
  if (match !== null) {
    const [, sign, hex, octal, binary, oldOctal] = match;
    const digits = hex ?? octal ?? binary ?? oldOctal ?? '0';
    const base = hex !== undefined ? '0x' : binary !== undefined ? '0b' : '0o';
    const magnitude = BigInt(base + digits);
    return sign === '-' ? -magnitude : magnitude;
  }
  const value = /^[+-]?0\d/.test(bare) || /^\s|\s$/.test(bare) ? null : parseIntegerText(bare);
  if (value === null) throw new PickleCorruptError('not a long');
  return value;
}
