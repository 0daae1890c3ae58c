import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInside } from '../../../electron/farm/backup/farm-folders.ts';
import { linkStaysInside, memberParts } from '../../../electron/zip/member-path.ts';
import { dosTime, secondsOfDosTime } from '../../../electron/zip/format.ts';

describe('names in a backup', () => {
  it.each(['../evil', 'a/../../evil', '/etc/passwd', 'a//b', './a', 'a/./b', '', '/', 'a\0b', '..', 'a/..'])(
    'refuses %j',
    (name) => {
      expect(memberParts(name, 'linux')).toBeNull();
    },
  );

  it.each(['a\\..\\b', 'C:/x', 'con', 'data/NUL.txt', 'a.', 'b /c', 'what?'])(
    'refuses %j where Windows would read more into it',
    (name) => {
      expect(memberParts(name, 'win32')).toBeNull();
    },
  );

  it('takes what wikis have', () => {
    expect(memberParts('garden/data/pages/Caf(c3a9)/revisions/00000001', 'linux')).toHaveLength(6);
    expect(memberParts('data/pages/A(2f)B/', 'linux')).toEqual(['data', 'pages', 'A(2f)B']);
    expect(memberParts('..a/b..c/...', 'linux')).not.toBeNull();
  });

  it('never leads out of the folder, whatever the name', () => {
    const staysInside = (name: string): boolean => {
      const parts = memberParts(name, 'linux');
      return parts === null || isInside('/root/farm', path.posix.join('/root/farm', ...parts));
    };
    const names = fc
      .tuple(fc.string(), fc.constantFrom('/', '/../', '../', ''), fc.string())
      .map((pieces) => pieces.join(''));
    expect(fc.check(fc.property(names, staysInside)).failed).toBe(false);
  });
});

describe('links in a backup', () => {
  it.each([
    ['data/underlay', '../shared/underlay'],
    ['a', 'b/c'],
    ['a/b/c', '../../d'],
  ])('keeps %s → %s', (name, target) => {
    expect(linkStaysInside(name, target)).toBe(true);
  });

  it.each([
    ['a', '/etc'],
    ['a', '..'],
    ['a', 'b/../../c'],
    ['a/b', '../../c'],
    ['a', ''],
    ['a', 'C:/x'],
  ])('leaves out %s → %s', (name, target) => {
    expect(linkStaysInside(name, target)).toBe(false);
  });
});

it('keeps MS-DOS times to two seconds', () => {
  const { time, date } = dosTime(1_700_000_001);
  expect(Math.abs(secondsOfDosTime(time, date) - 1_700_000_001)).toBeLessThanOrEqual(2);
});
