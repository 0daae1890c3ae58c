import type { CompiledPage } from '../markup/compile.ts';
import type { Macro } from './macro.ts';
import type { WikiView } from './wiki-view.ts';

/** Macros by name, ours below a farm's own (spec/macros.md §1). */
export type MacroRegistry = ReadonlyMap<string, Macro>;

export interface RenderedPage {
  /** Inner HTML of the content element, without `#top` and `#bottom`. */
  readonly html: string;
  /** Page links shown, macros' included. */
  readonly links: readonly string[];
  /** The `highlight` parameter was not a usable expression. */
  readonly highlightFailed: boolean;
}

/** What the wiki room calls to show a compiled page to one visitor; `compilePage` is in markup/compile.ts. */
export type RenderPage = (
  compiled: CompiledPage,
  view: WikiView,
  macros: MacroRegistry,
) => Promise<RenderedPage>;
