import { z } from 'zod';
import { pageGroups } from '../../../../electron/page/groups.ts';
import { parseGroupPage } from '../../../../electron/page/group-page.ts';
import { pageKinds } from '../../../../electron/page/page-kind.ts';
import { normalisePageName } from '../../../../electron/page/page-name.ts';
import { pageRights } from '../../../../electron/page/page-rights.ts';
import { parseProcessingInstructions } from '../../../../electron/page/processing-instructions.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import { defaultGroupRegex, difference, firstDifference } from './support.ts';

const names = z.array(z.string());

const schema = z.looseObject({
  pages: z.record(z.string(), z.string()),
  groups: z
    .array(z.looseObject({ name: z.string(), members: names, member_groups: names, expanded: names }))
    .default([]),
  listed_as_groups: names.optional(),
  groups_of: z.array(z.looseObject({ name: z.string(), groups: names })).default([]),
  special_groups: z
    .array(
      z.looseObject({
        acl_rights_default: z.string(),
        user: z.string(),
        auth_method: z.string(),
        right: z.string(),
        user_valid: z.boolean(),
        allowed: z.boolean(),
      }),
    )
    .default([]),
});
type Content = z.infer<typeof schema>;

const kinds = pageKinds({
  compatibility: 'strict',
  pageGroupRegex: defaultGroupRegex,
  pageDictRegex: '(?P<all>(?P<key>\\S+)Dict)',
  pageCategoryRegex: '(?P<all>Category(?P<key>(?!Template)\\S+))',
  pageTemplateRegex: '(?P<all>(?P<key>\\S+)Template)',
});
const instructionSettings = { defaultMarkup: 'wiki', languageDefault: 'en', refresh: null } as const;
const aclRights = ['read', 'write', 'delete', 'revert', 'admin'];

/** The product's groups over pages held in memory. */
function groupsOf({ pages }: Content) {
  const instructions = (name: string) => parseProcessingInstructions(pages[name] ?? '', instructionSettings);
  const store = {
    onChange: () => () => undefined,
    exists: (name: string) => pages[name] !== undefined,
    names: () => Object.keys(pages),
    instructions,
  };
  return { groups: pageGroups(store, kinds), instructions };
}

const sorted = (values: Iterable<string> | undefined): string[] => [...(values ?? [])].sort();

function compareGroup(content: Content, row: Content['groups'][number]): string | null {
  const { groups, instructions } = groupsOf(content);
  // The reference lists the members of any page; only those with a fitting name are groups.
  const own = parseGroupPage(instructions(row.name), {
    page: row.name,
    isGroupName: kinds.isGroup,
    normalise: (name) => normalisePageName(name, kinds.isGroup),
    isWiki: () => false,
  });
  const expanded = kinds.isGroup(row.name) ? groups.allMembers(row.name) : own.members;
  return firstDifference([
    difference('members', sorted(row.members), sorted(own.members)),
    difference('member_groups', sorted(row.member_groups), sorted(own.subgroups)),
    difference('expanded', sorted(row.expanded), sorted(expanded)),
  ]);
}

function compareSpecial(content: Content, row: Content['special_groups'][number]): string | null {
  const rights = pageRights({
    store: { aclLines: () => null },
    groups: groupsOf(content).groups,
    settings: {
      aclHierarchic: false,
      aclRightsBefore: '',
      aclRightsDefault: row.acl_rights_default,
      aclRightsAfter: '',
      aclRightsValid: aclRights,
      authMethodsTrusted: ['http', 'given', 'xmlrpc_applytoken'],
    },
    isKnown: (name) => row.user_valid && name === row.user,
  });
  const visitor = { name: row.user, authMethod: row.user_valid ? row.auth_method : null };
  return difference('allowed', row.allowed, rights.may(visitor, row.right, 'SomePage').allowed);
}

export const groups = tableRunner('groups.json', schema, function* (content) {
  for (const row of content.groups) {
    yield async (): Promise<Verdict> => ({
      name: `groups:${row.name}`,
      difference: compareGroup(content, row),
    });
  }
  const listed = content.listed_as_groups;
  if (listed !== undefined) {
    yield async (): Promise<Verdict> => ({
      name: 'listed_as_groups',
      difference: difference('groups', sorted(listed), sorted(groupsOf(content).groups.names())),
    });
  }
  for (const row of content.groups_of) {
    yield async (): Promise<Verdict> => {
      const { groups } = groupsOf(content);
      const found = groups.names().filter((group) => groups.isMember(row.name, group));
      return {
        name: `groups_of:${row.name}`,
        difference: difference('groups', sorted(row.groups), sorted(found)),
      };
    };
  }
  for (const [position, row] of content.special_groups.entries()) {
    yield async (): Promise<Verdict> => ({
      name: `special_groups:${position}`,
      difference: compareSpecial(content, row),
    });
  }
});
