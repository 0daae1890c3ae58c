import { equal, lengthOf, ordered } from './operators.ts';
import { PythonRunError } from './run-error.ts';
import { maxText } from './text.ts';
import {
  binaryOf,
  bool,
  computed,
  DictValue,
  integer,
  keyOf,
  ListValue,
  none,
  SetValue,
  tuple,
  type StrValue,
  type Value,
} from './values.ts';
import { toText } from './represent.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Calls a method of a list; changes the list itself, so that every name of it sees the change. */
export function callListMethod(list: ListValue, name: string, values: readonly Value[]): Value {
  if (list.spoiled !== null) return computed(list.spoiled);
  const [first, second] = values;
  switch (name) {
    case 'append':
      if (first === undefined) break;
      return change(list, [...list.items, first]);
    case 'extend': {
      const items = first === undefined ? null : itemsOf(first);
      return items === null ? spoil(list, sentence('why.extended')) : change(list, [...list.items, ...items]);
    }
    case 'insert': {
      const at = first === undefined ? null : indexOf(first);
      if (at === null || second === undefined) break;
      const place = at < 0 ? Math.max(0, list.items.length + at) : at;
      return change(list, [...list.items.slice(0, place), second, ...list.items.slice(place)]);
    }
    case 'remove':
      return first === undefined ? spoil(list, sentence('why.changedSomehow')) : removeItem(list, first);
    case 'pop': {
      const at = first === undefined ? -1 : indexOf(first);
      if (at === null) break;
      const place = at < 0 ? list.items.length + at : at;
      const item = list.items[place];
      if (item === undefined)
        throw new PythonRunError('IndexError', 'pop from an empty list or out of range');
      change(
        list,
        list.items.filter((_, index) => index !== place),
      );
      return item;
    }
    case 'sort':
      return values.length > 0 ? spoil(list, sentence('why.sorted')) : sort(list);
    case 'reverse':
      return change(list, list.items.toReversed());
    case 'index':
    case 'count':
      return computed(sentence('why.result', { name }));
  }
  return spoil(list, sentence('why.changedBy', { name }));
}

function change(list: ListValue, items: Value[]): Value {
  if (items.length > maxText) return spoil(list, sentence('why.tooLarge'));
  list.items = items;
  return none;
}

function spoil(list: ListValue | DictValue, why: Sentence): Value {
  list.spoiled = why;
  return computed(why);
}

function removeItem(list: ListValue, wanted: Value): Value {
  for (const [index, item] of list.items.entries()) {
    const same = equal(item, wanted);
    if (same === null) return spoil(list, sentence('why.somethingRemoved'));
    if (same)
      return change(
        list,
        list.items.filter((_, place) => place !== index),
      );
  }
  throw new PythonRunError('ValueError', 'the item to remove is not in the list');
}

function sort(list: ListValue): Value {
  let known = true;
  const items = list.items.toSorted((left, right) => {
    const order = ordered(left, right);
    if (order === null) known = false;
    return order ?? 0;
  });
  return known ? change(list, items) : spoil(list, sentence('why.sorted'));
}

/** The items of something that can be gone through; null when not known. */
export function itemsOf(value: Value): readonly Value[] | null {
  if (value.type === 'tuple') return value.items;
  if (value.type === 'list') return value.spoiled === null ? value.items : null;
  if (value.type === 'dict' && value.spoiled === null) return [...value.entries.values()].map(([key]) => key);
  return null;
}

/** A whole number small enough for an index; null otherwise. */
export function indexOf(value: Value): number | null {
  if (value.type === 'bool') return Number(value.value);
  if (value.type !== 'int' && value.type !== 'long') return null;
  return value.value >= -(2n ** 31n) && value.value < 2n ** 31n ? Number(value.value) : null;
}

export function callDictMethod(
  dict: DictValue,
  name: string,
  values: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value {
  if (dict.spoiled !== null) return computed(dict.spoiled);
  const [first, second] = values;
  switch (name) {
    case 'update':
      return values.length > 1 || !fill(dict, first, named) ? spoil(dict, sentence('why.updated')) : none;
    case 'get':
    case 'has_key': {
      const key = first === undefined ? null : keyOf(first);
      if (key === null) return computed(sentence('why.unknownKey'));
      const found = dict.entries.get(key);
      return name === 'has_key' ? bool(found !== undefined) : (found?.[1] ?? second ?? none);
    }
    case 'copy': {
      const copy = new DictValue();
      fill(copy, dict, named);
      return copy;
    }
    case 'clear':
      dict.entries.clear();
      return none;
    case 'keys':
    case 'values':
    case 'items':
      return computed(sentence('why.dictOrder'));
  }
  return spoil(dict, sentence('why.changedBy', { name }));
}

/** Adds what `dict(source, **named)` would hold; false when it is not known. */
export function fill(dict: DictValue, source: Value | undefined, named: ReadonlyMap<string, Value>): boolean {
  const pairs: [Value, Value][] = [];
  if (source instanceof DictValue) {
    if (source.spoiled !== null) return false;
    pairs.push(...[...source.entries.values()].map(([key, value]): [Value, Value] => [key, value]));
  } else if (source !== undefined) {
    const items = itemsOf(source);
    if (items === null) return false;
    for (const item of items) {
      const parts = itemsOf(item);
      const [key, value] = parts ?? [];
      if (parts?.length !== 2 || key === undefined || value === undefined) return false;
      pairs.push([key, value]);
    }
  }
  for (const [name, value] of named)
    pairs.push([{ type: 'str', bytes: Uint8Array.from(Buffer.from(name)) }, value]);
  for (const [key, value] of pairs) if (!setEntry(dict, key, value)) return false;
  return true;
}

/** A set of items whose keys are known. */
export function setOf(items: readonly Value[]): Value {
  const unique = new Map<string, Value>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) return computed(sentence('why.unknownSet'));
    unique.set(key, item);
  }
  return new SetValue([...unique.values()]);
}

