import { spiderTest } from '../page/spider-test.ts';
import type { Parameters } from './parameters.ts';
import type { WikiRequest } from './request.ts';

/** Whether the user agent is a known crawler (`ua_spiders`). */
export const isSpider = (request: WikiRequest, pattern: string | null): boolean =>
  spiderTest(pattern)(request.headers['user-agent'] ?? '');

const allowedActions = new Set(['show', 'rss_rc', 'sitemap']);

/**
 * Crawlers get 403 for everything with parameters or other than GET, except what they are there for
 * (spec/actions.md §1).
 */
export function isForbiddenToSpiders(request: WikiRequest, parameters: Parameters, action: string): boolean {
  const plain = (request.method === 'GET' || request.method === 'HEAD') && request.query === '';
  if (plain || allowedActions.has(action)) return false;
  return !(action === 'AttachFile' && parameters.text('do') === 'get');
}
