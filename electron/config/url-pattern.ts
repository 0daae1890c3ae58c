import { pythonRegex, type PatternProblem } from './regex/python-regex.ts';
import type { PatternSource, WikiEntry } from './reading.ts';

export { addressText, type AddressParts } from './address-text.ts';
export type { PatternProblem } from './regex/python-regex.ts';

/** One wiki pattern ready for use. */
export interface CompiledEntry {
  readonly name: string;
  readonly source: PatternSource;
  /** Anchored at the start of the address text, like Python's `re.match`. */
  matches(address: string): boolean;
}

/**
 * Compiles a farm's list. Entries whose pattern is bad are in `problems` by their index; a person must be told, since
 * an address may then reach another wiki. Entries without a pattern (a computed list) match nothing. `onGiveUp` hears of a
 * wiki whose pattern took too long for an address, which then does not match.
 */
export function compileEntries(
  entries: readonly WikiEntry[],
  onGiveUp: (wiki: string) => void = () => undefined,
): {
  readonly compiled: readonly CompiledEntry[];
  readonly problems: readonly { readonly index: number; readonly problem: PatternProblem }[];
} {
  const compiled: CompiledEntry[] = [];
  const problems: { index: number; problem: PatternProblem }[] = [];
  for (const [index, { name, pattern }] of entries.entries()) {
    if (pattern === null) continue;
    const regex = pythonRegex(pattern.text, { onGiveUp: () => onGiveUp(name) });
    if (regex.ok)
      compiled.push({ name, source: pattern, matches: (address) => regex.value.match(address) !== null });
    else problems.push({ index, problem: regex.error });
  }
  return { compiled, problems };
}

/** The first wiki whose pattern matches; null = none (MoinMoin answers 404). */
export function findWiki(entries: readonly CompiledEntry[], address: string): string | null {
  return entries.find((entry) => entry.matches(address))?.name ?? null;
}
