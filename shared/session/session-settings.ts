/**
 * The session options of one wiki, normalised (spec/sessions.md §1, §5, §6, §7).
 *
 * Made by `electron/config` from the effective options; used by the session service, and by the window to preview
 * what a change would mean.
 */
export interface SessionSettings {
  /** Middle part of the cookie name: `MOIN_<usage>_<variable part>`; `SESSION` unless FileSessionService names another. */
  readonly cookieUsage: string;
  readonly cookieName: CookieNameOption;
  /** As configured; null = host-only. */
  readonly cookieDomain: string | null;
  /** Null or empty means `/`. */
  readonly cookiePath: string | null;
  readonly cookieSecure: 'always' | 'when-https' | 'never';
  /** Null = not configured (the default behaviour then adds HttpOnly, strict does not: DECISIONS 12). */
  readonly cookieHttpOnly: boolean | null;
  readonly cookieLifetime: CookieLifetime;
  /** 0 = unlimited, negative drops from the front (spec/sessions.md §13). */
  readonly trailSize: number;
  readonly interwikiName: string | null;
  readonly compatibility: Compatibility;
}

export type Compatibility = 'default' | 'strict';

export type CookieNameOption =
  | { readonly kind: 'automatic' } // None: port and mount path
  | { readonly kind: 'siteid' } // the byte-string literal 'siteidmagic'
  | { readonly kind: 'literal'; readonly text: string };

/** One element of `cookie_lifetime`, in hours. Text is kept as text: `"0"` switches the trail on (spec §5). */
export type LifetimeElement = number | string;

/** `[anonymous, logged in]` after the legacy conversion of spec/sessions.md §5. */
export type CookieLifetime = readonly [anonymous: LifetimeElement, loggedIn: LifetimeElement];

export const defaultSessionSettings: SessionSettings = {
  cookieUsage: 'SESSION',
  cookieName: { kind: 'automatic' },
  cookieDomain: null,
  cookiePath: null,
  cookieSecure: 'when-https',
  cookieHttpOnly: null,
  cookieLifetime: [0, 12],
  trailSize: 5,
  interwikiName: null,
  compatibility: 'default',
};
