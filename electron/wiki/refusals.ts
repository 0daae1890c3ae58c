import { parseHost } from '../../shared/host.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { cacheHeaders, plainErrorPage, type Answer } from './answer.ts';
import { handoffAction } from './handoff.ts';
import { formLimits, parseQuery, type Parameters } from './parameters.ts';
import type { WikiRequest } from './request.ts';
import { isForbiddenToSpiders, isSpider } from './spiders.ts';
import { isDeniedHost } from './surge.ts';
import type { TextId, Texts } from './texts/texts.ts';

/** What is decided before a byte of the body is read: who sends it, from where, and how much; null: go on. */
export function refuseUnread(request: WikiRequest, settings: WikiSettings, texts: Texts): Answer | null {
  if (isDeniedHost(request.remoteAddress, settings.hostsDeny)) return forbidden(texts, 'error.hostDenied');
  if (isForeignForm(request)) return forbidden(texts, 'error.foreignForm');
  const length = Number(request.headers['content-length'] ?? 0);
  return length > formLimits.multipartBytes ? badForm(texts, 413) : null;
}

/** Robots get no session handling at all; null: go on (spec/actions.md §1). */
export function refuseSpider(
  request: WikiRequest,
  parameters: Parameters,
  action: string,
  settings: WikiSettings,
  texts: Texts,
): Answer | null {
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
function isForeignForm(request: WikiRequest): boolean {
  const { origin } = request.headers;
  if (request.method !== 'POST' || origin === undefined || isHandoff(request)) return false;
  const sender = parseHost(/^https?:\/\/(.*)$/i.exec(origin)?.[1] ?? '');
  return sender === null || sender.name !== parseHost(request.host)?.name;
}

/** Its action stands in the address, which is known before the form. */
const isHandoff = ({ query }: WikiRequest): boolean =>
  parseQuery(query).find(([name]) => name === 'action')?.[1] === handoffAction;

/** 401: this wiki wants HTTP Basic credentials. */
export const credentialsWanted = (texts: Texts, realm: string): Answer =>
  plainErrorPage(texts, { status: 401, title: 'error.authTitle', sentence: 'error.authRequired' }, [
    ['WWW-Authenticate', `Basic realm="${realm.replace(/[^ !#-[\]-~]/g, '')}"`],
  ]);

export const badForm = (texts: Texts, status: 400 | 413 | 503): Answer => {
  if (status === 413)
    return plainErrorPage(texts, { status, title: 'error.tooLargeTitle', sentence: 'error.tooLarge' });
  if (status === 400)
    return plainErrorPage(texts, { status, title: 'error.badRequestTitle', sentence: 'error.badRequest' });
  return plainErrorPage(texts, { status, title: 'error.busyTitle', sentence: 'error.busy' }, [
    ['Retry-After', '10'],
  ]);
};

export const tooManyRequests = (texts: Texts, seconds: number): Answer =>
  plainErrorPage(
    texts,
    { status: 503, title: 'error.surgeTitle', sentence: 'error.surge', values: { seconds } },
    [['Retry-After', String(seconds)]],
  );

/** 500: ours is the fault. */
export const defectPage = (texts: Texts): Answer =>
  plainErrorPage(texts, { status: 500, title: 'error.title', sentence: 'error.defect' });
