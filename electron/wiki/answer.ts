import type { Readable } from 'node:stream';
import type { RequestContext } from './context.ts';
import { absoluteUrl } from './context.ts';
import { httpDate } from './header-text.ts';
import { html } from './html.ts';
import type { Identity } from './identity.ts';
import type { TextId, Texts, TextValues } from './texts/texts.ts';

export type Header = readonly [name: string, value: string];

/** What an action answers; the pipeline adds the session's cookie and sends it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Uint8Array | Readable;
  /**
   * Whether this answer ends normally, so that the session is stored and its cookie sent (spec/sessions.md §4.2):
   * 200, 403 and 404 pages do, redirects, errors and downloads don't.
   */
  readonly endsSession: 'finalize' | 'leave';
  /** Who the session belongs to from now on, when the action changed it. */
  readonly identity?: Identity;
}

export const htmlType = 'text/html; charset=utf-8';
export const plainTextType = 'text/plain; charset=utf-8';

export const varies: Header = ['Vary', 'Cookie, User-Agent, Accept-Language'];

/** How long a browser may keep an HTML answer (spec/actions.md §2.1). */
export type Caching = 'visitor' | 'user' | 'never';

export function cacheHeaders(caching: Caching, nowSeconds: number): readonly Header[] {
  const expires: Header = ['Expires', httpDate(nowSeconds - 365 * 86_400)];
  switch (caching) {
    case 'visitor':
      return [varies];
    case 'user':
      return [varies, ['Cache-Control', 'private, must-revalidate, max-age=10'], expires];
    case 'never':
      return [varies, ['Cache-Control', 'no-cache'], ['Pragma', 'no-cache'], expires];
  }
}

export const htmlAnswer = (
  context: RequestContext,
  status: number,
  body: string,
  caching: Caching = 'visitor',
): Answer => ({
  status,
  headers: [['Content-Type', htmlType], ...cacheHeaders(caching, context.nowSeconds)],
  body,
  endsSession: 'finalize',
});

/** Plain text, feeds and the like; these end the session normally too. */
export const textAnswer = (
  context: RequestContext,
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: readonly Header[] = [],
): Answer => ({
  status,
  headers: [['Content-Type', contentType], ...cacheHeaders('visitor', context.nowSeconds), ...headers],
  body,
  endsSession: 'finalize',
});

/** A redirect to a path of this wiki or to a whole address. Not finalized, as in the reference. */
export function redirect(context: RequestContext, url: string, status: 301 | 302 = 302): Answer {
  const location = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : absoluteUrl(context, url);
  return {
    status,
    headers: [
      ['Location', location],
      ['Content-Type', htmlType],
    ],
    body: html`<!DOCTYPE html>
      <title>${String(status)}</title>
      <p><a href="${location}">${location}</a></p> `.text,
    endsSession: 'leave',
  };
}

/** A page of its own for what went wrong before any wiki page could be drawn; it stands without any style sheet. */
export function plainErrorPage(
  texts: Texts,
  problem: {
    readonly status: number;
    readonly title: TextId;
    readonly sentence: TextId;
    readonly values?: TextValues;
  },
  headers: readonly Header[] = [],
): Answer {
  const title = texts.text(problem.title);
  return {
    status: problem.status,
    headers: [['Content-Type', htmlType], ['Cache-Control', 'no-store'], ...headers],
    body: html`<!DOCTYPE html>
      <html lang="${texts.language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
        </head>
        <body>
          <main>
            <h1>${title}</h1>
            <p>${texts.text(problem.sentence, problem.values)}</p>
          </main>
        </body>
      </html> `.text,
    endsSession: 'leave',
  };
}
