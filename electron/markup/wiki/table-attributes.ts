import type { Attributes } from '../tree.ts';

/** What the `<…>` after the bars of a cell say, and what is wrong with it (spec/markup.md §7.4). */
export interface CellAttributes {
  readonly cell: Attributes;
  readonly row: Attributes;
  readonly table: Attributes;
  readonly error: string | null;
}

type Target = 'cell' | 'row' | 'table';

interface Collected {
  readonly attributes: Map<string, string>;
  /** `style` as given; its declarations come before the others. */
  style: string;
  /** Declarations by property: the last one holds. */
  readonly declarations: Map<string, string>;
}

const plainNames: ReadonlySet<string> = new Set(['class', 'id', 'colspan', 'rowspan', 'abbr']);
const propertyNames: ReadonlyMap<string, string> = new Map([
  ['width', 'width'],
  ['height', 'height'],
  ['bgcolor', 'background-color'],
  ['align', 'text-align'],
  ['valign', 'vertical-align'],
]);
const signs: ReadonlyMap<string, readonly [property: string, value: string]> = new Map([
  ['(', ['text-align', 'left']],
  [':', ['text-align', 'center']],
  [')', ['text-align', 'right']],
  ['^', ['vertical-align', 'top']],
  ['v', ['vertical-align', 'bottom']],
]);

/** Words, quoted texts and single signs, one after the other. */
class Tokens {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** The next token; empty at the end, null for a quotation that is not closed. */
  next(): string | null {
    while (/\s/.test(this.#source.charAt(this.#position))) this.#position += 1;
    const start = this.#position;
    const first = this.#source.charAt(start);
    if (first === '"' || first === "'") {
      const close = this.#source.indexOf(first, start + 1);
      this.#position = close < 0 ? this.#source.length : close + 1;
      return close < 0 ? null : this.#source.slice(start, close + 1);
    }
    // Quotes inside a word are part of it.
    while (/[A-Za-z0-9_"']/.test(this.#source.charAt(this.#position))) this.#position += 1;
    if (this.#position === start && first !== '') this.#position += 1;
    return this.#source.slice(start, this.#position);
  }
}

const noAttributes: CellAttributes = { cell: [], row: [], table: [], error: null };

/** Reads the text between `<` and `>`. */
export function readCellAttributes(source: string): CellAttributes {
  if (source === '') return noAttributes;
  const parts: Record<Target, Collected> = {
    cell: { attributes: new Map(), style: '', declarations: new Map() },
    row: { attributes: new Map(), style: '', declarations: new Map() },
    table: { attributes: new Map(), style: '', declarations: new Map() },
  };
  const tokens = new Tokens(source);
  let error: string | null = null;
  for (let token = tokens.next(); token !== '' && error === null; token = tokens.next()) {
    if (token === null) {
      error = 'No closing quotation';
      break;
    }
    error = readToken(tokens, token, parts);
  }
  return { cell: finish(parts.cell), row: finish(parts.row), table: finish(parts.table), error };
}

function readToken(tokens: Tokens, token: string, parts: Record<Target, Collected>): string | null {
  const sign = signs.get(token);
  if (sign !== undefined) {
    parts.cell.declarations.set(...sign);
    return null;
  }
  if (token === '-' || token === '|') return readSpan(tokens, token, parts.cell);
  if (token === '#') return readColour(tokens, parts.cell);
  if (/^\d/.test(token)) return readWidth(tokens, token, parts.cell);
  return readNamed(tokens, token, parts);
}

function readSpan(tokens: Tokens, sign: '-' | '|', cell: Collected): string | null {
  const count = tokens.next();
  if (count === null) return 'No closing quotation';
  if (!/^\d+$/.test(count)) return `Expected an integer "${count}" after "${sign}"`;
  cell.attributes.set(sign === '-' ? 'colspan' : 'rowspan', count);
  return null;
}

function readColour(tokens: Tokens, cell: Collected): string | null {
  const colour = tokens.next();
  if (colour === null) return 'No closing quotation';
  if (!/^[0-9a-fA-F]{6}$/.test(colour)) return `Expected a color value "${colour}" after "#"`;
  cell.declarations.set('background-color', `#${colour}`);
  return null;
}

function readWidth(tokens: Tokens, number: string, cell: Collected): string | null {
  const sign = tokens.next();
  if (sign === null) return 'No closing quotation';
  if (sign !== '%') return `Expected "%" after "${number}", got "${sign}"`;
  if (!/^\d+$/.test(number)) return `Expected an integer "${number}" before "%"`;
  cell.declarations.set('width', `${number}%`);
  return null;
}

function readNamed(tokens: Tokens, key: string, parts: Record<Target, Collected>): string | null {
  const equals = tokens.next();
  if (equals === null) return 'No closing quotation';
  if (equals !== '=') return `Expected "=" to follow "${key}"`;
  const value = tokens.next();
  if (value === null) return 'No closing quotation';
  if (value === '') return `Expected a value for key "${key}"`;
  const name = key.toLowerCase();
  const target: Target = name.startsWith('table')
    ? 'table'
    : name.startsWith('row') && name !== 'rowspan'
      ? 'row'
      : 'cell';
  put(parts[target], target === 'cell' ? name : name.slice(target.length), withoutQuotes(value));
  return null;
}

/** Single quotes stay part of the value. */
function withoutQuotes(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1) : value;
}

function put(collected: Collected, name: string, value: string): void {
  const property = propertyNames.get(name);
  if (property !== undefined) collected.declarations.set(property, value);
  else if (name === 'style') collected.style = value;
  else if (plainNames.has(name)) collected.attributes.set(name, value);
}

function finish(collected: Collected): Attributes {
  const declarations = [...collected.declarations].map(([property, value]) => `${property}: ${value}`);
  const style = joinStyles([collected.style, ...declarations]);
  return style === '' ? [...collected.attributes] : [...collected.attributes, ['style', style]];
}

/** Style declarations joined by one `; `. */
export function joinStyles(styles: readonly string[]): string {
  const given = styles.filter((style) => style.trim() !== '');
  return given
    .map((style, at) => (at < given.length - 1 ? style.trimEnd().replace(/;$/, '') : style))
    .join('; ');
}

/** True if the cell says itself how its text is aligned. */
export function hasAlignment(attributes: Attributes): boolean {
  return attributes.some(([name, value]) => name === 'style' && value.toLowerCase().includes('text-align'));
}
