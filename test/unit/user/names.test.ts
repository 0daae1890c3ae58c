import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  groupNameTest,
  homePageOf,
  isValidUserName,
  normalizeUserName,
} from '../../../electron/user/names.ts';
import { parsePythonInteger } from '../../../electron/user/python-text.ts';
import { isUserId, newUserId } from '../../../electron/user/user-id.ts';

const isGroup = groupNameTest('(?P<all>(?P<key>\\S+)Group)');

describe('user names', () => {
  test('normalising twice changes nothing more, and makes a name valid unless it is a group', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc
            .nat(0x10ffff)
            .map((code) => String.fromCodePoint(code % (code % 2 === 0 ? 0x300 : 0x110000))),
          maxLength: 30,
        }),
        (name) => {
          const normalized = normalizeUserName(name);
          expect(normalizeUserName(normalized)).toBe(normalized);
          expect(isValidUserName(normalized, isGroup)).toBe(!isGroup(normalized));
        },
      ),
    );
  });

  test('never hold what separates names in ACLs, pages or profiles', () => {
    for (const character of '/:,;|\\"<>&#%+=*?!~`^$()[]{}\n\t\0\u2028')
      expect(isValidUserName(`a${character}b`, isGroup)).toBe(false);
  });

  test('are refused when the whole name is a group by the configured pattern', () => {
    const own = groupNameTest('(?P<all>(?P<key>\\S+)(Team|Group))');
    expect(own('RedTeam')).toBe(true);
    expect(own('RedTeams')).toBe(false);
    expect(own('RedGroup')).toBe(true);
  });

  test('count as groups by the default pattern when the configured one can not be read', () => {
    const broken = groupNameTest('(?P<all>((');
    expect(broken('RedGroup')).toBe(true);
    expect(broken('Red')).toBe(false);
  });
});

test('the home page is here for Self and for the own name, else in the named wiki', () => {
  expect(homePageOf('Ann', { userHomewiki: 'Self', interwikiname: null }).wiki).toBe('Self');
  expect(homePageOf('Ann', { userHomewiki: 'Mine', interwikiname: 'Mine' }).wiki).toBe('Self');
  expect(homePageOf('Ann', { userHomewiki: 'Other', interwikiname: null })).toEqual({
    wiki: 'Other',
    page: 'Ann',
  });
});

test.each([
  [' 12 ', 12],
  ['+7', 7],
  ['-0', 0],
  ['١٢', 12],
  ['𝟘𝟡𝟠', 98],
  ['99999999999999999999', 99999999999999999999n],
  ['1L', null],
  ['1.0', null],
  ['1_0', null],
  ['', null],
  ['- 1', null],
])('%j is the integer %s, as for Python 2', (text, value) => {
  expect(parsePythonInteger(text)).toBe(value);
});

test('every id we make is one we accept', () => {
  fc.assert(
    fc.property(
      fc
        .double({ min: 0, max: 4e9, noNaN: true, noDefaultInfinity: true })
        .filter((time) => time === 0 || time > 1e-3),
      fc.nat(65535),
      (time, random) => {
        expect(isUserId(newUserId(time, random))).toBe(true);
      },
    ),
  );
});
