import { compilePythonRegex } from '../page/python-regex.ts';
import type { Parameters } from './parameters.ts';
import type { WikiRequest } from './request.ts';

/** Whether the user agent is a known crawler (`ua_spiders`, case-insensitive). */
export function isSpider(request: WikiRequest, pattern: string | null): boolean {
  const agent = request.headers['user-agent'] ?? '';
  if (pattern === null || pattern === '' || agent === '') return false;
  return spiderPattern(pattern)?.test(agent) ?? false;
}

const compiled = new Map<string, RegExp | null>();

function spiderPattern(source: string): RegExp | null {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const made = compilePythonRegex(source, { ignoreCase: true });
  compiled.set(source, made);
  return made;
}

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
