import { fail, ok, type Result } from '../../shared/result.ts';

/** What is wrong with a pattern. `unsupported`: fine for Python, not for Croft. */
export interface PatternProblem {
  readonly kind: 'invalid' | 'unsupported';
  readonly message: string;
}

class PatternError extends Error {
  readonly kind: PatternProblem['kind'];
  constructor(kind: PatternProblem['kind'], message: string) {
    super(message);
    this.name = 'PatternError';
    this.kind = kind;
  }
}

/**
 * Translates a Python 2 regular expression to JavaScript's (spec/config.md §2). Never throws.
 *
 * `mode` `match` is Python's `re.match` (sticky: set `lastIndex = 0` first), `search` finds it anywhere. Letters are
 * compared by ASCII case under `(?i)`, as Python does without its UNICODE flag; so JavaScript's own flag is not used.
 */
export function translatePattern(pattern: string, mode: 'match' | 'search'): Result<RegExp, PatternProblem> {
  const key = `${mode} ${pattern}`;
  const known = translated.get(key);
  if (known !== undefined) return known;
  const result = translate(pattern, mode);
  if (translated.size >= maxTranslated) translated.clear();
  translated.set(key, result);
  return result;
}

/** The wikis of a farm mostly have the same patterns, and translating is dear. */
const translated = new Map<string, Result<RegExp, PatternProblem>>();
const maxTranslated = 1000;

function translate(pattern: string, mode: 'match' | 'search'): Result<RegExp, PatternProblem> {
  if (pattern.length > 50_000) return fail({ kind: 'unsupported', message: 'the pattern is too long' });
  try {
    let flags = new Set<string>();
    for (;;) {
      const translator = new Translator(pattern, flags);
      const source = translator.translate();
      // Flags count for the whole pattern wherever they stand, so one that turns up late means a second pass.
      if ([...translator.flags].every((flag) => flags.has(flag)))
        return ok(new RegExp(source, mode === 'match' ? 'yu' : 'u'));
      flags = translator.flags;
    }
  } catch (error) {
    if (error instanceof PatternError) return fail({ kind: error.kind, message: error.message });
    if (error instanceof SyntaxError || error instanceof RangeError)
      return fail({ kind: 'unsupported', message: 'the pattern has no equivalent in JavaScript' });
    throw error;
  }
}

/** A translated part: its JavaScript, and how many characters it can match. */
interface Part {
  readonly source: string;
  readonly least: number;
  readonly most: number;
  /** `^`, `$`, `\b` and the like: Python refuses to repeat these. */
  readonly anchor?: boolean;
}

const spaces = ' \\t\\n\\r\\f\\v';
const syntaxCharacters = /[\^$\\.*+?()[\]{}|/]/;
const maxDepth = 100;

const literal = (character: string): string => {
  if (syntaxCharacters.test(character)) return `\\${character}`;
  const point = character.codePointAt(0) ?? 0;
  return point < 0x20 || (point >= 0xd800 && point <= 0xdfff) ? `\\u{${point.toString(16)}}` : character;
};

class Translator {
  readonly flags: Set<string>;
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;
  #groups = 0;
  readonly #names = new Map<string, number>();
  readonly #widths = new Map<number, Part>();

  constructor(pattern: string, flags: ReadonlySet<string>) {
    this.#characters = Array.from(pattern);
    this.flags = new Set(flags);
  }

  translate(): string {
    const whole = this.#alternatives();
    if (this.#at < this.#characters.length)
      throw new PatternError('invalid', 'a closing bracket has no opening one');
    return whole.source;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #take(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) throw new PatternError('invalid', 'the pattern ends too early');
    return character;
  }

  #takeIf(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#at++;
    return true;
  }

