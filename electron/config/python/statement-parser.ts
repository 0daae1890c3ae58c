import { checkTarget } from './assignment-target.ts';
import {
  parseBinary,
  parseCallArguments,
  parseExpressionList,
  parseParameters,
  parseTargetList,
  parseTest,
} from './expression-parser.ts';
import { PythonSyntaxError } from './python-error.ts';
import { SimpleStatements, type Surroundings } from './simple-statements.ts';
import type { BareStatement, Block, Expression, Statement } from './syntax-tree.ts';
import type { TokenStream } from './token-stream.ts';

const compoundKeywords = ['if', 'while', 'for', 'try', 'with', 'def', 'class'];

/** Statements and the blocks below them, by recursive descent; the life of one object is the parse of one file. */
export class StatementParser {
  readonly #stream: TokenStream;
  readonly #surroundings: Surroundings = { inFunction: false, inLoop: false };
  readonly #simple: SimpleStatements;

  constructor(stream: TokenStream) {
    this.#stream = stream;
    this.#simple = new SimpleStatements(stream, this.#surroundings);
  }

  /** Names imported from `__future__` so far. */
  get futures(): ReadonlySet<string> {
    return this.#simple.futures;
  }

  file(): Block {
    const statements: Statement[] = [];
    while (!this.#stream.isType('end')) {
      if (this.#stream.isType('newline')) this.#stream.take();
      else this.#statement(statements);
    }
    return { statements, inline: false, headerEnd: 0 };
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

  #spanned(statement: BareStatement, start: number, line: number): Statement {
    return { ...statement, start, end: this.#stream.previousEnd, line };
  }

  #simpleLine(into: Statement[]): void {
    const stream = this.#stream;
    for (;;) {
      const { start, line } = stream.current;
      into.push(this.#spanned(this.#simple.parse(), start, line));
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
    const outer = this.#surroundings.inLoop;
    this.#surroundings.inLoop = true;
    const block = this.#block();
    this.#surroundings.inLoop = outer;
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
    const isFunction = stream.isKeyword('def');
    if (!isFunction && !stream.isKeyword('class'))
      stream.fail('expected a function or class after a decorator');
    const statement = this.#compound(isFunction ? 'def' : 'class');
    const canBe = statement.type === 'class' || statement.type === 'function';
    return this.#spanned(canBe ? { ...statement, decorated: true } : statement, start, line);
  }

  #compound(keyword: string): BareStatement {
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

  #if(): BareStatement {
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

  #try(): BareStatement {
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

  #with(): BareStatement {
    const stream = this.#stream;
    const targets: Expression[] = [];
    do {
      parseTest(stream);
      if (stream.takeKeyword('as')) targets.push(checkTarget(stream, parseBinary(stream, 0)));
    } while (stream.takeOp(','));
    return { type: 'loop', targets, bodies: [this.#block()] };
  }

  #function(): BareStatement {
    const stream = this.#stream;
    const name = stream.expectName().text;
    stream.expectOp('(');
    const parameters = parseParameters(stream, ')');
    stream.expectOp(')');
    const [outerFunction, outerLoop] = [this.#surroundings.inFunction, this.#surroundings.inLoop];
    this.#surroundings.inFunction = true;
    this.#surroundings.inLoop = false;
    const body = this.#block();
    this.#surroundings.inFunction = outerFunction;
    this.#surroundings.inLoop = outerLoop;
    return { type: 'function', name, parameters, body, decorated: false };
  }

  #class(): BareStatement {
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
    const [outerFunction, outerLoop] = [this.#surroundings.inFunction, this.#surroundings.inLoop];
    this.#surroundings.inFunction = false;
    this.#surroundings.inLoop = false;
    const body = this.#block();
    this.#surroundings.inFunction = outerFunction;
    this.#surroundings.inLoop = outerLoop;
    return { type: 'class', name, bases, body, decorated: false };
  }
}
