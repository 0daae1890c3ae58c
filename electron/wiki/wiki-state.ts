import type { WikiSettings } from '../config/wiki-settings.ts';
import type { MarkupSettings } from '../markup/environment.ts';
import type { MacroRegistry } from '../macro/render-page.ts';
import type { FoundDictionary } from '../page/dictionaries.ts';
import type { PageGroups } from '../page/groups.ts';
import type { PageRights } from '../page/page-rights.ts';
import type { PageSearch } from '../page/search/page-search.ts';
import type { PageStore } from '../page/page-store.ts';
import type { SessionService } from '../session/session-service.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { PasswordHasher } from '../user/password.ts';
import type { UserProfile } from '../user/profile.ts';
import type { RecoveryPause } from '../user/recovery-pause.ts';
import type { UserStore } from '../user/user-store.ts';
import type { CompiledPages } from './compiled-pages.ts';
import type { PageLinks } from './page-links.ts';

/**
 * One wiki as configured at this moment: its settings and the rooms opened with them.
 *
 * Replaced as a whole when the configuration changes, so a request sees one consistent state from start to end.
 */
export interface WikiState {
  readonly settings: WikiSettings;
  readonly sessions: SessionService;
  readonly users: UserStore;
  readonly passwords: PasswordHasher;
  readonly pages: PageStore;
  readonly rights: PageRights;
  /** Notes whether this account is enabled, which is what ACLs mean by `Known`; called before rights are asked for it. */
  noteAccount(account: UserProfile): void;
  /** Null while the configuration names no way for mail. */
  readonly mailer: Mailer | null;
  /** Who was mailed a recovery link lately. */
  readonly recoveries: RecoveryPause;
  readonly macros: MacroRegistry;
  readonly compiledPages: CompiledPages;
  readonly pageLinks: PageLinks;
  /** The same object for the same mount as long as this state lives, so that compiled pages stay good. */
  markupSettings(scriptRoot: string): MarkupSettings;
  isTemplate(name: string): boolean;
  isCategory(name: string): boolean;
  readonly groups: PageGroups;
  /** Groups that list somebody, directly or through another group. */
  groupsOf(userName: string): readonly string[];
  findDictionary(name: string): FoundDictionary | null;
  /** Names of existing template pages, in code point order. */
  templateNames(): readonly string[];
  /** Names of existing category pages, in code point order. */
  categoryNames(): readonly string[];
  readonly search: PageSearch;
  interwikiTable(): ReadonlyMap<string, string>;
  /** Address of a page in another wiki of the interwiki table; null when the wiki is not in it. */
  interwikiUrl(wiki: string, page: string): string | null;
}
