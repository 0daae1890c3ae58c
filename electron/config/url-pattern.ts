import type { Result } from '../../shared/result.ts';
import { translatePattern, type PatternProblem } from './python-regex.ts';
import type { PatternSource, WikiEntry } from './reading.ts';

export { addressText, type AddressParts } from './address-text.ts';
export type { PatternProblem } from './python-regex.ts';

/** One wiki pattern ready for use. */
export interface CompiledEntry {
  readonly name: string;
  readonly source: PatternSource;
  /** Anchored at the start of the address text, like Python's `re.match`. */
  matches(address: string): boolean;
}

/** Translates a Python 2 pattern (spec/config.md §2) to a sticky JavaScript one. Never throws. */
export function compilePattern(source: PatternSource): Result<RegExp, PatternProblem> {
  return translatePattern(source.text, 'match');
}

/**
 * Compiles a farm's list. Entries whose pattern is bad are in `problems` by their index; a person must be told, since
 * an address may then reach another wiki. Entries without a pattern (a computed list) match nothing.
 */
export function compileEntries(entries: readonly WikiEntry[]): {
  readonly compiled: readonly CompiledEntry[];
  readonly problems: readonly { readonly index: number; readonly problem: PatternProblem }[];
} {
  const compiled: CompiledEntry[] = [];
  const problems: { index: number; problem: PatternProblem }[] = [];
  for (const [index, { name, pattern }] of entries.entries()) {
    if (pattern === null) continue;
    const result = compilePattern(pattern);
    if (result.ok) compiled.push(entryOf(name, pattern, result.value));
    else problems.push({ index, problem: result.error });
  }
  return { compiled, problems };
}

function entryOf(name: string, source: PatternSource, regex: RegExp): CompiledEntry {
  return {
    name,
    source,
    matches: (address) => {
      regex.lastIndex = 0;
      return regex.test(address);
    },
  };
}

/** The first wiki whose pattern matches; null = none (MoinMoin answers 404). */
export function findWiki(entries: readonly CompiledEntry[], address: string): string | null {
  return entries.find((entry) => entry.matches(address))?.name ?? null;
}
