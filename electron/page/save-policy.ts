import type { WikiSettings } from '../config/wiki-settings.ts';
import { antispam } from './antispam.ts';
import { refusedGroupPage } from './auto-admin.ts';
import type { PageReader } from './page-reader.ts';
import type { Author, Veto } from './page-types.ts';

/** A text that is about to become the newest of a page. */
export interface JudgedChange {
  readonly name: string;
  readonly author: Author;
  readonly comment: string;
  /** Empty when the page is deleted. */
  readonly text: string;
  /** The text that it stands in for; empty when there is none. */
  readonly before: string;
}

/** Where a policy finds its rules. */
export type PolicyPages = Pick<PageReader, 'read'>;

/**
 * Judges a text before anything of it is stored: `save` of MoinMoin's SecurityPolicy (spec/parity-policies.md §1). What
 * can't be read is thrown on: such a save is refused.
 */
export type SavePolicy = (change: JudgedChange, pages: PolicyPages) => Promise<Veto | null>;

export function savePolicy(policy: WikiSettings['policy'], log: (line: string) => void): SavePolicy {
  if (policy === 'antispam') return antispam(log);
  if (policy === 'autoadmin') return (change) => Promise.resolve(refusedGroupPage(change));
  return () => Promise.resolve(null);
}
