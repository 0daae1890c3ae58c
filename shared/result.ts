import type { Sentence } from './texts/sentence.ts';

/** Outcomes that cross a border: expected failures are values, never exceptions (ARCHITECTURE.md, "Errors"). */
export const errorCodes = [
  'bad-argument',
  'not-found',
  'not-a-farm',
  'unreadable',
  'read-only',
  'config-invalid',
  'config-computed',
  'config-changed',
  'edit-refused',
  'port-in-use',
  'not-running',
  'host-died',
  'forbidden',
  'not-trusted',
  'already-exists',
  'disk-full',
  'cancelled',
  /** Asked again once the person has typed what `program:confirm` wants; headless only. */
  'needs-confirmation',
  'mail-not-sent',
  'unsupported',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface AppError {
  readonly code: ErrorCode;
  /** What happened to the person's thing: one plain sentence. */
  readonly message: Sentence;
  /** What to do about it. */
  readonly hint?: Sentence;
  /** The system's own words, folded away on screens. */
  readonly detail?: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

export type Result<T, E = AppError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Makes the compiler prove that a union was handled completely. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}
