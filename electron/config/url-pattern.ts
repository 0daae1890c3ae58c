import type { Result } from '../../shared/result.ts';
import type { PatternSource, WikiEntry } from './reading.ts';

/** A request's address in parts, as sent. */
export interface AddressParts {
  readonly scheme: 'http' | 'https';
  /** The Host header with its port, e.g. `wiki.example.org:8080`. */
  readonly host: string;
  /** Mount prefix (WSGI SCRIPT_NAME), percent-encoded or not; empty for the root. */
  readonly script?: string;
  /** Path below the mount as sent, percent-encoded, beginning with `/`. */
  readonly path: string;
  /** Without `?`. */
  readonly query?: string;
}

/** One wiki pattern ready for use. */
export interface CompiledEntry {
  readonly name: string;
  readonly source: PatternSource;
  /** Anchored at the start of the address text, like Python's `re.match`. */
  matches(address: string): boolean;
}

/** What is wrong with a pattern. `unsupported`: fine for Python, not for Croft. */
export interface PatternProblem {
  readonly kind: 'invalid' | 'unsupported';
  readonly message: string;
}

/** Translates a Python 2 pattern (spec/config.md §2) to a sticky JavaScript one. Never throws. */
export function compilePattern(source: PatternSource): Result<RegExp, PatternProblem> {
  throw new Error(`not written yet: ${source.text}`);
}

/** The address as Unicode text, exactly as MoinMoin's patterns see it (spec/config.md §2). */
export function addressText(parts: AddressParts): string {
  throw new Error(`not written yet: ${parts.host}`);
}

/** Compiles a farm's list; entries with a bad pattern are in `problems`, by index. */
export function compileEntries(entries: readonly WikiEntry[]): {
  readonly compiled: readonly CompiledEntry[];
  readonly problems: readonly { readonly index: number; readonly problem: PatternProblem }[];
} {
  throw new Error(`not written yet: ${entries.length}`);
}

/** The first wiki whose pattern matches; null = none (MoinMoin answers 404). */
export function findWiki(entries: readonly CompiledEntry[], address: string): string | null {
  return entries.find((entry) => entry.matches(address))?.name ?? null;
}
