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
    const positions = this.#positionsOf(mark);
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((positions[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return positions[low] ?? -1;
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
