import * as z from 'zod/mini';
import type { Sentence } from '../texts/sentence.ts';

/** One question the window may ask: the schema of its arguments (a tuple) and of the value of a good answer. */
export interface RequestDefinition<A extends z.ZodMiniType, V extends z.ZodMiniType> {
  readonly arguments: A;
  readonly value: V;
}

/** One thing the window may be told. */
export interface EventDefinition<P extends z.ZodMiniType> {
  readonly payload: P;
}

export const request = <A extends z.ZodMiniType, V extends z.ZodMiniType>(
  argumentsSchema: A,
  value: V,
): RequestDefinition<A, V> => ({ arguments: argumentsSchema, value });

export const event = <P extends z.ZodMiniType>(payload: P): EventDefinition<P> => ({ payload });

/** What crosses the border is never changed by the side that receives it. */
export type DeepReadonly<T> = T extends Sentence
  ? T
  : T extends (infer U)[]
    ? number extends T['length']
      ? readonly DeepReadonly<U>[]
      : { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T extends object
      ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
      : T;

export type Shape<S extends z.ZodMiniType> = DeepReadonly<z.output<S>>;
