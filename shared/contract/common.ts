import * as z from 'zod/mini';
import { errorCodes } from '../result.ts';
import { isSentence, languages, type Sentence, type Spoken } from '../texts/sentence.ts';
import type { Shape } from './define.ts';

/*
 * Conventions of the whole contract:
 * - every `…At` is Unix time in seconds, every `…Seconds` a span;
 * - absent is null, never a missing key, so that both sides see the same shape;
 * - ids are opaque to the page; paths it sees are for showing only.
 */

const id = z.string().check(z.minLength(1), z.maxLength(200));

export const farmId = id;
/** Unique in an open farm (DECISIONS 2). */
export const wikiId = id;
/** The id of an account, which is the name of its profile file. */
export const userId = id;
/** A folder of accounts (`user_dir`); wikis that share accounts name the same one. */
export const accountStoreId = id;
/** Stands for one session file; says nothing about its sid. */
export const sessionRowId = id;
export const identityId = id;
export const taskId = id;
/** Takes back what the answer that brought it did; valid until the farm closes or the same thing is done anew. */
export const undoToken = id;
/** Stands for one configuration file of a farm. */
export const fileId = id;

/** Free text a person typed. */
export const shortText = z.string().check(z.maxLength(1000));
export const count = z.int().check(z.nonnegative());
export const time = z.number();
export const nothing = z.null();

/** Of the window. */
export const language = z.enum(languages);

/** Put into the person's language by the page (shared/texts). */
export const sentence = z.custom<Sentence>((value) => isSentence(value));

/** A sentence, or a line of text from outside. */
export const spoken = z.custom<Spoken>((value) => typeof value === 'string' || isSentence(value));

/** `AppError` of shared/result.ts. */
export const appError = z.object({
  code: z.enum(errorCodes),
  message: sentence,
  hint: z.exactOptional(sentence),
  detail: z.exactOptional(z.string()),
  file: z.exactOptional(z.string()),
  line: z.exactOptional(z.int()),
});

/** Where something stands in the farm's configuration. */
export const sourcePlace = z.object({
  fileId,
  /** Relative to the config folder, as shown to a person. */
  file: z.string(),
  /** 1-based. */
  line: z.int(),
});
export type SourcePlace = Shape<typeof sourcePlace>;

/** Somebody with an account. */
export const person = z.object({ id: userId, name: z.string() });
export type Person = Shape<typeof person>;

/**
 * A Python value in the notation of spec/sessions.md §9.1, plus `set`.
 *
 * `str` is an ASCII byte string, `str_b64` any other; integers and floats are decimal text, so nothing is rounded.
 */
export type TypedValue =
  | { readonly none: true }
  | { readonly bool: boolean }
  | { readonly int: string }
  | { readonly long: string }
  | { readonly float: string }
  | { readonly str: string }
  | { readonly str_b64: string }
  | { readonly u: string }
  | { readonly list: readonly TypedValue[] }
  | { readonly tuple: readonly TypedValue[] }
  | { readonly set: readonly TypedValue[] }
  | { readonly dict: readonly (readonly [TypedValue, TypedValue])[] };

/** Deeper values are refused; session files end at 100 (spec/sessions.md §9.4). */
const deepest = 200;

/**
 * Whether a value from outside is a `TypedValue`.
 *
 * By hand instead of a union of twelve schemas: the matrix of a large farm holds tens of thousands of these.
 */
function isTypedValue(value: unknown, depth = 0): value is TypedValue {
  if (typeof value !== 'object' || value === null || depth > deepest) return false;
  const entries = Object.entries(value);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) return false;
  const [type, content] = entry as readonly [string, unknown];
  switch (type) {
    case 'none':
      return content === true;
    case 'bool':
      return typeof content === 'boolean';
    case 'int':
    case 'long':
    case 'float':
    case 'str':
    case 'str_b64':
    case 'u':
      return typeof content === 'string';
    case 'list':
    case 'tuple':
    case 'set':
      return Array.isArray(content) && content.every((item) => isTypedValue(item, depth + 1));
    case 'dict':
      return Array.isArray(content) && content.every((pair) => isTypedPair(pair, depth + 1));
    default:
      return false;
  }
}

const isTypedPair = (pair: unknown, depth: number): boolean =>
  Array.isArray(pair) && pair.length === 2 && pair.every((part) => isTypedValue(part, depth));

export const typedValue = z.custom<TypedValue>((value) => isTypedValue(value));

/** What was asked takes a while; progress and the end arrive as `task:changed`. */
export const taskStarted = z.object({ taskId });
