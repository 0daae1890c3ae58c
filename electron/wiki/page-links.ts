import { readFileSync } from '../base/file-system.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { compilePage } from '../markup/compile.ts';
import type { MarkupSettings } from '../markup/environment.ts';
import { linkIndex } from '../markup/link-index.ts';
import type { PageStore } from '../page/page-store.ts';

/**
 * Which pages each page links to, whoever may read it: the index behind `linkto:`, wanted and orphaned pages and XML-RPC.
 */
export class PageLinks {
  readonly #byName = new Map<string, readonly string[]>();

  /** Targets don't depend on where the wiki is mounted, so any root will do for `settings`. */
  constructor(
    private readonly pages: PageStore,
    private readonly settings: () => MarkupSettings,
  ) {
    pages.onChange((names) => {
      if (names === null) this.#byName.clear();
      for (const name of names ?? []) this.#byName.delete(name);
    });
  }

  /** Absolute names, each once; none for a page that does not exist. */
  of(pageName: string): readonly string[] {
    const known = this.#byName.get(pageName);
    if (known !== undefined) return known;
    const text = this.pages.exists(pageName) ? this.pages.read(pageName)?.text : undefined;
    let inlinesFiles = false;
    const links =
      text === undefined
        ? []
        : linkIndex(compilePage({ text, pageName, settings: this.settings() }), (holder, file) => {
            inlinesFiles = true;
            return this.#attachment(holder, file);
          });
    // The files may be another page's, and their changes say nothing of this one.
    if (!inlinesFiles) this.#byName.set(pageName, links);
    return links;
  }

  /** Finds the links of all pages, one page per step. */
  *prepare(): Iterable<void> {
    for (const name of this.pages.names()) {
      if (this.#byName.has(name)) continue;
      this.of(name);
      yield;
    }
  }

  /** Null: it is not there, or somebody has just deleted it. */
  #attachment(holder: string, file: string): Uint8Array | null {
    const attachment = this.pages.attachment(holder, file);
    if (attachment === null) return null;
    try {
      return readFileSync(attachment.path);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }
}
