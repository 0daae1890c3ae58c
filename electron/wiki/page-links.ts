import { known, readFileNow } from '../base/disk-reading.ts';
import { compilePage } from '../markup/compile.ts';
import type { MarkupSettings } from '../markup/environment.ts';
import { linkIndex } from '../markup/link-index.ts';
import { mostBytes } from '../page/page-folder.ts';
import type { PageStore } from '../page/page-store.ts';

/**
 * Which pages each page links to, whoever may read it: the index behind `linkto:`, wanted and orphaned pages and XML-RPC.
 */
export class PageLinks {
  readonly #byName = new Map<string, readonly string[]>();
  /** With which the kept ones were found: what is a link to another wiki depends on the interwiki map. */
  #settings: MarkupSettings | null = null;

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
    const settings = this.settings();
    if (settings !== this.#settings) this.#byName.clear();
    this.#settings = settings;
    const kept = this.#byName.get(pageName);
    if (kept !== undefined) return kept;
    const text = this.pages.exists(pageName) ? this.pages.read(pageName)?.text : undefined;
    let inlinesFiles = false;
    const links =
      text === undefined
        ? []
        : linkIndex(compilePage({ text, pageName, settings }), (holder, file) => {
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
      this.pages.besides(() => this.of(name), []);
      yield;
    }
  }

  /** Null: it is not there, or somebody has just deleted it. */
  #attachment(holder: string, file: string): Uint8Array | null {
    const attachment = this.pages.attachment(holder, file);
    return attachment === null ? null : known(readFileNow(attachment.path, mostBytes.inlinedAttachment));
  }
}
