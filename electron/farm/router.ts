import { addressText, findWiki } from '../config/url-pattern.ts';
import { parseHost } from '../../shared/host.ts';
import { isLoopbackName } from './address.ts';
import type { FarmModel, WikiModel } from './farm-model.ts';

/** The parts of a request that decide which wiki answers. */
export interface RoutedAddress {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Percent-encoded, from the root. */
  readonly fullPath: string;
  readonly query: string;
}

export interface Route {
  readonly wiki: WikiModel;
  /** Mount prefix that applies to this request. */
  readonly mount: string;
  /** Path below the mount. */
  readonly path: string;
}

/**
 * Which wiki answers: the first pattern that matches the address MoinMoin would see (spec/config.md §2).
 *
 * In a collection the mount (and host, where it was given one) chooses the member first, as the web server in front of
 * separate MoinMoin processes would. A name without any wiki gives null.
 */
export function route(model: FarmModel, address: RoutedAddress): Route | null {
  const wiki = model.target.kind === 'collection' ? memberWiki(model, address) : patternWiki(model, address);
  if (!wiki) return null;
  const mount = wiki.address?.mount ?? '';
  return isBelow(address.fullPath, mount)
    ? { wiki, mount, path: address.fullPath.slice(mount.length) || '/' }
    : { wiki, mount: '', path: address.fullPath };
}

function patternWiki(model: FarmModel, address: RoutedAddress): WikiModel | null {
  const member = model.members[0];
  if (!member) return null;
  // Without a readable wiki list every address goes to the first wiki, as in a single wiki.
  if (!member.reading.hasFarmconfig || member.reading.wikiList === 'computed')
    return byMount(model.wikis, address);
  const text = addressText({
    scheme: address.scheme,
    host: address.host,
    path: address.fullPath,
    query: address.query,
  });
  const siteid = findWiki(member.patterns, text);
  return model.wikis.find((wiki) => wiki.siteid === siteid) ?? null;
}

function memberWiki(model: FarmModel, address: RoutedAddress): WikiModel | null {
  const named = model.wikis.filter((wiki) => wiki.address?.host === address.host.toLowerCase());
  return byMount(named, address) ?? byMount(model.wikis, address);
}

/** The wiki with the longest mount that the path lies below. */
function byMount(wikis: readonly WikiModel[], address: RoutedAddress): WikiModel | null {
  const below = wikis.filter((wiki) => isBelow(address.fullPath, wiki.address?.mount ?? ''));
  return below.toSorted((a, b) => (b.address?.mount.length ?? 0) - (a.address?.mount.length ?? 0))[0] ?? null;
}

const isBelow = (path: string, mount: string): boolean => path === mount || path.startsWith(`${mount}/`);

/** `wiki.example.org:8080` → `wiki.example.org`; empty for what is no host. */
export const hostName = (host: string): string => parseHost(host)?.name ?? '';

/**
 * Host names this farm may be reached under (DECISIONS 10): loopback names, names that stand in its patterns (by way of
 * the addresses they propose), names a person confirmed. Catch-all patterns don't widen it.
 */
export function allowedHosts(model: FarmModel, confirmed: readonly string[]): (host: string) => boolean {
  const literal = model.members.flatMap((member) =>
    member.reading.entries.flatMap((entry) => literalHosts(entry.pattern?.text ?? '')),
  );
  const names = new Set([
    ...literal,
    ...model.wikis.flatMap((wiki) => (wiki.address ? [hostName(wiki.address.host)] : [])),
    ...[...confirmed, ...(model.settings.allowHosts ?? [])].map((name) => name.toLowerCase()),
  ]);
  return (host) => isLoopbackName(hostName(host)) || names.has(hostName(host));
}

/** Names written out in a pattern: `^https?://wiki\.example\.org/` → wiki.example.org. */
function literalHosts(pattern: string): string[] {
  const plain = pattern.replace(/\\([.\-/:])/g, '$1').replace(/\[\.\]/g, '.');
  return [...plain.matchAll(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi)].map((match) => match[0].toLowerCase());
}
