import { literalValue, numberValue } from './literals.ts';
import type { TokenStream } from './token-stream.ts';
import type { Argument, Expression, OpaqueKind } from './syntax-tree.ts';

const binaryRanks: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%', '//'],
];
const comparisons = new Set(['<', '>', '==', '>=', '<=', '<>', '!=']);

/** Python's `testlist`: one expression, or a tuple without brackets. */
export function parseExpressionList(stream: TokenStream): Expression {
  return listOf(stream, parseTest);
}

/** Python's `exprlist`, the targets of `for` and `del`: no comparisons, so that `in` ends it. */
export function parseTargetList(stream: TokenStream): Expression {
  return listOf(stream, (inner) => parseBinary(inner, 0));
}

function listOf(stream: TokenStream, parse: (stream: TokenStream) => Expression): Expression {
  const first = parse(stream);
  if (!stream.isOp(',')) return first;
  const items = [first];
  while (stream.takeOp(',')) {
    if (!startsExpression(stream)) break;
    items.push(parse(stream));
  }
  return { type: 'tuple', items, start: first.start, end: stream.previousEnd, line: first.line };
}

/** Whether the current token can begin an expression. */
export function startsExpression(stream: TokenStream): boolean {
  const { type, text } = stream.current;
  if (type === 'number' || type === 'string') return true;
  if (type === 'name') return stream.isName() || ['not', 'lambda'].includes(text);
  return type === 'op' && ['(', '[', '{', '`', '+', '-', '~'].includes(text);
}

/** Python's `test`: `a if b else c`, a lambda, or anything below. */
export function parseTest(stream: TokenStream): Expression {
  return stream.nested(() => {
    if (stream.isKeyword('lambda')) return parseLambda(stream, parseTest);
    const then = parseLogical(stream, 'or');
    if (!stream.takeKeyword('if')) return then;
    const test = parseLogical(stream, 'or');
    stream.expectKeyword('else');
    const otherwise = parseTest(stream);
    return {
      type: 'conditional',
      test,
      then,
      otherwise,
      start: then.start,
      end: stream.previousEnd,
      line: then.line,
    };
  });
}

/** Conditions in comprehensions: no `a if b else c`. */
function parseOldTest(stream: TokenStream): Expression {
  if (stream.isKeyword('lambda')) return parseLambda(stream, parseOldTest);
  return parseLogical(stream, 'or');
}

function parseLambda(stream: TokenStream, body: (stream: TokenStream) => Expression): Expression {
  const { start, line } = stream.take();
  const parameters = parseParameters(stream, ':');
  stream.expectOp(':');
  const inner = stream.nested(() => body(stream));
  return { type: 'lambda', parameters, body: inner, start, end: stream.previousEnd, line };
}

/** The names of a function's plain parameters; reads up to (not including) the closing token. */
export function parseParameters(stream: TokenStream, closing: string): string[] {
  const names: string[] = [];
  while (!stream.isOp(closing)) {
    if (stream.takeOp('*') || stream.takeOp('**')) stream.expectName();
    else {
      if (!stream.isOp('(')) names.push(stream.current.text);
      parseParameter(stream);
      if (stream.takeOp('=')) parseTest(stream);
    }
    if (!stream.takeOp(',')) break;
  }
  return names;
}

/** A name, or Python 2's tuple of names. */
function parseParameter(stream: TokenStream): void {
  if (!stream.takeOp('(')) {
    stream.expectName();
    return;
  }
  stream.nested(() => {
    do {
      if (stream.isOp(')')) break;
      parseParameter(stream);
    } while (stream.takeOp(','));
  });
  stream.expectOp(')');
}

function parseLogical(stream: TokenStream, operator: 'and' | 'or'): Expression {
  const below = operator === 'or' ? () => parseLogical(stream, 'and') : () => parseNot(stream);
  const first = below();
  if (!stream.isKeyword(operator)) return first;
  const operands = [first];
  while (stream.takeKeyword(operator)) operands.push(below());
  return {
    type: 'logical',
    operator,
    operands,
    start: first.start,
    end: stream.previousEnd,
    line: first.line,
  };
}

