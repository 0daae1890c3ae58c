import { fail, ok, type Result } from '../../../shared/result.ts';
import { CharacterSet } from './character-set.ts';
import { engineOf, type Engine, type Match } from './engine.ts';
import { gaveUp } from './matcher.ts';
import { parsePattern } from './parse.ts';
import { PatternError, type PatternProblem } from './problem.ts';
import { after } from './text-places.ts';
import type { Tree } from './tree.ts';

export type { Match } from './engine.ts';
export type { PatternProblem } from './problem.ts';

/** A regular expression of Python 2.7. Searching takes a time proportional to the text at worst. */
export interface PythonRegex {
  readonly groupNames: ReadonlyMap<string, number>;
  /** Text that is part of every match; empty when there is none. */
  readonly required: string;
  /** Python's `match`: at the beginning of the text. */
  match(text: string): Match | null;
  /** The first match at or after `from`. */
  search(text: string, from?: number): Match | null;
  /** Python's `finditer`. */
  all(text: string): Iterable<Match>;
  /** Whether it matches anywhere. */
  test(text: string): boolean;
}

export interface RegexOptions {
  /** Python's letters: `i`, `m`, `s`, `u`, `x`. */
  readonly flags?: string;
  /** The whole text must match, as if the pattern stood between `^` and `$`. */
  readonly whole?: boolean;
  /**
   * Called when a search was stopped, which then counts as not found: only back references and conditions can take so
   * long, or a huge pattern on a huge text.
   */
  readonly onGiveUp?: () => void;
}

/** Reads a pattern. Never throws; what Python would take and this does not is a problem of kind `unsupported`. */
export function pythonRegex(
  pattern: string,
  options: RegexOptions = {},
): Result<PythonRegex, PatternProblem> {
  const { flags = '', whole = false, onGiveUp = () => undefined } = options;
  const compiled = compile(pattern, flags, whole);
  return compiled.ok ? ok(regexOf(compiled.value, onGiveUp)) : compiled;
}

/** Text that stands for itself in a pattern. */
export const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/#\s-]/g, '\\$&');

/** The wikis of a farm mostly have the same patterns, and each page asks for some. */
const known = new Map<string, Result<Engine, PatternProblem>>();
const mostKnown = 1000;
const largestKnown = 500;
const longestPattern = 50_000;

function compile(pattern: string, flags: string, whole: boolean): Result<Engine, PatternProblem> {
  const key = `${flags}/${whole} ${pattern}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const result = read(pattern, flags, whole);
  if (result.ok && result.value.size > largestKnown) return result;
  if (known.size >= mostKnown) known.clear();
  known.set(key, result);
  return result;
}

function read(pattern: string, flags: string, whole: boolean): Result<Engine, PatternProblem> {
  if (pattern.length > longestPattern)
    return fail({ kind: 'unsupported', message: 'the pattern is too long', position: longestPattern });
  try {
    const parsed = parsePattern(pattern, flags);
    const tree = whole ? between(parsed.tree) : parsed.tree;
    return ok(engineOf({ ...parsed, tree }));
  } catch (error) {
    if (error instanceof PatternError) return fail(error.problem);
    throw error;
  }
}

/** The whole text; a final line feed may follow, as Python's `$` has it. */
function between(body: Tree): Tree {
  const border = (at: 'start' | 'finalEnd'): Tree => ({ kind: 'border', at, words: CharacterSet.of() });
  return { kind: 'sequence', parts: [border('start'), body, border('finalEnd')] };
}

function regexOf({ names, required, matchIn, searchIn }: Engine, onGiveUp: () => void): PythonRegex {
  const said = (found: Match | null | typeof gaveUp): Match | null => {
    if (found !== gaveUp) return found;
    onGiveUp();
    return null;
  };
  const search = (text: string, from = 0): Match | null => said(searchIn(text)(from));
  return {
    groupNames: names,
    required,
    match: (text) => said(matchIn(text)(0)),
    search,
    *all(text) {
      const find = searchIn(text);
      for (let from = 0; from <= text.length;) {
        const match = said(find(from));
        if (match === null) return;
        yield match;
        from = match.end > match.start ? match.end : after(text, match.end);
      }
    },
    test: (text) => search(text) !== null,
  };
}
