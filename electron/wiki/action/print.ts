import { htmlAnswer, htmlType, cacheHeaders, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { may, urlOf, type RequestContext } from '../context.ts';
import { redirect } from '../answer.ts';
import { deniedPage, lastEdited, viewPage } from '../page-view.ts';
import { renderPageText } from '../render-text.ts';
import { makeFrame } from '../theme/page-frame.ts';
import { renderContent, renderPrint } from '../theme/render-frame.ts';

function storedText({ state, pageName, parameters }: RequestContext): string | null {
  const revision = Math.max(0, parameters.integer('rev') ?? 0);
  if (revision > 0) return state.pages.read(pageName, revision)?.text ?? null;
  return state.pages.exists(pageName) ? (state.pages.read(pageName)?.text ?? null) : null;
}

/** The page without anything to click around it; `media=projection` for a wall. */
export const print: Action = {
  name: 'print',
  async run(context) {
    if (!may(context, 'read')) return deniedPage(context);
    const text = storedText(context);
    if (text === null) return viewPage(context);
    const rendered = await renderPageText(context, context.pageName, text);
    const frame = makeFrame(context, {
      content: rendered.content,
      keywords: rendered.instructions.pragmas.get('keywords'),
      description: rendered.instructions.pragmas.get('description'),
      pageInfo: await lastEdited(context, 0),
      projection: context.parameters.text('media') === 'projection',
    });
    return htmlAnswer(context, 200, renderPrint(frame));
  },
};

/** Only the content element, for embedding; a missing page is empty. */
export const content: Action = {
  name: 'content',
  async run(context) {
    if (!may(context, 'read')) return deniedPage(context);
    const text = storedText(context);
    if (text === null) return contentAnswer(context, '');
    const rendered = await renderPageText(context, context.pageName, text);
    return contentAnswer(context, renderContent(rendered.content).text);
  },
};

const contentAnswer = (context: RequestContext, body: string): Answer => ({
  status: 200,
  headers: [
    ['Content-Type', htmlType],
    ...cacheHeaders('visitor', context.nowSeconds),
    // Other pages of this wiki embed it: `{{Page}}`.
    ['Content-Security-Policy', embeddable],
  ],
  body,
  endsSession: 'finalize',
});

const embeddable =
  "default-src 'self'; img-src * data:; media-src *; style-src 'self' 'unsafe-inline' https:; script-src 'none'; " +
  "object-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'";

/** To the page whose name stands in the form, whether it exists or not. */
export const goTo: Action = {
  name: 'goto',
  run: (context) =>
    Promise.resolve(redirect(context, urlOf(context, context.parameters.text('target').trim()))),
};

/** Drops what is remembered of the page's rendering. */
export const refresh: Action = {
  name: 'refresh',
  run(context) {
    context.state.compiledPages.drop(context.pageName);
    return viewPage(context);
  },
};
