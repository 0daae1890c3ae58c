import type { SessionDetails, SessionRow } from '../../shared/contract/session.ts';
import type { Text } from '../texts/text.ts';
import { printRelative, printSpan } from '../ui/time-text.tsx';

export function userText(row: SessionRow, text: Text): string {
  if (row.user !== null) return row.user.name;
  return row.kind === 'problem' ? text('sessions.unreadable') : text('sessions.anonymous');
}

export function expiryText(row: SessionRow, text: Text, now: number): string {
  if (row.expired) return text('sessions.expired');
  if (row.remembered && row.actingAs === null) return text('sessions.remembered');
  if (row.expiresAt === null) return text('sessions.noEnd');
  return row.expiresAt < now ? text('sessions.expired') : printRelative(text, row.expiresAt, now);
}

/** The life of a session in a sentence. */
export function lifetimeText(lifetime: SessionDetails['lifetime'], text: Text): string {
  const span = lifetime.spanSeconds === null ? '' : printSpan(text, lifetime.spanSeconds);
  return text(`sessions.lifetime.${lifetime.rule}`, { span });
}
