import { PatternError } from './problem.ts';

/** The characters of a pattern, one after the other. */
export class PatternReader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  get position(): number {
    return this.#at;
  }

  peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  take(): string {
    const character = this.#characters[this.#at];
    if (character === undefined) throw new PatternError('the pattern ends too early', this.#at);
    this.#at += 1;
    return character;
  }

  takeIf(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  /** Characters that `accept` takes, at most so many. */
  takeWhile(accept: RegExp, most = Infinity): string {
    let taken = '';
    while (taken.length < most && accept.test(this.peek() ?? '')) taken += this.take();
    return taken;
  }

  takeUntil(end: string): string {
    let taken = '';
    for (let next = this.take(); next !== end; next = this.take()) taken += next;
    return taken;
  }

  /** Goes back to a position it was at. */
  backTo(position: number): void {
    this.#at = position;
  }
}
