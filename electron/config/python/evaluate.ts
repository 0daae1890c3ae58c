import { sentence } from '../../../shared/texts/sentence.ts';
import { attributeOf, namespace } from './attributes.ts';
import { callMethod, callValue } from './calls.ts';
import { partsOf } from './changes.ts';
import { itemOf, sliceOf } from './indexing.ts';
import { setEntry, setOf } from './methods.ts';
import { binaryOperation, compare, isNumber, truth, unknownReason } from './operators.ts';
import { builtins } from './outside.ts';
import { PythonRunError } from './run-error.ts';
import type { Runner, Scope } from './runner.ts';
import type { Expression } from './syntax-tree.ts';
import {
  bool,
  bytesOf,
  computed,
  DictValue,
  integer,
  ListValue,
  none,
  tuple,
  unicode,
  type Value,
} from './values.ts';

/** The value of an expression; computed, with the reason, where only running it would tell. */
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
    case 'lambda': {
      const { start, end, line, parameters, body } = expression;
      const statement = { type: 'return', value: body, start, end, line } as const;
      const block = { statements: [statement], inline: true, headerEnd: start };
      return { type: 'function', name: 'lambda', parameters, module: scope.module, body: block };
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

function dictOf(entries: readonly (readonly [Value, Value])[]): Value {
  const dict = new DictValue();
  for (const [key, value] of entries)
    if (!setEntry(dict, key, value)) return computed(sentence('why.unknownKeys'));
  return dict;
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
  const target = evaluate(callee.type === 'attribute' ? callee.object : callee, scope, runner);
  const values = given.map((argument) => evaluate(argument.value, scope, runner));
  const namespace = target.type === 'outside' ? namespaceOf(target.path, values, scope, runner) : null;
  if (namespace !== null) return namespace;
  return callee.type === 'attribute'
    ? callMethod(target, callee.name, given, values, runner)
    : callValue(target, callee.type === 'name' ? callee.name : '', given, values, runner);
}

/** `locals()`, `globals()` and `vars(C)`: reading them tells nothing, writing into them may change any name. */
function namespaceOf(path: string, values: readonly Value[], scope: Scope, runner: Runner): Value | null {
  const name = /^__builtin__\.(locals|globals|vars)$/.exec(path)?.[1];
  if (name === undefined) return null;
  const [first] = values;
  const target = first ?? (name === 'globals' ? scope.module : (scope.owner ?? scope.module));
  return target.type === 'class' || target.type === 'module' ? namespace(target, name, runner) : null;
}
