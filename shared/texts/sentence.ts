import type { en } from './en.ts';

export type SentenceId = keyof typeof en;

/** What may stand in a gap: a list is shown with commas, a sentence inside a sentence in the reader's language. */
export type SentenceValue = string | number | Sentence | readonly SentenceValue[];

/**
 * Something the program says to a person, before it is put into a language.
 *
 * It is made once, where the fact is known; the window says it in the person's language, the command line and the logs
 * in English.
 */
export interface Sentence {
  readonly sentence: SentenceId;
  readonly values?: Readonly<Record<string, SentenceValue>>;
}

/** The languages of the window. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** A sentence of ours, or text from outside (a plugin, a log) that is shown as it is. */
export type Spoken = Sentence | string;

/** The names of the gaps in an ICU message. What is in the branches of a plural, a choice, has blanks or is no gap. */
type Gaps<Message extends string> = Message extends `${string}{${infer Inside}}${infer Rest}`
  ? Gap<Inside> | Gaps<Rest>
  : never;
type Gap<Inside extends string> = Inside extends `${infer Name},${string}`
  ? OneWord<Name>
  : Inside extends `${string}{${infer Inner}`
    ? Gap<Inner>
    : OneWord<Inside>;
type OneWord<Name extends string> = Name extends '' | `${string} ${string}` ? never : Name;

type ValuesOf<Id extends SentenceId> = [Gaps<(typeof en)[Id]>] extends [never]
  ? []
  : [values: Readonly<Record<Gaps<(typeof en)[Id]>, SentenceValue>>];

/** The sentence of this id; the compiler asks for a value for each of its gaps. */
export function sentence<Id extends SentenceId>(id: Id, ...[values]: ValuesOf<Id>): Sentence {
  return values === undefined ? { sentence: id } : { sentence: id, values };
}

/** Deeper ones are refused; ours nest two or three. */
const deepest = 10;

/** Whether a value from the other side of the contract is a sentence; says nothing about its id. */
export function isSentence(value: unknown, depth = 0): value is Sentence {
  if (typeof value !== 'object' || value === null || depth > deepest) return false;
  const { sentence: id, values = {}, ...others } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    Object.keys(others).length === 0 &&
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((part) => isSentenceValue(part, depth + 1))
  );
}

const isSentenceValue = (value: unknown, depth: number): boolean =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  (Array.isArray(value)
    ? depth <= deepest && value.every((part) => isSentenceValue(part, depth + 1))
    : isSentence(value, depth));
