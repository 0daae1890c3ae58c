import { harmlessFunctions, partsOf } from './changes.ts';
import { classOrder, lookUp } from './class-order.ts';
import { constructorCall, isConstructor } from './constructors.ts';
import {
  callBuiltin,
  callDictMethod,
  callListMethod,
  indexOf,
  itemsOf,
  joinTexts,
  setEntry,
} from './methods.ts';
import { binaryOperation, compare, isNumber, truth, unknownReason } from './operators.ts';
import { builtins, callPathFunction, outsideAttribute } from './outside.ts';
import { PythonRunError } from './run-error.ts';
import type { Argument, Expression } from './syntax-tree.ts';
import {
  binaryOf,
  bool,
  bytesOf,
  computed,
  DictValue,
  integer,
  keyOf,
  ListValue,
  none,
  SetValue,
  tuple,
  unicode,
  type Binding,
  type ClassValue,
  type FunctionValue,
  type ModuleValue,
  type Value,
} from './values.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Where names are looked up: the body of a class in front of its module. */
export interface Scope {
  readonly module: ModuleValue;
  readonly names: Map<string, Binding>;
  /** `from __future__ import division`. */
  readonly trueDivision: boolean;
}

/** What evaluation needs from whoever runs the files. */
export interface Runner {
  /** The config folder, one character per byte. */
  readonly directory: string;
  /** Counts work; throws TooMuchWork when it gets too much. */
  step(): void;
  /** A function of the config folder is called: what its body may change becomes unknown. */
  called(target: FunctionValue): void;
  /** A submodule of a package in the config folder, if there is one. */
  submodule(module: ModuleValue, name: string): Value | null;
  /** MoinMoin's default class for its path; anything else as it is. */
  resolve(value: Value): Value;
}

export function evaluate(expression: Expression, scope: Scope, runner: Runner): Value {
  runner.step();
  const at = (inner: Expression): Value => evaluate(inner, scope, runner);
  switch (expression.type) {
    case 'number': {
      const { value } = expression;
      if (value.kind === 'unknown') return computed(value.why);
      return value.kind === 'float'
        ? { type: 'float', value: value.value }
        : { type: value.kind, value: value.value };
    }
    case 'string': {
      const { value } = expression;
      if (value.kind === 'unknown') return computed(value.why);
      return value.kind === 'bytes' ? bytesOf(value.bytes) : unicode(value.text);
    }
    case 'name':
      return nameValue(expression.name, scope);
    case 'tuple':
      return tuple(expression.items.map(at));
    case 'list':
      return new ListValue(expression.items.map(at));
    case 'set':
      return setOf(expression.items.map(at));
    case 'dict':
      return dictOf(expression.entries.map(([key, value]) => [at(key), at(value)]));
    case 'attribute':
      return attributeOf(at(expression.object), expression.name, runner);
    case 'index':
      return itemOf(at(expression.object), at(expression.index));
    case 'slice':
      return sliceOf(
        at(expression.object),
        expression.bounds.map((bound) => (bound === null ? null : at(bound))),
      );
    case 'call':
      return call(expression, scope, runner);
    case 'unary':
      return unaryOperation(expression.operator, at(expression.operand));
    case 'binary':
      return binaryChain(expression, scope, runner);
    case 'logical':
      return logical(expression, scope, runner);
    case 'comparison':
      return comparisonChain(expression, scope, runner);
    case 'conditional': {
      const test = truth(at(expression.test));
      if (test === null) return computed(sentence('why.dependsUnknown'));
      return at(test ? expression.then : expression.otherwise);
    }
    case 'opaque':
      return computed(sentence(`why.${expression.what}`));
  }
}

function nameValue(name: string, scope: Scope): Value {
  const binding = scope.names.get(name) ?? scope.module.names.get(name);
  if (binding !== undefined) return binding.value;
  if (name === 'None') return none;
  if (name === 'True' || name === 'False') return bool(name === 'True');
  if (builtins.has(name)) return { type: 'outside', path: `__builtin__.${name}` };
  if (scope.module.open) return computed(sentence('why.notDefined', { name }));
  throw new PythonRunError('NameError', `the name ${name} is not defined`);
}

function setOf(items: readonly Value[]): Value {
  const unique = new Map<string, Value>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) return computed(sentence('why.unknownSet'));
    unique.set(key, item);
  }
  return new SetValue([...unique.values()]);
}

function dictOf(entries: readonly (readonly [Value, Value])[]): Value {
  const dict = new DictValue();
  for (const [key, value] of entries)
    if (!setEntry(dict, key, value)) return computed(sentence('why.unknownKeys'));
  return dict;
}

