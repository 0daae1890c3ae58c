import type { WikiSettings } from '../config/wiki-settings.ts';
import type { MacroRegistry } from '../macro/render-page.ts';
import type { PageRights } from '../page/page-rights.ts';
import type { PageStore } from '../page/page-store.ts';
import type { SessionService } from '../session/session-service.ts';
import type { PasswordHasher } from '../user/password.ts';
import type { UserStore } from '../user/user-store.ts';

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
  readonly macros: MacroRegistry;
  /** Address of a page in another wiki of the interwiki table; null when the wiki is not in it. */
  interwikiUrl(wiki: string, page: string): string | null;
  /** Whether `refresh` has something to drop. */
  hasCachedRendering(page: string): boolean;
}
