import type { MarkupSettings, RenderEnvironment } from './environment.ts';
import type { Instructions } from './instructions.ts';
import type { Hole } from './holes.ts';
import type { Tree } from './tree.ts';

export interface CompileInput {
  /** Stored text, instructions included, LF or CRLF. */
  readonly text: string;
  readonly pageName: string;
  readonly settings: MarkupSettings;
}

/** A page ready to be joined for any visitor; depends on text, page name and settings alone, so it can be cached by them. */
export interface CompiledPage {
  readonly pageName: string;
  readonly instructions: Instructions;
  /** Language of the content element: `#language` if known, else the wiki's default. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly tree: Tree;
  /** Targets of page links, first appearance, without duplicates (spec/markup.md §13). */
  readonly links: readonly string[];
  /** Static HTML between holes. */
  readonly fragments: readonly (string | Hole)[];
  readonly settings: MarkupSettings;
}

export interface FilledPage {
  /** Inner HTML of the content element, without `#top` and `#bottom`. */
  readonly html: string;
  /** Page links that were shown, macros' included. */
  readonly links: readonly string[];
  /** The `highlight` parameter was not a usable expression. */
  readonly highlightFailed: boolean;
}

/** {@link RenderEnvironment} in, HTML out; implemented in fill.ts. */
export type FillPage = (compiled: CompiledPage, environment: RenderEnvironment) => Promise<FilledPage>;
