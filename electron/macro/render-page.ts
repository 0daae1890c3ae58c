import type { CompiledPage } from '../markup/compile.ts';
import type { RenderEnvironment } from '../markup/environment.ts';
import { fillPage } from '../markup/fill.ts';
import { compileForeignRegex } from '../page/search/pattern.ts';
import { runMacro } from './run-macro.ts';
import type { MacroRegistry } from './run-macro.ts';
import type { WikiView } from './wiki-view.ts';

export type { MacroRegistry } from './run-macro.ts';

export interface RenderedPage {
  /** Inner HTML of the content element, without `#top` and `#bottom`. */
  readonly html: string;
  /** Page links shown, macros' included. */
  readonly links: readonly string[];
  /** The `highlight` parameter was not a usable expression: a warning is due on the page. */
  readonly highlightFailed: boolean;
}

/** Shows a compiled page (markup/compile.ts) to one visitor, macros included. */
export async function renderPage(
  compiled: CompiledPage,
  view: WikiView,
  macros: MacroRegistry,
): Promise<RenderedPage> {
  const expression = view.query.get('highlight') ?? '';
  const highlight =
    expression === '' ? null : compileForeignRegex(expression, { ignoreCase: true, global: true });
  const environment: RenderEnvironment = {
    viewer: view.visitor,
    query: view.query,
    highlight,
    pageExists: (page) => view.pageExists(page),
    attachmentExists: (page, file) => view.attachments(page).some(({ name }) => name === file),
    readAttachment: (page, file) => view.readAttachment(page, file),
    ticket: (page, action) => view.ticket(page, action),
    runMacro: (name, args, source, page) => runMacro(macros, name, args, source, view, page),
  };
  const filled = await fillPage(compiled, environment);
  return { ...filled, highlightFailed: expression !== '' && highlight === null };
}
