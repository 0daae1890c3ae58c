import { compilePage, type CompiledPage } from '../markup/compile.ts';
import type { MarkupSettings } from '../markup/environment.ts';

/**
 * Characters of page text whose compiled form is kept: tree and fragments take some fifty bytes for each (measured on the
 * golden pages), so this is about 80 MB for a wiki whose pages are all in use.
 */
const mostCharacters = 1_500_000;

interface Kept {
  readonly text: string;
  readonly compiled: CompiledPage;
}

/** Compiled pages by name, each good for exactly one text and settings; the ones used last are kept. */
export class CompiledPages {
  readonly #byName = new Map<string, Kept>();
  #characters = 0;

  constructor(private readonly most = mostCharacters) {}

  compile(pageName: string, text: string, settings: MarkupSettings): CompiledPage {
    const known = this.#byName.get(pageName);
    const isGood = known !== undefined && known.text === text && known.compiled.settings === settings;
    const kept = isGood ? known : { text, compiled: compilePage({ text, pageName, settings }) };
    this.drop(pageName); // the newest last
    if (text.length <= this.most) this.#keep(pageName, kept);
    return kept.compiled;
  }

  #keep(pageName: string, kept: Kept): void {
    this.#byName.set(pageName, kept);
    this.#characters += kept.text.length;
    for (const oldest of this.#byName.keys()) {
      if (this.#characters <= this.most) return;
      this.drop(oldest);
    }
  }

  has(pageName: string): boolean {
    return this.#byName.has(pageName);
  }

  drop(pageName: string): void {
    this.#characters -= this.#byName.get(pageName)?.text.length ?? 0;
    this.#byName.delete(pageName);
  }
}
