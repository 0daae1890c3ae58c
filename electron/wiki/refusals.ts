import type { WikiSettings } from '../config/wiki-settings.ts';
import { cacheHeaders, plainErrorPage, type Answer } from './answer.ts';
import { handoffAction } from './handoff.ts';
import type { Parameters } from './parameters.ts';
import type { WikiRequest } from './request.ts';
import { isForbiddenToSpiders, isSpider } from './spiders.ts';
import { isDeniedHost } from './surge.ts';

/** Clients that get no session handling at all; null: go on (spec/actions.md §1). */
export function refuseEarly(
  request: WikiRequest,
  parameters: Parameters,
  action: string,
  settings: WikiSettings,
): Answer | null {
  if (isDeniedHost(request.remoteAddress, settings.hostsDeny))
    return plainErrorPage(403, 'Forbidden', 'You are not allowed to access this wiki.');
  if (isForeignForm(request, action))
    return plainErrorPage(
      403,
      'Forbidden',
      'This form comes from a page of another site. Open the page in this wiki and send the form from there.',
    );
  if (!isSpider(request, settings.uaSpiders)) return null;
  if (isForbiddenToSpiders(request, parameters, action))
    return plainErrorPage(403, 'Forbidden', 'This address is not for robots.');
  if (action !== 'rss_rc' && action !== 'sitemap') return null;
  return {
    status: 200,
    headers: [['Content-Type', 'text/html'], ...cacheHeaders('visitor', 0)],
    body: '',
    endsSession: 'leave',
  };
}

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
export const credentialsWanted = (realm: string): Answer =>
  plainErrorPage(401, 'Unauthorized', 'This wiki wants user name and password.', [
    ['WWW-Authenticate', `Basic realm="${realm.replace(/[^ !#-[\]-~]/g, '')}"`],
  ]);
