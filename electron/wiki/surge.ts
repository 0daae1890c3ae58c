import type { WikiSettings } from '../config/wiki-settings.ts';

/** Requests of one client for one action, as times in seconds. */
type Visits = Map<string, number[]>;

const mostClients = 10_000;

/**
 * Surge protection (`surge_action_limits`): too many requests per client and action are answered 503 for a while.
 *
 * In memory, bounded; a restart forgets. Loopback is exempt (DECISIONS 11).
 */
export class SurgeProtection {
  readonly #clients = new Map<string, Visits>();
  readonly #lockedUntil = new Map<string, number>();

  /** Seconds to wait, 0 when the request may go on. Counts the request. */
  check(visit: {
    readonly client: string;
    readonly remoteAddress: string;
    readonly action: string;
    readonly nowSeconds: number;
    readonly settings: Pick<WikiSettings, 'surgeActionLimits' | 'surgeLockoutTimeSeconds'>;
  }): number {
    const { client, action, nowSeconds, settings } = visit;
    const limits = settings.surgeActionLimits;
    if (limits === null || isLoopback(visit.remoteAddress)) return 0;
    const lockedUntil = this.#lockedUntil.get(client) ?? 0;
    if (lockedUntil > nowSeconds) return Math.ceil(lockedUntil - nowSeconds);
    this.#lockedUntil.delete(client);
    const limit = limits.get(action) ?? limits.get('default') ?? limits.get('all');
    const tooMany =
      (limit !== undefined && this.#count(client, action, nowSeconds, limit)) ||
      (limits.has('all') &&
        action !== 'all' &&
        this.#count(client, 'all', nowSeconds, limits.get('all') ?? [0, 0]));
    if (!tooMany) return 0;
    this.#lockedUntil.set(client, nowSeconds + settings.surgeLockoutTimeSeconds);
    return Math.max(1, Math.ceil(settings.surgeLockoutTimeSeconds));
  }

  #count(
    client: string,
    action: string,
    nowSeconds: number,
    [most, seconds]: readonly [number, number],
  ): boolean {
    const visits = this.#clients.get(client) ?? new Map<string, number[]>();
    // The client used last goes to the end, so that the bound drops whoever was away longest.
    this.#clients.delete(client);
    this.#clients.set(client, visits);
    for (const oldest of this.#clients.keys()) {
      if (this.#clients.size <= mostClients) break;
      this.#clients.delete(oldest);
      this.#lockedUntil.delete(oldest);
    }
    const recent = (visits.get(action) ?? []).filter((time) => time > nowSeconds - seconds);
    recent.push(nowSeconds);
    visits.set(action, recent.slice(-most - 1));
    return recent.length > most;
  }
}

const isLoopback = (address: string): boolean =>
  address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');

/** `hosts_deny`: an entry that ends in a dot denies all addresses that begin so (spec/actions.md §1). */
export const isDeniedHost = (address: string, denied: readonly string[]): boolean =>
  denied.some((entry) => (entry.endsWith('.') ? address.startsWith(entry) : address === entry));
