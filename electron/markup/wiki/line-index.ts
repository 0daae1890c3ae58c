import { firstFrom } from '../sorted-positions.ts';

/**
 * Finds closing marks in one line in constant time on average.
 *
 * Searching for `]]` from every `[[` would take quadratic time on a line of opening marks. Positions of a mark are
 * collected once, at the first question about it.
 */
export class LineIndex {
  readonly #text: string;
  #positions: Map<string, number[]> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** First position of `mark` at or after `from`, or -1. Occurrences may overlap. */
  next(mark: string, from: number): number {
    return firstFrom(this.#positionsOf(mark), from);
  }

  #positionsOf(mark: string): number[] {
    this.#positions ??= new Map();
    const known = this.#positions.get(mark);
    if (known !== undefined) return known;
    const positions: number[] = [];
    let position = this.#text.indexOf(mark);
    while (position >= 0) {
      positions.push(position);
      position = this.#text.indexOf(mark, position + 1);
    }
    this.#positions.set(mark, positions);
    return positions;
  }
}
