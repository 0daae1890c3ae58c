/**
 * Ids of headings and anchors (spec/markup.md §10).
 *
 * A text is written in UTF-7, percent-quoted, and made safe for HTML: `%` becomes `.`, `+` becomes `_`. So an id is
 * the same here and on the server, and links from outside keep working.
 */

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** UTF-7 of a text: optional direct characters stand for themselves, `\` and `~` are encoded. */
export function utf7(text: string): string {
  let out = '';
  let bits = 0;
  let bitCount = 0;
  let encoding = false;
  const close = (next: string | undefined): void => {
    if (bitCount > 0) out += base64.charAt((bits << (6 - bitCount)) & 63);
    if (next === undefined || base64.includes(next) || next === '-') out += '-';
    bits = 0;
    bitCount = 0;
    encoding = false;
  };
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isDirect =
      unit < 0x80 &&
      unit !== 0x5c &&
      unit !== 0x7e &&
      (unit >= 32 || unit === 9 || unit === 10 || unit === 13 || unit === 0);
    if (isDirect && !(unit === 0x2b && encoding)) {
      const character = text.charAt(index);
      if (encoding) close(character);
      out += character === '+' ? '+-' : character;
      continue;
    }
    if (!encoding) {
      out += '+';
      encoding = true;
    }
    bits = (bits << 16) | unit;
    bitCount += 16;
    while (bitCount >= 6) {
      bitCount -= 6;
      out += base64.charAt((bits >>> bitCount) & 63);
      bits &= (1 << bitCount) - 1;
    }
  }
  if (encoding) close(undefined);
  return out;
}

/** An id made from any text; texts that are ids already stay as they are. */
export function safeId(text: string): string {
  if (/^[A-Za-z][A-Za-z0-9\-_:.]*$/.test(text)) return text;
  let id = '';
  for (const character of utf7(text)) {
    if (/[A-Za-z0-9\-_.:]/.test(character)) id += character;
    else if (character === ' ' || character === '+') id += character === ' ' ? '_' : '.2B';
    else id += `.${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return /^[A-Za-z]/.test(id) ? id : `A${id}`;
}

/** Hands out ids that are unique in one page: the second use of `x` is `x-1`, the third `x-2`. */
export class IdRegister {
  readonly #uses: Map<string, number>;
  /** Uses of line anchors by number: there are many, and they are nearly always the first. */
  readonly #lines: number[];

  constructor(used: UsedIds = { uses: new Map(), lines: [] }) {
    this.#uses = new Map(used.uses);
    this.#lines = [...used.lines];
  }

  unique(id: string): string {
    const line = lineNumberOf(id);
    if (line !== null) return this.uniqueLine('', line);
    const uses = this.#uses.get(id) ?? 0;
    this.#uses.set(id, uses + 1);
    return uses === 0 ? id : `${id}-${uses}`;
  }

  /** Id of a line anchor. A register belongs to one prefix. */
  uniqueLine(prefix: string, line: number): string {
    const uses = this.#lines[line] ?? 0;
    this.#lines[line] = uses + 1;
    return uses === 0 ? `${prefix}line-${line}` : `${prefix}line-${line}-${uses}`;
  }

  snapshot(): UsedIds {
    return { uses: new Map(this.#uses), lines: [...this.#lines] };
  }
}

/** What a register has given out. */
export interface UsedIds {
  readonly uses: ReadonlyMap<string, number>;
  readonly lines: readonly number[];
}

/** A heading may be called like a line anchor. */
function lineNumberOf(id: string): number | null {
  return id.startsWith('line-') && /^line-[1-9]\d{0,6}$/.test(id) ? Number(id.slice('line-'.length)) : null;
}
