import { compilePage, type CompiledPage } from '../markup/compile.ts';
import type { MarkupSettings } from '../markup/environment.ts';

const mostPages = 500;
/** Previews and one-off texts are compiled, but a page larger than this is not kept. */
const largestKeptCharacters = 500_000;

/** Compiled pages by name, each good for exactly one text and settings; the ones used last are kept. */
export class CompiledPages {
  readonly #byName = new Map<string, { readonly text: string; readonly compiled: CompiledPage }>();

  compile(pageName: string, text: string, settings: MarkupSettings): CompiledPage {
    const known = this.#byName.get(pageName);
    if (known !== undefined && known.text === text && known.compiled.settings === settings) {
      this.#byName.delete(pageName);
      this.#byName.set(pageName, known);
      return known.compiled;
    }
    const compiled = compilePage({ text, pageName, settings });
    if (text.length <= largestKeptCharacters) this.#byName.set(pageName, { text, compiled });
    const oldest = this.#byName.keys().next();
    if (this.#byName.size > mostPages && oldest.done !== true) this.#byName.delete(oldest.value);
    return compiled;
  }

  has(pageName: string): boolean {
    return this.#byName.has(pageName);
  }

  drop(pageName: string): void {
    this.#byName.delete(pageName);
  }
}