function parseNot(stream: TokenStream): Expression {
  if (!stream.isKeyword('not')) return parseComparison(stream);
  const { start, line } = stream.take();
  const operand = stream.nested(() => parseNot(stream));
  return { type: 'unary', operator: 'not', operand, start, end: operand.end, line };
}

function parseComparison(stream: TokenStream): Expression {
  const first = parseBinary(stream, 0);
  const rest: { operator: string; operand: Expression }[] = [];
  for (let operator = comparisonOperator(stream); operator !== null; operator = comparisonOperator(stream))
    rest.push({ operator, operand: parseBinary(stream, 0) });
  if (rest.length === 0) return first;
  return { type: 'comparison', first, rest, start: first.start, end: stream.previousEnd, line: first.line };
}

function comparisonOperator(stream: TokenStream): string | null {
  const { type, text } = stream.current;
  if (type === 'op' && comparisons.has(text)) {
    stream.take();
    return text === '<>' ? '!=' : text;
  }
  if (stream.takeKeyword('in')) return 'in';
  if (stream.takeKeyword('is')) return stream.takeKeyword('not') ? 'is not' : 'is';
  if (!stream.takeKeyword('not')) return null;
  stream.expectKeyword('in');
  return 'not in';
}

export function parseBinary(stream: TokenStream, rank: number): Expression {
  const operators = binaryRanks[rank];
  if (operators === undefined) return parseFactor(stream);
  const first = parseBinary(stream, rank + 1);
  const rest: { operator: string; operand: Expression }[] = [];
  while (stream.current.type === 'op' && operators.includes(stream.current.text)) {
    const operator = stream.take().text;
    rest.push({ operator, operand: parseBinary(stream, rank + 1) });
  }
  if (rest.length === 0) return first;
  return { type: 'binary', first, rest, start: first.start, end: stream.previousEnd, line: first.line };
}

function parseFactor(stream: TokenStream): Expression {
  const { type, text, start, line } = stream.current;
  if (type === 'op' && (text === '+' || text === '-' || text === '~')) {
    stream.take();
    const operand = stream.nested(() => parseFactor(stream));
    return { type: 'unary', operator: text, operand, start, end: operand.end, line };
  }
  const base = parseTrailers(stream, parseAtom(stream));
  if (!stream.takeOp('**')) return base;
  const operand = stream.nested(() => parseFactor(stream));
  const rest = [{ operator: '**', operand }];
  return { type: 'binary', first: base, rest, start: base.start, end: operand.end, line: base.line };
}

const maxTrailers = 200;

function parseTrailers(stream: TokenStream, atom: Expression): Expression {
  let object = atom;
  const { start, line } = atom;
  for (let count = 0; ; count++) {
    if (count > maxTrailers) stream.fail('too many calls, indexes and attributes in a row');
    if (stream.takeOp('.')) {
      const name = stream.expectName().text;
      object = { type: 'attribute', object, name, start, end: stream.previousEnd, line };
    } else if (stream.isOp('(')) {
      const list = parseCallArguments(stream);
      object = { type: 'call', callee: object, arguments: list, start, end: stream.previousEnd, line };
    } else if (stream.takeOp('[')) {
      object = parseSubscript(stream, object);
    } else return object;
  }
}

/** `(…)` after what is called; nothing when there is no bracket. */
export function parseCallArguments(stream: TokenStream): Argument[] {
  if (!stream.takeOp('(')) return [];
  const list = stream.nested(() => parseArguments(stream));
  stream.expectOp(')');
  return list;
}

function parseArguments(stream: TokenStream): Argument[] {
  const list: Argument[] = [];
  const names = new Set<string>();
  while (!stream.isOp(')')) {
    const argument = parseArgument(stream);
    if (argument.kind === 'positional' && list.some((earlier) => earlier.kind !== 'positional'))
      stream.fail('a positional argument stands after a named one');
    if (argument.name !== null && names.has(argument.name))
      stream.fail(`the argument ${argument.name} is given twice`);
    if (argument.name !== null) names.add(argument.name);
    if (list.some((earlier) => earlier.kind === 'double-star')) stream.fail('nothing may follow **arguments');
    list.push(argument);
    if (!stream.takeOp(',')) break;
    if (
      argument.value.type === 'opaque' &&
      argument.value.what === 'generator' &&
      argument.kind === 'positional'
    )
      if (!stream.isOp(')')) stream.fail('a generator among other arguments needs brackets');
  }
  return list;
}

