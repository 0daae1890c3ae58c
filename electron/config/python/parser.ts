import { readSource, type SourceText } from './encoding.ts';
import {
  opaque,
  parseExpressionList,
  parseCallArguments,
  parseParameters,
  parseTargetList,
  parseTest,
  parseYield,
  startsExpression,
  parseBinary,
} from './expression-parser.ts';
import { PythonSyntaxError } from './python-error.ts';
import type { Block, Expression, ImportedName, Statement } from './syntax-tree.ts';
import { TokenStream } from './token-stream.ts';

export interface ParsedFile {
  readonly source: SourceText;
  readonly body: Block;
  /** `from __future__ import division`: `/` on integers gives a float. */
  readonly trueDivision: boolean;
}

type Simple = Statement extends infer S
  ? S extends unknown
    ? Omit<S, 'start' | 'end' | 'line'>
    : never
  : never;

/** Parses a whole file by Python 2.7's grammar. Throws PythonSyntaxError. */
export function parsePython(bytes: Uint8Array): ParsedFile {
  const source = readSource(bytes);
  return new StatementParser(new TokenStream(source), source).file();
}

/** Parses a single expression, e.g. what a person typed as a value. Throws PythonSyntaxError. */
export function parsePythonExpression(source: SourceText): Expression {
  const stream = new TokenStream(source);
  const expression = parseExpressionList(stream);
  while (stream.isType('newline')) stream.take();
  if (!stream.isType('end')) stream.fail('expected the end of the value');
  return expression;
}

const augmentedOperators = new Set([
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<=',
  '>>=',
  '**=',
  '//=',
]);
const compoundKeywords = ['if', 'while', 'for', 'try', 'with', 'def', 'class'];

/** Statements by recursive descent; the life of one object is the parse of one file. */
class StatementParser {
  readonly #stream: TokenStream;
  readonly #source: SourceText;
  readonly #futures = new Set<string>();
  #inFunction = false;
  #inLoop = false;

  constructor(stream: TokenStream, source: SourceText) {
    this.#stream = stream;
    this.#source = source;
  }

  file(): ParsedFile {
    const statements: Statement[] = [];
    while (!this.#stream.isType('end')) {
      if (this.#stream.isType('newline')) this.#stream.take();
      else this.#statement(statements);
    }
    return {
      source: this.#source,
      body: { statements, inline: false, headerEnd: 0 },
      trueDivision: this.#futures.has('division'),
    };
  }

  #statement(into: Statement[]): void {
    const stream = this.#stream;
    const { start, line } = stream.current;
    if (stream.isOp('@')) {
      into.push(this.#decorated(start, line));
      return;
    }
    const compound = compoundKeywords.find((keyword) => stream.isKeyword(keyword));
    if (compound === undefined) this.#simpleLine(into);
    else into.push(this.#spanned(this.#compound(compound), start, line));
  }

  #spanned(statement: Simple, start: number, line: number): Statement {
    return { ...statement, start, end: this.#stream.previousEnd, line };
  }

  #simpleLine(into: Statement[]): void {
    const stream = this.#stream;
    for (;;) {
      const { start, line } = stream.current;
      into.push(this.#spanned(this.#simple(), start, line));
      if (!stream.takeOp(';') || stream.isType('newline')) break;
    }
    if (!stream.isType('newline')) stream.fail('expected the end of the statement');
    stream.take();
  }

  /** `:` and what belongs to the header, on its line or indented below. */
  #block(): Block {
    const stream = this.#stream;
    const headerEnd = stream.expectOp(':').end;
    const statements: Statement[] = [];
    if (!stream.isType('newline')) {
      this.#simpleLine(statements);
      return { statements, inline: true, headerEnd };
    }
    stream.take();
    if (!stream.isType('indent'))
      throw new PythonSyntaxError(
        'IndentationError',
        'an indented block is missing here',
        stream.current.line,
      );
    stream.take();
    let end = stream.previousEnd;
    while (!stream.isType('dedent') && !stream.isType('end')) {
      if (stream.isType('indent')) stream.fail('unexpected indent');
      this.#statement(statements);
      end = statements.at(-1)?.end ?? end;
    }
    if (stream.isType('dedent')) stream.take();
    stream.previousEnd = end;
    return { statements, inline: false, headerEnd };
  }

  #loopBlock(): Block {
    const outer = this.#inLoop;
    this.#inLoop = true;
    const block = this.#block();
    this.#inLoop = outer;
    return block;
  }

