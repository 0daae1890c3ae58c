import { PythonSyntaxError } from './python-error.ts';

/** Encodings of source files that Croft reads and writes; all of them contain ASCII unchanged. */
export type SourceEncoding = 'ascii' | 'utf-8' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252';

/**
 * A source file as Python's tokenizer sees it.
 *
 * `text` holds one character per byte (U+0000 to U+00FF), so offsets in it are byte offsets in the file and cutting it
 * apart never changes a byte. Only the insides of string literals are ever decoded (spec/config.md §7.1).
 */
export interface SourceText {
  readonly text: string;
  /** Offset of the first character after a byte order mark: 0 or 3. */
  readonly start: number;
  readonly encoding: SourceEncoding;
  /** True when a coding line or a byte order mark says so; else the file must be ASCII. */
  readonly declared: boolean;
}

const byteOrderMark = '\xef\xbb\xbf';

/** Python's spelling variants of the encodings above, lower case with `-`. */
const aliases: Readonly<Record<string, SourceEncoding>> = {
  ascii: 'ascii',
  'us-ascii': 'ascii',
  '646': 'ascii',
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  u8: 'utf-8',
  utf: 'utf-8',
  latin1: 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  latin: 'iso-8859-1',
  l1: 'iso-8859-1',
  'iso-8859-1': 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  '8859': 'iso-8859-1',
  cp819: 'iso-8859-1',
  'iso-latin-1': 'iso-8859-1',
  'iso-8859-15': 'iso-8859-15',
  'iso8859-15': 'iso-8859-15',
  latin9: 'iso-8859-15',
  'latin-9': 'iso-8859-15',
  l9: 'iso-8859-15',
  cp1252: 'windows-1252',
  'windows-1252': 'windows-1252',
  '1252': 'windows-1252',
};

const differences: Partial<Record<SourceEncoding, Readonly<Record<number, number | null>>>> = {
  'iso-8859-15': {
    0xa4: 0x20ac,
    0xa6: 0x160,
    0xa8: 0x161,
    0xb4: 0x17d,
    0xb8: 0x17e,
    0xbc: 0x152,
    0xbd: 0x153,
    0xbe: 0x178,
  },
  'windows-1252': {
    0x80: 0x20ac,
    0x81: null,
    0x82: 0x201a,
    0x83: 0x192,
    0x84: 0x201e,
    0x85: 0x2026,
    0x86: 0x2020,
    0x87: 0x2021,
    0x88: 0x2c6,
    0x89: 0x2030,
    0x8a: 0x160,
    0x8b: 0x2039,
    0x8c: 0x152,
    0x8d: null,
    0x8e: 0x17d,
    0x8f: null,
    0x90: null,
    0x91: 0x2018,
    0x92: 0x2019,
    0x93: 0x201c,
    0x94: 0x201d,
    0x95: 0x2022,
    0x96: 0x2013,
    0x97: 0x2014,
    0x98: 0x2dc,
    0x99: 0x2122,
    0x9a: 0x161,
    0x9b: 0x203a,
    0x9c: 0x153,
    0x9d: null,
    0x9e: 0x17e,
    0x9f: 0x178,
  },
};

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that `bytes` (one character per byte) mean; null when they are not valid in that encoding. */
export function decodeText(bytes: string, encoding: SourceEncoding): string | null {
  // oxlint-disable-next-line no-control-regex -- ASCII is meant, control characters included
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  if (encoding === 'ascii') return null;
  if (encoding === 'iso-8859-1') return bytes;
  if (encoding === 'utf-8') {
    try {
      return utf8Decoder.decode(Buffer.from(bytes, 'latin1'));
    } catch (error) {
      if (error instanceof TypeError) return null; // not UTF-8
      throw error;
    }
  }
  const table = differences[encoding] ?? {};
  let text = '';
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes.charCodeAt(index);
    const mapped = byte in table ? table[byte] : byte;
    if (mapped === null || mapped === undefined) return null;
    text += String.fromCharCode(mapped);
  }
  return text;
}