/** `object.name`. Throws PythonRunError when it certainly does not exist. */
export function attributeOf(object: Value, name: string, runner: Runner): Value {
  if (object.type === 'outside') return runner.resolve(outsideAttribute(object.path, name));
  if (object.type === 'class') return classAttribute(object, name);
  if (object.type === 'module') {
    const binding = object.names.get(name);
    if (binding !== undefined) return binding.value;
    const inner = runner.submodule(object, name);
    if (inner !== null) return inner;
    if (object.open) return computed(sentence('why.notDefined', { name: `${object.name}.${name}` }));
    throw new PythonRunError('AttributeError', `the module ${object.name} has no ${name}`);
  }
  const why = unknownReason(object);
  if (why !== null) return computed(why);
  if (object.type === 'none') throw new PythonRunError('AttributeError', `None has no ${name}`);
  return computed(sentence('why.attribute', { name }));
}

function classAttribute(cls: ClassValue, name: string): Value {
  const order = classOrder(cls);
  if (order === null) return computed(sentence('why.bases'));
  const result = lookUp(order, name);
  if (result.found === 'binding') return result.binding.value;
  if (result.found === 'opaque') return computed(result.why);
  if (name.startsWith('__')) return computed(sentence('why.attribute', { name }));
  throw new PythonRunError('AttributeError', `the class ${cls.name} has no ${name}`);
}

function itemOf(object: Value, index: Value): Value {
  const why = unknownReason(object) ?? unknownReason(index);
  if (why !== null) return computed(why);
  if (object instanceof DictValue) {
    const key = keyOf(index);
    if (key === null) return computed(sentence('why.unknownKey'));
    const entry = object.entries.get(key);
    if (entry === undefined) throw new PythonRunError('KeyError', 'the dictionary has no such key');
    return entry[1];
  }
  const at = indexOf(index);
  const items = sequence(object);
  if (at === null || items === null) return computed(sentence('why.unknownIndex'));
  const item = items.at(at);
  if (item === undefined || at < -items.length)
    throw new PythonRunError('IndexError', 'the index is out of range');
  return item;
}

/** The parts of anything that can be indexed by number; null for the rest. */
function sequence(object: Value): readonly Value[] | null {
  if (object.type === 'str')
    return Array.from(binaryOf(object)).map((character) => ({
      ...bytesOf(character),
      assembled: true as const,
    }));
  if (object.type === 'unicode') return Array.from(object.text).map(unicode);
  return object.type === 'list' || object.type === 'tuple' ? itemsOf(object) : null;
}

function sliceOf(object: Value, bounds: readonly (Value | null)[]): Value {
  const why = unknownReason(object);
  if (why !== null) return computed(why);
  if (object.type === 'str' && bounds.every((bound) => bound === null)) return object; // Python gives the same object
  const numbers = bounds.map((bound) => (bound === null || bound.type === 'none' ? null : indexOf(bound)));
  const known = numbers.every(
    (number, index) => number !== null || bounds[index] === null || bounds[index]?.type === 'none',
  );
  const items = sequence(object);
  if (!known || items === null) return computed(sentence('why.unknownSlice'));
  const step = numbers[2] ?? 1;
  if (step === 0) throw new PythonRunError('ValueError', 'the step of a slice is zero');
  const picked =
    step === 1
      ? items.slice(numbers[0] ?? 0, numbers[1] ?? undefined)
      : stepped(items, numbers[0] ?? null, numbers[1] ?? null, step);
  if (object.type === 'str')
    return {
      ...bytesOf(picked.map((item) => (item.type === 'str' ? binaryOf(item) : '')).join('')),
      assembled: true,
    };
  if (object.type === 'unicode')
    return unicode(picked.map((item) => (item.type === 'unicode' ? item.text : '')).join(''));
  return object.type === 'list' ? new ListValue(picked) : tuple(picked);
}

