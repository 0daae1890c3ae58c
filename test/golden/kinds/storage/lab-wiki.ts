import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseDictionaryPage } from '../../../../electron/page/dictionary-page.ts';
import { pageGroups, type PageGroups } from '../../../../electron/page/groups.ts';
import { pageKinds, type PageKinds } from '../../../../electron/page/page-kind.ts';
import { pageRights, type PageRights } from '../../../../electron/page/page-rights.ts';
import { openPageStore, type PageStore } from '../../../../electron/page/page-store.ts';
import type { PageSettings } from '../../../../electron/page/page-types.ts';
import { labSettings } from './support.ts';

/** A wiki opened the way the product opens one: store, groups and rights over the same folders. */
export interface LabWiki {
  readonly dataDir: string;
  readonly store: PageStore;
  readonly kinds: PageKinds;
  readonly groups: PageGroups;
  readonly rights: PageRights;
  /** Sets the clock. */
  setNow(microseconds: number): void;
  dictionary(page: string): ReadonlyMap<string, string>;
}

export async function openLabWiki(
  root: string,
  options: {
    readonly settings?: Partial<PageSettings>;
    readonly knownUsers: ReadonlySet<string>;
    readonly nowMicroseconds: number;
  },
): Promise<LabWiki> {
  const dataDir = path.join(root, 'data');
  const underlayDir = path.join(root, 'underlay');
  for (const folder of ['pages', 'cache', 'plugin', 'user'])
    await mkdir(path.join(dataDir, folder), { recursive: true });
  let now = options.nowMicroseconds;
  const settings = { ...labSettings, ...options.settings };
  const store = openPageStore({
    dataDir,
    underlayDir,
    settings,
    nowMicroseconds: () => now,
    log: () => undefined,
  });
  const kinds = pageKinds(settings);
  const groups = pageGroups(store, kinds);
  const rights = pageRights({
    store,
    groups,
    settings,
    isKnown: (name) => options.knownUsers.has(name),
  });
  return {
    dataDir,
    store,
    kinds,
    groups,
    rights,
    setNow: (microseconds) => {
      now = microseconds;
    },
    dictionary: (page) => parseDictionaryPage(store.read(page)?.text ?? ''),
  };
}

/** The few settings that trees change, as lines of Python. */
export function settingsOf(lines: unknown): Partial<PageSettings> {
  const all = Array.isArray(lines) ? lines.map(String) : [];
  const refresh = /^refresh = \((\d+), u?'(internal|external)'\)$/;
  return Object.assign(
    {},
    ...all.map((line): Partial<PageSettings> => {
      const [, seconds, targets] = refresh.exec(line) ?? [];
      if (seconds !== undefined)
        return { refresh: [Number(seconds), targets === 'internal' ? 'internal' : 'external'] };
      const text = /^(acl_rights_\w+) = u?['"](.*)['"]$/.exec(line);
      if (text?.[1] === 'acl_rights_before') return { aclRightsBefore: text[2] ?? '' };
      if (text?.[1] === 'acl_rights_default') return { aclRightsDefault: text[2] ?? '' };
      if (text?.[1] === 'acl_rights_after') return { aclRightsAfter: text[2] ?? '' };
      if (line === 'show_rename_redirect = True') return { showRenameRedirect: true };
      if (line === 'log_remote_addr = False') return { logRemoteAddr: false };
      if (line === 'acl_hierarchic = True') return { aclHierarchic: true };
      if (line === 'edit_locking = None') return { editLocking: null };
      const events = /^log_events_format = (\d)$/.exec(line);
      if (events) return { logEventsFormat: Number(events[1]) };
      const locking = /^edit_locking = u?'(warn|lock) ?(\d*)'$/.exec(line);
      if (locking)
        return {
          editLocking: {
            mode: locking[1] === 'lock' ? 'lock' : 'warn',
            minutes: Number(locking[2] === '' ? 10 : locking[2]),
          },
        };
      return {};
    }),
  );
}
