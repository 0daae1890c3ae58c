import { pythonRegex, type PatternProblem } from './regex/python-regex.ts';
import type { PatternSource, WikiEntry } from './reading.ts';

export { addressText, type AddressParts } from './address-text.ts';
export type { PatternProblem } from './regex/python-regex.ts';

/** One wiki pattern ready for use. */
export interface CompiledEntry {
  readonly name: string;
  readonly source: PatternSource;
  /** Text that stands in every address it matches; empty when there is none. */
  readonly required: string;
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
      compiled.push({
        name,
        source: pattern,
        required: regex.value.required,
        matches: (address) => regex.value.match(address) !== null,
      });
    else problems.push({ index, problem: regex.error });
  }
  return { compiled, problems };
}

/** The first wiki whose pattern matches; null = none (MoinMoin answers 404). */
export function findWiki(entries: readonly CompiledEntry[], address: string): string | null {
  const candidates = address.length > longestIndexed ? entries : candidatesFor(entries, address);
  return candidates.find((entry) => entry.matches(address))?.name ?? null;
}

/** In a longer address all its parts would have to be looked up. */
const longestIndexed = 500;

/** Patterns by the text that must stand in an address: of thousands a few are then tried. */
interface PatternIndex {
  readonly anywhere: readonly number[];
  readonly byText: ReadonlyMap<string, readonly number[]>;
  readonly lengths: readonly number[];
}

const indexes = new WeakMap<readonly CompiledEntry[], PatternIndex>();

/** Those that can match, in their order. */
function candidatesFor(entries: readonly CompiledEntry[], address: string): readonly CompiledEntry[] {
  const index = indexes.get(entries) ?? indexOf(entries);
  indexes.set(entries, index);
  const found = new Set(index.anywhere);
  for (const length of index.lengths)
    for (let start = 0; start + length <= address.length; start++)
      for (const at of index.byText.get(address.slice(start, start + length)) ?? []) found.add(at);
  return [...found].sort((left, right) => left - right).flatMap((at) => entries[at] ?? []);
}

function indexOf(entries: readonly CompiledEntry[]): PatternIndex {
  const anywhere: number[] = [];
  const byText = new Map<string, number[]>();
  for (const [at, { required }] of entries.entries()) {
    const those = required === '' ? anywhere : (byText.get(required) ?? []);
    those.push(at);
    if (required !== '') byText.set(required, those);
  }
  return { anywhere, byText, lengths: [...new Set([...byText.keys()].map(({ length }) => length))] };
}
