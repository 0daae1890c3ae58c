import { createHmac, timingSafeEqual } from 'node:crypto';
import { encodeUtf8 } from '../../shared/python/utf8.ts';

/** What a ticket is good for (spec/sessions.md §16.2). */
export interface TicketSubject {
  /** Page and action of the request that *checks*; a form for another action names that one. */
  readonly pageName: string;
  readonly action: string;
  /** Empty while the session holds no key at all. */
  readonly sid: string;
  /** Empty unless the user is valid; the target's id while switched. */
  readonly userId: string;
}

const ticketLifetimeSeconds = 36_000;

/**
 * MoinMoin's form ticket: `<time as lower-case hex, 10 digits>.<HMAC-SHA1 as hex>`, so that a form that one server made can
 * be posted to the other (DECISIONS 14). `key` = `WikiSecrets.forPurpose('wikiutil/tickets')`.
 */
export function createTicket(key: Uint8Array, subject: TicketSubject, nowSeconds: number): string {
  return ticketAt(key, subject, Math.floor(nowSeconds).toString(16).padStart(10, '0'));
}

/** A ticket with this time field, as it is. */
export function ticketAt(key: Uint8Array, subject: TicketSubject, timeField: string): string {
  const digest = createHmac('sha1', key)
    .update(encodeUtf8(signedText(subject, timeField)))
    .digest('hex');
  return `${timeField}.${digest}`;
}

/** The fields follow each other without separators; that is MoinMoin's format. */
export function signedText(subject: TicketSubject, timeField: string): string {
  return timeField + subject.pageName + subject.action + subject.sid + subject.userId;
}

/** Valid for ten hours to the second; tickets from the future pass; can be used again. */
export function checkTicket(
  key: Uint8Array,
  subject: TicketSubject,
  ticket: string,
  nowSeconds: number,
): boolean {
  const timeField = /^([0-9a-fA-F]{1,16})\./.exec(ticket)?.[1];
  if (timeField === undefined) return false;
  if (Number.parseInt(timeField, 16) + ticketLifetimeSeconds < nowSeconds) return false;
  const expected = Buffer.from(ticketAt(key, subject, timeField));
  const found = Buffer.from(ticket);
  return expected.length === found.length && timingSafeEqual(expected, found);
}
