/**
 * Matching of two sequences after Ratcliff and Obershelp, with the choices of Python's `difflib.SequenceMatcher`
 * (spec/actions.md §5.2): of several longest matches the first one, elements that are too frequent in a long second
 * sequence do not start a match.
 */
export interface MatchingBlock {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

export interface MatcherOptions<T> {
  /** Elements that never start a match but may extend one (blanks between words). */
  readonly isJunk?: (element: T) => boolean;
}

const longSequence = 200;

export class SequenceMatcher<T> {
  private readonly places = new Map<T, number[]>();
  private readonly junk = new Set<T>();

  /** Prepares the second sequence; several first ones can be compared with it. */
  constructor(
    private readonly b: readonly T[],
    options: MatcherOptions<T> = {},
  ) {
    b.forEach((element, index) => {
      const known = this.places.get(element);
      if (known) known.push(index);
      else this.places.set(element, [index]);
    });
    for (const element of this.places.keys()) if (options.isJunk?.(element) === true) this.junk.add(element);
    for (const element of this.junk) this.places.delete(element);
    if (b.length < longSequence) return;
    const most = Math.floor(b.length / 100) + 1;
    for (const [element, indices] of this.places) if (indices.length > most) this.places.delete(element);
  }

  /** Maximal blocks that are equal, in order; neighbours joined. */
  matchingBlocks(a: readonly T[]): MatchingBlock[] {
    const found: MatchingBlock[] = [];
    const waiting: [aStart: number, aEnd: number, bStart: number, bEnd: number][] = [
      [0, a.length, 0, this.b.length],
    ];
    for (let range = waiting.pop(); range !== undefined; range = waiting.pop()) {
      const [aStart, aEnd, bStart, bEnd] = range;
      const match = this.longestMatch(a, aStart, aEnd, bStart, bEnd);
      if (match.size === 0) continue;
      found.push(match);
      if (aStart < match.a && bStart < match.b) waiting.push([aStart, match.a, bStart, match.b]);
      const [aNext, bNext] = [match.a + match.size, match.b + match.size];
      if (aNext < aEnd && bNext < bEnd) waiting.push([aNext, aEnd, bNext, bEnd]);
    }
    found.sort((left, right) => left.a - right.a || left.b - right.b);
    return joinNeighbours(found);
  }

  /** Twice the number of matching elements by the number of all: 1 for equal sequences. */
  ratio(a: readonly T[]): number {
    const total = a.length + this.b.length;
    if (total === 0) return 1;
    const matching = this.matchingBlocks(a).reduce((sum, block) => sum + block.size, 0);
    return (2 * matching) / total;
  }

  private longestMatch(
    a: readonly T[],
    aStart: number,
    aEnd: number,
    bStart: number,
    bEnd: number,
  ): MatchingBlock {
    let best: MatchingBlock = { a: aStart, b: bStart, size: 0 };
    let lengths = new Map<number, number>(); // length of the match that ends at an index of b
    for (let i = aStart; i < aEnd; i++) {
      const next = new Map<number, number>();
      for (const j of this.places.get(a[i] as T) ?? []) {
        if (j < bStart) continue;
        if (j >= bEnd) break;
        const size = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, size);
        if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
      }
      lengths = next;
    }
    const usual = this.extend(a, best, [aStart, aEnd, bStart, bEnd], false);
    return this.extend(a, usual, [aStart, aEnd, bStart, bEnd], true);
  }

  /** Lengthens a match on both sides by equal elements, junk or not junk. */
  private extend(
    sequence: readonly T[],
    { a, b, size }: MatchingBlock,
    [aStart, aEnd, bStart, bEnd]: readonly [number, number, number, number],
    junk: boolean,
  ): MatchingBlock {
    const fits = (i: number, j: number): boolean => {
      const element = this.b[j] as T;
      return this.junk.has(element) === junk && sequence[i] === element;
    };
    let [first, second, length] = [a, b, size];
    while (first > aStart && second > bStart && fits(first - 1, second - 1)) {
      first -= 1;
      second -= 1;
      length += 1;
    }
    while (first + length < aEnd && second + length < bEnd && fits(first + length, second + length))
      length += 1;
    return { a: first, b: second, size: length };
  }
}

function joinNeighbours(blocks: readonly MatchingBlock[]): MatchingBlock[] {
  const joined: MatchingBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last !== undefined && last.a + last.size === block.a && last.b + last.size === block.b)
      joined[joined.length - 1] = { ...last, size: last.size + block.size };
    else joined.push(block);
  }
  return joined;
}

/** One stretch where two sequences agree or differ; ends are exclusive. */
export interface Stretch {
  readonly equal: boolean;
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** The whole of both sequences as stretches in order. */
export function stretchesOf(blocks: readonly MatchingBlock[], aLength: number, bLength: number): Stretch[] {
  const stretches: Stretch[] = [];
  let [a, b] = [0, 0];
  for (const block of [...blocks, { a: aLength, b: bLength, size: 0 }]) {
    if (a < block.a || b < block.b)
      stretches.push({ equal: false, aStart: a, aEnd: block.a, bStart: b, bEnd: block.b });
    [a, b] = [block.a + block.size, block.b + block.size];
    if (block.size > 0) stretches.push({ equal: true, aStart: block.a, aEnd: a, bStart: block.b, bEnd: b });
  }
  return stretches;
}
