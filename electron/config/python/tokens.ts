import { PythonSyntaxError } from './python-error.ts';

export type TokenType = 'name' | 'number' | 'string' | 'op' | 'newline' | 'indent' | 'dedent' | 'end';

/** `start` and `end` are byte offsets; `line` is 1-based. A string token includes prefix and quotes. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** More tokens than any configuration needs; keeps a hostile file from filling the memory. */
export const maxTokens = 500_000;
const maxIndents = 100; // Python's own limit

const namePattern = /[A-Za-z_]\w*/y;
const numberPattern =
  /0[xX][0-9a-fA-F]+[lL]?|0[bB][01]+[lL]?|0[oO][0-7]+[lL]?|(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?[jJ]?|\d+[eE][+-]?\d+[jJ]?|\d+(?:[lL]|[jJ])?/y;
const operatorPattern =
  /\*\*=|\/\/=|>>=|<<=|<>|!=|==|<=|>=|\*\*|\/\/|<<|>>|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|[-+*/%&|^~<>()[\]{},:.`=;@]/y;
const stringStartPattern = /(?:[uU][rR]?|[bB][rR]?|[rR])?(?:'''|"""|'|")/y;
const blankPattern = /[ \t\f]*/y;
/** Editors' tab width comments, which Python 2's tokenizer obeys. */
const tabWidthPattern = /tab-width:\s*(\d+)|:tabstop=(\d+)|:ts=(\d+)|set tabsize=(\d+)/;

/** Python 2.7's tokenizer, one token at a time and in linear time. Throws PythonSyntaxError. */
export class Tokenizer {
  readonly #text: string;
  #at: number;
  #line = 1;
  #brackets = 0;
  #indents = [0];
  #pendingDedents = 0;
  #atLineStart = true;
  #produced = 0;
  #tabSize = 8;
  #done = false;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  next(): Token {
    if (++this.#produced > maxTokens)
      throw new PythonSyntaxError('MemoryError', 'the file is too large to be a configuration', this.#line);
    if (this.#atLineStart && this.#brackets === 0) {
      this.#atLineStart = false;
      const indentation = this.#indentation();
      if (indentation !== null) return indentation;
    }
    if (this.#pendingDedents > 0) {
      this.#pendingDedents--;
      return this.#token('dedent', this.#at, this.#at);
    }
    return this.#content();
  }

  #token(type: TokenType, start: number, end: number, line = this.#line): Token {
    return { type, text: this.#text.slice(start, end), start, end, line };
  }

  /** Skips blank and comment lines, then compares the column with the open blocks. */
  #indentation(): Token | null {
    for (;;) {
      const column = this.#column();
      this.#skipComment();
      if (this.#at >= this.#text.length) break;
      if (this.#skipLineEnd()) continue;
      return this.#compareIndent(column);
    }
    this.#pendingDedents = this.#indents.length - 1;
    this.#indents = [0];
    return null;
  }

  #column(): number {
    let column = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === ' ') column++;
      else if (character === '\t') column = (Math.floor(column / this.#tabSize) + 1) * this.#tabSize;
      else if (character === '\f') column = 0;
      else break;
    }
    return column;
  }

  #compareIndent(column: number): Token | null {
    const current = this.#indents.at(-1) ?? 0;
    if (column === current) return null;
    if (column > current) {
      if (this.#indents.length >= maxIndents)
        throw new PythonSyntaxError('IndentationError', 'too many levels of indentation', this.#line);
      this.#indents.push(column);
      return this.#token('indent', this.#at, this.#at);
    }
    while ((this.#indents.at(-1) ?? 0) > column) {
      this.#indents.pop();
      this.#pendingDedents++;
    }
    if (this.#indents.at(-1) !== column)
      throw new PythonSyntaxError(
        'IndentationError',
        'this line is indented less than the block, but matches no outer block',
        this.#line,
      );
    return null;
  }

  #content(): Token {
    const text = this.#text;
    for (;;) {
      blankPattern.lastIndex = this.#at;
      blankPattern.test(text);
      this.#at = blankPattern.lastIndex;
      this.#skipComment();
      if (this.#at >= text.length) return this.#end();
      const character = text[this.#at];
      if (character === '\n' || character === '\r') {
        const start = this.#at;
        const line = this.#line;
        this.#skipLineEnd();
        if (this.#brackets > 0) continue;
        this.#atLineStart = true;
        return this.#token('newline', start, this.#at, line);
      }
      if (character !== '\\') break;
      this.#at++;
      if (!this.#skipLineEnd())
        throw new PythonSyntaxError('SyntaxError', 'unexpected character after a backslash', this.#line);
      if (this.#at >= text.length)
        throw new PythonSyntaxError('SyntaxError', 'the file ends after a backslash', this.#line);
    }
    return this.#word();
  }

  /** The end of the file closes an open line first. */
  #end(): Token {
    if (this.#brackets > 0)
      throw new PythonSyntaxError(
        'SyntaxError',
        'a bracket is not closed before the end of the file',
        this.#line,
      );
    if (!this.#done) {
      this.#done = true;
      this.#atLineStart = true;
      return this.#token('newline', this.#at, this.#at);
    }
    return this.#token('end', this.#at, this.#at);
  }

  #word(): Token {
    const start = this.#at;
    const opening = this.#match(stringStartPattern);
    if (opening !== null) return this.#string(start, opening);
    if (this.#match(namePattern) !== null) return this.#token('name', start, this.#at);
    if (this.#match(numberPattern) !== null) {
      if (/[\w]/.test(this.#text[this.#at] ?? '')) this.#checkAfterNumber(start);
      return this.#token('number', start, this.#at);
    }
    const operator = this.#match(operatorPattern);
    if (operator === null)
      throw new PythonSyntaxError(
        'SyntaxError',
        `unexpected character ${JSON.stringify(this.#text[start])}`,
        this.#line,
      );
    if ('([{'.includes(operator)) this.#brackets++;
    if (')]}'.includes(operator) && this.#brackets > 0) this.#brackets--;
    return this.#token('op', start, this.#at);
  }

  /** Python reads `1if x else 2` as `1 if …`, but `0x` and `09` are wrong numbers. */
  #checkAfterNumber(start: number): void {
    const text = this.#text.slice(start, this.#at);
    const next = this.#text[this.#at] ?? '';
    if ((text === '0' && /[xXbBoO]/.test(next)) || /^0[xXbBoO]/.test(text) || /\d/.test(next))
      throw new PythonSyntaxError('SyntaxError', 'this is not a number', this.#line);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }

  #string(start: number, opening: string): Token {
    const text = this.#text;
    const line = this.#line;
    const triple = opening.endsWith('"""') || opening.endsWith("'''");
    const quote = triple ? opening.slice(-3) : opening.slice(-1);
    for (;;) {
      const character = text[this.#at];
      if (character === undefined)
        throw new PythonSyntaxError('SyntaxError', 'a string is not closed before the end of the file', line);
      if (character === '\\') {
        this.#at++;
        if (this.#at < text.length && !this.#skipLineEnd()) this.#at++;
      } else if (character === '\n' || character === '\r') {
        if (!triple)
          throw new PythonSyntaxError(
            'SyntaxError',
            'a string is not closed before the end of the line',
            line,
          );
        this.#skipLineEnd();
      } else if (character === quote[0] && text.startsWith(quote, this.#at)) {
        this.#at += quote.length;
        return this.#token('string', start, this.#at, line);
      } else this.#at++;
    }
  }

  #skipComment(): void {
    if (this.#text[this.#at] !== '#') return;
    const start = this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '\n' && this.#text[this.#at] !== '\r')
      this.#at++;
    const width = tabWidthPattern.exec(this.#text.slice(start, Math.min(this.#at, start + 80)));
    const size = Number(width?.[1] ?? width?.[2] ?? width?.[3] ?? width?.[4] ?? 0);
    if (size >= 1 && size <= 40) this.#tabSize = size;
  }

  /** Steps over LF, CR or CRLF. */
  #skipLineEnd(): boolean {
    const character = this.#text[this.#at];
    if (character !== '\n' && character !== '\r') return false;
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#line++;
    return true;
  }
}
