import { readGroupText, type GroupText } from './group-members.ts';

/**
 * The groups of a wiki (spec/users.md §11): pages whose name fits `page_group_regex`.
 *
 * Names are case-sensitive; ACLs on group pages don't hide members. The words `All`, `Known` and `Trusted` are kept as
 * plain members: what they mean is decided by whoever checks rights (`specialGroupMatches`).
 */
export interface Groups {
  /** A group is a page of a fitting name that exists. */
  exists(group: string): boolean;
  /** What the page itself lists, whatever its name; null when there is no such page. */
  members(group: string): GroupText | null;
  /** All members, nested groups replaced by theirs; a nested group without page stays as a name. */
  expand(group: string): ReadonlySet<string>;
  /** Whether a name (or nested group) is a member, directly or through nested groups. Loops are harmless. */
  contains(group: string, name: string): boolean;
}

export interface GroupSource {
  readonly isGroupName: (name: string) => boolean;
  /** The text of a page's current revision, without regard to rights; null when it does not exist. */
  readonly readPage: (name: string) => string | null;
}

interface Remembered {
  readonly text: string;
  readonly parsed: GroupText;
}

/** Reads group pages when asked, and parses one again only when its text has changed. */
export function openGroups(source: GroupSource): Groups {
  const remembered = new Map<string, Remembered>();

  function members(group: string): GroupText | null {
    const text = source.readPage(group);
    if (text === null) {
      remembered.delete(group);
      return null;
    }
    const known = remembered.get(group);
    if (known?.text === text) return known.parsed;
    const parsed = readGroupText(group, text, source.isGroupName);
    remembered.set(group, { text, parsed });
    return parsed;
  }

  /** Visits a group and the groups in it, each once; stops when `visit` says so. */
  function walk(group: string, visit: (text: GroupText | null, name: string) => boolean): boolean {
    const seen = new Set<string>([group]);
    const queue = [group];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const text = members(name);
      if (visit(text, name)) return true;
      for (const nested of text?.memberGroups ?? []) {
        if (seen.has(nested)) continue;
        seen.add(nested);
        queue.push(nested);
      }
    }
    return false;
  }

  return {
    exists: (group) => source.isGroupName(group) && source.readPage(group) !== null,
    members,
    expand: (group) => {
      const expanded = new Set<string>();
      walk(group, (text, name) => {
        if (text === null && name !== group) expanded.add(name);
        for (const member of text?.members ?? []) expanded.add(member);
        return false;
      });
      return expanded;
    },
    contains: (group, name) =>
      walk(
        group,
        (text) => text !== null && (text.members.includes(name) || text.memberGroups.includes(name)),
      ),
  };
}

/** The words of ACLs that are no pages. */
export type SpecialGroup = 'All' | 'Known' | 'Trusted';

export interface GroupVisitor {
  /** Empty for anonymous. */
  readonly name: string;
  readonly authMethod: string | null;
  /** An enabled account has this name. */
  readonly known: boolean;
}

/** Whether a visitor is in `All`, `Known` or `Trusted` (spec/users.md §11). */
export function specialGroupMatches(
  group: SpecialGroup,
  visitor: GroupVisitor,
  authMethodsTrusted: readonly string[],
): boolean {
  if (group === 'All') return true;
  if (group === 'Known') return visitor.name !== '' && visitor.known;
  return visitor.authMethod !== null && authMethodsTrusted.includes(visitor.authMethod);
}
