import { describe, expect, test } from 'vitest';
import { pageRights, type PageRightsOptions, type Visitor } from '../../../electron/page/page-rights.ts';

const ann: Visitor = { name: 'Ann', authMethod: 'moin' };
const bob: Visitor = { name: 'Bob', authMethod: 'moin' };
const stranger: Visitor = { name: 'Stranger', authMethod: 'given' };
const nobody: Visitor = { name: '', authMethod: null };

interface World {
  readonly before?: string;
  readonly standard?: string;
  readonly after?: string;
  readonly hierarchic?: boolean;
  readonly pages?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

function rights({
  before = '',
  standard = '',
  after = '',
  hierarchic = false,
  pages = {},
  groups = {},
}: World) {
  let parsed = 0;
  const options: PageRightsOptions = {
    store: {
      aclLines: (name) => {
        parsed += 1;
        return pages[name] ?? null;
      },
    },
    groups: {
      exists: (group) => group in groups,
      isMember: (name, group) => groups[group]?.includes(name) === true,
    },
    settings: {
      aclHierarchic: hierarchic,
      aclRightsBefore: before,
      aclRightsDefault: standard,
      aclRightsAfter: after,
      aclRightsValid: ['read', 'write', 'delete', 'revert', 'admin'],
      authMethodsTrusted: ['http', 'given'],
    },
    // An account without a name can lie on disk; nobody is it.
    isKnown: (name) => ['Ann', 'Bob', ''].includes(name),
  };
  return { ...pageRights(options), asked: () => parsed };
}

const may = (world: World, visitor: Visitor, right: string, page = 'Page') => {
  const { allowed, rule } = rights(world).may(visitor, right, page);
  return `${allowed ? 'yes' : 'no'} ${rule.list} ${rule.page} ${rule.entry}`;
};

describe('the list that decides', () => {
  const world: World = {
    before: '+Ann:admin',
    standard: 'Known:read,write',
    after: 'All:read',
    pages: { Page: ['Bob:read'], Open: ['All:read,write'], Empty: [] },
  };

  test('is what stands before, whatever the page says', () => {
    expect(may(world, ann, 'admin')).toBe('yes before null Ann');
    expect(may(world, bob, 'admin')).toBe('no page Page Bob');
  });

  test('is the page’s own instead of the default list, also when it is empty', () => {
    expect(may(world, bob, 'read')).toBe('yes page Page Bob');
    expect(may(world, bob, 'write')).toBe('no page Page Bob');
    expect(may(world, ann, 'write', 'Elsewhere')).toBe('yes default null Known');
    expect(may(world, ann, 'write', 'Empty')).toBe('no after null All');
  });

  test('is what stands after where the others leave it open', () => {
    expect(may(world, nobody, 'read')).toBe('yes after null All');
    expect(may(world, nobody, 'write')).toBe('no after null All');
  });

  test('is none where nobody answers, and that means no', () => {
    expect(may({}, ann, 'read')).toBe('no none null null');
    expect(may({ standard: '+Ann:read' }, ann, 'write')).toBe('no none null null');
  });
});

describe('the first entry that speaks about a visitor and a right', () => {
  test('decides', () => {
    const world = { standard: '-Ann:write All:read,write' };
    expect(may(world, ann, 'write')).toBe('no default null Ann');
    expect(may(world, ann, 'read')).toBe('yes default null All');
    expect(may(world, bob, 'write')).toBe('yes default null All');
  });

  test.each<[string, Visitor, boolean]>([
    ['All', nobody, true],
    ['All', ann, true],
    ['Known', ann, true],
    ['Known', stranger, false],
    ['Known', nobody, false],
    ['Trusted', stranger, true],
    ['Trusted', ann, false],
    ['Trusted', { name: 'Ann', authMethod: null }, false],
    ['Ann', ann, true],
    ['Ann', bob, false],
    ['ann', ann, false],
  ])('%s and %j: %s', (name, visitor, speaks) => {
    expect(may({ standard: `${name}:read` }, visitor, 'read')).toBe(
      speaks ? `yes default null ${name}` : 'no none null null',
    );
  });
});

describe('a group', () => {
  const groups = {
    TeamGroup: ['Ann'],
    KnownGroup: ['Known'],
    TrustedGroup: ['Trusted'],
    AllGroup: ['All'],
    OddGroup: [''],
    All: ['Ann'],
  };
  test.each<[string, Visitor, boolean]>([
    ['TeamGroup', ann, true],
    ['TeamGroup', bob, false],
    ['TeamGroup', nobody, false],
    ['KnownGroup', bob, true],
    ['KnownGroup', nobody, false],
    ['KnownGroup', stranger, false],
    ['TrustedGroup', stranger, true],
    ['TrustedGroup', bob, false],
    ['AllGroup', nobody, true],
    ['OddGroup', nobody, false],
    // A group called like a special word does not take its place.
    ['All', bob, true],
  ])('%s speaks about %j: %s', (name, visitor, speaks) => {
    expect(may({ standard: `${name}:read`, groups }, visitor, 'read').startsWith('yes')).toBe(speaks);
  });

  test('that does not exist is a person of that name', () => {
    const visitor = { name: 'GoneGroup', authMethod: 'moin' };
    expect(may({ standard: 'GoneGroup:read' }, visitor, 'read')).toBe('yes default null GoneGroup');
    expect(may({ standard: 'TeamGroup:read', groups }, { ...visitor, name: 'TeamGroup' }, 'read')).toBe(
      'no none null null',
    );
  });
});

describe('with acl_hierarchic', () => {
  const world: World = {
    hierarchic: true,
    standard: 'All:read',
    pages: { A: ['Ann:read'], 'A/B': [], 'A/C': ['Bob:read'], 'X/Y': ['Bob:read'] },
  };
  test.each([
    ['A', 'no page A null'],
    ['A/B', 'page A'],
    ['A/B/D', 'page A'],
    ['A/C/D', 'page A/C'],
    ['X', 'default null'],
    ['X/Y/Z', 'page X/Y'],
  ])('a page without a list has that of the nearest page above it: %s', (page, list) => {
    const visitor = page.startsWith('A/C') || page.startsWith('X/Y') ? bob : ann;
    const found = may(world, visitor, 'read', page);
    expect(found).toContain(list.replace('no page A null', 'page A Ann'));
  });

  test('off, it has the default list', () => {
    expect(may({ ...world, hierarchic: false }, ann, 'read', 'A/B/D')).toBe('yes default null All');
  });
});

test('every right that is granted is listed, in the order of the configuration', () => {
  const world = { standard: 'Ann:admin,read,write' };
  expect(rights(world).rightsOf(ann, 'Page')).toEqual(['read', 'write', 'admin']);
  expect(rights(world).rightsOf(bob, 'Page')).toEqual([]);
});

test('a list is followed when it changes, however many lists were read before', () => {
  const pages: Record<string, readonly string[]> = { Page: ['Ann:read'] };
  const wiki = rights({ pages });
  const ask = (visitor: Visitor, right: string, page: string) => wiki.may(visitor, right, page);
  expect(ask(ann, 'read', 'Page').allowed).toBe(true);
  pages['Page'] = ['Bob:read'];
  expect(ask(ann, 'read', 'Page').allowed).toBe(false);
  for (let count = 0; count < 5010; count++) {
    pages['Page'] = [`Ann${count}:read`];
    expect(ask({ name: `Ann${count}`, authMethod: 'moin' }, 'read', 'Page').allowed).toBe(true);
  }
  pages['Page'] = ['Ann:read', 'Bob:write'];
  expect([ask(ann, 'read', 'Page').allowed, ask(bob, 'write', 'Page').allowed]).toEqual([true, true]);
});
