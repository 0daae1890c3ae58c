import { escapeRegex, pythonRegex, type PythonRegex } from '../../config/regex/python-regex.ts';

/** The source of a term as it can be part of a larger pattern: itself, or escaped when it is none. */
export const termSource = (value: string): string =>
  pythonRegex(value, { flags: 'u' }).ok ? value : escapeRegex(value);

/** What a term needs of a pattern. */
export type TermPattern = Pick<PythonRegex, 'all' | 'match' | 'test'>;

/** A term so long that no pattern is made of it. */
const nowhere: TermPattern = { all: () => [], match: () => null, test: () => false };

/**
 * Every term is first tried as a regular expression and taken literally only when it is none (spec/actions.md §8.1).
 * `onGiveUp` hears of a page where looking took too long.
 */
export function compileTerm(value: string, caseSensitive: boolean, onGiveUp: () => void): TermPattern {
  const options = { flags: caseSensitive ? 'u' : 'iu', onGiveUp };
  const given = pythonRegex(value, options);
  const pattern = given.ok ? given : pythonRegex(escapeRegex(value), options);
  return pattern.ok ? pattern.value : nowhere;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a pattern matches; an empty match right behind another one does not count. */
export function spansOf(pattern: TermPattern, text: string): Span[] {
  const spans: Span[] = [];
  let lastEnd = -1;
  for (const { start, end } of pattern.all(text)) {
    if (end > start || start !== lastEnd) spans.push({ start, end });
    if (end > start) lastEnd = end;
  }
  return spans;
}
