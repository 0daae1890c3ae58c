import type { PyValue } from '../python-value.ts';
import { parseFloatText } from '../python/numbers.ts';
import type { CookieLifetime, LifetimeElement } from './session-settings.ts';

/** `remember_me`: ten years of 365 days (spec/sessions.md §5). */
export const rememberMeSeconds = 315_360_000;

const defaultAnonymousHours = 0;
const defaultLoggedInHours = 12;
/** Keeps every `expires` a date that can be written; about seven thousand years. */
const longestSeconds = 220_000_000_000;

export type LifetimeVisitor =
  | { readonly loggedIn: false }
  /** `rememberMe` of the real user's profile. */
  | { readonly loggedIn: true; readonly rememberMe: boolean };

/** How long cookie and session of this visitor live, in whole seconds; 0 = no session (spec/sessions.md §5). */
export function lifetimeSeconds(lifetime: CookieLifetime, visitor: LifetimeVisitor): number {
  const seconds = visitor.loggedIn
    ? elementSeconds(lifetime[1], defaultLoggedInHours)
    : elementSeconds(lifetime[0], defaultAnonymousHours);
  if (visitor.loggedIn && visitor.rememberMe && seconds > 0) return rememberMeSeconds;
  return Math.min(Math.abs(seconds), longestSeconds);
}

/** Truncated toward zero; an element that is no usable number counts as its default (D13). */
function elementSeconds(element: LifetimeElement, defaultHours: number): number {
  const hours = hoursOf(element) ?? defaultHours;
  return Math.trunc(hours * 3600);
}

/** Null for what MoinMoin can't compute with: text that is no number, infinity. */
function hoursOf(element: LifetimeElement): number | null {
  const hours = typeof element === 'number' ? element : parseFloatText(element);
  return hours !== null && Number.isFinite(hours) ? hours : null;
}

/** Server-side end of life: counted from the start of the minute, so that it changes once a minute at most. */
export function expiresSeconds(nowSeconds: number, lifetime: number): number {
  return Math.floor(nowSeconds / 60) * 60 + lifetime;
}

/**
 * Whether a stored `expires` is over, as Python 2 compares it with the clock: numbers of every type (True is 1) by value,
 * anything else is never smaller; missing and None mean no end (spec/sessions.md §4.1).
 */
export function isExpired(expires: PyValue | undefined, nowSeconds: number): boolean {
  switch (expires?.type) {
    case 'int':
    case 'long':
    case 'float':
      return expires.value < nowSeconds;
    case 'bool':
      return Number(expires.value) < nowSeconds;
    default:
      return false;
  }
}

/** Whether cleaning takes a session for outdated: expired, or without an end at all (spec/sessions.md §16.1). */
export function isOutdated(expires: PyValue | undefined, nowSeconds: number): boolean {
  return expires === undefined || expires.type === 'none' || isExpired(expires, nowSeconds);
}
