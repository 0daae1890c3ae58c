import type { WikiSettings } from '../config/wiki-settings.ts';
import { cacheHeaders, plainErrorPage, type Answer } from './answer.ts';
import { handoffAction } from './handoff.ts';
import type { Parameters } from './parameters.ts';
import type { WikiRequest } from './request.ts';
import { isForbiddenToSpiders, isSpider } from './spiders.ts';
import { isDeniedHost } from './surge.ts';
import type { TextId, Texts } from './texts/texts.ts';

/** Clients that get no session handling at all; null: go on (spec/actions.md §1). */
export function refuseEarly(
  request: WikiRequest,
  parameters: Parameters,
  action: string,
  settings: WikiSettings,
  texts: Texts,
): Answer | null {
  if (isDeniedHost(request.remoteAddress, settings.hostsDeny)) return forbidden(texts, 'error.hostDenied');
  if (isForeignForm(request, action)) return forbidden(texts, 'error.foreignForm');
  if (!isSpider(request, settings.uaSpiders)) return null;
  if (isForbiddenToSpiders(request, parameters, action)) return forbidden(texts, 'error.spider');
  if (action !== 'rss_rc' && action !== 'sitemap') return null;
  return {
    status: 200,
    headers: [['Content-Type', 'text/html'], ...cacheHeaders('visitor', 0)],
    body: '',
    endsSession: 'leave',
  };
}

const forbidden = (texts: Texts, sentence: TextId): Answer =>
  plainErrorPage(texts, { status: 403, title: 'error.forbiddenTitle', sentence });

/**
 * A form that a page of another host made the browser send. A ticket keeps out most of these, but a login has none.
 *
 * Names are compared without ports, so that a form of a MoinMoin beside us may still be posted here (DECISIONS 14); programs
 * send no Origin. A hand-off comes from the managing page and proves itself by its code.
 */
function isForeignForm(request: WikiRequest, action: string): boolean {
  const { origin } = request.headers;
  if (request.method !== 'POST' || origin === undefined || action === handoffAction) return false;
  const name = /^https?:\/\/([^/]+?)(?::\d+)?$/i.exec(origin)?.[1];
  return name?.toLowerCase() !== request.host.replace(/:\d*$/, '').toLowerCase();
}

/** 401: this wiki wants HTTP Basic credentials. */
export const credentialsWanted = (texts: Texts, realm: string): Answer =>
  plainErrorPage(texts, { status: 401, title: 'error.authTitle', sentence: 'error.authRequired' }, [
    ['WWW-Authenticate', `Basic realm="${realm.replace(/[^ !#-[\]-~]/g, '')}"`],
  ]);

export const badForm = (texts: Texts, status: 400 | 413): Answer =>
  plainErrorPage(
    texts,
    status === 413
      ? { status, title: 'error.tooLargeTitle', sentence: 'error.tooLarge' }
      : { status, title: 'error.badRequestTitle', sentence: 'error.badRequest' },
  );

export const tooManyRequests = (texts: Texts, seconds: number): Answer =>
  plainErrorPage(
    texts,
    { status: 503, title: 'error.surgeTitle', sentence: 'error.surge', values: { seconds } },
    [['Retry-After', String(seconds)]],
  );

/** 500: ours is the fault. */
export const defectPage = (texts: Texts): Answer =>
  plainErrorPage(texts, { status: 500, title: 'error.title', sentence: 'error.defect' });
