import { renderPage } from '../macro/render-page.ts';
import type { Instructions } from '../markup/instructions.ts';
import type { RequestContext } from './context.ts';
import { trustedHtml } from './html.ts';
import type { PageContent } from './theme/frame.ts';
import { makeView } from './view.ts';

export interface RenderedText {
  readonly content: PageContent;
  readonly instructions: Instructions;
  /** Page links that were shown. */
  readonly links: readonly string[];
  readonly highlightFailed: boolean;
}

/** A page text as HTML for this visitor; `pageName` decides relative links and macros, whether it exists or not. */
export async function renderPageText(
  context: RequestContext,
  pageName: string,
  text: string,
): Promise<RenderedText> {
  const { state } = context;
  const settings = state.markupSettings(context.request.scriptRoot);
  const compiled = state.compiledPages.compile(pageName, text, settings);
  const view = makeView(context, settings);
  const rendered = await renderPage(compiled, view, state.macros);
  return {
    // The markup and macro rooms escape what they put into HTML.
    content: { html: trustedHtml(rendered.html), language: compiled.language, direction: compiled.direction },
    instructions: compiled.instructions,
    links: rendered.links,
    highlightFailed: rendered.highlightFailed,
  };
}
