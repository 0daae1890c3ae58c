import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { changesIn } from './changes.ts';
import { decodeText } from './encoding.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './runner.ts';
import type { Interpreter } from './interpreter.ts';
import type { Block, Expression, Statement } from './syntax-tree.ts';
import type { Value } from './values.ts';

/** One scope of a file while its statements run: a module or a class body. */
export class ScopeRun {
  constructor(
    readonly interpreter: Interpreter,
    readonly text: string,
    readonly scope: Scope,
  ) {}

  evaluate(expression: Expression): Value {
    const value = this.interpreter.resolve(evaluate(expression, this.scope, this.interpreter));
    this.#leave(expression);
    return value;
  }

  /** A list comprehension leaves its names behind and may change what it calls methods of. */
  #leave(expression: Expression): void {
    const block: Block = { statements: [], inline: false, headerEnd: 0 };
    if (
      expression.type !== 'opaque' &&
      !['list', 'tuple', 'call', 'binary', 'dict'].includes(expression.type)
    )
      return;
    if (!containsOpaque(expression)) return;
    const statement: Statement = {
      type: 'expression',
      value: expression,
      start: 0,
      end: 0,
      line: expression.line,
    };
    const changes = changesIn([{ ...block, statements: [statement] }]);
    this.interpreter.forget(changes, this.scope, sentence('why.comprehension'));
  }

  bind(name: string, value: Value, statement: Statement, text = ''): void {
    this.scope.names.set(name, { value, module: this.scope.module, line: statement.line, text });
  }

  slice(start: number, end: number): string {
    const binary = this.text.slice(start, end);
    return decodeText(binary, this.scope.module.encoding) ?? binary;
  }

  forget(
    blocks: readonly Block[],
    targets: readonly Expression[],
    statement: Statement,
    why: Sentence,
  ): void {
    const changes = changesIn(blocks);
    for (const target of targets)
      for (const name of plainNames(target)) changes.names.set(name, { line: statement.line, statement });
    this.interpreter.forget(changes, this.scope, why);
  }
}

function plainNames(target: Expression): string[] {
  if (target.type === 'name') return [target.name];
  return target.type === 'tuple' || target.type === 'list' ? target.items.flatMap(plainNames) : [];
}

function containsOpaque(expression: Expression): boolean {
  if (expression.type === 'opaque') return true;
  if (expression.type === 'list' || expression.type === 'tuple') return expression.items.some(containsOpaque);
  if (expression.type === 'call') return expression.arguments.some(({ value }) => containsOpaque(value));
  if (expression.type === 'binary')
    return containsOpaque(expression.first) || expression.rest.some(({ operand }) => containsOpaque(operand));
  return (
    expression.type === 'dict' &&
    expression.entries.some(([key, value]) => containsOpaque(key) || containsOpaque(value))
  );
}
