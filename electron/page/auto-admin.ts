import type { PageGroups } from './groups.ts';
import type { Veto } from './page-types.ts';
import type { PageRights } from './page-rights.ts';
import type { JudgedChange } from './save-policy.ts';

/** The group that switches it on for its members (spec/parity-policies.md §1.2). */
const autoAdminGroup = 'AutoAdminGroup';
const guardedNames = ['AdminGroup', 'ReadGroup', 'ReadWriteGroup'];

/** Rights with `admin` for whom the policy makes admin of a page and everything below it, besides the access rules. */
export function withAutoAdmin(
  rights: PageRights,
  groups: Pick<PageGroups, 'isMember'>,
  validRights: readonly string[],
): PageRights {
  const may: PageRights['may'] = (visitor, right, page) =>
    right === 'admin' && isAutoAdmin(visitor.name, page, groups)
      ? { allowed: true, rule: { list: 'policy', page: null, entry: visitor.name } }
      : rights.may(visitor, right, page);
  return {
    may,
    rightsOf: (visitor, page) => validRights.filter((right) => may(visitor, right, page).allowed),
  };
}

/** Whoever's own page it is, or a member of that page's admin group; the person or that group must be listed. */
function isAutoAdmin(name: string, page: string, groups: Pick<PageGroups, 'isMember'>): boolean {
  if (name === '') return false;
  const [first = ''] = page.split('/');
  if (name === first && groups.isMember(name, autoAdminGroup)) return true;
  const admins = `${first}/AdminGroup`;
  return groups.isMember(name, admins) && groups.isMember(admins, autoAdminGroup);
}

/** Groups that the policy gives rights by are saved by admins of them alone. */
export function refusedGroupPage({ name, author }: JudgedChange): Veto | null {
  const [, second, ...more] = name.split('/');
  const isGuarded = second !== undefined && more.length === 0 && guardedNames.includes(second);
  return isGuarded && !author.may('admin', name) ? { kind: 'guarded-group' } : null;
}
