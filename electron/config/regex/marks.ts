const mostBits = 2 ** 29;

/** A table of yes and no for a number of kinds and positions; takes memory from the first yes on. */
export class Marks {
  readonly #kinds: number;
  readonly #bits: number;
  #words: Uint32Array | null = null;

  constructor(kinds: number, positions: number) {
    this.#kinds = kinds;
    this.#bits = kinds * positions;
  }

  /** So large a table would cost too much memory (64 MB). */
  get isTooLarge(): boolean {
    return this.#bits > mostBits;
  }

  has(kind: number, position: number): boolean {
    if (this.#words === null) return false;
    const bit = position * this.#kinds + kind;
    return ((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  add(kind: number, position: number): void {
    this.#words ??= new Uint32Array((this.#bits >>> 5) + 1);
    const bit = position * this.#kinds + kind;
    this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
}
