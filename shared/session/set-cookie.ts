import { sessionBehaviour } from './behaviour.ts';
import { toAsciiDomain } from './punycode.ts';
import type { SessionSettings } from './session-settings.ts';
import type { SessionId } from './sid.ts';
import { encodeUtf8 } from '../python/utf8.ts';

export type CookieSettings = Pick<
  SessionSettings,
  'cookieDomain' | 'cookiePath' | 'cookieSecure' | 'cookieHttpOnly' | 'compatibility'
>;

export interface SetCookie {
  readonly name: string;
  readonly sid: SessionId;
  readonly maxAgeSeconds: number;
  readonly expiresSeconds: number;
  /** Whether the request came by https. */
  readonly isHttps: boolean;
}

/**
 * Value of the `Set-Cookie` header that keeps a session (spec/sessions.md §7):
 *
 * ```
 * <name>=<sid>[; Domain=<d>]; Expires=<date>; Max-Age=<n>[; Secure][; HttpOnly]; Path=<p>[; SameSite=Lax]
 * ```
 * Null if no such header can be written (`cookieProblem` says why); the answer then goes without (D8).
 */
export function setCookieLine(settings: CookieSettings, cookie: SetCookie): string | null {
  if (cookieProblem(settings, cookie.name) !== null) return null;
  const behaviour = sessionBehaviour(settings.compatibility);
  const secure =
    settings.cookieSecure === 'always' || (settings.cookieSecure === 'when-https' && cookie.isHttps);
  return [
    `${cookie.name}=${cookie.sid}`,
    ...domainAttribute(settings),
    `Expires=${cookieDate(cookie.expiresSeconds)}`,
    `Max-Age=${cookie.maxAgeSeconds}`,
    ...(secure ? ['Secure'] : []),
    ...((settings.cookieHttpOnly ?? behaviour.httpOnlyByDefault) ? ['HttpOnly'] : []),
    `Path=${cookiePathAttribute(settings.cookiePath)}`,
    ...(behaviour.sameSiteLax ? ['SameSite=Lax'] : []),
  ].join('; ');
}

/**
 * Values of the `Set-Cookie` headers that make the client forget the cookie: the one that is set now and, but in strict
 * compatibility, those without Domain and with the path that is the default, which an earlier configuration may have left
 * (DECISIONS 41). None where no header can be written.
 */
export function deletionCookieLines(settings: CookieSettings, name: string): readonly string[] {
  if (cookieProblem(settings, name) !== null) return [];
  const { heedsLeftoverCookies } = sessionBehaviour(settings.compatibility);
  const domains = [settings.cookieDomain, ...(heedsLeftoverCookies ? [null] : [])];
  const paths = [settings.cookiePath, ...(heedsLeftoverCookies ? [null] : [])];
  const lines = domains.flatMap((cookieDomain) =>
    paths.map((cookiePath) =>
      [
        `${name}=`,
        ...domainAttribute({ cookieDomain }),
        `Expires=${cookieDate(0)}`,
        'Max-Age=0',
        `Path=${cookiePathAttribute(cookiePath)}`,
      ].join('; '),
    ),
  );
  return [...new Set(lines)];
}

/** What a header can't carry at all; names that merely don't come back are `isUsableCookieName`. */
export type CookieProblem = 'domain-without-dot' | 'control-character';

export function cookieProblem(
  settings: Pick<CookieSettings, 'cookieDomain'>,
  name: string,
): CookieProblem | null {
  const domain = cookieDomainAttribute(settings.cookieDomain);
  if (domain !== null && !domain.includes('.')) return 'domain-without-dot';
  return hasControlCharacter(name) ? 'control-character' : null;
}

/** The configured domain as it is sent: without a port, in ASCII; null = no attribute. */
export function cookieDomainAttribute(domain: string | null): string | null {
  return domain === null ? null : toAsciiDomain(domain.replace(/:[\s\S]*$/, ''));
}

function domainAttribute(settings: Pick<CookieSettings, 'cookieDomain'>): readonly string[] {
  const domain = cookieDomainAttribute(settings.cookieDomain);
  return domain === null ? [] : [`Domain=${quoted(domain)}`];
}

/** The configured path as it is sent: `/` if empty, else percent-encoded where a URL needs it. */
export function cookiePathAttribute(path: string | null): string {
  if (path === null || path === '') return '/';
  let text = '';
  for (const byte of encodeUtf8(path)) {
    const character = String.fromCharCode(byte);
    text += /[A-Za-z0-9_.\-+/:~%]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

/** Values with other than token characters stand in quotes, as Python writes them. */
function quoted(value: string): string {
  if (/^[A-Za-z0-9!#$%&'*+\-.^_`|~:]*$/.test(value)) return value;
  const escaped = Array.from(value, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    const mustEscape = /[,;]/.test(character) || !isPrintable(character);
    return mustEscape ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}` : character;
  });
  return `"${escaped.join('')}"`;
}

/** Tab is the one control character that headers may carry. */
function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character !== '\t' && !isPrintable(character));
}

function isPrintable(character: string): boolean {
  return (character >= ' ' && character < '\x7f') || character >= '\x80';
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Wdy, DD-Mon-YYYY HH:MM:SS GMT` */
export function cookieDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${String(date.getUTCFullYear()).padStart(4, '0')}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${days[date.getUTCDay()]}, ${day} ${time} GMT`;
}
