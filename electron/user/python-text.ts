/** The few habits of Python 2 texts and numbers that profile files depend on (spec/users.md §1, §2). */

/** What Python 2 strips from both ends of a text: unlike `trim()` with U+001C–U+001F and U+0085, without U+FEFF. */
// oxlint-disable-next-line no-control-regex -- they are what is stripped
const blank = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export const isPythonBlank = (character: string): boolean => blank.test(character);

export function stripBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isPythonBlank(text.charAt(start))) start++;
  while (end > start && isPythonBlank(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * `int(text)`: surrounding blanks, a sign and the decimal digits of any script are fine. Null when it is no integer;
 * bigint beyond 2^53.
 */
export function parsePythonInteger(text: string): number | bigint | null {
  const trimmed = stripBlanks(text).replace(/\p{Nd}/gu, asciiDigit);
  if (!/^[+-]?[0-9]{1,400}$/.test(trimmed)) return null;
  const value = Number(trimmed);
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return BigInt(trimmed.replace(/^\+/, ''));
}

/** Unicode keeps the ten digits of a script together, from zero to nine; a few runs hold several such tens. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

/** `str()` of a time: 12 significant digits, always with a decimal point. */
export function formatPythonTime(seconds: number): string {
  const text = String(Number(seconds.toPrecision(12)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Everything at which the reference breaks a profile into lines (spec/users.md §2.1 step 2). */
// oxlint-disable-next-line no-control-regex -- these control characters are the point
const lineBreaks = /[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/g;

/** Makes a value fit on one line for every reader, so that nobody can plant a key (U2). */
export const onOneLine = (text: string): string => text.replace(lineBreaks, ' ');
