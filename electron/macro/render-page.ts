import type { CompiledPage } from '../markup/compile.ts';
import type { RenderEnvironment } from '../markup/environment.ts';
import { fillPage } from '../markup/fill.ts';
import { pythonRegex } from '../config/regex/python-regex.ts';
import type { Macro } from './macro.ts';
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
    runMacro: (name, args, source, page) => {
      const run = () => runMacro(macros, name, args, source, view, page);
      const macro = macros.get(name);
      return macro?.needs?.length === 0 ? keptAnswer(compiled, macro, args, run) : run();
    },
  };
  const filled = await fillPage(compiled, environment);
  return { ...filled, highlightFailed: pattern?.ok === false };
}

/** Answers of macros that need nothing, for as long as the page they stand in is kept; another version of a macro is another one. */
const answers = new WeakMap<CompiledPage, Map<Macro, Map<string | null, Promise<string>>>>();

function keptAnswer(
  compiled: CompiledPage,
  macro: Macro,
  args: string | null,
  run: () => Promise<string>,
): Promise<string> {
  const ofPage = answers.get(compiled) ?? new Map<Macro, Map<string | null, Promise<string>>>();
  answers.set(compiled, ofPage);
  const ofMacro = ofPage.get(macro) ?? new Map<string | null, Promise<string>>();
  ofPage.set(macro, ofMacro);
  const answer = ofMacro.get(args) ?? run();
  ofMacro.set(args, answer);
  return answer;
}
