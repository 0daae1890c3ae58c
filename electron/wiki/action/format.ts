import { plainTextType, textAnswer, cacheHeaders, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { may, type RequestContext } from '../context.ts';
import { percentDecode } from '../../../shared/names/percent.ts';
import { deniedPage, viewPage } from '../page-view.ts';
import { plainTextOf } from '../plain-text.ts';
import { renderPageText } from '../render-text.ts';

/** The page as plain text (spec/actions.md §3). */
export const format: Action = {
  name: 'format',
  async run(context) {
    const { state, pageName, parameters } = context;
    if (!may(context, 'read')) return deniedPage(context);
    const stored = state.pages.exists(pageName) ? state.pages.read(pageName) : null;
    if (stored === null) return viewPage(context, { revision: parameters.integer('rev') ?? 0 });
    const rendered = await renderPageText(context, pageName, stored.text);
    const body = plainTextOf(pageName, rendered.content.html.text, (address) => localPage(context, address));
    return plainAnswer(context, body);
  },
};

function plainAnswer(context: RequestContext, body: string): Answer {
  const answer = textAnswer(context, 200, plainTextType, body);
  return {
    ...answer,
    headers: [['Content-Type', plainTextType], ...cacheHeaders('never', context.nowSeconds)],
  };
}

/** The page that a link to this wiki names; null for actions and everything elsewhere. */
function localPage({ request }: RequestContext, address: string): string | null {
  const start = `${request.scriptRoot}/`;
  if (!address.startsWith(start) || address.startsWith('//') || address.includes('?')) return null;
  return percentDecode(address.slice(start.length).split('#', 1)[0] ?? '');
}
