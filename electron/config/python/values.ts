import type { SourceEncoding } from './encoding.ts';
import type { Block } from './syntax-tree.ts';
import type { PyValue } from '../../../shared/python-value.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/**
 * What names are bound to while a configuration is read.
 *
 * Plain values are PyValues. Lists, sets and dicts are objects with an identity, as in Python: two names of one list see
 * each other's changes, and so do the wikis of a farm (spec/config.md §4).
 */
export type Value =
  | Scalar
  | ListValue
  | TupleValue
  | SetValue
  | DictValue
  | ClassValue
  | ModuleValue
  | FunctionValue
  | OutsideValue
  | CallValue
  | ComputedValue;

export type Scalar =
  Extract<PyValue, { type: 'none' | 'bool' | 'int' | 'long' | 'float' | 'unicode' }> | StrValue;

/** `assembled`: put together while running, so not the one interned object a literal is (cookie_name, spec §5). */
export interface StrValue {
  readonly type: 'str';
  readonly bytes: Uint8Array;
  readonly assembled?: true;
}

export class ListValue {
  readonly type = 'list';
  items: Value[];
  /** Set when something unknown changed it; its content is then unknown for good. */
  spoiled: Sentence | null = null;

  constructor(items: Value[]) {
    this.items = items;
  }
}

export interface TupleValue {
  readonly type: 'tuple';
  readonly items: readonly Value[];
}

export class SetValue {
  readonly type = 'set';
  items: Value[];
  spoiled: Sentence | null = null;

  constructor(items: Value[]) {
    this.items = items;
  }
}

/** Keys are found by `keyOf`; order of insertion, which Python 2 does not promise either. */
export class DictValue {
  readonly type = 'dict';
  readonly entries = new Map<string, readonly [Value, Value]>();
  spoiled: Sentence | null = null;
}

/**
 * The names of a class or module as a dictionary (`locals()`, `vars(C)`, `C.__dict__`). What it holds is never known;
 * `changed` is told when something writes into it.
 */
export class NamespaceValue extends DictValue {
  readonly changed: (why: Sentence) => void;

  constructor(why: Sentence, changed: (why: Sentence) => void) {
    super();
    this.spoiled = why;
    this.changed = changed;
  }
}

/** A statement that may have changed any name of a class or module. */
export interface Blur {
  readonly why: Sentence;
  /** Relative to the config folder. */
  readonly file: string;
  readonly line: number;
}

/** A name in a class or module: its value and the statement that bound it. */
export interface Binding {
  readonly value: Value;
  readonly module: ModuleValue | null;
  /** 1-based; 0 for what is built in. */
  readonly line: number;
  /** Source text of the bound expression; empty when there is none (imports, functions). */
  readonly text: string;
}

export class ClassValue {
  readonly type = 'class';
  readonly name: string;
  readonly module: ModuleValue;
  readonly line: number;
  readonly bases: readonly ClassValue[];
  /** Why its names can't be known: a base from outside the config folder. Null for a class that was read. */
  opaque: Sentence | null = null;
  readonly names = new Map<string, Binding>();
  /** Where any of its names may have got another value. */
  readonly blurs: Blur[] = [];

  constructor(name: string, module: ModuleValue, line: number, bases: readonly ClassValue[]) {
    this.name = name;
    this.module = module;
    this.line = line;
    this.bases = bases;
  }
}

/** A module of the config folder. */
export class ModuleValue {
  readonly type = 'module';
  readonly name: string;
  /** Relative to the config folder. */
  readonly file: string;
  /** Of the source file, to show its text. */
  encoding: SourceEncoding = 'utf-8';
  readonly names = new Map<string, Binding>();
  /** Names may exist that no reader can see (`from outside import *`, `exec`). */
  open = false;
  /** Where any of its names, or those of its classes, may have got another value. */
  readonly blurs: Blur[] = [];

  constructor(name: string, file: string) {
    this.name = name;
    this.file = file;
  }
}

/** A `def` of the config folder; calling it may change what its body names. */
export interface FunctionValue {
  readonly type: 'function';
  readonly name: string;
  readonly parameters: readonly string[];
  readonly module: ModuleValue;
  readonly body: Block;
}

/** Something outside the config folder, by its dotted path: `os.path.join`, `MoinMoin.auth.MoinAuth`. */
export interface OutsideValue {
  readonly type: 'outside';
  readonly path: string;
}

/** A call of one of the four known constructors (spec/config.md §7.5), arguments complete. */
export interface CallValue {
  readonly type: 'call';
  readonly path: string;
  /** The name it was called by; a redefinition of it anywhere makes the call computed. */
  readonly via: string;
  readonly arguments: ReadonlyMap<string, Value>;
}

export interface ComputedValue {
  readonly type: 'computed';
  readonly why: Sentence;
}

