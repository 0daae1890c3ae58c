import { htmlAnswer, redirect, type Answer, type Caching } from './answer.ts';
import { currentUser, formatDateTime, hereUrl, may, urlOf, type RequestContext } from './context.ts';
import { editorName } from './editor-name.ts';
import { html, noHtml, type Html } from './html.ts';
import { message, statusWith } from './message.ts';
import { missingPageContent } from './missing-page.ts';
import { renderPageText } from './render-text.ts';
import type { Message, PageContent } from './theme/frame.ts';
import { interfaceContent, makeFrame } from './theme/page-frame.ts';
import { splitTarget } from './theme/navigation.ts';
import { renderFrame } from './theme/render-frame.ts';
import { refreshHeaders } from './refresh-header.ts';
import { recordVisit } from './trail.ts';

export interface PageViewOptions {
  readonly messages?: readonly Message[];
  /** 0 or absent: the current one. */
  readonly revision?: number;
  /** The messages belong to a dialog of the page itself: a browser may keep the answer as it keeps a plain view. */
  readonly isDialog?: boolean;
  /** The edit bar also where the page never existed. */
  readonly editBarAlways?: boolean;
}

/** The page as everybody knows it: also what most actions answer with, below a message (spec/actions.md §2). */
export async function viewPage(context: RequestContext, options: PageViewOptions = {}): Promise<Answer> {
  if (!may(context, 'read')) return deniedPage(context, options.messages ?? []);
  const revision = options.revision ?? 0;
  const stored = readRevision(context, revision);
  const messages = [...revisionMessages(context, revision, stored !== null), ...(options.messages ?? [])];
  if (stored === null) return missingPage(context, { ...options, messages, revision });
  return shownPage(context, { messages, revision, text: stored, isDialog: options.isDialog ?? false });
}

interface StoredText {
  readonly text: string;
  readonly clean: boolean;
}

/** The text to show; null when the page, or that revision of it, does not exist. */
function readRevision({ state, pageName }: RequestContext, revision: number): StoredText | null {
  if (revision > 0) return state.pages.read(pageName, revision);
  return state.pages.exists(pageName) ? state.pages.read(pageName) : null;
}

function revisionMessages(context: RequestContext, revision: number, exists: boolean): readonly Message[] {
  if (revision <= 0) return [];
  const { texts, state, pageName } = context;
  if (!exists) return [message('revision-missing', 'info', texts.text('page.revisionMissing', { revision }))];
  const entry = state.pages.besides(() => state.pages.revisionInfo(pageName, revision), null);
  const date = entry === null ? '?' : formatDateTime(context, entry.timeMicroseconds / 1e6);
  return [
    message(
      'revision-shown',
      'info',
      html`<strong>${texts.text('page.revision', { revision, date })}</strong>`,
    ),
  ];
}

async function shownPage(
  context: RequestContext,
  view: {
    readonly messages: readonly Message[];
    readonly revision: number;
    readonly text: StoredText;
    readonly isDialog: boolean;
  },
): Promise<Answer> {
  recordVisit(context);
  const { state, pageName, request, parameters } = context;
  const rendered = await renderPageText(context, pageName, view.text.text);
  const { instructions } = rendered;
  const messages = [...view.messages, ...pageMessages(context, instructions, view.text)];
  state.pages.recordEvent({
    type: 'VIEWPAGE',
    page: pageName,
    address: request.remoteAddress,
    userAgent: request.headers['user-agent'] ?? '',
    referer: request.headers['referer'] ?? '',
    userName: currentUser(context)?.name ?? '',
  });
  const frame = makeFrame(context, {
    content: rendered.content,
    messages,
    revision: view.revision > 0 ? view.revision : null,
    keywords: instructions.pragmas.get('keywords'),
    description: instructions.pragmas.get('description'),
    pageInfo: await lastEdited(context, view.revision),
  });
  const isPlainShow =
    view.isDialog ||
    (context.action === 'show' && view.messages.length === 0 && context.notices.length === 0);
  const loginForm = parameters.has('login') || parameters.has('logout');
  const caching: Caching =
    !isPlainShow || view.revision > 0 || loginForm
      ? 'never'
      : currentUser(context) === null
        ? 'visitor'
        : 'user';
  const answer = htmlAnswer(context, statusWith(messages, 200), renderFrame(frame), caching);
  const repeats = context.action === 'show' && !view.isDialog && view.revision === 0 && isPlainShow;
  return repeats ? { ...answer, headers: [...answer.headers, ...refreshHeaders(context)] } : answer;
}

function pageMessages(
  context: RequestContext,
  instructions: { readonly redirect: string | null; readonly deprecated: boolean },
  text: StoredText,
): readonly Message[] {
  const { texts, parameters } = context;
  const messages: Message[] = [];
  if (instructions.redirect !== null && instructions.redirect !== '') {
    const target = instructions.redirect;
    messages.push(
      message(
        'page-redirects',
        'info',
        html`<strong
          >${texts.html('page.redirects', { page: html`<a href="${redirectUrl(context, target)}">${target}</a>` })}</strong
        >`,
      ),
    );
  }
  const from = parameters.first('redirect');
  if (from !== null && from !== '')
    messages.push(
      message(
        'redirected-from',
        'info',
        html`<strong
          >${texts.html('page.redirectedFrom', { page: html`<a href="${urlOf(context, from, { action: 'show' })}">${from}</a>` })}</strong
        >`,
      ),
    );
  if (instructions.deprecated) messages.push(message('deprecated', 'warning', texts.text('page.deprecated')));
  if (!text.clean) messages.push(message('damaged-text', 'warning', texts.text('page.damagedText')));
  return messages;
}

