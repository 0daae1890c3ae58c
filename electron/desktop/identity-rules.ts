/** A wiki of the farm that an identity window is on. */
export interface WikiPlace {
  readonly id: string;
  readonly sitename: string;
  readonly url: string;
}

/** Whether an identity window may go to an address: plain web, one of the farm's names, and no password in it. */
export function isHeldTo(hosts: readonly string[], address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.username === '' && url.password === '' && hosts.includes(url.hostname.toLowerCase());
}

/** What a person typed into the address field, as an address: `wiki1.example.org/Page` means http. */
export function typedAddress(text: string): string | null {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  return trimmed !== '' && URL.canParse(address) ? new URL(address).href : null;
}

/** The wiki an address belongs to: the one with the longest url that it starts with; null = none. */
export function wikiAt<W extends WikiPlace>(wikis: readonly W[], address: string): W | null {
  const fitting = wikis.filter((wiki) => isBelow(address, wiki.url));
  return fitting.reduce<W | null>(
    (best, wiki) => (best === null || wiki.url.length > best.url.length ? wiki : best),
    null,
  );
}

function isBelow(address: string, base: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(base)) return false;
  const [page, wiki] = [new URL(address), new URL(base)];
  const root = wiki.pathname.endsWith('/') ? wiki.pathname : `${wiki.pathname}/`;
  return page.origin === wiki.origin && `${page.pathname}/`.startsWith(root);
}

/** What decides where a browser sends a cookie (RFC 6265 §5.1.3, §5.1.4); ports don't count. */
export interface CookieScope {
  /** As the browser keeps it: a leading dot, or hostOnly. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
}

/** Whether a browser sends this cookie to this address. */
export function isSentTo(cookie: CookieScope, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const domain = cookie.domain.replace(/^\./, '').toLowerCase();
  const host = url.hostname.toLowerCase();
  const hostFits = host === domain || (!cookie.hostOnly && host.endsWith(`.${domain}`));
  const folder = cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`;
  const pathFits = url.pathname === cookie.path || url.pathname.startsWith(folder);
  // Chromium counts loopback names as secure enough for a Secure cookie.
  const secureFits =
    !cookie.secure || url.protocol === 'https:' || host === 'localhost' || host === '127.0.0.1';
  return hostFits && pathFits && secureFits;
}

/** `JoeDoe (as AdminUser) – alpha` (UI.md, identity window). */
export function windowTitle(person: {
  readonly user: string | null;
  readonly actingAs: string | null;
  readonly wiki: string;
}): string {
  const { user, actingAs, wiki } = person;
  if (actingAs !== null) return `${actingAs} (as ${user ?? '?'}) – ${wiki}`;
  return `${user ?? 'Visitor'} – ${wiki}`;
}