/** `dict[key] = value`, keeping the key that is there; false when the key is not known. */
export function setEntry(dict: DictValue, key: Value, value: Value): boolean {
  const known = keyOf(key);
  if (known === null || dict.entries.size > maxText) return false;
  dict.entries.set(known, [dict.entries.get(known)?.[0] ?? key, value]);
  return true;
}

/** Known built-in functions (spec/config.md §7.3); null for the others. */
export function callBuiltin(
  name: string,
  values: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value | null {
  const [first] = values;
  if (name === 'dict') {
    const dict = new DictValue();
    return values.length <= 1 && fill(dict, first, named) ? dict : computed(sentence('why.unknownDict'));
  }
  if (named.size > 0 || values.length > 1) return null;
  if (name === 'list' || name === 'tuple') {
    const items = first === undefined ? [] : first.type === 'dict' ? null : itemsOf(first);
    if (items === null) return null;
    return name === 'list' ? new ListValue([...items]) : tuple(items);
  }
  if (first === undefined) return null;
  if (name === 'set' || name === 'frozenset') {
    const items = first.type === 'dict' ? null : itemsOf(first);
    return items === null ? null : setOf(items);
  }
  if (name === 'len') {
    const sized = ['str', 'unicode', 'tuple', 'list', 'dict', 'set'].includes(first.type);
    if (!sized || ('spoiled' in first && first.spoiled !== null)) return null;
    return integer(BigInt(first.type === 'unicode' ? Array.from(first.text).length : lengthOf(first)));
  }
  if (name === 'int' || name === 'float') return toNumber(name, first);
  if (name === 'str') return toStr(first);
  return null;
}

/** `str('x')` is the very object it was given, which is what makes `str('siteidmagic')` magic (spec/sessions.md §6). */
function toStr(value: Value): Value | null {
  if (value.type === 'str') return value;
  const text =
    value.type === 'unicode' ? (/^[\x20-\x7e]*$/.test(value.text) ? value.text : null) : toText(value);
  return text === null
    ? null
    : { type: 'str', bytes: Uint8Array.from(Buffer.from(text, 'latin1')), assembled: true };
}

/** `separator.join(list)` of byte strings; null when an item is none or the result would be too long. */
export function joinTexts(separator: StrValue, values: readonly Value[]): StrValue | null {
  const [list, ...others] = values;
  const items = list === undefined || others.length > 0 || list.type === 'dict' ? null : itemsOf(list);
  if (items === null) return null;
  const parts = items.flatMap((item) => (item.type === 'str' ? [binaryOf(item)] : []));
  if (parts.length !== items.length) return null;
  const [only] = items;
  if (parts.length === 1 && only?.type === 'str') return only;
  const text = parts.join(binaryOf(separator));
  return text.length > maxText
    ? null
    : { type: 'str', bytes: Uint8Array.from(Buffer.from(text, 'latin1')), assembled: true };
}

function toNumber(name: 'int' | 'float', value: Value): Value | null {
  if (value.type === 'int' || value.type === 'long' || value.type === 'bool')
    return name === 'int' ? integer(BigInt(value.value)) : { type: 'float', value: Number(value.value) };
  if (value.type === 'float') {
    if (name === 'float') return value;
    return Number.isFinite(value.value) ? integer(BigInt(Math.trunc(value.value))) : null;
  }
  if (value.type === 'none' || value.type === 'list' || value.type === 'dict' || value.type === 'tuple')
    throw new PythonRunError('TypeError', `${name}() needs a number or a text`);
  if (value.type !== 'str' && value.type !== 'unicode') return null;
  const text = (value.type === 'unicode' ? value.text : Buffer.from(value.bytes).toString('latin1')).trim();
  const pattern = name === 'int' ? /^[-+]?\d{1,400}$/ : /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
  if (!pattern.test(text)) {
    if (name === 'float' && /^[-+]?(inf|nan|infinity)$/i.test(text)) return null;
    throw new PythonRunError('ValueError', `${name}() of a text that is no number`);
  }
  return name === 'int' ? integer(BigInt(text.replace('+', ''))) : { type: 'float', value: Number(text) };
}
