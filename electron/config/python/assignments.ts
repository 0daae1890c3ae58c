import { sentence } from '../../../shared/texts/sentence.ts';
import { spoil } from './calls.ts';
import { itemsOf, setEntry } from './methods.ts';
import { binaryOperation } from './operators.ts';
import { PythonRunError } from './run-error.ts';
import type { ScopeRun } from './scope-run.ts';
import type { Expression, Statement } from './syntax-tree.ts';
import { maxText } from './text.ts';
import { computed, DictValue, keyOf, ListValue, NamespaceValue, type Value } from './values.ts';

/** `target = value`, whatever the target is. */
export function assign(
  run: ScopeRun,
  target: Expression,
  value: Value,
  statement: Statement,
  text: string,
): void {
  if (target.type === 'name') run.bind(target.name, value, statement, text);
  else if (target.type === 'tuple' || target.type === 'list')
    unpack(run, target.items, value, statement, text);
  else if (target.type === 'attribute') {
    const object = run.evaluate(target.object);
    if (object.type === 'class' || object.type === 'module')
      object.names.set(target.name, { value, module: run.scope.module, line: statement.line, text });
  } else if (target.type === 'index') {
    const object = run.evaluate(target.object);
    const index = run.evaluate(target.index);
    if (!setItem(object, index, value)) spoil(object, sentence('why.partSet'));
  } else if (target.type === 'slice') {
    const object = run.evaluate(target.object);
    const items = itemsOf(value);
    if (object instanceof ListValue && items !== null && target.bounds.every((bound) => bound === null))
      object.items = [...items];
    else spoil(object, sentence('why.partSet'));
  }
}

function unpack(
  run: ScopeRun,
  targets: readonly Expression[],
  value: Value,
  statement: Statement,
  text: string,
): void {
  const items = itemsOf(value);
  if (items === null) {
    if (value.type === 'none' || value.type === 'int' || value.type === 'bool')
      throw new PythonRunError('TypeError', `a value of type ${value.type} can't be taken apart`);
    for (const target of targets) assign(run, target, computed(sentence('why.takenFrom')), statement, text);
    return;
  }
  if (items.length !== targets.length)
    throw new PythonRunError('ValueError', `${targets.length} names for ${items.length} values`);
  for (const [index, target] of targets.entries())
    assign(run, target, items[index] ?? computed(sentence('why.unknown')), statement, text);
}

/** `target += value` and its like. */
export function assignAugmented(run: ScopeRun, statement: Extract<Statement, { type: 'augmented' }>): void {
  const { target, operator } = statement;
  const current = run.evaluate(target);
  const right = run.evaluate(statement.value);
  const text = run.slice(statement.start, statement.end);
  if (operator === '+' && current instanceof ListValue) {
    const items = itemsOf(right);
    if (items === null || items.length + current.items.length > maxText)
      spoil(current, sentence('why.extended'));
    else current.items = [...current.items, ...items];
    return assign(run, target, current, statement, text);
  }
  assign(run, target, binaryOperation(operator, current, right, run.scope.trueDivision), statement, text);
}

export function removeTarget(run: ScopeRun, target: Expression): void {
  if (target.type === 'name') {
    if (!run.scope.names.delete(target.name) && !run.scope.module.open)
      throw new PythonRunError('NameError', `the name ${target.name} is not defined`);
  } else if (target.type === 'attribute') {
    const object = run.evaluate(target.object);
    if (object.type === 'class' || object.type === 'module') object.names.delete(target.name);
  } else if (target.type === 'index') {
    const object = run.evaluate(target.object);
    if (!deleteItem(object, run.evaluate(target.index))) spoil(object, sentence('why.partRemoved'));
  } else if (target.type === 'slice') {
    const object = run.evaluate(target.object);
    if (object instanceof ListValue && target.bounds.every((bound) => bound === null)) object.items = [];
    else spoil(object, sentence('why.partRemoved'));
  } else if (target.type === 'tuple' || target.type === 'list')
    for (const item of target.items) removeTarget(run, item);
}

function setItem(object: Value, index: Value, value: Value): boolean {
  if (object instanceof NamespaceValue) return false;
  if (object instanceof DictValue) return setEntry(object, index, value);
  if (!(object instanceof ListValue) || object.spoiled !== null) return false;
  if (index.type !== 'int') return false;
  const at = Number(index.value) < 0 ? Number(index.value) + object.items.length : Number(index.value);
  if (object.items[at] === undefined) throw new PythonRunError('IndexError', 'the index is out of range');
  object.items[at] = value;
  return true;
}

function deleteItem(object: Value, index: Value): boolean {
  if (object instanceof NamespaceValue) return false;
  if (object instanceof DictValue) {
    const key = keyOf(index);
    if (key === null || object.spoiled !== null) return false;
    if (!object.entries.delete(key)) throw new PythonRunError('KeyError', 'the dictionary has no such key');
    return true;
  }
  if (!(object instanceof ListValue) || object.spoiled !== null || index.type !== 'int') return false;
  const at = Number(index.value) < 0 ? Number(index.value) + object.items.length : Number(index.value);
  if (object.items[at] === undefined) throw new PythonRunError('IndexError', 'the index is out of range');
  object.items.splice(at, 1);
  return true;
}
