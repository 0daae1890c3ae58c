import { compilePythonRegex, escapeRegex } from '../python-regex.ts';

/** Every term is first tried as a regular expression and taken literally only when it is none (spec/actions.md §8.1). */
export function compileTerm(value: string, caseSensitive: boolean): RegExp {
  const source = isRisky(value) ? escapeRegex(value) : value;
  const options = { ignoreCase: !caseSensitive, global: true };
  const compiled = compilePythonRegex(source, options) ?? compilePythonRegex(escapeRegex(value), options);
  if (compiled === null) throw new Error('escaped text is always a valid pattern');
  return compiled;
}

/** The source of a term as it can be part of a larger pattern. */
export const termSource = (value: string): string =>
  isRisky(value) || compilePythonRegex(value) === null ? escapeRegex(value) : value;

const mostRepetitions = 4;
const mostCopies = 1000;

/**
 * Patterns whose time may grow without bounds: a choice or a repetition inside a repeated group, many open repetitions,
 * references to groups. A visitor must not be able to stop the server with a search. Looks at the pattern once.
 */
export function isRisky(pattern: string): boolean {
  const plain = pattern.replace(/\\[^0-9]/g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x');
  if (/\\[0-9]|\(\?P=/.test(plain)) return true;
  // One entry for each open group: whether it holds a choice or a repetition, at any depth.
  const open: boolean[] = [false];
  let repetitions = 0;
  let closed: boolean | null = null;
  for (let index = 0; index < plain.length; index++) {
    const character = plain[index] ?? '';
    const quantifier = quantifierAt(plain, index);
    if (quantifier !== null) {
      if (quantifier.most > mostCopies && quantifier.most !== Infinity) return true;
      if (quantifier.most > 1) {
        repetitions += 1;
        if (closed === true) return true;
      }
      open[open.length - 1] = true;
      index += quantifier.length - 1;
      continue;
    }
    closed = null;
    if (character === '(') {
      open.push(false);
      // The mark of a special group is no quantifier.
      if (plain[index + 1] === '?') index += 1;
    } else if (character === '|') open[open.length - 1] = true;
    else if (character === ')' && open.length > 1) {
      closed = open.pop() ?? false;
      if (closed) open[open.length - 1] = true;
    }
  }
  return repetitions > mostRepetitions;
}

/** `*`, `+`, `?` or `{n,m}` that begins here, and how often it repeats at most. */
function quantifierAt(
  pattern: string,
  index: number,
): { readonly most: number; readonly length: number } | null {
  const character = pattern[index];
  if (character === '*' || character === '+') return { most: Infinity, length: 1 };
  if (character === '?') return { most: 1, length: 1 };
  if (character !== '{') return null;
  const braces = /^\{(\d{0,9})(,?)(\d{0,9})\}/.exec(pattern.slice(index, index + 24));
  if (braces === null) return null;
  const [whole, least = '', comma = '', most = ''] = braces;
  const limit = comma === '' ? Number(least) : most === '' ? Infinity : Number(most);
  return { most: limit, length: whole.length };
}

/**
 * A Python expression that a page or an address brought; null when it is none, or could run for ever. Everything that
 * is not written by the person who runs the wiki goes through here.
 */
export const compileForeignRegex: typeof compilePythonRegex = (pattern, options) =>
  pattern.length > mostCharacters || isRisky(pattern) ? null : compilePythonRegex(pattern, options);

const mostCharacters = 10_000;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a pattern matches; an empty match right behind another one does not count (as in Python 2). */
export function spansOf(pattern: RegExp, text: string): Span[] {
  const spans: Span[] = [];
  let lastEnd = -1;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (match[0] !== '' || match.index !== lastEnd) spans.push({ start: match.index, end });
    if (match[0] !== '') lastEnd = end;
  }
  return spans;
}
