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

/**
 * Patterns whose time may grow without bounds: a repetition inside a repeated group, many open repetitions, references
 * to groups. A visitor must not be able to stop the server with a search.
 */
export function isRisky(pattern: string): boolean {
  const plain = pattern.replace(/\\[^0-9]/g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x');
  if (/\\[0-9]|\(\?P=/.test(plain)) return true;
  const repetitions = plain.match(/[*+]|\{\d*,\d*\}/g) ?? [];
  if (repetitions.length > mostRepetitions) return true;
  return /\([^()]*(?:[*+|]|\{\d*,\d*\})[^()]*\)+(?:[*+]|\{\d*,?\d*\})/.test(plain);
}

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
