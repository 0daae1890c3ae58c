import { categories, CharacterSet } from './character-set.ts';
import type { PatternReader } from './pattern-reader.ts';
import { PatternError } from './problem.ts';

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The set of `\d`, `\w`, `\s` or an opposite; null for other letters. */
export function categoryOf(letter: string, unicode: boolean): CharacterSet | null {
  const name = letter.toLowerCase();
  if (name !== 'd' && name !== 'w' && name !== 's') return null;
  const set = categories[unicode ? 'unicode' : 'ascii'][name]();
  return letter === name ? set : set.complement();
}

/**
 * The character that an escape stands for, its backslash and letter being read. Letters without a meaning stand for
 * themselves.
 */
export function escapedPoint(reader: PatternReader, letter: string): number {
  if (letter === 'x') {
    const digits = reader.takeWhile(/^[0-9a-fA-F]$/, 2);
    if (digits.length < 2) throw new PatternError('\\x needs two hexadecimal digits', reader.position);
    return Number.parseInt(digits, 16);
  }
  if (/^[0-7]$/.test(letter)) return Number.parseInt(letter + reader.takeWhile(/^[0-7]$/, 2), 8) & 0xff;
  if (/^[89]$/.test(letter)) throw new PatternError(`\\${letter} has no meaning`, reader.position);
  return (Object.hasOwn(simple, letter) ? simple[letter] : letter)?.codePointAt(0) ?? 0;
}

/** `\12` refers to a group, `\012` and `\123` are octal. Null for the latter, which is then still to be read. */
export function groupReference(reader: PatternReader, first: string): number | null {
  const octal = [first, reader.peek() ?? '', reader.peek(1) ?? ''].join('');
  if (/^[0-7]{3}$/.test(octal)) return null;
  return Number(first + reader.takeWhile(/^[0-9]$/, 1));
}
