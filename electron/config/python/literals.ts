import { decodeText, type SourceEncoding } from './encoding.ts';
import { PythonSyntaxError } from './python-error.ts';
import { characterByName } from './unicode-names.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** What a string literal means; `unknown` for a `\N{NAME}` that Croft has no character for. */
export type LiteralValue =
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unknown'; readonly why: Sentence };

export interface LiteralContext {
  readonly encoding: SourceEncoding;
  /** `from __future__ import unicode_literals`. */
  readonly unicodeLiterals: boolean;
  readonly line: number;
}

interface Piece {
  readonly unicode: boolean;
  readonly raw: boolean;
  /** Between the quotes, one character per byte, line ends as LF. */
  readonly body: string;
}

/** Joins adjacent literals; one `u` part makes the whole unicode (spec/config.md §7.1). Throws PythonSyntaxError. */
export function literalValue(literals: readonly string[], context: LiteralContext): LiteralValue {
  const values = literals.map((literal) => pieceValue(split(literal, context), context));
  const unknown = values.find((value) => value.kind === 'unknown');
  if (unknown !== undefined) return unknown;
  if (values.every((value) => value.kind === 'bytes'))
    return {
      kind: 'bytes',
      bytes: values.map((value) => (value.kind === 'bytes' ? value.bytes : '')).join(''),
    };
  let text = '';
  for (const value of values) {
    if (value.kind === 'text') text += value.text;
    else if (value.kind === 'bytes') {
      // Python joins a byte part to a unicode part as ASCII.
      const part = decodeText(value.bytes, 'ascii');
      if (part === null) throw syntaxError('non-ASCII bytes are joined to a unicode string', context);
      text += part;
    }
  }
  return { kind: 'text', text };
}

function split(literal: string, context: LiteralContext): Piece {
  const prefix = /^[a-zA-Z]*/.exec(literal)?.[0].toLowerCase() ?? '';
  const quoted = literal.slice(prefix.length);
  const width = quoted.length >= 6 && (quoted.startsWith('"""') || quoted.startsWith("'''")) ? 3 : 1;
  return {
    unicode: prefix.includes('u') || (context.unicodeLiterals && !prefix.includes('b')),
    raw: prefix.includes('r'),
    body: quoted.slice(width, quoted.length - width).replace(/\r\n?/g, '\n'),
  };
}

function pieceValue(piece: Piece, context: LiteralContext): LiteralValue {
  if (!piece.unicode)
    return { kind: 'bytes', bytes: piece.raw ? piece.body : unescapeBytes(piece.body, context) };
  return piece.raw ? rawUnicode(piece.body, context) : unescapeUnicode(piece.body, context);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function simpleEscape(character: string): string | null {
  return Object.hasOwn(simpleEscapes, character) ? (simpleEscapes[character] ?? null) : null;
}

function unescapeBytes(body: string, context: LiteralContext): string {
  return body.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|([^]))/g, (all, octal, hex, other) => {
    if (typeof octal === 'string') return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (typeof hex === 'string') {
      if (hex.length < 2) throw syntaxError('\\x needs two hexadecimal digits', context);
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    return simpleEscape(String(other)) ?? String(all);
  });
}

function unescapeUnicode(body: string, context: LiteralContext): LiteralValue {
  let unknown: Sentence | null = null;
  const pattern =
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|N(\{[^}]*\})?|([^]))/g;
  const text = decodeBody(body, context).replace(pattern, (all, octal, hex, short, long, name, other) => {
    if (typeof octal === 'string') return String.fromCharCode(Number.parseInt(octal, 8));
    if (typeof hex === 'string') return codePoint(hex, 2, context);
    if (typeof short === 'string') return codePoint(short, 4, context);
    if (typeof long === 'string') return codePoint(long, 8, context);
    if (all.startsWith('\\N')) {
      if (typeof name !== 'string' || name === '{}') throw syntaxError('\\N needs a name in braces', context);
      const character = characterByName(name.slice(1, -1));
      if (character === null) unknown = sentence('why.character', { name });
      return character ?? '';
    }
    return simpleEscape(String(other)) ?? String(all);
  });
  return unknown === null ? { kind: 'text', text } : { kind: 'unknown', why: unknown };
}

/** In raw unicode strings `\uXXXX` counts after an odd number of backslashes. */
function rawUnicode(body: string, context: LiteralContext): LiteralValue {
  const pattern = /(\\+)(?:u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8}))/g;
  const text = decodeBody(body, context).replace(pattern, (all, slashes, short, long) => {
    if (String(slashes).length % 2 === 0) return all;
    const width = typeof short === 'string' ? 4 : 8;
    return String(slashes).slice(1) + codePoint(String(short ?? long), width, context);
  });
  return { kind: 'text', text };
}

function codePoint(digits: string, width: number, context: LiteralContext): string {
  const point = Number.parseInt(digits, 16);
  if (digits.length < width || point > 0x10ffff)
    throw syntaxError('a unicode escape is cut short or out of range', context);
  return String.fromCodePoint(point);
}

function decodeBody(bytes: string, context: LiteralContext): string {
  const text = decodeText(bytes, context.encoding);
  if (text === null)
    throw syntaxError(`a unicode string holds bytes that are not ${context.encoding}`, context);
  return text;
}

function syntaxError(message: string, context: LiteralContext): PythonSyntaxError {
  return new PythonSyntaxError('SyntaxError', message, context.line);
}

export type NumberValue =
  | { readonly kind: 'int' | 'long'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'unknown'; readonly why: Sentence };

const maxInt = 2n ** 63n - 1n;
/** Converting very long numbers takes quadratic time. */
const maxDigits = 4000;

/** The value of a number as written: `017`, `0x1f`, `12L`, `1e3` … Throws PythonSyntaxError. */
export function numberValue(text: string, line: number): NumberValue {
  if (/[jJ]$/.test(text)) return { kind: 'unknown', why: sentence('why.complexNumber') };
  const long = /[lL]$/.test(text);
  const digits = long ? text.slice(0, -1) : text;
  if (digits.length > maxDigits) return { kind: 'unknown', why: sentence('why.longNumber') };
  if (/^0[xXbBoO]/.test(digits)) return integer(BigInt(digits), long);
  if (/[.eE]/.test(digits)) return { kind: 'float', value: Number(digits) };
  if (!/^0\d/.test(digits)) return integer(BigInt(digits), long);
  if (/[89]/.test(digits))
    throw new PythonSyntaxError('SyntaxError', 'a number with a leading 0 is octal', line);
  return integer(BigInt(`0o${digits.replace(/^0+(?=\d)/, '')}`), long);
}

function integer(value: bigint, long: boolean): NumberValue {
  return { kind: long || value > maxInt ? 'long' : 'int', value };
}
