import { textAnswer, plainTextType, type Answer, type Header } from '../answer.ts';
import type { Action } from '../action.ts';
import { may, type RequestContext } from '../context.ts';
import { headerText } from '../header-text.ts';
import { deniedPage } from '../page-view.ts';

/** The stored text with CRLF line ends (spec/actions.md §3). */
export const raw: Action = {
  name: 'raw',
  run: (context) => Promise.resolve(rawText(context, [])),
};

/** The same as a download. */
export const saveRaw: Action = {
  name: 'Save',
  run: (context) => {
    const disposition: Header = [
      'Content-Disposition',
      `attachment; filename="${headerText(`${context.pageName}.txt`)}"`,
    ];
    return Promise.resolve(rawText(context, [disposition]));
  },
};

/** `x/y` of letters, digits and `.+-`: what may stand in a Content-Type header. */
const mimeType = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/i;

function rawText(context: RequestContext, headers: readonly Header[]): Answer {
  const { parameters, state, pageName, texts } = context;
  if (!may(context, 'read')) return deniedPage(context);
  const revision = Math.max(0, parameters.integer('rev') ?? 0);
  const stored =
    revision > 0
      ? state.pages.read(pageName, revision)
      : state.pages.exists(pageName)
        ? state.pages.read(pageName)
        : null;
  if (stored === null)
    return textAnswer(context, 404, plainTextType, texts.text('page.notFoundPlain', { page: pageName }));
  const wanted = parameters.text('mimetype');
  const type = mimeType.test(wanted) ? `${wanted}; charset=utf-8` : plainTextType;
  // A page's text must never run as a page of the wiki itself.
  const sandbox: Header = [
    'Content-Security-Policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  ];
  return textAnswer(context, 200, type, stored.text.replace(/\r?\n/g, '\r\n'), [...headers, sandbox]);
}