/** The bytes of one character (one character per byte); null when the encoding does not have it. */
export function encodeCharacter(character: string, encoding: SourceEncoding): string | null {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return character;
  if (encoding === 'ascii') return null;
  if (encoding === 'utf-8') {
    if (point >= 0xd800 && point <= 0xdfff) return null;
    return Buffer.from(character, 'utf8').toString('latin1');
  }
  const table = differences[encoding] ?? {};
  for (const [byte, mapped] of Object.entries(table)) {
    if (mapped === point) return String.fromCharCode(Number(byte));
  }
  return point > 0xff || point in table ? null : character;
}

/** Finds the encoding as Python 2.7 does; throws PythonSyntaxError for what Python refuses. */
export function readSource(bytes: Uint8Array): SourceText {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const start = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new PythonSyntaxError('SyntaxError', 'the file holds a NUL byte', lineAt(text, nul));
  const coding = codingName(text, start);
  const encoding =
    coding === null ? (start > 0 ? 'utf-8' : 'ascii') : encodingByName(coding.name, coding.line);
  // With a byte order mark Python accepts only its normalised name of UTF-8.
  if (start > 0 && coding !== null && !/^utf-8(-|$)/.test(coding.name))
    throw new PythonSyntaxError('SyntaxError', `encoding problem: ${coding.name} with BOM`, coding.line);
  const source: SourceText = { text, start, encoding, declared: coding !== null || start > 0 };
  checkBytes(source, coding?.name ?? null);
  return source;
}

function encodingByName(name: string, line: number): SourceEncoding {
  const encoding = /^utf-8-/.test(name)
    ? 'utf-8'
    : /^(latin-1|iso-8859-1|iso-latin-1)-/.test(name)
      ? 'iso-8859-1'
      : Object.hasOwn(aliases, name)
        ? aliases[name]
        : undefined;
  if (encoding === undefined) throw new PythonSyntaxError('SyntaxError', `unknown encoding: ${name}`, line);
  return encoding;
}

/** The coding comment of line 1 or 2; line 2 counts only after a comment or blank line. */
function codingName(text: string, start: number): { name: string; line: number } | null {
  let from = start;
  for (let line = 1; line <= 2; line++) {
    const end = lineEnd(text, from);
    const content = text.slice(from, end);
    if (!/^[ \t\f]*(#|$)/.test(content)) return null;
    const match = /coding[:=][ \t]*([-\w.]+)/.exec(content);
    if (match?.[1] !== undefined) return { name: match[1].toLowerCase().replaceAll('_', '-'), line };
    from = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return null;
}

function lineEnd(text: string, from: number): number {
  let index = from;
  while (index < text.length && text[index] !== '\n' && text[index] !== '\r') index++;
  return index;
}

/**
 * Without a declaration every byte must be ASCII. Files in UTF-8 and Latin-1 are not recoded by Python, so bad bytes
 * in their comments and byte strings pass; in all others they are refused anywhere.
 */
function checkBytes(source: SourceText, coding: string | null): void {
  const { text, encoding, declared } = source;
  if (coding !== null && ['utf-8', 'latin-1', 'iso-8859-1', 'iso-latin-1'].includes(coding)) return;
  if (declared && coding === null) return;
  // oxlint-disable-next-line no-control-regex -- ASCII is meant, control characters included
  const bad = /[^\x00-\x7f]/.exec(text);
  if (bad === null) return;
  if (!declared)
    throw new PythonSyntaxError(
      'SyntaxError',
      'non-ASCII character, but no coding line says which encoding the file has',
      lineAt(text, bad.index),
    );
  if (decodeText(text.slice(source.start), encoding) === null)
    throw new PythonSyntaxError('SyntaxError', `the file is not valid ${encoding}`, lineAt(text, bad.index));
}

/** 1-based line of an offset; LF, CR and CRLF end lines. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = 0; index < offset && index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) line++;
  }
  return line;
}
