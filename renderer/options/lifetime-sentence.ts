import type { Text } from '../texts/text.ts';
import { printSpan } from '../ui/time-text.tsx';

/** What `cookie_lifetime` means for people, from two numbers of hours (spec/sessions.md §5). */
export function lifetimeSentence(anonymousHours: number, loggedInHours: number, text: Text): string {
  const span = (hours: number): string => printSpan(text, Math.trunc(Math.abs(hours) * 3600));
  const off = Math.trunc(Math.abs(anonymousHours) * 3600) === 0;
  const visitors = off
    ? text('lifetime.visitorsOff')
    : text('lifetime.visitors', { span: span(anonymousHours) });
  const seconds = Math.trunc(loggedInHours * 3600);
  const rule = seconds > 0 ? 'loggedIn' : seconds < 0 ? 'loggedInFixed' : 'loggedInOff';
  return `${visitors} ${text(`lifetime.${rule}`, { span: span(loggedInHours) })}`;
}
