import { describe, expect, test } from 'vitest';
import { pageGroups, type GroupPages } from '../../../electron/page/groups.ts';
import { pageKinds } from '../../../electron/page/page-kind.ts';
import { parseProcessingInstructions } from '../../../electron/page/processing-instructions.ts';

const kinds = pageKinds({
  compatibility: 'default',
  pageGroupRegex: '(?P<all>(?P<key>\\S+)Group)',
  pageDictRegex: '(?P<all>(?P<key>\\S+)Dict)',
  pageCategoryRegex: '(?P<all>Category(?P<key>\\S+))',
  pageTemplateRegex: '(?P<all>(?P<key>\\S+)Template)',
});

/** A wiki with these pages; `save` tells of a change as the page store does (null: everything may have changed). */
function wiki(pages: Record<string, string>, surroundings?: Parameters<typeof pageGroups>[2]) {
  const listeners: ((names: readonly string[] | null) => void)[] = [];
  let reads = 0;
  const store: GroupPages = {
    exists: (name) => name in pages,
    instructions: (name) => {
      reads += 1;
      return parseProcessingInstructions(pages[name] ?? '', {
        defaultMarkup: 'wiki',
        languageDefault: 'en',
        refresh: null,
      });
    },
    names: () => Object.keys(pages).toSorted(),
    onChange: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const save = (name: string, text: string, told: readonly string[] | null = [name]): void => {
    pages[name] = text;
    for (const listener of listeners) listener(told);
  };
  return { groups: pageGroups(store, kinds, surroundings), save, reads: () => reads };
}

const listOf = (...names: string[]): string => names.map((name) => ` * ${name}\n`).join('');

describe('a group', () => {
  test('is a page whose name fits the pattern', () => {
    const { groups } = wiki({ TeamGroup: listOf('Ann'), Team: listOf('Ann'), EmptyGroup: '' });
    expect([groups.exists('TeamGroup'), groups.exists('Team'), groups.exists('GoneGroup')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(groups.exists('EmptyGroup')).toBe(true);
    expect(groups.names()).toEqual(['EmptyGroup', 'TeamGroup']);
    expect(groups.members('Team')).toBeNull();
    expect(groups.members('TeamGroup')).toEqual({ members: new Set(['Ann']), subgroups: new Set() });
  });

  test('has the members of its sub groups, and these as members too', () => {
    const { groups } = wiki({
      AGroup: listOf('Ann', 'BGroup'),
      BGroup: listOf('Bob', 'CGroup'),
      CGroup: listOf('Cleo', 'GoneGroup'),
    });
    for (const name of ['Ann', 'Bob', 'Cleo', 'BGroup', 'CGroup', 'GoneGroup'])
      expect(groups.isMember(name, 'AGroup'), name).toBe(true);
    for (const name of ['Dan', 'AGroup', 'ann', ''])
      expect(groups.isMember(name, 'AGroup'), name).toBe(false);
    expect(groups.isMember('Ann', 'BGroup')).toBe(false);
    // A sub group that is missing stands for itself.
    expect([...groups.allMembers('AGroup')].toSorted()).toEqual(['Ann', 'Bob', 'Cleo', 'GoneGroup']);
  });

  test('may hold itself', () => {
    const { groups } = wiki({ AGroup: listOf('BGroup', 'Ann'), BGroup: listOf('AGroup', 'Bob') });
    expect([...groups.allMembers('AGroup')].toSorted()).toEqual(['Ann', 'Bob']);
    expect([...groups.allMembers('BGroup')].toSorted()).toEqual(['Ann', 'Bob']);
    expect(groups.isMember('AGroup', 'AGroup')).toBe(true);
  });

  test('that does not exist has no members, not even itself', () => {
    const { groups } = wiki({});
    expect(groups.allMembers('GoneGroup').size).toBe(0);
    expect(groups.isMember('GoneGroup', 'GoneGroup')).toBe(false);
  });
});

describe('a change of a page', () => {
  test('of a group, or of everything, is followed at once', () => {
    const { groups, save } = wiki({ AGroup: listOf('BGroup'), BGroup: listOf('Bob') });
    expect([groups.isMember('Bob', 'AGroup'), groups.isMember('Ann', 'AGroup')]).toEqual([true, false]);
    save('BGroup', listOf('Ann'));
    expect([groups.isMember('Bob', 'AGroup'), groups.isMember('Ann', 'AGroup')]).toEqual([false, true]);
    expect(groups.members('BGroup')?.members).toEqual(new Set(['Ann']));
    save('BGroup', listOf('Cleo'), null);
    expect(groups.members('BGroup')?.members).toEqual(new Set(['Cleo']));
    expect(groups.isMember('Cleo', 'AGroup')).toBe(true);
    save('BGroup', listOf('Dan'), ['Page', 'BGroup']);
    expect(groups.isMember('Dan', 'AGroup')).toBe(true);
  });

  test('of any other lets nothing be read again', () => {
    const { groups, save, reads } = wiki({ AGroup: listOf('BGroup', 'Ann'), BGroup: listOf('Bob') });
    for (let count = 0; count < 3; count++) {
      expect(groups.isMember('Bob', 'AGroup')).toBe(true);
      expect(groups.members('AGroup')?.subgroups).toEqual(new Set(['BGroup']));
      expect(groups.exists('CGroup')).toBe(false);
      save('Page', 'text');
    }
    expect(reads()).toBe(2);
  });
});

describe('groups of the configuration', () => {
  const listed = new Map([
    ['TeamGroup', ['Cleo', 'MoreGroup']],
    ['Editors', ['Dan']],
  ]);
  const configured = (resolved: boolean) => ({ kind: 'configured', groups: listed, resolved }) as const;
  const pages = { TeamGroup: listOf('Ann'), MoreGroup: listOf('Bob') };
  const interwiki = () => new Map<string, string>();

  test('hide pages of their name when they stand first, and are hidden when they stand last', () => {
    const first = wiki(pages, { sources: [configured(true), { kind: 'pages' }], interwiki }).groups;
    expect([first.isMember('Cleo', 'TeamGroup'), first.isMember('Ann', 'TeamGroup')]).toEqual([true, false]);
    expect(first.members('TeamGroup')).toEqual({
      members: new Set(['Cleo']),
      subgroups: new Set(['MoreGroup']),
    });
    expect([...first.allMembers('TeamGroup')].toSorted()).toEqual(['Bob', 'Cleo']);
    expect(first.isMember('Dan', 'Editors')).toBe(true);
    expect([first.exists('Editors'), first.exists('Authors')]).toEqual([true, false]);
    expect(first.names()).toEqual(['Editors', 'MoreGroup', 'TeamGroup']);
    const last = wiki(pages, { sources: [{ kind: 'pages' }, configured(true)], interwiki }).groups;
    expect([last.isMember('Cleo', 'TeamGroup'), last.isMember('Ann', 'TeamGroup')]).toEqual([false, true]);
  });

  test('of a lazy backend have plain members only', () => {
    const { groups } = wiki(pages, { sources: [configured(false), { kind: 'pages' }], interwiki });
    expect(groups.members('TeamGroup')).toEqual({
      members: new Set(['Cleo', 'MoreGroup']),
      subgroups: new Set(),
    });
    expect(groups.isMember('Bob', 'TeamGroup')).toBe(false);
  });
});

test('links to other wikis in a group page follow the interwiki map', () => {
  let map = new Map<string, string>();
  const { groups } = wiki(
    { TeamGroup: listOf('Other:Ann') },
    { sources: [{ kind: 'pages' }], interwiki: () => map },
  );
  const before = [...(groups.members('TeamGroup')?.members ?? [])];
  expect(groups.isMember(before[0] ?? '', 'TeamGroup')).toBe(true);
  map = new Map([['Other', 'http://other.example.org/']]);
  expect([...(groups.members('TeamGroup')?.members ?? [])]).not.toEqual(before);
  expect(groups.isMember('Ann', 'TeamGroup')).toBe(true);
});
