import type { Identity } from '../../shared/contract/identity.ts';
import type { IdentityPlan } from './desktop-port.ts';

/**
 * What a farm's host prepares for an identity window: between the host and the main process only, never the page's.
 *
 * `plan` is for the desktop; `handoff` is what a browser posts instead (DECISIONS 13).
 */
export interface PreparedIdentity {
  readonly identity: Identity;
  readonly plan: IdentityPlan;
  readonly handoff: { readonly action: string; readonly code: string } | null;
}

/** Where a wiki is, for opening it from the main process: paths never reach the page. */
export interface WikiPlaces {
  readonly url: string | null;
  readonly connect: string;
  readonly reachable: boolean;
  readonly dataDir: string;
}

/** Host requests beside the contract. */
export const hostOnly = {
  /** `[farmId, wikiId, wish, needsHandoff]` → PreparedIdentity */
  begin: 'host:beginIdentity',
  /** `[farmId, identityId]` → null */
  end: 'host:endIdentity',
  /** `[farmId]` → null; the machine slept: sockets, configuration and sessions are looked at again */
  wake: 'host:wake',
  /** `[farmId, taskId]` → null */
  cancelTask: 'host:cancelTask',
  /** `[farmId, wikiId]` → WikiPlaces; starts the wiki if it is stopped */
  wikiPlaces: 'host:wikiPlaces',
  /** `[farmId, fileId]` → the file's absolute path */
  filePath: 'host:filePath',
} as const;
