import type { Answer, Header } from './answer.ts';
import type { WikiRequest, WikiResponse } from './request.ts';

/** DECISIONS 22. */
const contentSecurityPolicy = [
  "default-src 'self'",
  'img-src * data:',
  'media-src *',
  "style-src 'self' 'unsafe-inline' https:",
  "script-src 'self'",
  "object-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

const safety: readonly Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
];

/** The answer as it goes out: cookies, headers that every answer has, no body for HEAD. */
export function finishResponse(
  request: WikiRequest,
  answer: Answer,
  setCookie: readonly string[] = [],
): WikiResponse {
  const headers: Header[] = [...answer.headers, ...safety];
  if (!answer.headers.some(([name]) => name.toLowerCase() === 'content-security-policy'))
    headers.push(['Content-Security-Policy', contentSecurityPolicy]);
  for (const cookie of setCookie) headers.push(['Set-Cookie', cookie]);
  if (request.method !== 'HEAD') return { status: answer.status, headers, body: answer.body };
  if (typeof answer.body !== 'string' && !(answer.body instanceof Uint8Array)) answer.body.destroy();
  return { status: answer.status, headers, body: '' };
}
