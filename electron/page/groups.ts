import { parseGroupPage, type GroupMembers } from './group-page.ts';
import type { PageKinds } from './page-kind.ts';
import { normalisePageName } from './page-name.ts';
import type { PageStore } from './page-store.ts';

/** Groups of a wiki: the pages whose names fit the group pattern. Access rules of those pages are not applied. */
export interface PageGroups {
  /** The name fits the pattern and the page exists. */
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

/** What a group holds, sub groups followed to the end. */
interface Reach {
  readonly names: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

export function pageGroups(store: GroupPages, kinds: PageKinds): PageGroups {
  const known = new Map<string, GroupMembers | null>();
  const flat = new Map<string, Reach>();
  store.onChange((names) => {
    if (names !== null && !names.some(kinds.isGroup)) return;
    known.clear();
    flat.clear();
  });

  const members = (group: string): GroupMembers | null => {
    const cached = known.get(group);
    if (cached !== undefined) return cached;
    const found =
      kinds.isGroup(group) && store.exists(group)
        ? parseGroupPage(store.instructions(group), {
            page: group,
            isGroupName: kinds.isGroup,
            normalise: (name) => normalisePageName(name, kinds.isGroup),
          })
        : null;
    known.set(group, found);
    return found;
  };

  const reach = (group: string): Reach => {
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
    names: () => store.names().filter(kinds.isGroup),
  };
}