function parseArgument(stream: TokenStream): Argument {
  if (stream.takeOp('*')) return { kind: 'star', name: null, value: parseTest(stream) };
  if (stream.takeOp('**')) return { kind: 'double-star', name: null, value: parseTest(stream) };
  const value = parseTest(stream);
  if (stream.isKeyword('for')) {
    const clauses = parseComprehension(stream);
    const generator = opaque(stream, 'generator', value.start, value.line, [value, ...clauses.parts]);
    return { kind: 'positional', name: null, value: generator };
  }
  if (!stream.isOp('=')) return { kind: 'positional', name: null, value };
  if (value.type !== 'name') return stream.fail('the name of an argument must be a plain name');
  stream.take();
  return { kind: 'keyword', name: value.name, value: parseTest(stream) };
}

/** After `object[`. */
function parseSubscript(stream: TokenStream, object: Expression): Expression {
  const { start, line } = object;
  const first = stream.nested(() => parseSubscriptPart(stream));
  const parts = [first];
  let commas = false;
  while (stream.takeOp(',')) {
    commas = true;
    if (stream.isOp(']')) break;
    parts.push(stream.nested(() => parseSubscriptPart(stream)));
  }
  stream.expectOp(']');
  const end = stream.previousEnd;
  if (!commas && Array.isArray(first)) return { type: 'slice', object, bounds: first, start, end, line };
  const items: Expression[] = [];
  for (const part of parts) {
    if (Array.isArray(part) || part.type === 'opaque')
      return { type: 'opaque', what: 'subscript', parts: [object], bound: [], start, end, line };
    items.push(part);
  }
  const only = items[0];
  if (!commas && only !== undefined) return { type: 'index', object, index: only, start, end, line };
  const index: Expression = { type: 'tuple', items, start, end, line };
  return { type: 'index', object, index, start, end, line };
}

/** One part between brackets: an expression, or the bounds of a slice. */
function parseSubscriptPart(stream: TokenStream): Expression | (Expression | null)[] {
  const { start, line } = stream.current;
  if (stream.isOp('.')) {
    for (let dot = 0; dot < 3; dot++) stream.expectOp('.');
    return opaque(stream, 'ellipsis', start, line);
  }
  const lower = stream.isOp(':') ? null : parseTest(stream);
  if (!stream.takeOp(':')) return lower ?? stream.fail('expected an index');
  const bounds: (Expression | null)[] = [lower];
  bounds.push(startsExpression(stream) ? parseTest(stream) : null);
  if (stream.takeOp(':')) bounds.push(startsExpression(stream) ? parseTest(stream) : null);
  return bounds;
}

interface Clauses {
  readonly parts: readonly Expression[];
  readonly targets: readonly Expression[];
}

function parseComprehension(stream: TokenStream): Clauses {
  const parts: Expression[] = [];
  const targets: Expression[] = [];
  stream.expectKeyword('for');
  targets.push(parseTargetList(stream));
  stream.expectKeyword('in');
  parts.push(parseLogical(stream, 'or'));
  for (;;) {
    if (stream.takeKeyword('if')) parts.push(parseOldTest(stream));
    else if (stream.takeKeyword('for')) {
      targets.push(parseTargetList(stream));
      stream.expectKeyword('in');
      parts.push(parseOldTest(stream));
    } else return { parts, targets };
  }
}

/** In a list comprehension Python 2 allows `for x in 1, 2`, and its names stay behind. */
function parseListComprehension(stream: TokenStream): Clauses {
  const parts: Expression[] = [];
  const targets: Expression[] = [];
  while (stream.takeKeyword('for')) {
    targets.push(parseTargetList(stream));
    stream.expectKeyword('in');
    parts.push(parseOldTest(stream));
    while (stream.takeOp(',')) if (startsExpression(stream)) parts.push(parseOldTest(stream));
    while (stream.takeKeyword('if')) parts.push(parseOldTest(stream));
  }
  return { parts, targets };
}

