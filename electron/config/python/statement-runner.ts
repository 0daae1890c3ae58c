import { sentence } from '../../../shared/texts/sentence.ts';
import { assign, assignAugmented, removeTarget } from './assignments.ts';
import { classOrder } from './class-order.ts';
import type { Scope } from './runner.ts';
import { importModule, importNames, isDecidable } from './imports.ts';
import type { Interpreter } from './interpreter.ts';
import { truth } from './operators.ts';
import { PythonRunError } from './run-error.ts';
import { ScopeRun } from './scope-run.ts';
import type { Block, Expression, Statement } from './syntax-tree.ts';
import { ClassValue, computed, type ModuleValue, type Value } from './values.ts';

/** Runs the statements of one scope, first to last. */
export class StatementRunner {
  readonly #scopeRun: ScopeRun;

  constructor(interpreter: Interpreter, text: string, scope: Scope) {
    this.#scopeRun = new ScopeRun(interpreter, text, scope);
  }

  block(block: Block): void {
    const { interpreter, scope } = this.#scopeRun;
    const before = interpreter.place;
    for (const statement of block.statements) {
      try {
        interpreter.step();
        interpreter.place = { module: scope.module, line: statement.line };
        this.#run(statement);
      } catch (error) {
        if (error instanceof PythonRunError && error.line === 0) {
          error.line = statement.line;
          error.file = this.#scopeRun.scope.module.file;
        }
        throw error;
      } finally {
        interpreter.place = before;
      }
    }
  }

  #run(statement: Statement): void {
    const run = this.#scopeRun;
    switch (statement.type) {
      case 'assign': {
        const value = run.evaluate(statement.value);
        const text = run.slice(statement.valueStart, statement.valueEnd);
        for (const target of statement.targets) assign(run, target, value, statement, text);
        return;
      }
      case 'augmented':
        return assignAugmented(run, statement);
      case 'delete':
        for (const target of statement.targets) removeTarget(run, target);
        return;
      case 'expression':
        run.evaluate(statement.value);
        return;
      case 'import':
        for (const imported of statement.modules) importModule(run, imported, statement);
        return;
      case 'from-import':
        return importNames(run, statement);
      case 'class':
        return this.#class(statement);
      case 'function': {
        const { name, parameters, body, decorated } = statement;
        const { module } = run.scope;
        const made: Value = { type: 'function', name, parameters, module, body };
        return run.bind(name, decorated ? computed(sentence('why.decorated')) : made, statement);
      }
      case 'if':
        return this.#if(statement);
      case 'try':
        return this.#try(statement);
      case 'loop':
        return run.forget(statement.bodies, statement.targets, statement, sentence('why.loop'));
      case 'exec':
        run.scope.module.open = true;
        return run.interpreter.blur(run.scope.owner ?? run.scope.module, sentence('why.exec'));
      case 'return':
      case 'global':
      case 'other':
        return;
    }
  }

  #class(statement: Extract<Statement, { type: 'class' }>): void {
    const run = this.#scopeRun;
    const { module, trueDivision } = run.scope;
    const bases: ClassValue[] = [];
    for (const base of statement.bases) {
      const value = run.evaluate(base);
      if (value.type === 'class') bases.push(value);
      else if (!(value.type === 'outside' && value.path === '__builtin__.object'))
        bases.push(opaqueBase(value, module, statement.line));
    }
    const cls = new ClassValue(statement.name, module, statement.line, bases);
    if (classOrder(cls) === null)
      throw new PythonRunError('TypeError', `the base classes of ${statement.name} contradict each other`);
    const scope: Scope = { module, names: cls.names, trueDivision, owner: cls };
    new StatementRunner(run.interpreter, run.text, scope).block(statement.body);
    run.bind(statement.name, statement.decorated ? computed(sentence('why.decorated')) : cls, statement);
  }

  #if(statement: Extract<Statement, { type: 'if' }>): void {
    const run = this.#scopeRun;
    for (const [index, { test, body }] of statement.branches.entries()) {
      const known = truth(run.evaluate(test));
      if (known === true) return this.block(body);
      if (known === false) continue;
      const rest = statement.branches.slice(index).map((branch) => branch.body);
      if (statement.otherwise !== null) rest.push(statement.otherwise);
      return run.forget(rest, [], statement, sentence('why.condition'));
    }
    if (statement.otherwise !== null) this.block(statement.otherwise);
  }

  #try(statement: Extract<Statement, { type: 'try' }>): void {
    const run = this.#scopeRun;
    const handler = statement.handlers.find(
      ({ exception }) => exception === null || catchesImportError(exception),
    );
    const imports = statement.body.statements.every(
      ({ type }) => type === 'import' || type === 'from-import',
    );
    if (
      handler === undefined ||
      !imports ||
      statement.body.statements.some((inner) => !isDecidable(run, inner))
    ) {
      const blocks = [statement.body, ...statement.handlers.map(({ body }) => body)];
      if (statement.otherwise !== null) blocks.push(statement.otherwise);
      if (statement.final !== null) blocks.push(statement.final);
      const targets = statement.handlers.flatMap(({ target }) => (target === null ? [] : [target]));
      return run.forget(blocks, targets, statement, sentence('why.failure'));
    }
    try {
      this.block(statement.body);
    } catch (error) {
      if (!(error instanceof PythonRunError) || error.kind !== 'ImportError') throw error;
      if (handler.target !== null)
        assign(run, handler.target, computed(sentence('why.exception')), statement, '');
      this.block(handler.body);
      if (statement.final !== null) this.block(statement.final);
      return;
    }
    if (statement.otherwise !== null) this.block(statement.otherwise);
    if (statement.final !== null) this.block(statement.final);
  }
}

function opaqueBase(value: Value, module: ModuleValue, line: number): ClassValue {
  const base = new ClassValue(value.type === 'outside' ? value.path : '?', module, line, []);
  base.opaque = value.type === 'computed' ? value.why : sentence('why.outsideClass');
  return base;
}

function catchesImportError(exception: Expression): boolean {
  if (exception.type === 'tuple') return exception.items.some(catchesImportError);
  return (
    exception.type === 'name' &&
    ['ImportError', 'StandardError', 'Exception', 'BaseException'].includes(exception.name)
  );
}
