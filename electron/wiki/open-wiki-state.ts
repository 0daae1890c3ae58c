import { randomBytes } from 'node:crypto';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { MarkupSettings } from '../markup/environment.ts';
import { macroRegistry } from '../macro/bundled.ts';
import type { Macro } from '../macro/macro.ts';
import { dictionaryFinder } from '../page/dictionaries.ts';
import { pageGroups } from '../page/groups.ts';
import { joinInterwiki } from '../../shared/names/page-name.ts';
import type { InterwikiMap } from '../page/interwiki.ts';
import { pageKinds } from '../page/page-kind.ts';
import { pageRights } from '../page/page-rights.ts';
import { withAutoAdmin } from '../page/auto-admin.ts';
import { savePolicy } from '../page/save-policy.ts';
import { pageSearch } from '../page/search/page-search.ts';
import { openPageStore, type SystemPages } from '../page/page-store.ts';
import { createSessionService } from '../session/create-session-service.ts';
import type { SessionEvent } from '../session/session-service.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Mailer } from '../mail/mailer.ts';
import { passwordHasher } from '../user/password.ts';
import { profileDefaults } from '../user/profile.ts';
import { RecoveryPause } from '../user/recovery-pause.ts';
import { openUserStore } from '../user/user-store.ts';
import { CompiledPages } from './compiled-pages.ts';
import { interwikiTable } from './interwiki-table.ts';
import { PageLinks } from './page-links.ts';
import type { WikiState } from './wiki-state.ts';

/** What a state is opened with besides the settings. */
export interface WikiSurroundings {
  /** One store per session directory and process, shared by the wikis that share it. */
  readonly sessionStore: SessionStore;
  readonly nowSeconds: () => number;
  /** Macros of the farm's own, by preference over ours; only of a trusted farm. */
  readonly macros?: readonly Macro[];
  /** Croft's help pages; left out in strict compatibility (DECISIONS 23). */
  readonly systemPages?: SystemPages;
  /** Makes the way out for mail; without it none is sent. */
  readonly openMailer?: (settings: WikiSettings) => Mailer | null;
  readonly log: (line: string) => void;
  readonly reportSession?: (event: SessionEvent) => void;
}

/** Opens the rooms of one wiki with these settings. Holds no files or watchers open. */
export function openWikiState(settings: WikiSettings, around: WikiSurroundings): WikiState {
  const pages = openPageStore({
    dataDir: settings.dataDir,
    underlayDir: settings.dataUnderlayDir,
    settings,
    nowMicroseconds: () => Math.round(around.nowSeconds() * 1e6),
    log: around.log,
    policy: savePolicy(settings.policy, around.log),
    ...(around.systemPages === undefined || settings.compatibility === 'strict'
      ? {}
      : { systemPages: around.systemPages }),
  });
  const kinds = pageKinds(settings, around.log);
  const known = new Set<string>();
  const interwiki = interwikiTable(settings, pages, around.log);
  const groups = pageGroups(pages, kinds, { sources: settings.groups, interwiki: interwiki.forRules });
  const rights = pageRights({ store: pages, groups, settings, isKnown: (name) => known.has(name) });
  const compiledPages = new CompiledPages();
  const markup = markupSettings(settings, interwiki.forLinks);
  const pageLinks = new PageLinks(pages, () => markup(''));
  return {
    settings,
    sessions: createSessionService({
      settings: settings.session,
      siteid: settings.siteid,
      store: around.sessionStore,
      randomBytes: (count) => randomBytes(count),
      ...(around.reportSession === undefined ? {} : { report: around.reportSession }),
    }),
    users: openUserStore({
      directory: settings.userDir,
      defaults: profileDefaults(settings),
      nowSeconds: around.nowSeconds,
    }),
    passwords: passwordHasher(settings),
    pages,
    rights: settings.policy === 'autoadmin' ? withAutoAdmin(rights, groups, settings.aclRightsValid) : rights,
    noteAccount: ({ name, disabled }) => {
      if (disabled) known.delete(name);
      else known.add(name);
    },
    mailer: around.openMailer?.(settings) ?? null,
    recoveries: new RecoveryPause(),
    macros: macroRegistry(around.macros),
    compiledPages,
    pageLinks,
    markupSettings: markup,
    isTemplate: kinds.isTemplate,
    isCategory: kinds.isCategory,
    groups,
    groupsOf: (name) => groups.names().filter((group) => groups.isMember(name, group)),
    findDictionary: dictionaryFinder(pages, kinds, settings.dicts),
    templateNames: () => pages.names().filter(kinds.isTemplate),
    categoryNames: () => pages.names().filter(kinds.isCategory),
    search: pageSearch({
      store: pages,
      kinds,
      linksOf: (page) => pages.besides(() => pageLinks.of(page), []),
    }),
    interwikiTable: interwiki.forLinks,
    interwikiUrl: (wiki, page) => {
      const prefix = interwiki.forLinks().get(wiki);
      return prefix === undefined ? null : joinInterwiki(prefix, page);
    },
  };
}

function markupSettings(
  settings: WikiSettings,
  interwiki: () => InterwikiMap,
): (scriptRoot: string) => MarkupSettings {
  const byRoot = new Map<string, { readonly map: InterwikiMap; readonly settings: MarkupSettings }>();
  return (scriptRoot) => {
    const map = interwiki();
    const known = byRoot.get(scriptRoot);
    if (known !== undefined && known.map === map) return known.settings;
    const made: MarkupSettings = {
      bangMeta: settings.bangMeta,
      strict: settings.compatibility === 'strict',
      defaultMarkup: settings.defaultMarkup,
      showSectionNumbers: settings.showSectionNumbers,
      languageDefault: settings.languageDefault,
      scriptRoot,
      staticPrefix: settings.urlPrefixStatic,
      theme: settings.themeDefault,
      interwikiName: settings.interwikiname,
      interwiki: (wiki) => map.get(wiki) ?? null,
    };
    byRoot.set(scriptRoot, { map, settings: made });
    return made;
  };
}
