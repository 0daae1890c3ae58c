import {
  acceptedDomain,
  isAddress,
  isLoopback,
  pathMatches,
  type CookieTarget,
  type JarPolicy,
} from '../../shared/session/cookie-scope.ts';

/** A browser's cookie jar as a pure value (RFC 6265 §5.3, §5.4), under the policies of the product's own rules. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Without leading dot; the host itself for a host-only cookie. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Unix seconds; null = until the browser closes. */
  readonly expiresSeconds: number | null;
  /** Order of creation, for sorting. */
  readonly order: number;
}

export interface CookieJar {
  readonly cookies: readonly Cookie[];
  readonly nextOrder: number;
}

export const emptyJar: CookieJar = { cookies: [], nextOrder: 1 };

/** Chromium cuts every lifetime to 400 days. */
const longestSeconds = 400 * 86_400;

/** Takes one Set-Cookie line; a refused cookie leaves the jar as it was and says why. */
export function storeCookie(
  jar: CookieJar,
  line: string,
  from: CookieTarget,
  options: { readonly policy: JarPolicy; readonly nowSeconds: number },
): { readonly jar: CookieJar; readonly refused: string | null } {
  const refused = (reason: string) => ({ jar, refused: reason });
  const parsed = parseLine(line);
  if (!parsed) return refused('not a cookie');
  const domain = acceptedDomain(parsed.domain, from.host, options.policy);
  if (domain === null) return refused(`the domain ${parsed.domain ?? ''} is not accepted from ${from.host}`);
  const trustworthy = from.isHttps || (options.policy === 'browser' && isLoopback(from.host));
  if (parsed.secure && options.policy === 'browser' && !trustworthy)
    return refused('a Secure cookie is not accepted over plain http');
  const path = parsed.path?.startsWith('/') ? parsed.path : defaultPath(from.path);
  const same = (cookie: Cookie) =>
    cookie.name === parsed.name &&
    cookie.domain === domain.domain &&
    cookie.hostOnly === domain.hostOnly &&
    cookie.path === path;
  const old = jar.cookies.find(same);
  if (
    options.policy === 'browser' &&
    !trustworthy &&
    jar.cookies.some((cookie) => cookie.secure && cookie.name === parsed.name && covers(cookie, from))
  )
    return refused('plain http may not overwrite a Secure cookie');
  const others = jar.cookies.filter((cookie) => !same(cookie));
  const expiresSeconds = expiry(parsed, options);
  if (expiresSeconds !== null && expiresSeconds <= options.nowSeconds)
    return { jar: { ...jar, cookies: others }, refused: null };
  const cookie: Cookie = {
    name: parsed.name,
    value: parsed.value,
    ...domain,
    path,
    secure: parsed.secure,
    httpOnly: parsed.httpOnly,
    expiresSeconds,
    order: old?.order ?? jar.nextOrder,
  };
  return { jar: { cookies: [...others, cookie], nextOrder: jar.nextOrder + 1 }, refused: null };
}

/** The Cookie header for a request: longer paths first, then older first; empty = no header. */
export function cookieHeaderFor(
  jar: CookieJar,
  to: CookieTarget,
  options: { readonly policy: JarPolicy; readonly nowSeconds: number },
): string {
  const secureToo = to.isHttps || (options.policy === 'browser' && isLoopback(to.host));
  return jar.cookies
    .filter((cookie) => covers(cookie, to) && pathMatches(to.path, cookie.path))
    .filter((cookie) => !cookie.secure || secureToo)
    .filter((cookie) => cookie.expiresSeconds === null || cookie.expiresSeconds > options.nowSeconds)
    .toSorted((a, b) => b.path.length - a.path.length || a.order - b.order)
    .map((cookie) => (cookie.name === '' ? cookie.value : `${cookie.name}=${cookie.value}`))
    .join('; ');
}

const covers = (cookie: Cookie, target: CookieTarget): boolean =>
  target.host === cookie.domain ||
  (!cookie.hostOnly && !isAddress(target.host) && target.host.endsWith(`.${cookie.domain}`));

function defaultPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

interface ParsedLine {
  readonly name: string;
  readonly value: string;
  readonly domain: string | null;
  readonly path: string | null;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly maxAge: number | null;
  readonly expires: number | null;
}

function parseLine(line: string): ParsedLine | null {
  const [pair = '', ...rest] = line.split(';');
  const equals = pair.indexOf('=');
  if (equals < 0) return null;
  const attributes = new Map<string, string>();
  for (const part of rest) {
    const at = part.indexOf('=');
    const name = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase();
    attributes.set(name, at < 0 ? '' : part.slice(at + 1).trim());
  }
  const maxAge = attributes.get('max-age');
  const expires = attributes.get('expires');
  const date =
    expires === undefined ? Number.NaN : Date.parse(expires.replace(/(\d\d)-(\w{3})-(\d{4})/, '$1 $2 $3'));
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    domain: attributes.get('domain') ?? null,
    path: attributes.get('path') ?? null,
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    maxAge: maxAge !== undefined && /^-?\d+$/.test(maxAge) ? Number(maxAge) : null,
    expires: Number.isNaN(date) ? null : date / 1000,
  };
}

/** Max-Age wins over Expires. */
function expiry(
  parsed: ParsedLine,
  options: { readonly policy: JarPolicy; readonly nowSeconds: number },
): number | null {
  const end = parsed.maxAge === null ? parsed.expires : options.nowSeconds + parsed.maxAge;
  if (end === null || options.policy === 'rfc6265') return end;
  return Math.min(end, options.nowSeconds + longestSeconds);
}