/** "PAGE (last edited DATE by EDITOR)" of the revision on show. */
export async function lastEdited(context: RequestContext, revision: number): Promise<Html | null> {
  const { state, pageName, texts } = context;
  // The log is another file than the text: without it the page is shown, and nothing said of who edited it.
  const entry = state.pages.besides(
    () => state.pages.revisionInfo(pageName, revision > 0 ? revision : undefined),
    null,
  );
  if (entry === null) return null;
  return texts.html('page.lastEdited', {
    page: pageName,
    date: formatDateTime(context, entry.timeMicroseconds / 1e6),
    editor: await editorName(context, entry),
  });
}

async function missingPage(
  context: RequestContext,
  view: PageViewOptions & { readonly messages: readonly Message[]; readonly revision: number },
): Promise<Answer> {
  if (context.isSpider) return htmlAnswer(context, 404, '');
  const content = await missingPageContent(context);
  const frame = makeFrame(context, {
    content,
    messages: view.messages,
    exists: false,
    revision: view.revision > 0 ? view.revision : null,
    editBarAlways: view.editBarAlways ?? false,
  });
  const fromAction = (context.action !== 'show' && context.action !== 'recall') || context.notices.length > 0;
  return htmlAnswer(
    context,
    404,
    renderFrame(frame),
    fromAction && view.isDialog !== true ? 'never' : 'visitor',
  );
}

/** 403 and nothing about the page. */
export function deniedPage(context: RequestContext, messages: readonly Message[] = []): Answer {
  const sentence = context.texts.text('page.denied');
  const frame = makeFrame(context, {
    content: interfaceContent(context, html`<p><strong>${sentence}</strong></p>`),
    messages,
    denied: true,
  });
  return htmlAnswer(context, 403, renderFrame(frame), 'never');
}

/** Where a `#redirect` line leads: a page (with anchor), or a page of another wiki. */
function redirectUrl(context: RequestContext, target: string, query: Record<string, string> = {}): string {
  const { wiki, page } = splitTarget(context, target);
  if (wiki !== null) {
    const url = context.state.interwikiUrl(wiki, page);
    if (url !== null) return url;
  }
  const name = wiki === null ? page : target;
  const hash = name.indexOf('#');
  return hash < 0
    ? urlOf(context, name, query)
    : urlOf(context, name.slice(0, hash), query, name.slice(hash + 1));
}

/** The redirect that a page with `#redirect` answers a plain view with; null when this is none. */
export function followRedirect(context: RequestContext): Answer | null {
  const { parameters, state, pageName } = context;
  if (parameters.has('action') || parameters.has('rev')) return null;
  if (!state.pages.exists(pageName) || !may(context, 'read')) return null;
  const target = state.pages.instructions(pageName).redirect;
  if (target === null || target === '') return null;
  return redirect(context, redirectUrl(context, target, { action: 'show', redirect: pageName }));
}

/** A page made by an action itself: its own title, the interface's language. */
export function actionPage(
  context: RequestContext,
  page: {
    readonly title: string;
    readonly content: Html;
    readonly messages?: readonly Message[];
    readonly caching?: Caching;
    readonly status?: number;
    readonly searchValue?: string;
    readonly pageInfo?: Html | null;
    readonly offersDoubleClick?: boolean;
    /** Also where the page never existed. */
    readonly editBarAlways?: boolean;
  },
): Answer {
  const frame = makeFrame(context, {
    title: page.title,
    content: interfaceContent(context, page.content),
    messages: page.messages ?? [],
    ...(page.searchValue === undefined ? {} : { searchValue: page.searchValue }),
    exists: context.state.pages.mayExist(context.pageName),
    editBarAlways: page.editBarAlways ?? false,
    pageInfo: page.pageInfo ?? null,
    offersDoubleClick: page.offersDoubleClick ?? false,
  });
  const status = statusWith(page.messages ?? [], page.status ?? 200);
  return htmlAnswer(context, status, renderFrame(frame), page.caching ?? 'visitor');
}

/** For visitors of an action that needs a login. */
export const loginNeeded = (context: RequestContext): Promise<Answer> =>
  viewPage(context, {
    messages: [
      message('login-needed', 'error', context.texts.text('action.loginNeeded', { action: context.action })),
    ],
  });

/** An action that this person may not do here. */
export function notAllowed(
  context: RequestContext,
  action: string = context.action,
  revision = 0,
): Promise<Answer> {
  const { texts } = context;
  const hint =
    currentUser(context) === null
      ? html` <a href="${hereUrl(context, { action: 'login' })}">${texts.text('action.loginFirst')}</a>`
      : noHtml;
  return viewPage(context, {
    messages: [
      message('action-not-allowed', 'error', html`${texts.text('action.notAllowed', { action })}${hint}`),
    ],
    revision,
  });
}

export type { PageContent };
