import * as z from 'zod/mini';
import { errorCodes } from '../result.ts';
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

/** `AppError` of shared/result.ts. */
export const appError = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.exactOptional(z.string()),
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

export const typedValue: z.ZodMiniType<TypedValue> = z.lazy(() =>
  z.union([
    z.strictObject({ none: z.literal(true) }),
    z.strictObject({ bool: z.boolean() }),
    z.strictObject({ int: z.string() }),
    z.strictObject({ long: z.string() }),
    z.strictObject({ float: z.string() }),
    z.strictObject({ str: z.string() }),
    z.strictObject({ str_b64: z.string() }),
    z.strictObject({ u: z.string() }),
    z.strictObject({ list: z.array(typedValue) }),
    z.strictObject({ tuple: z.array(typedValue) }),
    z.strictObject({ set: z.array(typedValue) }),
    z.strictObject({ dict: z.array(z.tuple([typedValue, typedValue])) }),
  ]),
);

/** What was asked takes a while; progress and the end arrive as `task:changed`. */
export const taskStarted = z.object({ taskId });
