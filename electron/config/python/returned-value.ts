import { sentence } from '../../../shared/texts/sentence.ts';
import { harmlessMethods, partsOf } from './changes.ts';
import { evaluate } from './evaluate.ts';
import { importModule, importNames } from './imports.ts';
import type { Interpreter } from './interpreter.ts';
import { PythonRunError } from './run-error.ts';
import type { Scope } from './runner.ts';
import { ScopeRun } from './scope-run.ts';
import type { Expression, Statement } from './syntax-tree.ts';
import { computed, type FunctionValue, type Value } from './values.ts';

/**
 * What a function of the config folder returns when MoinMoin calls it: its body may import, name values and return one
 * (how `groups` and `dicts` are written, spec/parity-policies.md §2). Computed for any other body, and where a value
 * comes from the arguments. Throws TooMuchWork.
 */
export function returnedValue(target: FunctionValue, interpreter: Interpreter): Value {
  const unknown = computed(sentence('why.aFunction'));
  const { module, body, parameters } = target;
  const names: Scope['names'] = new Map();
  for (const name of parameters) names.set(name, { value: unknown, module, line: 0, text: '' });
  const run = new ScopeRun(interpreter, '', { module, names, trueDivision: false });
  try {
    for (const statement of body.statements) {
      if (statement.type === 'return')
        return statement.value !== null && changesNothing(statement.value)
          ? evaluate(statement.value, run.scope, interpreter)
          : unknown;
      if (!take(statement, run)) return unknown;
    }
    return unknown;
  } catch (error) {
    if (error instanceof PythonRunError) return unknown;
    throw error;
  }
}

/** Runs a statement that only gives names; false for any other. */
function take(statement: Statement, run: ScopeRun): boolean {
  switch (statement.type) {
    case 'import':
      for (const imported of statement.modules) importModule(run, imported, statement);
      return true;
    case 'from-import':
      if (statement.names === '*') return false;
      importNames(run, statement);
      return true;
    case 'assign': {
      if (!changesNothing(statement.value)) return false;
      const value = evaluate(statement.value, run.scope, run.interpreter);
      for (const target of statement.targets) {
        if (target.type !== 'name') return false;
        run.bind(target.name, value, statement);
      }
      return true;
    }
    case 'expression':
      return statement.value.type === 'string';
    case 'other':
      return statement.keyword === 'pass';
    default:
      return false;
  }
}

/** Methods that would change a list or dictionary of the module: then each call returns something else. */
function changesNothing(expression: Expression): boolean {
  if (expression.type === 'call' && expression.callee.type === 'attribute') {
    const { name } = expression.callee;
    if (!harmlessMethods.has(name) && !/(?:Groups|Dicts)$/.test(name)) return false;
  }
  return partsOf(expression).every(changesNothing);
}
