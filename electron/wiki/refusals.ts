import type { WikiSettings } from '../config/wiki-settings.ts';
import { cacheHeaders, plainErrorPage, type Answer } from './answer.ts';
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

/** 401: this wiki wants HTTP Basic credentials. */
export const credentialsWanted = (realm: string): Answer =>
  plainErrorPage(401, 'Unauthorized', 'This wiki wants user name and password.', [
    ['WWW-Authenticate', `Basic realm="${realm.replace(/[^ !#-[\]-~]/g, '')}"`],
  ]);
