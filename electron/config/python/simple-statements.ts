import { checkTarget } from './assignment-target.ts';
import {
  opaque,
  parseBinary,
  parseExpressionList,
  parseTargetList,
  parseTest,
  parseYield,
  startsExpression,
} from './expression-parser.ts';
import type { BareStatement, Expression, ImportedName } from './syntax-tree.ts';
import type { TokenStream } from './token-stream.ts';

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

/** What stands around a statement and decides which ones are allowed. */
export interface Surroundings {
  inFunction: boolean;
  inLoop: boolean;
}

/** Statements that fit on one line and may be joined by `;`. */
export class SimpleStatements {
  /** Names imported from `__future__`. */
  readonly futures = new Set<string>();
  readonly #stream: TokenStream;
  readonly #surroundings: Surroundings;

  constructor(stream: TokenStream, surroundings: Surroundings) {
    this.#stream = stream;
    this.#surroundings = surroundings;
  }

  parse(): BareStatement {
    const stream = this.#stream;
    if (stream.current.type === 'name' && !stream.isName()) {
      const keyword = stream.current.text;
      const statement = this.#keywordStatement(keyword);
      if (statement !== null) return statement;
    }
    return this.#expressionStatement();
  }

  #keywordStatement(keyword: string): BareStatement | null {
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
        if (!this.#surroundings.inFunction) stream.refuse('"yield" outside of a function');
        parseYield(stream);
        return { type: 'other', keyword };
      case 'pass':
        stream.take();
        return { type: 'other', keyword };
      case 'break':
      case 'continue':
        if (!this.#surroundings.inLoop) stream.refuse(`"${keyword}" outside of a loop`);
        stream.take();
        return { type: 'other', keyword };
      case 'return':
        if (!this.#surroundings.inFunction) stream.refuse('"return" outside of a function');
        stream.take();
        return { type: 'return', value: startsExpression(stream) ? parseExpressionList(stream) : null };
      case 'raise':
        return this.#listed(keyword, 3);
      case 'assert':
        return this.#listed(keyword, 2);
      default:
        return null;
    }
  }

  /** A keyword with some expressions after it that nobody looks at. */
  #listed(keyword: string, most: number): BareStatement {
    const stream = this.#stream;
    stream.take();
    if (keyword === 'assert' && !startsExpression(stream)) stream.fail('expected an expression');
    for (let count = 0; count < most && startsExpression(stream); count++) {
      parseTest(stream);
      if (!stream.takeOp(',')) break;
      if (!startsExpression(stream)) stream.fail('expected an expression');
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

  #exec(): BareStatement {
    const stream = this.#stream;
    stream.take();
    parseBinary(stream, 0);
    if (stream.takeKeyword('in')) {
      parseTest(stream);
      if (stream.takeOp(',')) parseTest(stream);
    }
    return { type: 'exec' };
  }

  #global(): BareStatement {
    const stream = this.#stream;
    stream.take();
    const names = [stream.expectName().text];
    while (stream.takeOp(',')) names.push(stream.expectName().text);
    return { type: 'global', names };
  }

  #delete(): BareStatement {
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

  #import(): BareStatement {
    const stream = this.#stream;
    stream.take();
    const modules: ImportedName[] = [];
    do {
      const name = this.#dottedName();
      modules.push({ name, as: stream.takeKeyword('as') ? stream.expectName().text : null });
    } while (stream.takeOp(','));
    return { type: 'import', modules };
  }

  #fromImport(): BareStatement {
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
    for (const { name } of names) this.futures.add(name);
    if (this.futures.has('unicode_literals')) this.#stream.unicodeLiterals = true;
    if (this.futures.has('print_function')) this.#stream.printIsName = true;
  }

  #expressionStatement(): BareStatement {
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
    if (!this.#surroundings.inFunction) stream.refuse('"yield" outside of a function');
    parseYield(stream);
    return opaque(stream, 'yield', start, line);
  }
}
