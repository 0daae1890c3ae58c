import { anything, patternSamples } from './pattern-samples.ts';

/** How one wiki of a farm is addressed: what its patterns want, and whether a browser gets there as things are. */
export interface WikiAddress {
  /** With trailing slash, e.g. `http://wiki1.example.org/` or `http://localhost:8080/garden/`. */
  readonly url: string;
  readonly scheme: 'http' | 'https';
  /** The Host header: name, and port unless it is the scheme's own. */
  readonly host: string;
  /** The url's port: enters automatic cookie names (DECISIONS 9). */
  readonly port: number;
  /** Mount prefix, `` or `/x`. */
  readonly mount: string;
  /** Null when an ordinary browser on this computer can open `url`; else why it can't. */
  readonly unreachableBecause: 'name-not-local' | 'privileged-port' | 'https' | null;
}

export interface AddressQuestion {
  readonly siteid: string;
  /** Patterns of this wiki, in order; empty when the wiki answers to everything. */
  readonly patterns: readonly string[];
  /** Runs an address through all patterns of the farm; the siteid that answers, or null. */
  readonly findWiki: (address: { scheme: 'http' | 'https'; host: string; path: string }) => string | null;
  /** The farm's main loopback port. */
  readonly mainPort: number;
  /** Set by a person in croft.json. */
  readonly mount?: string | undefined;
  readonly url?: string | undefined;
  /** The wiki's `url_prefix_static`, a hint for its mount. */
  readonly urlPrefixStatic: string;
}

/** Host names that every browser leads to this computer. */
export function isLoopbackName(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name === '[::1]'
  );
}

/**
 * The address of a wiki: the first sample of its patterns that the farm's own patterns send to this wiki.
 *
 * Null when no sample does; a person then sets `url` in croft.json.
 */
export function proposeAddress(question: AddressQuestion): WikiAddress | null {
  if (question.url !== undefined) return describe(new URL(question.url), question);
  for (const candidate of candidates(question)) {
    const url = URL.canParse(candidate) ? new URL(candidate) : null;
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) continue;
    const scheme = url.protocol === 'https:' ? 'https' : 'http';
    if (question.findWiki({ scheme, host: url.host, path: url.pathname }) === question.siteid)
      return describe(url, question);
  }
  return null;
}

function* candidates(question: AddressQuestion): Iterable<string> {
  const local = `localhost:${question.mainPort}`;
  const mount = question.mount ?? mountHint(question.urlPrefixStatic);
  if (question.patterns.length === 0) {
    yield `http://${local}${mount}/`;
    return;
  }
  for (const pattern of question.patterns) {
    for (const sample of patternSamples(pattern)) {
      yield* addressesOf(sample, local, question);
    }
  }
  yield `http://${local}${mount}/`;
  yield `http://127.0.0.1:${question.mainPort}${mount}/`;
}

/** A sample such as `http://⟨anything⟩/garden⟨anything⟩` made definite. */
function* addressesOf(sample: string, local: string, question: AddressQuestion): Iterable<string> {
  const parts = /^([^:/?#]*):\/\/([^/?#]*)([^?#]*)/.exec(sample);
  if (!parts) {
    // A pattern such as `.*/garden/`: what stands in front of the first slash is free.
    const path = /\/[^?#]*$/.exec(sample.replaceAll(anything, ''))?.[0] ?? '/';
    yield `http://${local}${withSlash(path)}`;
    return;
  }
  const [, schemeText = '', hostText = '', pathText = ''] = parts;
  const scheme = schemeText.startsWith('https') ? 'https' : 'http';
  const path = withSlash(pathText.split(anything)[0] ?? '');
  const [, name = '', port = ''] = /^(.*?)(:\d+)?$/.exec(hostText) ?? [];
  if (isOpen(name)) {
    yield `${scheme}://${port === '' ? local : `localhost${port}`}${path}`;
    return;
  }
  for (const host of [hostText.replaceAll(anything, question.siteid), hostText.replaceAll(anything, '')]) {
    const named = host.replace(/^\./, '');
    // A loopback name without a port of its own is reached on the farm's port.
    if (isLoopbackName(named)) yield `${scheme}://${named}:${question.mainPort}${path}`;
    yield `${scheme}://${named}${path}`;
  }
}

const isOpen = (host: string): boolean => host.replaceAll(anything, '').replace(/^[:.]+/, '') === '';

const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

/** The part of `url_prefix_static` before `/moin_static`: how administrators tell a wiki where it is mounted. */
function mountHint(urlPrefixStatic: string): string {
  const hint = /^(\/[^?#]*?)\/moin_static[^/]*$/.exec(urlPrefixStatic)?.[1] ?? '';
  return hint.replace(/\/+$/, '');
}

function describe(url: URL, question: AddressQuestion): WikiAddress {
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  const mount = question.mount ?? url.pathname.replace(/\/+$/, '');
  return {
    url: `${scheme}://${url.host}${mount}/`,
    scheme,
    host: url.host,
    port,
    mount,
    unreachableBecause: obstacle(scheme, url.hostname, port),
  };
}

function obstacle(scheme: string, hostname: string, port: number): WikiAddress['unreachableBecause'] {
  if (!isLoopbackName(hostname)) return 'name-not-local';
  if (scheme === 'https') return 'https';
  return port < 1024 ? 'privileged-port' : null;
}
