import type { Answer, Header } from './answer.ts';
import type { WikiRequest, WikiResponse } from './request.ts';

/** What a page may load (DECISIONS 22). `scripts`: a person lets those run that `html_head` brings. */
const contentSecurityPolicy = (scripts: boolean): string =>
  [
    "default-src 'self'",
    'img-src * data:',
    'media-src *',
    "style-src 'self' 'unsafe-inline' https:",
    scripts ? "script-src 'self' 'unsafe-inline' https:" : "script-src 'self'",
    "object-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
const strictPolicy = contentSecurityPolicy(false);
const policyWithScripts = contentSecurityPolicy(true);

const safety: readonly Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
];

/** The answer as it goes out: cookies, headers that every answer has, no body for HEAD. `scripts`: those of `html_head` run. */
export function finishResponse(
  request: WikiRequest,
  answer: Answer,
  {
    setCookie = [],
    scripts = false,
  }: { readonly setCookie?: readonly string[]; readonly scripts?: boolean } = {},
): WikiResponse {
  const headers: Header[] = [...answer.headers, ...safety];
  if (!answer.headers.some(([name]) => name.toLowerCase() === 'content-security-policy'))
    headers.push(['Content-Security-Policy', scripts ? policyWithScripts : strictPolicy]);
  for (const cookie of setCookie) headers.push(['Set-Cookie', cookie]);
  if (request.method !== 'HEAD') return { status: answer.status, headers, body: answer.body };
  if (typeof answer.body !== 'string' && !(answer.body instanceof Uint8Array)) answer.body.destroy();
  return { status: answer.status, headers, body: '' };
}