function parseAtom(stream: TokenStream): Expression {
  const token = stream.current;
  const { start, line } = token;
  if (token.type === 'number') {
    stream.take();
    return { type: 'number', value: numberValue(token.text, line), start, end: token.end, line };
  }
  if (token.type === 'string') {
    const literals: string[] = [];
    while (stream.current.type === 'string') literals.push(stream.take().text);
    const { encoding, unicodeLiterals } = stream;
    const value = literalValue(literals, { encoding, unicodeLiterals, line });
    return { type: 'string', value, start, end: stream.previousEnd, line };
  }
  if (stream.isName()) {
    stream.take();
    return { type: 'name', name: token.text, start, end: token.end, line };
  }
  if (stream.isOp('(')) return stream.nested(() => parseRound(stream));
  if (stream.isOp('[')) return stream.nested(() => parseSquare(stream));
  if (stream.isOp('{')) return stream.nested(() => parseCurly(stream));
  if (stream.takeOp('`')) {
    const inner = stream.nested(() => parseExpressionList(stream));
    stream.expectOp('`');
    return opaque(stream, 'backquotes', start, line, [inner]);
  }
  return stream.fail('expected an expression');
}

/** An expression that is understood as syntax only. */
export function opaque(
  stream: TokenStream,
  what: OpaqueKind,
  start: number,
  line: number,
  parts: readonly Expression[] = [],
  bound: readonly Expression[] = [],
): Expression {
  return { type: 'opaque', what, parts, bound, start, end: stream.previousEnd, line };
}

/** Brackets widen the span of what they hold. */
function parseRound(stream: TokenStream): Expression {
  const { start, line } = stream.take();
  if (stream.takeOp(')')) return { type: 'tuple', items: [], start, end: stream.previousEnd, line };
  if (stream.isKeyword('yield')) {
    parseYield(stream);
    stream.expectOp(')');
    return opaque(stream, 'yield', start, line);
  }
  const inner = parseExpressionList(stream);
  if (stream.isKeyword('for')) {
    const clauses = parseComprehension(stream);
    stream.expectOp(')');
    return opaque(stream, 'generator', start, line, [inner, ...clauses.parts]);
  }
  stream.expectOp(')');
  return { ...inner, start, end: stream.previousEnd, line };
}

/** `yield` and what follows it; the keyword is the current token. */
export function parseYield(stream: TokenStream): void {
  stream.expectKeyword('yield');
  if (startsExpression(stream)) parseExpressionList(stream);
}

function parseSquare(stream: TokenStream): Expression {
  const { start, line } = stream.take();
  const items: Expression[] = [];
  while (!stream.isOp(']')) {
    items.push(parseTest(stream));
    if (items.length === 1 && stream.isKeyword('for')) {
      const clauses = parseListComprehension(stream);
      stream.expectOp(']');
      return opaque(stream, 'comprehensionValue', start, line, [...items, ...clauses.parts], clauses.targets);
    }
    if (!stream.takeOp(',')) break;
  }
  stream.expectOp(']');
  return { type: 'list', items, start, end: stream.previousEnd, line };
}

function parseCurly(stream: TokenStream): Expression {
  const { start, line } = stream.take();
  const entries: (readonly [Expression, Expression])[] = [];
  const items: Expression[] = [];
  while (!stream.isOp('}')) {
    const key = parseTest(stream);
    if (stream.isOp(':') && items.length === 0) {
      stream.take();
      entries.push([key, parseTest(stream)]);
    } else if (entries.length === 0) items.push(key);
    else stream.fail('expected ":"');
    if (stream.isKeyword('for') && entries.length + items.length === 1) {
      const clauses = parseComprehension(stream);
      stream.expectOp('}');
      return opaque(stream, 'comprehensionValue', start, line, [
        ...items,
        ...entries.flat(),
        ...clauses.parts,
      ]);
    }
    if (!stream.takeOp(',')) break;
  }
  stream.expectOp('}');
  const end = stream.previousEnd;
  return items.length > 0
    ? { type: 'set', items, start, end, line }
    : { type: 'dict', entries, start, end, line };
}
