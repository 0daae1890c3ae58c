import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { WikiRequest } from './request.ts';

/** What tells one content of an address from another. */
export interface Validators {
  /** As it stands in the header, quotes included. */
  readonly tag?: string;
  /** Since 1970. */
  readonly modifiedSeconds?: number;
}

/** A tag that is the same for the same content only. */
export const contentTag = (content: string | Uint8Array): string =>
  `W/"${createHash('sha1').update(content).digest('base64url')}"`;

/** Weak comparison, also with tags that were sent without quotes. */
const bare = (tag: string): string => tag.trim().replace(/^W\//, '').replaceAll('"', '');

/** Whether the client has this content already (RFC 9110 §13): tags decide where it sent some, times otherwise. */
export function isKnown({ method, headers }: WikiRequest, { tag, modifiedSeconds }: Validators): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const tags = headers['if-none-match'];
  if (tags !== undefined)
    return (
      tags.trim() === '*' || (tag !== undefined && tags.split(',').some((one) => bare(one) === bare(tag)))
    );
  const since = Date.parse(headers['if-modified-since'] ?? '') / 1000;
  return modifiedSeconds !== undefined && since >= Math.floor(modifiedSeconds);
}

const isHeader = (wanted: string) => (header: readonly [string, string]) =>
  header[0].toLowerCase() === wanted;

/**
 * A page gets a tag made of its finished content, so whatever it depends on (rights, trail, other pages, the hour) is in it:
 * 304 only says that this visitor would get the same bytes again. It saves their way, not the work; session and cookie
 * go on as ever. Answers that must not be kept, and those with a tag of their own, stay as they are.
 */
export function withContentTag(request: WikiRequest, answer: Answer): Answer {
  const { status, headers, body } = answer;
  if (status !== 200 || (request.method !== 'GET' && request.method !== 'HEAD')) return answer;
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return answer;
  if (
    headers.some(isHeader('etag')) ||
    /no-(?:cache|store)/.test(headers.find(isHeader('cache-control'))?.[1] ?? '')
  )
    return answer;
  const tag = contentTag(body);
  const tagged = { ...answer, headers: [...headers, ['ETag', tag] as const] };
  return isKnown(request, { tag }) ? { ...tagged, status: 304, body: '' } : tagged;
}