  #decorated(start: number, line: number): Statement {
    const stream = this.#stream;
    while (stream.takeOp('@')) {
      stream.expectName();
      while (stream.takeOp('.')) stream.expectName();
      parseCallArguments(stream);
      if (!stream.isType('newline')) stream.fail('expected the end of the line');
      stream.take();
    }
    if (stream.isKeyword('def')) return this.#spanned(this.#compound('def'), start, line);
    if (!stream.isKeyword('class')) stream.fail('expected a function or class after a decorator');
    const statement = this.#compound('class');
    return this.#spanned(
      statement.type === 'class' ? { ...statement, decorated: true } : statement,
      start,
      line,
    );
  }

  #compound(keyword: string): Simple {
    this.#stream.take();
    switch (keyword) {
      case 'if':
        return this.#if();
      case 'while': {
        parseTest(this.#stream);
        return { type: 'loop', targets: [], bodies: this.#loopBodies() };
      }
      case 'for': {
        const target = checkTarget(this.#stream, parseTargetList(this.#stream));
        this.#stream.expectKeyword('in');
        parseExpressionList(this.#stream);
        return { type: 'loop', targets: [target], bodies: this.#loopBodies() };
      }
      case 'try':
        return this.#try();
      case 'with':
        return this.#with();
      case 'def':
        return this.#function();
      default:
        return this.#class();
    }
  }

  #if(): Simple {
    const stream = this.#stream;
    const branches: { test: Expression; body: Block }[] = [];
    do {
      const test = parseTest(stream);
      branches.push({ test, body: this.#block() });
    } while (stream.takeKeyword('elif'));
    return { type: 'if', branches, otherwise: stream.takeKeyword('else') ? this.#block() : null };
  }

  #loopBodies(): Block[] {
    const bodies = [this.#loopBlock()];
    if (this.#stream.takeKeyword('else')) bodies.push(this.#block());
    return bodies;
  }

  #try(): Simple {
    const stream = this.#stream;
    const body = this.#block();
    const handlers: { exception: Expression | null; target: Expression | null; body: Block }[] = [];
    while (stream.takeKeyword('except')) {
      const exception = stream.isOp(':') ? null : parseTest(stream);
      const named = exception !== null && (stream.takeKeyword('as') || stream.takeOp(','));
      const target = named ? checkTarget(stream, parseTest(stream)) : null;
      handlers.push({ exception, target, body: this.#block() });
    }
    const otherwise = handlers.length > 0 && stream.takeKeyword('else') ? this.#block() : null;
    const final = stream.takeKeyword('finally') ? this.#block() : null;
    if (handlers.length === 0 && final === null) stream.fail('expected "except" or "finally"');
    return { type: 'try', body, handlers, otherwise, final };
  }

  #with(): Simple {
    const stream = this.#stream;
    const targets: Expression[] = [];
    do {
      parseTest(stream);
      if (stream.takeKeyword('as')) targets.push(checkTarget(stream, parseBinary(stream, 0)));
    } while (stream.takeOp(','));
    return { type: 'loop', targets, bodies: [this.#block()] };
  }

  #function(): Simple {
    const stream = this.#stream;
    const name = stream.expectName().text;
    stream.expectOp('(');
    parseParameters(stream, ')');
    stream.expectOp(')');
    const [outerFunction, outerLoop] = [this.#inFunction, this.#inLoop];
    this.#inFunction = true;
    this.#inLoop = false;
    const body = this.#block();
    this.#inFunction = outerFunction;
    this.#inLoop = outerLoop;
    return { type: 'function', name, body };
  }

  #class(): Simple {
    const stream = this.#stream;
    const name = stream.expectName().text;
    const bases: Expression[] = [];
    if (stream.takeOp('(')) {
      while (!stream.isOp(')')) {
        bases.push(parseTest(stream));
        if (!stream.takeOp(',')) break;
      }
      stream.expectOp(')');
    }
    const [outerFunction, outerLoop] = [this.#inFunction, this.#inLoop];
    this.#inFunction = false;
    this.#inLoop = false;
    const body = this.#block();
    this.#inFunction = outerFunction;
    this.#inLoop = outerLoop;
    return { type: 'class', name, bases, body, decorated: false };
  }

  #simple(): Simple {
    const stream = this.#stream;
    if (stream.current.type === 'name' && !stream.isName()) {
      const keyword = stream.current.text;
      const statement = this.#keywordStatement(keyword);
      if (statement !== null) return statement;
    }
    return this.#expressionStatement();
  }

  #keywordStatement(keyword: string): Simple | null {
    const stream = this.#stream;
    switch (keyword) {
      case 'import':
        return this.#import();
      case 'from':
        return this.#fromImport();
      case 'del':
        return this.#delete();
      case 'global':
        return this.#global();
      case 'exec':
        return this.#exec();
      case 'print':
        this.#print();
        return { type: 'other', keyword };
      case 'yield':
        if (!this.#inFunction) stream.refuse('"yield" outside of a function');
        parseYield(stream);
        return { type: 'other', keyword };
      case 'pass':
        stream.take();
        return { type: 'other', keyword };
      case 'break':
      case 'continue':
        if (!this.#inLoop) stream.refuse(`"${keyword}" outside of a loop`);
        stream.take();
        return { type: 'other', keyword };
      case 'return':
        if (!this.#inFunction) stream.refuse('"return" outside of a function');
        return this.#listed(keyword, Infinity);
      case 'raise':
        return this.#listed(keyword, 3);
      case 'assert':
        return this.#listed(keyword, 2);
      default:
        return null;
    }
  }

  /** A keyword with some expressions after it that nobody looks at. */
  #listed(keyword: string, most: number): Simple {
    const stream = this.#stream;
    stream.take();
    if (keyword === 'assert' && !startsExpression(stream)) stream.fail('expected an expression');
    for (let count = 0; count < most && startsExpression(stream); count++) {
      parseTest(stream);
      if (!stream.takeOp(',')) break;
      if (keyword !== 'return' && !startsExpression(stream)) stream.fail('expected an expression');
    }
    return { type: 'other', keyword };
  }

  #print(): void {
    const stream = this.#stream;
    stream.take();
    if (stream.takeOp('>>')) parseTest(stream);
    else if (startsExpression(stream)) parseTest(stream);
    else return;
    while (stream.takeOp(',')) {
      if (!startsExpression(stream)) return;
      parseTest(stream);
    }
  }

  #exec(): Simple {
    const stream = this.#stream;
    stream.take();
    parseBinary(stream, 0);
    if (stream.takeKeyword('in')) {
      parseTest(stream);
      if (stream.takeOp(',')) parseTest(stream);
    }
    return { type: 'exec' };
  }

  #global(): Simple {
    const stream = this.#stream;
    stream.take();
    const names = [stream.expectName().text];
    while (stream.takeOp(',')) names.push(stream.expectName().text);
    return { type: 'global', names };
  }

  #delete(): Simple {
    const stream = this.#stream;
    stream.take();
    const target = checkTarget(stream, parseTargetList(stream));
    return { type: 'delete', targets: target.type === 'tuple' ? target.items : [target] };
  }

  #dottedName(): string {
    let name = this.#stream.expectName().text;
    while (this.#stream.takeOp('.')) name += `.${this.#stream.expectName().text}`;
    return name;
  }

  #import(): Simple {
    const stream = this.#stream;
    stream.take();
    const modules: ImportedName[] = [];
    do {
      const name = this.#dottedName();
      modules.push({ name, as: stream.takeKeyword('as') ? stream.expectName().text : null });
    } while (stream.takeOp(','));
    return { type: 'import', modules };
  }

  #fromImport(): Simple {
    const stream = this.#stream;
    stream.take();
    let level = 0;
    while (stream.takeOp('.')) level++;
    const module = level > 0 && stream.isKeyword('import') ? '' : this.#dottedName();
    stream.expectKeyword('import');
    if (stream.takeOp('*')) return { type: 'from-import', module, level, names: '*' };
    const bracketed = stream.takeOp('(');
    const names: ImportedName[] = [];
    do {
      if (bracketed && stream.isOp(')') && names.length > 0) break;
      const name = stream.expectName().text;
      names.push({ name, as: stream.takeKeyword('as') ? stream.expectName().text : null });
    } while (stream.takeOp(','));
    if (bracketed) stream.expectOp(')');
    if (module === '__future__') this.#future(names);
    return { type: 'from-import', module, level, names };
  }

  #future(names: readonly ImportedName[]): void {
    for (const { name } of names) this.#futures.add(name);
    if (this.#futures.has('unicode_literals')) this.#stream.unicodeLiterals = true;
    if (this.#futures.has('print_function')) this.#stream.printIsName = true;
  }

  #expressionStatement(): Simple {
    const stream = this.#stream;
    const first = parseExpressionList(stream);
    if (stream.current.type === 'op' && augmentedOperators.has(stream.current.text)) {
      const operator = stream.take().text.slice(0, -1);
      if (first.type === 'tuple' || first.type === 'list') stream.refuse('this can not be changed in place');
      checkTarget(stream, first);
      return { type: 'augmented', target: first, operator, value: this.#value() };
    }
    if (!stream.isOp('=')) return { type: 'expression', value: first };
    const targets: Expression[] = [];
    let value = first;
    let valueStart = first.start;
    while (stream.takeOp('=')) {
      targets.push(checkTarget(stream, value));
      valueStart = stream.current.start;
      value = this.#value();
    }
    return { type: 'assign', targets, value, valueStart, valueEnd: stream.previousEnd };
  }

  #value(): Expression {
    const stream = this.#stream;
    if (!stream.isKeyword('yield')) return parseExpressionList(stream);
    const { start, line } = stream.current;
    if (!this.#inFunction) stream.refuse('"yield" outside of a function');
    parseYield(stream);
    return opaque(stream, 'yield', start, line);
  }
}

/** Only names, attributes, subscripts and lists of them can be assigned to. */
function checkTarget(stream: TokenStream, target: Expression): Expression {
  const pending = [target];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'tuple' || next.type === 'list') {
      if (next.type === 'tuple' && next.items.length === 0)
        stream.refuse('an empty tuple can not be assigned to');
      pending.push(...next.items);
    } else if (next.type === 'name') {
      if (next.name === 'None' || next.name === '__debug__')
        stream.refuse(`${next.name} can not be assigned to`);
    } else if (next.type === 'attribute') {
      if (next.name === 'None') stream.refuse('None can not be assigned to');
    } else if (
      !['index', 'slice'].includes(next.type) &&
      !(next.type === 'opaque' && next.what === 'subscript')
    )
      stream.refuse('this can not be assigned to');
  }
  return target;
}