function stepped(items: readonly Value[], from: number | null, to: number | null, step: number): Value[] {
  const size = items.length;
  const clamp = (value: number, least: number, most: number): number =>
    Math.min(Math.max(value < 0 ? value + size : value, least), most);
  const forward = step > 0;
  const start =
    from === null ? (forward ? 0 : size - 1) : clamp(from, forward ? 0 : -1, forward ? size : size - 1);
  const stop = to === null ? (forward ? size : -1) : clamp(to, forward ? 0 : -1, forward ? size : size - 1);
  const picked: Value[] = [];
  for (let index = start; forward ? index < stop : index > stop; index += step) {
    const item = items[index];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

function unaryOperation(operator: '+' | '-' | '~' | 'not', operand: Value): Value {
  if (operator === 'not') {
    const known = truth(operand);
    return known === null ? computed(sentence('why.dependsUnknown')) : bool(!known);
  }
  const why = unknownReason(operand);
  if (why !== null) return computed(why);
  if (!isNumber(operand)) throw new PythonRunError('TypeError', `bad operand type for unary ${operator}`);
  if (operand.type === 'float') {
    if (operator === '~') throw new PythonRunError('TypeError', 'bad operand type for unary ~');
    return { type: 'float', value: operator === '-' ? -operand.value : operand.value };
  }
  const value = BigInt(operand.value);
  return integer(operator === '-' ? -value : operator === '~' ? ~value : value, operand.type === 'long');
}

function binaryChain(
  expression: Extract<Expression, { type: 'binary' }>,
  scope: Scope,
  runner: Runner,
): Value {
  let value = evaluate(expression.first, scope, runner);
  for (const { operator, operand } of expression.rest) {
    runner.step();
    value = binaryOperation(operator, value, evaluate(operand, scope, runner), scope.trueDivision);
  }
  // Python's compiler folds an expression of constants, and the result is the interned object of that text.
  if (value.type === 'str' && isConstant(expression)) return { type: 'str', bytes: value.bytes };
  return value;
}

function isConstant(expression: Expression): boolean {
  if (expression.type === 'number' || expression.type === 'string') return true;
  return ['binary', 'unary', 'tuple'].includes(expression.type) && partsOf(expression).every(isConstant);
}

function logical(expression: Extract<Expression, { type: 'logical' }>, scope: Scope, runner: Runner): Value {
  let value: Value = none;
  for (const operand of expression.operands) {
    value = evaluate(operand, scope, runner);
    const known = truth(value);
    if (known === null) return computed(sentence('why.dependsUnknown'));
    if (known === (expression.operator === 'or')) return value;
  }
  return value;
}

function comparisonChain(
  expression: Extract<Expression, { type: 'comparison' }>,
  scope: Scope,
  runner: Runner,
): Value {
  let left = evaluate(expression.first, scope, runner);
  for (const { operator, operand } of expression.rest) {
    const right = evaluate(operand, scope, runner);
    const result = compare(operator, left, right);
    if (result === null) return computed(sentence('why.dependsUnknown'));
    if (!result) return bool(false);
    left = right;
  }
  return bool(true);
}

function call(expression: Extract<Expression, { type: 'call' }>, scope: Scope, runner: Runner): Value {
  const { callee, arguments: given } = expression;
  if (callee.type === 'attribute') {
    const object = evaluate(callee.object, scope, runner);
    const values = given.map((argument) => evaluate(argument.value, scope, runner));
    const { plain, named, simple } = arrange(given, values);
    if (object instanceof ListValue)
      return simple && named.size === 0
        ? callListMethod(object, callee.name, plain)
        : spoilAll([object, ...values], callee.name);
    if (object instanceof DictValue)
      return simple
        ? callDictMethod(object, callee.name, plain, named)
        : spoilAll([object, ...values], callee.name);
    if (object instanceof SetValue) return spoilAll([object, ...values], callee.name);
    const joined =
      object.type === 'str' && callee.name === 'join' && simple ? joinTexts(object, plain) : null;
    if (joined !== null) return joined;
    if (['str', 'unicode', 'tuple', 'computed'].includes(object.type))
      return computed(sentence('why.result', { name: callee.name }));
    return callValue(attributeOf(object, callee.name, runner), callee.name, given, values, runner);
  }
  const target = evaluate(callee, scope, runner);
  const values = given.map((argument) => evaluate(argument.value, scope, runner));
  return callValue(target, callee.type === 'name' ? callee.name : '', given, values, runner);
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

function callValue(
  target: Value,
  via: string,
  given: readonly Argument[],
  values: readonly Value[],
  runner: Runner,
): Value {
  const { plain, named, simple } = arrange(given, values);
  if (target.type === 'function') {
    runner.called(target);
    return spoilAll(values, target.name);
  }
  if (target.type !== 'outside') return spoilAll(values, via);
  if (isConstructor(target.path)) return constructorCall(target.path, via, given, values);
  const builtin = /^__builtin__\.(.*)$/.exec(target.path)?.[1];
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
  return spoilAll(values, via);
}

/** Lists and dictionaries handed to something unknown may come back changed. */
function spoilAll(values: readonly Value[], name: string): Value {
  const why = name === '' ? sentence('why.someResult') : sentence('why.result', { name });
  for (const value of values) spoil(value, sentence('why.mayHaveChanged', { name }));
  return computed(why);
}

/** Marks a mutable object as unknown from now on; other values have nothing to change. */
export function spoil(value: Value, why: Sentence): void {
  if (value instanceof ListValue || value instanceof DictValue || value instanceof SetValue)
    value.spoiled ??= why;
}
