/**
 * What Python 2's text type calls white space, a line end, a letter and upper case. MoinMoin's files depend on it,
 * and JavaScript's own notions differ in a handful of characters.
 */

/** White space of Python 2's `unicode`, as the inside of a character class. */
export const spaceClass =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const leadingSpace = new RegExp(`^[${spaceClass}]+`, 'u');
const trailingSpace = new RegExp(`(?<![${spaceClass}])[${spaceClass}]+$`, 'u');
const spaceRun = new RegExp(`[${spaceClass}]+`, 'gu');
const notAlphanumericOrSpace = new RegExp(`[^\\p{L}\\p{N}${spaceClass}]`, 'gu');
/** Line boundaries of Python 2's `unicode`, as the inside of a character class. */
const boundaryClass = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';
const lineEnd = new RegExp(`\\r\\n|[${boundaryClass}]`, 'g');

export const trimStart = (text: string): string => text.replace(leadingSpace, '');
export const trimEnd = (text: string): string => text.replace(trailingSpace, '');
export const trim = (text: string): string => trimEnd(trimStart(text));

/** Python's `text.split()`: words between runs of white space, never an empty one. */
export const splitWords = (text: string): string[] => text.split(spaceRun).filter((word) => word !== '');

export const keepAlphanumericAndSpace = (text: string): string => text.replace(notAlphanumericOrSpace, '');

/** Python's `text.splitlines()`: every Unicode line boundary ends a line; a final one opens no further line. */
export function splitLines(text: string): string[] {
  const lines = text.split(lineEnd);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Code point order, in which Python sorts; JavaScript's own is that of UTF-16 units. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they sort behind U+E000 to U+FFFF. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Python 2's `upper()`: one character to one character. */
export function upperCase(text: string): string {
  return Array.from(text, upperCaseOne).join('');
}

function upperCaseOne(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const greek = greekWithIota(code);
  if (greek !== null) return String.fromCodePoint(greek);
  const upper = character.toUpperCase();
  const upperCode = upper.codePointAt(0) ?? 0;
  if (upper.length !== String.fromCodePoint(upperCode).length) return character; // ß → SS and the like
  return isNewerThanPython2(code, upperCode) ? character : upper;
}

/** Letters with iota subscript have a one-character capital that JavaScript, mapping them to two, does not give. */
function greekWithIota(code: number): number | null {
  if (code >= 0x1f80 && code <= 0x1faf) return code | 8;
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return code + 9;
  return null;
}

/** Pairs of cases that Unicode got after version 5.2, the one Python 2.7 knows. */
function isNewerThanPython2(code: number, upper: number): boolean {
  return (
    (upper >= 0x1c90 && upper <= 0x1cbf) || // Georgian capitals
    (code >= 0xab53 && code <= 0xabbf) || // Cherokee and Latin additions
    (code >= 0x13f8 && code <= 0x13fd) ||
    (code >= 0x1c80 && code <= 0x1c8a) || // Cyrillic forms
    (upper >= 0xa78d && upper <= 0xa7ff && upper !== 0xa7fb) ||
    upper === 0x2c2f ||
    (code >= 0x104b0 && code <= 0x1e9ff) // scripts encoded later
  );
}
