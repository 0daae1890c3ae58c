import type { SessionSettings } from './session-settings.ts';

/** Where a wiki is mounted, as far as its automatic cookie name depends on it. */
export interface CookieNameContext {
  readonly siteid: string;
  /** The port the server is addressed at; always part of the automatic name. */
  readonly serverPort: number;
  /** Decoded; trailing slashes don't matter. */
  readonly mountPath: string;
}

/** Name of a wiki's session cookie (spec/sessions.md §6). */
export function sessionCookieName(
  settings: Pick<SessionSettings, 'cookieUsage' | 'cookieName'>,
  context: CookieNameContext,
): string {
  return `MOIN_${settings.cookieUsage}_${variablePart(settings, context)}`;
}

function variablePart(settings: Pick<SessionSettings, 'cookieName'>, context: CookieNameContext): string {
  switch (settings.cookieName.kind) {
    case 'automatic':
      return `${context.serverPort}_ROOT${withoutTrailingSlashes(context.mountPath).replaceAll('/', '_')}`;
    case 'siteid':
      return context.siteid;
    case 'literal':
      return settings.cookieName.text;
  }
}

function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether clients send a cookie of this name back as it is (RFC 6265 token); MoinMoin doesn't check. */
export function isUsableCookieName(name: string): boolean {
  return token.test(name);
}
