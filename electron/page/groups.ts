import type { GroupSource } from '../config/wiki-settings.ts';
import { parseGroupPage, type GroupMembers } from './group-page.ts';
import type { InterwikiMap } from './interwiki.ts';
import type { PageKinds } from './page-kind.ts';
import { normalisePageName } from './page-name.ts';
import type { PageStore } from './page-store.ts';
import { compareCodePoints } from './python-text.ts';

/**
 * Groups of a wiki: pages whose names fit the group pattern, and those of the configuration. The first source that
 * knows a name decides alone (spec/parity-policies.md §2). Access rules of group pages are not applied.
 */
export interface PageGroups {
  /** Some source knows the name. */
  exists(group: string): boolean;
  members(group: string): GroupMembers | null;
  /** Directly or through sub groups, which are members themselves; loops are harmless. */
  isMember(name: string, group: string): boolean;
  /** All names, sub groups replaced by their members; a missing sub group stands for itself. */
  allMembers(group: string): ReadonlySet<string>;
  /** Names of all groups in code point order. */
  names(): readonly string[];
}

/** All that groups want of the pages. */
export type GroupPages = Pick<PageStore, 'exists' | 'instructions' | 'names' | 'onChange'>;

export interface GroupSurroundings {
  /** In the order they are asked. */
  readonly sources: readonly GroupSource[];
  /** The interwiki map as it is now; the same object as long as it is the same. */
  readonly interwiki: () => InterwikiMap;
}

const noWikis: InterwikiMap = new Map();
const pagesAlone: GroupSurroundings = { sources: [{ kind: 'pages' }], interwiki: () => noWikis };

/** What a group holds, sub groups followed to the end. */
interface Reach {
  readonly names: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

export function pageGroups(
  store: GroupPages,
  kinds: PageKinds,
  { sources, interwiki }: GroupSurroundings = pagesAlone,
): PageGroups {
  const known = new Map<string, GroupMembers | null>();
  const flat = new Map<string, Reach>();
  /** The map that links in group pages were looked up in; null while there are none. */
  let used: InterwikiMap | null = null;
  const forget = (): void => {
    known.clear();
    flat.clear();
    used = null;
  };
  store.onChange((names) => {
    if (names === null || names.some(kinds.isGroup)) forget();
  });
  const forgetOldMap = (): void => {
    if (used !== null && interwiki() !== used) forget();
  };

  const pageMembers = (group: string): GroupMembers | null =>
    kinds.isGroup(group) && store.exists(group)
      ? parseGroupPage(store.instructions(group), {
          page: group,
          isGroupName: kinds.isGroup,
          normalise: (name) => normalisePageName(name, kinds.isGroup),
          isWiki: (name) => (used = interwiki()).has(name),
        })
      : null;

  const members = (group: string): GroupMembers | null => {
    forgetOldMap();
    const cached = known.get(group);
    if (cached !== undefined) return cached;
    let found: GroupMembers | null = null;
    for (const source of sources) {
      found = source.kind === 'pages' ? pageMembers(group) : configuredMembers(source, group, kinds);
      if (found !== null) break;
    }
    known.set(group, found);
    return found;
  };

  const reach = (group: string): Reach => {
    forgetOldMap();
    const cached = flat.get(group);
    if (cached) return cached;
    const names = new Set<string>();
    const seen = new Set<string>();
    const groups = new Set<string>();
    const waiting = [group];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const direct = members(next);
      if (direct === null && next !== group) names.add(next);
      for (const member of direct?.members ?? []) names.add(member);
      for (const subgroup of direct?.subgroups ?? []) {
        groups.add(subgroup);
        waiting.push(subgroup);
      }
    }
    const found = { names, groups };
    flat.set(group, found);
    return found;
  };

  return {
    exists: (group) => members(group) !== null,
    members,
    allMembers: (group) => reach(group).names,
    isMember: (name, group) => reach(group).names.has(name) || reach(group).groups.has(name),
    names: () => {
      const names = sources.flatMap((source) =>
        source.kind === 'pages' ? store.names().filter(kinds.isGroup) : [...source.groups.keys()],
      );
      return [...new Set(names)].sort(compareCodePoints);
    },
  };
}

/** A member whose name fits the group pattern is a group, unless the backend is lazy. */
function configuredMembers(
  { groups, resolved }: Extract<GroupSource, { kind: 'configured' }>,
  group: string,
  kinds: PageKinds,
): GroupMembers | null {
  const listed = groups.get(group);
  if (listed === undefined) return null;
  const isGroup = (name: string): boolean => resolved && kinds.isGroup(name);
  return {
    members: new Set(listed.filter((name) => !isGroup(name))),
    subgroups: new Set(listed.filter(isGroup)),
  };
}
