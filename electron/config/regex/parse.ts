import { anyCharacter, categories, CharacterSet, notLineFeed } from './character-set.ts';
import { asciiCase, exactCase, unicodeCase, type LetterCase } from './letter-case.ts';
import { parseClass } from './parse-class.ts';
import { categoryOf, escapedPoint, groupReference } from './parse-escape.ts';
import { PatternReader } from './pattern-reader.ts';
import { PatternError } from './problem.ts';
import { widthOf, type Border, type Tree } from './tree.ts';

export interface ParsedPattern {
  readonly tree: Tree;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

const deepest = 100;
const flagLetters = /^[iLmsux]$/;
const verboseSpace = /^[ \t\n\r\f\v]$/;

/**
 * Reads a pattern of Python 2.7's `re` module. `flags` are its letters for inline flags. Throws a PatternError.
 *
 * Flags count for the whole pattern wherever they stand, so one that turns up late means a second reading.
 */
export function parsePattern(pattern: string, flags: string): ParsedPattern {
  let known: ReadonlySet<string> = new Set(flags);
  for (;;) {
    const parser = new Parser(pattern, known);
    const parsed = parser.parse();
    if (parser.flags.size === known.size) return parsed;
    known = parser.flags;
  }
}

class Parser {
  readonly flags: Set<string>;
  readonly #reader: PatternReader;
  readonly #case: LetterCase;
  readonly #names = new Map<string, number>();
  readonly #open = new Set<number>();
  #groups = 0;
  #depth = 0;
  /** The highest group a condition asks for, which may come later in the pattern. */
  #asked = { group: 0, position: 0 };

  constructor(pattern: string, flags: ReadonlySet<string>) {
    this.flags = new Set(flags);
    this.#reader = new PatternReader(pattern);
    this.#case = !flags.has('i') ? exactCase : flags.has('u') ? unicodeCase : asciiCase;
  }