export const none: Scalar = { type: 'none' };
export const bool = (value: boolean): Scalar => ({ type: 'bool', value });
export const computed = (why: Sentence): ComputedValue => ({ type: 'computed', why });
export const unicode = (text: string): Scalar => ({ type: 'unicode', text });
export const tuple = (items: readonly Value[]): TupleValue => ({ type: 'tuple', items });

const maxInt = 2n ** 63n - 1n;
const minInt = -(2n ** 63n);

/** An integer: `int`, or `long` when it does not fit or one side was long. */
export function integer(value: bigint, long = false): Scalar {
  return { type: long || value > maxInt || value < minInt ? 'long' : 'int', value };
}

/** A byte string from one character per byte. */
export function bytesOf(binary: string): StrValue {
  return { type: 'str', bytes: Uint8Array.from(Buffer.from(binary, 'latin1')) };
}

/** One character per byte. */
export function binaryOf(value: { readonly bytes: Uint8Array }): string {
  return Buffer.from(value.bytes.buffer, value.bytes.byteOffset, value.bytes.byteLength).toString('latin1');
}

/** Plain data of a value, or why there is none. */
export function toPlain(value: Value): { readonly plain: PyValue } | { readonly why: Sentence } {
  return plainAt(value, 0, { parts: maxParts });
}

const maxDepth = 200;
/** A list that holds one list twice, which holds one list twice … grows without bound when written out. */
const maxParts = 500_000;

function plainAt(
  value: Value,
  depth: number,
  left: { parts: number },
): { plain: PyValue } | { why: Sentence } {
  if (depth > maxDepth) return { why: sentence('why.nested') };
  if (--left.parts < 0) return { why: sentence('why.tooLarge') };
  switch (value.type) {
    case 'none':
    case 'bool':
    case 'int':
    case 'long':
    case 'float':
    case 'unicode':
      return { plain: value };
    case 'str':
      return { plain: { type: 'str', bytes: value.bytes } };
    case 'list':
    case 'set':
    case 'tuple': {
      if (value.type !== 'tuple' && value.spoiled !== null) return { why: value.spoiled };
      const items: PyValue[] = [];
      for (const item of value.items) {
        const part = plainAt(item, depth + 1, left);
        if ('why' in part) return part;
        items.push(part.plain);
      }
      return { plain: { type: value.type, items } };
    }
    case 'dict': {
      if (value.spoiled !== null) return { why: value.spoiled };
      const entries: [PyValue, PyValue][] = [];
      for (const [key, content] of value.entries.values()) {
        const plainKey = plainAt(key, depth + 1, left);
        if ('why' in plainKey) return plainKey;
        const plainContent = plainAt(content, depth + 1, left);
        if ('why' in plainContent) return plainContent;
        entries.push([plainKey.plain, plainContent.plain]);
      }
      return { plain: { type: 'dict', entries } };
    }
    case 'computed':
      return { why: value.why };
    case 'class':
      return { why: sentence('why.aClass') };
    case 'module':
      return { why: sentence('why.aModule') };
    case 'function':
      return { why: sentence('why.aFunction') };
    case 'outside':
      return { why: sentence('why.outside', { name: value.path }) };
    case 'call':
      return { why: sentence('why.anObject') };
  }
}

/** Fresh mutable objects holding plain data, e.g. the built-in default lists. */
export function fromPlain(value: PyValue): Value {
  switch (value.type) {
    case 'list':
      return new ListValue(value.items.map(fromPlain));
    case 'set':
      return new SetValue(value.items.map(fromPlain));
    case 'tuple':
      return tuple(value.items.map(fromPlain));
    case 'dict': {
      const dict = new DictValue();
      for (const [key, content] of value.entries) {
        const keyValue = fromPlain(key);
        dict.entries.set(keyOf(keyValue, 0) ?? '', [keyValue, fromPlain(content)]);
      }
      return dict;
    }
    default:
      return value;
  }
}

/** Equal for Python values that are the same dictionary key; null for what is not hashable or not known. */
export function keyOf(value: Value, depth = 0): string | null {
  switch (value.type) {
    case 'none':
      return 'none';
    case 'bool':
      return `n${value.value ? 1 : 0}`;
    case 'int':
    case 'long':
      return `n${value.value}`;
    case 'float':
      return Number.isInteger(value.value) ? `n${BigInt(value.value)}` : `f${value.value}`;
    case 'str': {
      const binary = binaryOf(value);
      // An ASCII byte string and its unicode twin are one key.
      // oxlint-disable-next-line no-control-regex -- ASCII is meant, control characters included
      return /^[\x00-\x7f]*$/.test(binary) ? `u${binary}` : `b${binary}`;
    }
    case 'unicode':
      return `u${value.text}`;
    case 'tuple': {
      if (depth > 8) return null;
      const keys = value.items.map((item) => keyOf(item, depth + 1));
      return keys.includes(null) ? null : `t${JSON.stringify(keys)}`;
    }
    default:
      return null;
  }
}
