import { headings } from '../../../markup/outline.ts';
import type { RequestContext } from '../../context.ts';
import { html, noHtml, type Html } from '../../html.ts';

/**
 * The headings of the text in the editor; pressing one goes to its line (theme/static/wiki.js).
 *
 * Read from the tree, so that it shows what the page will have, in every syntax that counts lines.
 */
export function editorOutline(context: RequestContext, text: string): Html {
  const { state, texts, pageName } = context;
  const settings = state.markupSettings(context.request.scriptRoot);
  const { tree } = state.compiledPages.compile(pageName, text, settings);
  const found = headings(tree).filter(({ line, text: title }) => line > 0 && title !== '');
  if (found.length < 2) return noHtml;
  const lines = found.map(
    ({ line, level, text: title }) =>
      html`<li class="level${level}"><button type="button" data-line="${line}">${title}</button></li>`,
  );
  return html`<nav id="editor-outline" aria-labelledby="editor-outline-title" hidden><h2 id="editor-outline-title">${texts.text('edit.outline')}</h2><ul>${lines}</ul></nav>`;
}
