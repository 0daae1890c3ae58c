import type { SourceEncoding, SourceText } from './encoding.ts';
import { PythonSyntaxError } from './python-error.ts';
import { Tokenizer, type Token } from './tokens.ts';

const keywords = new Set(
  (
    'and as assert break class continue def del elif else except exec finally for from global if import in is lambda ' +
    'not or pass print raise return try while with yield'
  ).split(' '),
);

/** A bracket costs two; Python 2.7's own parser gives up at about a hundred brackets. */
const maxDepth = 200;

/** Tokens with one token of look-ahead, and the place where the parser notes how deep it is. */
export class TokenStream {
  readonly #tokenizer: Tokenizer;
  #current: Token;
  #ahead: Token | null = null;
  #depth = 0;
  /** End offset of the token taken last. */
  previousEnd: number;
  /** `from __future__ import print_function` was seen: `print` is a name. */
  printIsName = false;
  /** `from __future__ import unicode_literals` was seen: strings without prefix are unicode. */
  unicodeLiterals = false;
  readonly encoding: SourceEncoding;

  constructor(source: SourceText) {
    this.encoding = source.encoding;
    this.#tokenizer = new Tokenizer(source.text, source.start);
    this.#current = this.#tokenizer.next();
    this.previousEnd = source.start;
  }

  get current(): Token {
    return this.#current;
  }

  get ahead(): Token {
    this.#ahead ??= this.#tokenizer.next();
    return this.#ahead;
  }

  take(): Token {
    const token = this.#current;
    this.previousEnd = token.end;
    this.#current = this.#ahead ?? this.#tokenizer.next();
    this.#ahead = null;
    return token;
  }

  isType(type: Token['type']): boolean {
    return this.#current.type === type;
  }

  isOp(text: string): boolean {
    return this.#current.type === 'op' && this.#current.text === text;
  }

  isKeyword(text: string): boolean {
    return this.#current.type === 'name' && this.#current.text === text && this.#isReserved(text);
  }

  takeOp(text: string): boolean {
    if (!this.isOp(text)) return false;
    this.take();
    return true;
  }

  takeKeyword(text: string): boolean {
    if (!this.isKeyword(text)) return false;
    this.take();
    return true;
  }

  expectOp(text: string): Token {
    if (!this.isOp(text)) this.fail(`expected "${text}"`);
    return this.take();
  }

  expectKeyword(text: string): Token {
    if (!this.isKeyword(text)) this.fail(`expected "${text}"`);
    return this.take();
  }

  isName(): boolean {
    return this.#current.type === 'name' && !this.#isReserved(this.#current.text);
  }

  expectName(): Token {
    if (!this.isName()) this.fail('expected a name');
    return this.take();
  }

  /** Runs a nested part; too deep nesting is an error instead of a full stack. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > maxDepth)
      throw new PythonSyntaxError('MemoryError', 'too deeply nested', this.#current.line);
    const result = parse();
    this.#depth--;
    return result;
  }

  /** For what is well formed and still not allowed. */
  refuse(message: string): never {
    throw new PythonSyntaxError('SyntaxError', message, this.#current.line);
  }

  /** For a token that does not fit. */
  fail(message: string, token: Token = this.#current): never {
    if (token.type === 'indent')
      throw new PythonSyntaxError('IndentationError', 'unexpected indent', token.line);
    const found = describe(token);
    throw new PythonSyntaxError('SyntaxError', `${message}, found ${found}`, token.line);
  }

  #isReserved(text: string): boolean {
    return keywords.has(text) && !(text === 'print' && this.printIsName);
  }
}

function describe(token: Token): string {
  if (token.type === 'newline') return 'the end of the line';
  if (token.type === 'end') return 'the end of the file';
  if (token.type === 'dedent') return 'the end of the block';
  return JSON.stringify(token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text);
}
