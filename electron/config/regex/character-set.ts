const lastPoint = 0x10ffff;
const tableSize = 256;

/** A set of code points. */
export class CharacterSet {
  /** First and last point of each range in turn; sorted, with gaps in between. */
  readonly ranges: readonly number[];
  #table: Uint8Array | null = null;

  private constructor(ranges: readonly number[]) {
    this.ranges = ranges;
  }

  /** From pairs of first and last points, in any order. */
  static of(...pairs: readonly (readonly [first: number, last: number])[]): CharacterSet {
    const ranges: number[] = [];
    for (const [first, last] of pairs.toSorted((a, b) => a[0] - b[0])) {
      const end = ranges.at(-1);
      if (end === undefined || first > end + 1) ranges.push(first, last);
      else ranges[ranges.length - 1] = Math.max(end, last);
    }
    return new CharacterSet(ranges);
  }

  static ofPoints(points: readonly number[]): CharacterSet {
    return CharacterSet.of(...points.map((point) => [point, point] as const));
  }

  static union(sets: readonly CharacterSet[]): CharacterSet {
    return sets.length === 1 && sets[0] ? sets[0] : CharacterSet.of(...sets.flatMap((set) => set.pairs()));
  }

  complement(): CharacterSet {
    const pairs: (readonly [number, number])[] = [];
    let next = 0;
    for (const [first, last] of this.pairs()) {
      if (first > next) pairs.push([next, first - 1]);
      next = last + 1;
    }
    if (next <= lastPoint) pairs.push([next, lastPoint]);
    return CharacterSet.of(...pairs);
  }

  pairs(): (readonly [first: number, last: number])[] {
    const pairs: (readonly [number, number])[] = [];
    for (let index = 0; index < this.ranges.length; index += 2)
      pairs.push([this.ranges[index] ?? 0, this.ranges[index + 1] ?? 0]);
    return pairs;
  }

  /** The point of a set of one; null for others. */
  get only(): number | null {
    const [first, last] = this.ranges;
    return this.ranges.length === 2 && first !== undefined && first === last ? first : null;
  }

  has(point: number): boolean {
    if (point >= tableSize) return this.#search(point);
    this.#table ??= Uint8Array.from({ length: tableSize }, (_, low) => (this.#search(low) ? 1 : 0));
    return this.#table[point] === 1;
  }

  #search(point: number): boolean {
    const { ranges } = this;
    let low = 0;
    let high = ranges.length;
    // Finds how many bounds lie at or below the point: inside a range that number is odd, or the point is the last one.
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle] ?? 0) <= point) low = middle + 1;
      else high = middle;
    }
    return low % 2 === 1 || (low > 0 && ranges[low - 1] === point);
  }
}

/** Letters and digits stand in the first four planes. */
const lastLetter = 0x3ffff;

/** The letters or digits that a pattern matches, found with JavaScript's own tables in some 20 ms. */
function lettersOf(runs: RegExp): CharacterSet {
  const text = everyCharacter();
  const pairs = Array.from(text.matchAll(runs), ({ 0: run, index }) => {
    const end = index + run.length;
    const last = text.codePointAt(end - 2) ?? 0;
    return [run.codePointAt(0) ?? 0, last > 0xffff ? last : text.charCodeAt(end - 1)] as const;
  });
  return CharacterSet.of(...pairs);
}

function everyCharacter(): string {
  const units = new Uint16Array(0x10000 + 2 * (lastLetter + 1 - 0x10000));
  let at = 0;
  for (let point = 0; point <= lastLetter; point++) {
    const isPair = point > 0xffff;
    if (isPair) units[at++] = 0xd800 + ((point - 0x10000) >> 10);
    units[at++] = isPair ? 0xdc00 + (point & 0x3ff) : point;
  }
  return Buffer.from(units.buffer).toString('utf16le');
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

const range = (first: string, last: string): readonly [number, number] => [
  first.codePointAt(0) ?? 0,
  last.codePointAt(0) ?? 0,
];

export const anyCharacter = CharacterSet.of([0, lastPoint]);
export const notLineFeed = CharacterSet.of(range('\n', '\n')).complement();
/** Letters that have more than one case. */
export const casedLetters = lazily(() => lettersOf(/\p{Changes_When_Casemapped}+/gu));

/** What `\d`, `\s` and `\w` mean without and with Python's UNICODE flag. */
export const categories = {
  ascii: {
    d: lazily(() => CharacterSet.of(range('0', '9'))),
    s: lazily(() => CharacterSet.of(range('\t', '\r'), range(' ', ' '))),
    w: lazily(() => CharacterSet.of(range('0', '9'), range('A', 'Z'), range('_', '_'), range('a', 'z'))),
  },
  unicode: {
    d: lazily(() => lettersOf(/\p{Nd}+/gu)),
    s: lazily(() =>
      CharacterSet.of(
        range('\t', '\r'),
        range('\x1c', ' '),
        range('\x85', '\x85'),
        range('\xa0', '\xa0'),
        range('\u1680', '\u1680'),
        range('\u180e', '\u180e'),
        range('\u2000', '\u200a'),
        range('\u2028', '\u2029'),
        range('\u202f', '\u202f'),
        range('\u205f', '\u205f'),
        range('\u3000', '\u3000'),
      ),
    ),
    w: lazily(() => lettersOf(/[\p{L}\p{N}_]+/gu)),
  },
} as const;
