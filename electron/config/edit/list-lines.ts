import type { PyValue } from '../../../shared/python-value.ts';
import type { ClassStatement } from './target.ts';
import { isAlone } from './text.ts';
import type { Expression, Statement } from '../python/syntax-tree.ts';

/** `NAME.append(x)` or `NAME.remove(x)` with a plain literal: a line that is added or taken out as a whole. */
export interface ListLine {
  /** The statement's place in the class body. */
  readonly index: number;
  readonly line: number;
  readonly method: 'append' | 'remove';
  readonly value: PyValue;
}

/** The lines of a class that change a list and may be taken out: each alone on its line (spec/config.md §8.1). */
export function listLinesOf(text: string, cls: ClassStatement, name: string): readonly ListLine[] {
  return cls.body.statements.flatMap((statement, index) => {
    const call = listCall(statement, name);
    return call !== null && isAlone(text, cls, index) ? [{ index, line: statement.line, ...call }] : [];
  });
}

/** What such a statement does to the list of that name; null for any other statement. */
export function listCall(statement: Statement, name: string): Pick<ListLine, 'method' | 'value'> | null {
  if (statement.type !== 'expression' || statement.value.type !== 'call') return null;
  const { callee, arguments: given } = statement.value;
  const [argument] = given;
  if (callee.type !== 'attribute' || callee.object.type !== 'name' || callee.object.name !== name)
    return null;
  if (callee.name !== 'append' && callee.name !== 'remove') return null;
  if (given.length !== 1 || argument?.kind !== 'positional') return null;
  const value = literalValue(argument.value);
  return value === null ? null : { method: callee.name, value };
}

function literalValue(expression: Expression): PyValue | null {
  if (expression.type === 'number')
    return expression.value.kind === 'int' ? { type: 'int', value: expression.value.value } : null;
  if (expression.type !== 'string') return null;
  const { value } = expression;
  if (value.kind === 'text') return { type: 'unicode', text: value.text };
  return value.kind === 'bytes' ? { type: 'str', bytes: Buffer.from(value.bytes, 'latin1') } : null;
}

/** ASCII text is the same with and without `u`, as in Python. */
export function isSameItem(one: PyValue, other: PyValue): boolean {
  return identity(one) === identity(other);
}

function identity(value: PyValue): string {
  if (value.type === 'unicode') return `text ${value.text}`;
  if (value.type === 'str') return `text ${Buffer.from(value.bytes).toString('utf8')}`;
  return value.type === 'int' || value.type === 'long' ? `number ${value.value}` : value.type;
}