  #alternatives(): Part {
    if (++this.#depth > maxDepth) throw new PatternError('unsupported', 'the pattern is nested too deeply');
    const branches = [this.#sequence()];
    while (this.#takeIf('|')) branches.push(this.#sequence());
    this.#depth--;
    return {
      source: branches.map((branch) => branch.source).join('|'),
      least: Math.min(...branches.map((branch) => branch.least)),
      most: Math.max(...branches.map((branch) => branch.most)),
    };
  }

  #sequence(): Part {
    let source = '';
    let least = 0;
    let most = 0;
    for (;;) {
      this.#skipVerbose();
      const next = this.#peek();
      if (next === undefined || next === '|' || next === ')') return { source, least, most };
      const part = this.#quantified();
      if (part === null) continue;
      source += part.source;
      least += part.least;
      most += part.most;
    }
  }

  #skipVerbose(): void {
    if (!this.flags.has('x')) return;
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      if (next === '#') while (this.#peek() !== undefined && this.#peek() !== '\n') this.#at++;
      else if (/[ \t\n\r\f\v]/.test(next)) this.#at++;
      else return;
    }
  }

  /** One item with its repetition; null for comments and flags. */
  #quantified(): Part | null {
    const item = this.#item();
    this.#skipVerbose();
    const range = this.#repetition();
    if (range === null) return item;
    if (item === null || item.anchor === true || item.source === '')
      throw new PatternError('invalid', 'nothing to repeat');
    const [from, to] = range;
    if (to < from) throw new PatternError('invalid', 'a repetition has its bounds the wrong way round');
    const lazy = this.#takeIf('?') ? '?' : '';
    this.#skipVerbose();
    const saved = this.#at;
    if (this.#repetition() !== null) throw new PatternError('invalid', 'a repetition is repeated');
    this.#at = saved;
    const bounds = to === Infinity ? `{${from},}` : `{${from},${to}}`;
    return {
      source: `(?:${item.source})${bounds}${lazy}`,
      least: item.least * from,
      most: item.most === 0 ? 0 : item.most * to,
    };
  }

