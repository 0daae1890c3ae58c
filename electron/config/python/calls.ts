import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { attributeOf } from './attributes.ts';
import { harmlessFunctions, harmlessMethods } from './changes.ts';
import { constructorCall, isConstructor } from './constructors.ts';
import { callBuiltin, callDictMethod, callListMethod, itemsOf, joinTexts } from './methods.ts';
import { truth } from './operators.ts';
import { callPathFunction } from './outside.ts';
import type { Runner } from './runner.ts';
import type { Argument } from './syntax-tree.ts';
import {
  binaryOf,
  bool,
  computed,
  DictValue,
  ListValue,
  NamespaceValue,
  none,
  SetValue,
  type Value,
} from './values.ts';

/** `object.name(…)`: what lists, dictionaries and texts do themselves; anything else is looked up and called. */
export function callMethod(
  object: Value,
  name: string,
  given: readonly Argument[],
  values: readonly Value[],
  runner: Runner,
): Value {
  const { plain, named, simple } = arrange(given, values);
  if (object instanceof NamespaceValue) {
    if (!harmlessMethods.has(name)) object.changed(sentence('why.changedBy', { name }));
    return computed(sentence('why.result', { name }));
  }
  if (object.type === 'class') runner.blur(object, sentence('why.changedByCall', { name }));
  if (object instanceof ListValue)
    return simple && named.size === 0
      ? callListMethod(object, name, plain)
      : spoilAll([object, ...values], name, runner);
  if (object instanceof DictValue)
    return simple ? callDictMethod(object, name, plain, named) : spoilAll([object, ...values], name, runner);
  if (object instanceof SetValue) return spoilAll([object, ...values], name, runner);
  const joined = object.type === 'str' && name === 'join' && simple ? joinTexts(object, plain) : null;
  if (joined !== null) return joined;
  if (['str', 'unicode', 'tuple', 'computed'].includes(object.type))
    return computed(sentence('why.result', { name }));
  return callValue(attributeOf(object, name, runner), name, given, values, runner);
}

interface Arranged {
  readonly plain: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** No `**dict` among them, and every `*list` is known. */
  readonly simple: boolean;
}

function arrange(given: readonly Argument[], values: readonly Value[]): Arranged {
  const plain: Value[] = [];
  const named = new Map<string, Value>();
  let simple = true;
  for (const [index, argument] of given.entries()) {
    const value = values[index] ?? none;
    if (argument.kind === 'positional') plain.push(value);
    else if (argument.name !== null) named.set(argument.name, value);
    else {
      const items = argument.kind === 'star' ? itemsOf(value) : null;
      if (items === null) simple = false;
      else plain.push(...items.slice(0, 10_000));
    }
  }
  return { plain, named, simple };
}

/** Calls a value with its arguments, `values` in the order of `given`; `via` is the name that it was called by. */
export function callValue(
  target: Value,
  via: string,
  given: readonly Argument[],
  values: readonly Value[],
  runner: Runner,
): Value {
  const { plain, named, simple } = arrange(given, values);
  if (target.type === 'function') {
    runner.called(target);
    return spoilAll(values, target.name, runner);
  }
  if (target.type !== 'outside') return spoilAll(values, via, runner);
  if (isConstructor(target.path)) return constructorCall(target.path, via, given, values);
  const builtin = /^__builtin__\.(.*)$/.exec(target.path)?.[1];
  if (builtin === 'setattr' || builtin === 'delattr') return setByName(builtin, plain, runner);
  if (builtin !== undefined && simple) {
    if (builtin === 'bool' && plain.length === 1 && named.size === 0) {
      const known = truth(plain[0] ?? none);
      return known === null ? computed(sentence('why.dependsUnknown')) : bool(known);
    }
    const result = callBuiltin(builtin, plain, named);
    if (result !== null) return result;
  }
  if (simple && named.size === 0) {
    const result = callPathFunction(target.path, plain, runner.directory);
    if (result !== null) return result;
  }
  if (builtin !== undefined && harmlessFunctions.has(builtin))
    return computed(sentence('why.result', { name: builtin }));
  return spoilAll(values, via, runner);
}

/** `setattr(C, 'name', value)` is `C.name = value`; with a name or object that isn't known it may be any option. */
function setByName(builtin: 'setattr' | 'delattr', values: readonly Value[], runner: Runner): Value {
  const [target, name, value] = values;
  const { module, line } = runner.place;
  const isNamed = target?.type === 'class' || target?.type === 'module';
  if (!isNamed) {
    if (target?.type !== 'outside') runner.blur(module, sentence('why.changedBy', { name: builtin }));
  } else if (name?.type !== 'str' && name?.type !== 'unicode')
    runner.blur(target, sentence('why.changedBy', { name: builtin }));
  else if (builtin === 'delattr') target.names.delete(name.type === 'str' ? binaryOf(name) : name.text);
  else {
    const bound = { value: value ?? computed(sentence('why.unknown')), module, line, text: '' };
    target.names.set(name.type === 'str' ? binaryOf(name) : name.text, bound);
  }
  return none;
}

/** Lists and dictionaries handed to something unknown may come back changed. */
function spoilAll(values: readonly Value[], name: string, runner: Runner): Value {
  const why = name === '' ? sentence('why.someResult') : sentence('why.result', { name });
  for (const value of values) {
    spoil(value, sentence('why.mayHaveChanged', { name }));
    if (value.type === 'class') runner.blur(value, sentence('why.mayHaveChanged', { name }));
  }
  return computed(why);
}

/** Marks a mutable object as unknown from now on; other values have nothing to change. */
export function spoil(value: Value, why: Sentence): void {
  if (value instanceof ListValue || value instanceof DictValue || value instanceof SetValue)
    value.spoiled ??= why;
  if (value instanceof NamespaceValue) value.changed(why);
}
