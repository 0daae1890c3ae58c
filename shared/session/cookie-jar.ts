/**
 * A browser's cookie jar as a pure value (RFC 6265 §5.3, §5.4), under two policies.
 *
 * `rfc6265` is the letter of the RFC without a list of public suffixes; `browser` adds what Chromium was measured to do
 * (golden/sessions/chromium-cookies.json): single labels and public suffixes are refused as Domain, a Secure cookie
 * from plain http is refused except on loopback names, plain http may not overwrite a Secure cookie.
 */
export type JarPolicy = 'rfc6265' | 'browser';

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

/** Where a request goes, as far as cookies care; ports play no part. */
export interface CookieTarget {
  readonly isHttps: boolean;
  /** Lower case, without port. */
  readonly host: string;
  readonly path: string;
}

export function cookieTarget(address: string): CookieTarget {
  const parts = /^(https?):\/\/(\[[^\]]*\]|[^/:?#]*)(?::\d*)?([^?#]*)/i.exec(address);
  if (!parts) throw new RangeError(`not a web address: ${address}`);
  return {
    isHttps: parts[1]?.toLowerCase() === 'https',
    host: (parts[2] ?? '').toLowerCase(),
    path: parts[3] || '/',
  };
}

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

/** The domain a cookie gets, or null when a host may not set it. */
export function acceptedDomain(
  attribute: string | null,
  host: string,
  policy: JarPolicy,
): { readonly domain: string; readonly hostOnly: boolean } | null {
  const domain = (attribute ?? '').toLowerCase().replace(/^\./, '');
  if (domain === '') return { domain: host, hostOnly: true };
  // A host may always name itself, but an address or a single label then stays its own.
  if (domain === host) return { domain, hostOnly: policy === 'browser' && isPublicSuffix(domain) };
  if (isAddress(host) || !host.endsWith(`.${domain}`)) return null;
  if (policy === 'browser' && isPublicSuffix(domain)) return null;
  return { domain, hostOnly: false };
}

export function pathMatches(requestPath: string, cookiePath: string): boolean {
  if (requestPath === cookiePath) return true;
  if (!requestPath.startsWith(cookiePath)) return false;
  return cookiePath.endsWith('/') || requestPath[cookiePath.length] === '/';
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(host) || host === '[::1]';

const isAddress = (host: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.startsWith('[');

/**
 * Public suffixes that a wiki farm may meet. The whole list has ten thousand entries and changes weekly; a farm check
 * needs the kinds of mistakes people make: single labels, country second levels, hosting domains.
 */
const publicSuffixes = new Set(
  (
    'co.uk org.uk ac.uk gov.uk me.uk ltd.uk plc.uk net.uk sch.uk com.au net.au org.au edu.au gov.au id.au co.nz net.nz ' +
    'org.nz ac.nz govt.nz co.jp or.jp ne.jp ac.jp go.jp com.br net.br org.br gov.br edu.br com.cn net.cn org.cn gov.cn ' +
    'edu.cn co.in net.in org.in ac.in gov.in co.za org.za ac.za web.za co.kr or.kr ac.kr com.mx org.mx gob.mx com.tr ' +
    'org.tr edu.tr com.tw org.tw edu.tw com.hk org.hk edu.hk com.sg org.sg edu.sg com.ar org.ar edu.ar com.pl org.pl ' +
    'net.pl edu.pl co.at or.at ac.at gv.at co.il org.il ac.il com.ua org.ua edu.ua co.id or.id ac.id com.my org.my ' +
    'edu.my home.arpa in-addr.arpa ip6.arpa github.io gitlab.io netlify.app vercel.app herokuapp.com appspot.com ' +
    'web.app firebaseapp.com pages.dev workers.dev azurewebsites.net cloudfront.net s3.amazonaws.com blogspot.com ' +
    'wordpress.com dyndns.org no-ip.org ddns.net duckdns.org'
  ).split(' '),
);

export const isPublicSuffix = (domain: string): boolean =>
  !domain.includes('.') || publicSuffixes.has(domain);

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