  #repetition(): readonly [number, number] | null {
    if (this.#takeIf('*')) return [0, Infinity];
    if (this.#takeIf('+')) return [1, Infinity];
    if (this.#takeIf('?')) return [0, 1];
    if (this.#peek() !== '{') return null;
    const rest = this.#characters.slice(this.#at, this.#at + 24).join('');
    const match = /^\{(\d*)(,?)(\d*)\}/.exec(rest);
    if (match === null || match[0] === '{}') return null; // an ordinary brace
    const [text, from = '', comma = '', to = ''] = match;
    this.#at += text.length;
    const least = from === '' ? 0 : Number(from);
    const most = comma === '' ? least : to === '' ? Infinity : Number(to);
    if (least > 65_535 || (most > 65_535 && most !== Infinity))
      throw new PatternError('unsupported', 'a repetition is too large');
    return [least, most];
  }

  #item(): Part | null {
    const character = this.#take();
    switch (character) {
      case '.':
        return one(this.flags.has('s') ? '[\\s\\S]' : '[^\\n]');
      case '^':
        return anchor(this.flags.has('m') ? '(?<=^|\\n)' : '^');
      case '$':
        return anchor(this.flags.has('m') ? '(?=\\n|$)' : '(?=\\n?$)');
      case '[':
        return this.#class();
      case '(':
        return this.#group();
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new PatternError('invalid', 'nothing to repeat');
      default:
        if (character === '{') {
          this.#at--;
          if (this.#repetition() !== null) throw new PatternError('invalid', 'nothing to repeat');
          this.#at++;
        }
        return one(this.#letter(character));
    }
  }

  /** A literal character, in both cases under `(?i)`. */
  #letter(character: string): string {
    if (!this.flags.has('i')) return literal(character);
    if (/^[A-Za-z]$/.test(character)) return `[${character.toLowerCase()}${character.toUpperCase()}]`;
    if (this.flags.has('u') && character.toLowerCase() !== character.toUpperCase())
      throw new PatternError('unsupported', 'case is ignored for letters beyond ASCII');
    return literal(character);
  }

  #group(): Part | null {
    if (!this.#takeIf('?')) return this.#capture(null);
    const kind = this.#take();
    switch (kind) {
      case ':':
        return this.#wrapped('(?:');
      case '=':
      case '!':
        return { ...this.#wrapped(`(?${kind}`), least: 0, most: 0 };
      case '#':
        while (this.#take() !== ')');
        return null;
      case '<':
        return this.#lookBehind();
      case 'P':
        return this.#named();
      case '(':
        throw new PatternError('unsupported', 'a conditional group (?(…)…) has no equivalent in JavaScript');
      default:
        this.#at--;
        return this.#flagGroup();
    }
  }

  #wrapped(opening: string): Part {
    const inner = this.#alternatives();
    if (!this.#takeIf(')')) throw new PatternError('invalid', 'a bracket is not closed');
    return { ...inner, source: `${opening}${inner.source})` };
  }

  #capture(name: string | null): Part {
    const number = ++this.#groups;
    if (name !== null) {
      if (this.#names.has(name)) throw new PatternError('invalid', `two groups are called ${name}`);
      this.#names.set(name, number);
    }
    const part = this.#wrapped(name === null ? '(' : `(?<${name}>`);
    this.#widths.set(number, part);
    return part;
  }

  #lookBehind(): Part {
    const kind = this.#take();
    if (kind !== '=' && kind !== '!') throw new PatternError('invalid', 'unknown syntax after (?<');
    const part = this.#wrapped(`(?<${kind}`);
    if (part.least !== part.most) throw new PatternError('invalid', 'a look-behind must have a fixed width');
    return { source: part.source, least: 0, most: 0 };
  }

  #named(): Part {
    const kind = this.#take();
    if (kind !== '<' && kind !== '=') throw new PatternError('invalid', 'unknown syntax after (?P');
    let name = '';
    for (let next = this.#take(); next !== (kind === '<' ? '>' : ')'); next = this.#take()) name += next;
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      throw new PatternError('invalid', `${name} is no name for a group`);
    if (kind === '<') return this.#capture(name);
    const number = this.#names.get(name);
    if (number === undefined) throw new PatternError('invalid', `there is no group ${name}`);
    return this.#reference(number);
  }

  #reference(number: number): Part {
    const width = this.#widths.get(number);
    if (width === undefined)
      throw new PatternError('invalid', `group ${number} is not closed before it is used`);
    if (this.flags.has('i')) throw new PatternError('unsupported', 'a back reference that ignores case');
    return { source: `(?:\\${number})`, least: width.least, most: width.most };
  }

  #flagGroup(): null {
    let letters = '';
    for (let next = this.#take(); next !== ')'; next = this.#take()) letters += next;
    if (!/^[iLmsux]+$/.test(letters)) throw new PatternError('invalid', `unknown syntax (?${letters}`);
    for (const letter of letters) this.flags.add(letter);
    return null;
  }

  #escape(): Part {
    const character = this.#take();
    if (character === 'A') return anchor('^');
    if (character === 'Z') return anchor('$');
    if (character === 'b' || character === 'B') {
      if (this.flags.has('u')) throw new PatternError('unsupported', 'word borders beyond ASCII');
      return anchor(`\\${character}`);
    }
    const set = this.#category(character);
    if (set !== null) return one(set.startsWith('^') ? `[${set}]` : `[${set}]`);
    if (/[1-9]/.test(character)) return this.#numbered(character);
    return one(this.#letter(this.#escapedCharacter(character)));
  }

  /** `\12` is a group, `\012` and `\123` are octal. */
  #numbered(first: string): Part {
    const digits = [first, this.#peek() ?? '', this.#peek(1) ?? ''].join('');
    if (/^[0-3][0-7][0-7]$/.test(digits)) {
      this.#at += 2;
      return one(this.#letter(String.fromCharCode(Number.parseInt(digits, 8))));
    }
    const text = /^\d\d/.test(digits) ? digits.slice(0, 2) : first;
    this.#at += text.length - 1;
    if (Number(text) > this.#groups) throw new PatternError('invalid', `there is no group ${text}`);
    return this.#reference(Number(text));
  }

  /** The inside of a class for `\d`, `\w`, `\s` and their opposites; null for other escapes. */
  #category(character: string): string | null {
    const wide = this.flags.has('u');
    switch (character) {
      case 'd':
        return wide ? '\\p{Nd}' : '0-9';
      case 'D':
        return wide ? '\\P{Nd}' : '^0-9';
      case 'w':
        return wide ? '\\p{L}\\p{N}_' : 'A-Za-z0-9_';
      case 'W':
        return wide ? '^\\p{L}\\p{N}_' : '^A-Za-z0-9_';
      case 's':
        return wide ? '\\s\\x1c-\\x1f' : spaces;
      case 'S':
        return wide ? '^\\s\\x1c-\\x1f' : `^${spaces}`;
      default:
        return null;
    }
  }

  /** The character an escape stands for; letters without a meaning stand for themselves. */
  #escapedCharacter(character: string): string {
    const simple: Readonly<Record<string, string>> = {
      a: '\x07',
      b: '\b',
      f: '\f',
      n: '\n',
      r: '\r',
      t: '\t',
      v: '\v',
    };
    if (Object.hasOwn(simple, character)) return simple[character] ?? '';
    if (character === 'x') {
      const digits = [this.#peek() ?? '', this.#peek(1) ?? ''].join('');
      if (!/^[0-9a-fA-F]{2}$/.test(digits))
        throw new PatternError('invalid', '\\x needs two hexadecimal digits');
      this.#at += 2;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    if (!/[0-7]/.test(character)) return character;
    let digits = character;
    while (digits.length < 3 && /^[0-7]$/.test(this.#peek() ?? '')) digits += this.#take();
    return String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
  }

  #class(): Part {
    const negated = this.#takeIf('^');
    const items: string[] = [];
    const outside: string[] = [];
    for (let first = true; ; first = false) {
      if (!first && this.#takeIf(']')) break;
      const low = this.#classItem();
      if ('set' in low) {
        if (low.set.startsWith('^')) outside.push(low.set.slice(1));
        else items.push(low.set);
        continue;
      }
      if (this.#peek() !== '-' || this.#peek(1) === ']') {
        items.push(this.#range(low.character, low.character));
        continue;
      }
      this.#take();
      const high = this.#classItem();
      if ('set' in high) throw new PatternError('invalid', 'a range in a class ends in a set');
      if ((high.character.codePointAt(0) ?? 0) < (low.character.codePointAt(0) ?? 0))
        throw new PatternError('invalid', 'a range in a class goes backwards');
      items.push(this.#range(low.character, high.character));
    }
    if (outside.length === 0) return one(`[${negated ? '^' : ''}${items.join('')}]`);
    // `[a\W]`: JavaScript has no nested classes here, so it becomes a choice.
    const choices = [
      ...(items.length > 0 ? [`[${items.join('')}]`] : []),
      ...outside.map((set) => `[^${set}]`),
    ].join('|');
    return one(negated ? `(?!${choices})[\\s\\S]` : `(?:${choices})`);
  }

  #classItem(): { readonly set: string } | { readonly character: string } {
    const character = this.#take();
    if (character !== '\\') return { character };
    const escaped = this.#take();
    const set = this.#category(escaped);
    return set === null ? { character: this.#escapedCharacter(escaped) } : { set };
  }

  #range(low: string, high: string): string {
    const from = low.codePointAt(0) ?? 0;
    const to = high.codePointAt(0) ?? 0;
    const written = (start: number, end: number): string => {
      const point = (value: number): string => `\\u{${value.toString(16)}}`;
      return start === end ? point(start) : `${point(start)}-${point(end)}`;
    };
    let source = written(from, to);
    if (!this.flags.has('i')) return source;
    if (this.flags.has('u') && to > 0x7f)
      throw new PatternError('unsupported', 'case is ignored for letters beyond ASCII');
    for (const [first, last, shift] of [
      [0x41, 0x5a, 32],
      [0x61, 0x7a, -32],
    ] as const) {
      const start = Math.max(from, first);
      const end = Math.min(to, last);
      if (start <= end) source += written(start + shift, end + shift);
    }
    return source;
  }
}

const one = (source: string): Part => ({ source, least: 1, most: 1 });
const anchor = (source: string): Part => ({ source, least: 0, most: 0, anchor: true });
