/**
 * Where browsers keep and send a cookie (RFC 6265 §5.1, §5.3), under two policies.
 *
 * `rfc6265` is the letter of the RFC without a list of public suffixes; `browser` adds what Chromium was measured to do
 * (golden/sessions/chromium-cookies.json): single labels and public suffixes are refused as Domain, a Secure cookie
 * from plain http is refused except on loopback names.
 */
export type JarPolicy = 'rfc6265' | 'browser';

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

export const isAddress = (host: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.startsWith('[');

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