  parse(): ParsedPattern {
    const tree = this.#alternatives();
    if (this.#reader.peek() !== undefined) this.#fail('a closing bracket has no opening one');
    if (this.#asked.group > this.#groups)
      throw new PatternError(`there is no group ${this.#asked.group}`, this.#asked.position);
    return { tree, groups: this.#groups, names: this.#names };
  }

  #fail(message: string, position = this.#reader.position): never {
    throw new PatternError(message, position);
  }

  #alternatives(): Tree {
    if (++this.#depth > deepest)
      throw new PatternError('the pattern is nested too deeply', this.#reader.position, 'unsupported');
    const branches = [this.#sequence()];
    while (this.#reader.takeIf('|')) branches.push(this.#sequence());
    this.#depth--;
    return branches.length === 1 && branches[0] ? branches[0] : { kind: 'choice', branches };
  }

  #sequence(): Tree {
    const parts: Tree[] = [];
    for (let next = this.#reader.peek(); next !== undefined; next = this.#reader.peek()) {
      if (next === '|' || next === ')') break;
      if (this.#skipsVerbose() || this.#repeats(parts)) continue;
      const part = this.#item();
      if (part !== null) parts.push(part);
    }
    return { kind: 'sequence', parts };
  }

  #skipsVerbose(): boolean {
    if (!this.flags.has('x')) return false;
    if (this.#reader.takeWhile(verboseSpace) !== '') return true;
    if (this.#reader.peek() !== '#') return false;
    this.#reader.takeWhile(/^[^\n]$/u);
    return true;
  }

  /** A quantifier repeats what stands before it, comments and flags left aside. */
  #repeats(parts: Tree[]): boolean {
    const { position } = this.#reader;
    const range = this.#quantifier();
    if (range === null) return false;
    const body = parts.pop();
    if (body === undefined || body.kind === 'border') this.#fail('there is nothing to repeat', position);
    if (body.kind === 'repeat') this.#fail('a repetition is repeated', position);
    const [least, most] = range;
    if (most < least) this.#fail('a repetition has its bounds the wrong way round', position);
    parts.push({ kind: 'repeat', body, least, most, lazy: this.#reader.takeIf('?') });
    return true;
  }

  #quantifier(): readonly [least: number, most: number] | null {
    const reader = this.#reader;
    if (reader.takeIf('*')) return [0, Infinity];
    if (reader.takeIf('+')) return [1, Infinity];
    if (reader.takeIf('?')) return [0, 1];
    const { position } = reader;
    if (reader.peek() !== '{' || reader.peek(1) === '}') return null;
    reader.take();
    const least = reader.takeWhile(/^[0-9]$/);
    const most = reader.takeIf(',') ? reader.takeWhile(/^[0-9]$/) : least;
    if (!reader.takeIf('}')) {
      reader.backTo(position); // an ordinary brace
      return null;
    }
    return [Number(least), most === '' ? Infinity : Number(most)];
  }

  #character(point: number): Tree {
    return { kind: 'character', set: this.#case.close(CharacterSet.ofPoints([point])) };
  }

  #border(at: Border): Tree {
    const isAtWord = at === 'wordBorder' || at === 'notWordBorder';
    const words = categories[this.flags.has('u') ? 'unicode' : 'ascii'].w;
    return { kind: 'border', at, words: isAtWord ? words() : CharacterSet.of() };
  }

  /** One item; null for comments and flags. */
  #item(): Tree | null {
    const character = this.#reader.take();
    switch (character) {
      case '.':
        return { kind: 'character', set: this.flags.has('s') ? anyCharacter : notLineFeed };
      case '^':
        return this.#border(this.flags.has('m') ? 'lineStart' : 'start');
      case '$':
        return this.#border(this.flags.has('m') ? 'lineEnd' : 'finalEnd');
      case '[':
        return { kind: 'character', set: parseClass(this.#reader, this.flags.has('u'), this.#case.close) };
      case '(':
        return this.#reader.takeIf('?') ? this.#extension() : this.#group(null);
      case '\\':
        return this.#escape();
      default:
        return this.#character(character.codePointAt(0) ?? 0);
    }
  }

  #escape(): Tree {
    const { position } = this.#reader;
    const letter = this.#reader.take();
    if (letter === 'A') return this.#border('start');
    if (letter === 'Z') return this.#border('end');
    if (letter === 'b') return this.#border('wordBorder');
    if (letter === 'B') return this.#border('notWordBorder');
    const set = categoryOf(letter, this.flags.has('u'));
    if (set !== null) return { kind: 'character', set };
    const group = /^[1-9]$/.test(letter) ? groupReference(this.#reader, letter) : null;
    if (group === null) return this.#character(escapedPoint(this.#reader, letter));
    if (group > this.#groups) this.#fail(`there is no group ${group}`, position);
    if (this.#open.has(group)) this.#fail(`group ${group} is not closed before it is used`, position);
    return this.#reference(group);
  }

  #reference(group: number): Tree {
    return { kind: 'reference', group, fold: this.#case.fold };
  }

  #closed(): Tree {
    const body = this.#alternatives();
    if (!this.#reader.takeIf(')')) this.#fail('a bracket is not closed');
    return body;
  }

  #group(name: string | null): Tree {
    const number = ++this.#groups;
    if (name !== null) this.#names.set(name, number);
    this.#open.add(number);
    const body = this.#closed();
    this.#open.delete(number);
    return { kind: 'group', number, body };
  }

  /** What `(?` opens. */
  #extension(): Tree | null {
    const { position } = this.#reader;
    const kind = this.#reader.take();
    switch (kind) {
      case ':':
        return { kind: 'sequence', parts: [this.#closed()] };
      case '=':
      case '!':
        return { kind: 'look', ahead: true, negated: kind === '!', body: this.#closed(), width: 0 };
      case '#':
        this.#reader.takeUntil(')');
        return null;
      case '<':
        return this.#lookBehind();
      case 'P':
        return this.#named();
      case '(':
        return this.#conditional();
      default:
        this.#reader.backTo(position);
        return this.#inlineFlags();
    }
  }

  #inlineFlags(): null {
    const letters = this.#reader.takeWhile(flagLetters);
    if (letters === '' || !this.#reader.takeIf(')')) this.#fail('the syntax after (? is unknown');
    for (const letter of letters) this.flags.add(letter);
    return null;
  }

  #lookBehind(): Tree {
    const { position } = this.#reader;
    const kind = this.#reader.take();
    if (kind !== '=' && kind !== '!') this.#fail('the syntax after (?< is unknown', position);
    const body = this.#closed();
    const { least, most } = widthOf(body);
    if (least !== most) this.#fail('a look-behind must have a fixed width', position);
    return { kind: 'look', ahead: false, negated: kind === '!', body, width: least };
  }

  #named(): Tree {
    const { position } = this.#reader;
    const kind = this.#reader.take();
    if (kind !== '<' && kind !== '=') this.#fail('the syntax after (?P is unknown', position);
    const name = this.#reader.takeUntil(kind === '<' ? '>' : ')');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) this.#fail(`"${name}" is no name for a group`, position);
    const known = this.#names.get(name);
    if (kind === '=')
      return known === undefined ? this.#fail(`there is no group ${name}`, position) : this.#reference(known);
    if (known !== undefined) this.#fail(`two groups are called ${name}`, position);
    return this.#group(name);
  }

  #conditional(): Tree {
    const { position } = this.#reader;
    const name = this.#reader.takeUntil(')');
    const group = /^[0-9]+$/.test(name) ? Number(name) : this.#names.get(name);
    if (group === undefined || group === 0) this.#fail(`there is no group ${name}`, position);
    if (group > this.#asked.group) this.#asked = { group, position };
    const body = this.#closed();
    const branches = body.kind === 'choice' ? body.branches : [body];
    const [yes = body, no = { kind: 'sequence', parts: [] }, more] = branches;
    if (more !== undefined) this.#fail('a condition has more than two branches', position);
    return { kind: 'conditional', group, yes, no };
  }
}
