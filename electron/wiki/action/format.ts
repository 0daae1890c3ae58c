import { plainTextType, textAnswer, cacheHeaders, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { may, type RequestContext } from '../context.ts';
import { deniedPage, viewPage } from '../page-view.ts';
import { renderPageText } from '../render-text.ts';

/** The page as plain text: its words in order, one block a line (spec/actions.md §3). */
export const format: Action = {
  name: 'format',
  async run(context) {
    const { state, pageName, parameters } = context;
    if (!may(context, 'read')) return deniedPage(context);
    const stored = state.pages.exists(pageName) ? state.pages.read(pageName) : null;
    if (stored === null) return viewPage(context, { revision: parameters.integer('rev') ?? 0 });
    const rendered = await renderPageText(context, pageName, stored.text);
    return plainAnswer(context, plainTextOf(rendered.content.html.text));
  },
};

function plainAnswer(context: RequestContext, body: string): Answer {
  const answer = textAnswer(context, 200, plainTextType, body);
  return {
    ...answer,
    headers: [['Content-Type', plainTextType], ...cacheHeaders('never', context.nowSeconds)],
  };
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
};

/** Our own rendering is well formed, so its tags can be taken out piece by piece. */
const plainTextOf = (markup: string): string =>
  markup
    .replace(/<(?:br|hr|\/(?:p|h[1-6]|li|tr|div|pre|dt|dd|table|ul|ol))\b[^<>]*>/g, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[ \t]*\n\s*/g, '\n')
    .trimStart();
