import { aclEntries, type AclEntry, type AclWords } from './acl.ts';
import type { PageGroups } from './groups.ts';
import { parentName } from '../../shared/names/page-name.ts';
import type { PageStore } from './page-store.ts';
import type { PageSettings } from './page-types.ts';

/** Who asks. */
export interface Visitor {
  /** Empty for anonymous. */
  readonly name: string;
  /** How the person logged in: `moin`, `given`, `http`, `setuid` …; null for anonymous and for people not here now. */
  readonly authMethod: string | null;
}

/** The rule that decided, for `croft may` and the window's explanation. */
export interface DecidingRule {
  /** `policy`: granted by the wiki's policy besides its lists. `none`: no list answered, which means no. */
  readonly list: 'policy' | 'before' | 'page' | 'default' | 'after' | 'none';
  /** The page whose list decided (a parent with `acl_hierarchic`). */
  readonly page: string | null;
  /** The entry's name (`All`, `EditorGroup`, `Alice` …); null when no entry matched. */
  readonly entry: string | null;
}

export interface Decision {
  readonly allowed: boolean;
  readonly rule: DecidingRule;
}

export interface PageRights {
  /** The one function that decides (spec/acl.md). */
  may(visitor: Visitor, right: string, page: string): Decision;
  /** Every valid right that {@link may} grants. */
  rightsOf(visitor: Visitor, page: string): readonly string[];
}

export interface PageRightsOptions {
  readonly store: Pick<PageStore, 'aclLines'>;
  readonly groups: Pick<PageGroups, 'exists' | 'isMember'>;
  readonly settings: Pick<
    PageSettings,
    | 'aclHierarchic'
    | 'aclRightsBefore'
    | 'aclRightsDefault'
    | 'aclRightsAfter'
    | 'aclRightsValid'
    | 'authMethodsTrusted'
  >;
  /** Whether a name has an account in this wiki. */
  readonly isKnown: (name: string) => boolean;
}

export const aclWordsOf = (
  settings: Pick<PageSettings, 'aclRightsValid' | 'aclRightsDefault'>,
): AclWords => ({
  validRights: settings.aclRightsValid,
  defaultText: settings.aclRightsDefault,
});

interface AclList {
  readonly list: 'before' | 'page' | 'default' | 'after';
  readonly page: string | null;
  readonly entries: readonly AclEntry[];
}

export function pageRights(options: PageRightsOptions): PageRights {
  const { store, settings } = options;
  const words = aclWordsOf(settings);
  const configured = (list: 'before' | 'default' | 'after', text: string): AclList => ({
    list,
    page: null,
    entries: aclEntries([text], words),
  });
  const before = configured('before', settings.aclRightsBefore);
  const standard = configured('default', settings.aclRightsDefault);
  const after = configured('after', settings.aclRightsAfter);
  const parsed = new ParsedLists(words);

  /** Step 2 of spec/acl.md §4: the page's own list, that of a parent, or the default list. */
  const middleList = (page: string): AclList => {
    if (!settings.aclHierarchic) {
      const lines = store.aclLines(page);
      return lines === null ? standard : { list: 'page', page, entries: parsed.entries(lines) };
    }
    for (let name: string | null = page; name !== null; name = parentName(name)) {
      const entries = parsed.entries(store.aclLines(name) ?? []);
      if (entries.length > 0) return { list: 'page', page: name, entries };
    }
    return standard;
  };

  const may = (visitor: Visitor, right: string, page: string): Decision => {
    for (const { list, page: listPage, entries } of [before, middleList(page), after]) {
      for (const entry of entries) {
        const answer = entry.rights.get(right);
        if (answer === undefined || !matches(entry.name, visitor, options)) continue;
        return { allowed: answer, rule: { list, page: listPage, entry: entry.name } };
      }
    }
    return { allowed: false, rule: { list: 'none', page: null, entry: null } };
  };
  return {
    may,
    rightsOf: (visitor, page) => settings.aclRightsValid.filter((right) => may(visitor, right, page).allowed),
  };
}

const specialWords = ['All', 'Known', 'Trusted'] as const;

/** Whether an entry speaks about a visitor (spec/acl.md §3). */
function matches(
  name: string,
  visitor: Visitor,
  { groups, settings, isKnown }: Pick<PageRightsOptions, 'groups' | 'settings' | 'isKnown'>,
): boolean {
  const matchesWord = (word: string): boolean => {
    if (word === 'All') return true;
    if (word === 'Known') return visitor.name !== '' && isKnown(visitor.name);
    return visitor.authMethod !== null && settings.authMethodsTrusted.includes(visitor.authMethod);
  };
  if (specialWords.some((word) => word === name)) return matchesWord(name);
  if (!groups.exists(name)) return visitor.name === name;
  if (visitor.name !== '' && groups.isMember(visitor.name, name)) return true;
  const listed = specialWords.find((word) => groups.isMember(word, name));
  return listed !== undefined && matchesWord(listed);
}

/** Lists are asked again and again while pages are listed; their parsed form is kept by their text. */
class ParsedLists {
  private readonly lists = new Map<string, readonly AclEntry[]>();

  constructor(private readonly words: AclWords) {}

  entries(lines: readonly string[]): readonly AclEntry[] {
    const key = lines.join('\n');
    const known = this.lists.get(key);
    if (known) return known;
    if (this.lists.size > 5000) this.lists.clear();
    const entries = aclEntries(lines, this.words);
    this.lists.set(key, entries);
    return entries;
  }
}
