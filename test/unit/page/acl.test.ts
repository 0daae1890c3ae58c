import { describe, expect, test } from 'vitest';
import { aclEntries, isSameAcl, parseAclItems, type AclEntry } from '../../../electron/page/acl.ts';

const validRights = ['read', 'write', 'delete', 'revert', 'admin'];
const words = { validRights, defaultText: 'Known:read,write All:read' };

const shown = (text: string): string[] =>
  parseAclItems(text, validRights).map(({ sign, names, rights }) =>
    `${sign}[${names.join('|')}] ${rights.join(',')}`.trim(),
  );

describe('the text of an access list', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['   ', []],
    ['Ann:read', ['[Ann] read']],
    ['  Ann:read  ', ['[Ann] read']],
    ['Ann,Bob:read,write All:', ['[Ann|Bob] read,write', '[All]']],
    ['+Ann:write -All:write', ['+[Ann] write', '-[All] write']],
    ['Ann:read    Bob:write', ['[Ann] read', '[Bob] write']],
    ['Ann:read,fly,write', ['[Ann] read,write']],
    [':read', ['[] read']],
    ['Ann Bee:read', ['[Ann Bee] read']],
    ['Ann:read nobody', ['[Ann] read']],
    ['Ann', []],
    ['Default', ['[Default]']],
    ['Default Ann:read', ['[Default]', '[Ann] read']],
    ['Ann:read Default', ['[Ann] read', '[Default]']],
    ['+Default All:read', ['+[Default]', '[All] read']],
    ['-Default All:read', ['-[Default]', '[All] read']],
    ['Default  All:read', ['[Default]', '[ All] read']],
    ['Defaulter:read', ['[Defaulter] read']],
    ['Default:read', ['[Default] read']],
  ])('%j', (text, items) => {
    expect(shown(text)).toEqual(items);
  });
});

const answers = (entries: readonly AclEntry[]): string[] =>
  entries.map(
    ({ name, rights }) =>
      `${name}: ${[...rights].map(([right, granted]) => (granted ? '+' : '-') + right).join(' ')}`,
  );

describe('the entries of an access list', () => {
  test('answer every right, or with a sign only those that are named', () => {
    expect(answers(aclEntries(['Ann,Bob:read,write', '+Cleo:admin -All:write,delete'], words))).toEqual([
      'Ann: +read +write -delete -revert -admin',
      'Bob: +read +write -delete -revert -admin',
      'Cleo: +admin',
      'All: -write -delete',
    ]);
  });

  test('take the default list where the word stands, but not inside of itself', () => {
    const own = { ...words, defaultText: 'Known:write Default All:read' };
    expect(aclEntries(['Ann:admin Default'], own).map(({ name }) => name)).toEqual(['Ann', 'Known', 'All']);
    expect(aclEntries(['-Default Ann:read'], words).map(({ name }) => name)).toEqual(['Known', 'All', 'Ann']);
  });

  test('are nobody’s where no name stands', () => {
    expect(aclEntries([':read'], words)).toEqual([]);
  });

  test('are of a person called Default only beside others', () => {
    expect(aclEntries(['Default,Ann:read'], words).map(({ name }) => name)).toEqual(['Default', 'Ann']);
  });
});

describe('two access lists are the same', () => {
  test.each<[readonly string[] | null, readonly string[] | null, boolean]>([
    [null, null, true],
    [null, [], false],
    [[], null, false],
    [[], [], true],
    [['Ann:read Bob:read'], ['Ann,Bob:read'], true],
    [['Ann:read', 'Bob:read'], ['Ann,Bob:read'], true],
    [['Ann:read,write'], ['Ann:write,read,fly'], true],
    [['Default'], ['Known:read,write All:read'], true],
    [['Ann:read Bob:read'], ['Bob:read Ann:read'], false],
    [['Ann:read'], ['Ann:read Bob:read'], false],
    [['Ann:read Bob:read'], ['Ann:read'], false],
    [['Ann:read'], ['Ann:write'], false],
    [['Ann:read'], ['+Ann:read'], false],
    [['+Ann:read'], ['-Ann:read'], false],
    [['+Ann:read'], ['+Ann:write'], false],
    [['+Ann:read'], ['+Bob:read'], false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(isSameAcl(one, other, words)).toBe(same);
  });
});
