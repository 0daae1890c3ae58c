import { textOf, type PyValue } from '../python-value.ts';
import { parseFloatText, parseIntegerText } from '../python/numbers.ts';
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

/** Which elements of a lifetime MoinMoin would fail on; to be reported when a configuration is read (D13). */
export function unusableElements(lifetime: CookieLifetime): readonly ('anonymous' | 'loggedIn')[] {
  const [anonymous, loggedIn] = lifetime;
  return [
    ...(hoursOf(anonymous) === null ? (['anonymous'] as const) : []),
    ...(hoursOf(loggedIn) === null ? (['loggedIn'] as const) : []),
  ];
}

/**
 * Whether anonymous visitors have a trail. Not the same question as whether they have a session: text `"0"` and 0.0001
 * hours say yes here and no there (spec/sessions.md §5, §13).
 */
export function anonymousWantsTrail(lifetime: CookieLifetime): boolean {
  const [anonymous] = lifetime;
  return anonymous !== 0 && anonymous !== '';
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

export interface ReadLifetime {
  readonly lifetime: CookieLifetime;
  /** The setting is no tuple of two and was repaired as MoinMoin does at start-up; worth an error in the log. */
  readonly malformed: boolean;
  /** Elements that are neither number nor text and were replaced by their default (D13). */
  readonly replaced: readonly ('anonymous' | 'loggedIn')[];
}

/**
 * Makes a lifetime of the configured values (spec/sessions.md §5, second table).
 *
 * `anonymousSessionLifetime` is an option of older versions that counts only if `cookieLifetime` is malformed.
 */
export function readCookieLifetime(
  cookieLifetime: PyValue,
  anonymousSessionLifetime?: PyValue,
): ReadLifetime {
  if (cookieLifetime.type === 'tuple' && cookieLifetime.items.length === 2) {
    const [anonymous, loggedIn] = cookieLifetime.items.map(elementOf);
    return {
      lifetime: [anonymous ?? defaultAnonymousHours, loggedIn ?? defaultLoggedInHours],
      malformed: false,
      replaced: [
        ...(anonymous === null ? (['anonymous'] as const) : []),
        ...(loggedIn === null ? (['loggedIn'] as const) : []),
      ],
    };
  }
  const hours = wholeHours(cookieLifetime) ?? defaultLoggedInHours;
  return { lifetime: [oldAnonymousHours(anonymousSessionLifetime), hours], malformed: true, replaced: [] };
}

function elementOf(value: PyValue): LifetimeElement | null {
  return numberOf(value) ?? textOf(value);
}

function numberOf(value: PyValue): number | null {
  switch (value.type) {
    case 'int':
    case 'long':
    case 'float':
    case 'bool':
      return Number(value.value);
    default:
      return null;
  }
}

/** Python's `int(value)`; null where that raises. */
function wholeHours(value: PyValue): number | null {
  const number = numberOf(value);
  if (number !== null) return Number.isFinite(number) ? Math.trunc(number) : null;
  const text = textOf(value);
  const whole = text === null ? null : parseIntegerText(text);
  return whole === null ? null : Number(whole);
}

function oldAnonymousHours(value: PyValue | undefined): number {
  if (value === undefined) return 0;
  const text = textOf(value);
  return numberOf(value) ?? (text === null ? 0 : (parseFloatText(text) ?? 0));
}
