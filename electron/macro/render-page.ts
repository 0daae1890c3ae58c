import type { CompiledPage } from '../markup/compile.ts';
import type { RenderEnvironment } from '../markup/environment.ts';
import { fillPage } from '../markup/fill.ts';
import { pythonRegex } from '../config/regex/python-regex.ts';
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
  const pattern = expression === '' ? null : pythonRegex(expression, { flags: 'iu' });
  const environment: RenderEnvironment = {
    viewer: view.visitor,
    query: view.query,
    highlight: pattern?.ok === true ? (text) => pattern.value.all(text) : null,
    pageExists: (page) => view.pageExists(page),
    attachmentExists: (page, file) => view.attachments(page).some(({ name }) => name === file),
    readAttachment: (page, file) => view.readAttachment(page, file),
    translate: view.translate,
    ticket: (page, action) => view.ticket(page, action),
    runMacro: (name, args, source, page) => runMacro(macros, name, args, source, view, page),
  };
  const filled = await fillPage(compiled, environment);
  return { ...filled, highlightFailed: pattern?.ok === false };
}
