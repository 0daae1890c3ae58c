import { describe, expect, test } from 'vitest';
import {
  pyBool,
  pyFloat,
  pyInt,
  pyList,
  pyNone,
  pyStr,
  pyTuple,
  pyUnicode,
  type PyValue,
} from '../../../../shared/python-value.ts';
import {
  anonymousWantsTrail,
  expiresSeconds,
  isExpired,
  isOutdated,
  lifetimeSeconds,
  readCookieLifetime,
  unusableElements,
} from '../../../../shared/session/lifetime.ts';
import type { CookieLifetime } from '../../../../shared/session/session-settings.ts';

const long = (value: number): PyValue => ({ type: 'long', value: BigInt(value) });

describe('how long a session lives', () => {
  test.each<[CookieLifetime, number, number, number]>([
    // cookie_lifetime, anonymous, logged in, logged in with remember_me
    [[0, 12], 0, 43_200, 315_360_000],
    [[1, 0.5], 3600, 1800, 315_360_000],
    [[-1, -12], 3600, 43_200, 43_200],
    [[0, 0], 0, 0, 0],
    [['0', '24'], 0, 86_400, 315_360_000],
    [['0.5', ' -1 '], 1800, 3600, 3600],
    [[0.0001, 0.0002], 0, 0, 0],
    [[0.9999, 1.0003], 3599, 3601, 315_360_000],
    [['x', 'x'], 0, 43_200, 315_360_000],
    [['inf', 'nan'], 0, 43_200, 315_360_000],
    [[Number.POSITIVE_INFINITY, Number.NaN], 0, 43_200, 315_360_000],
    [[1e300, -1e300], 220_000_000_000, 220_000_000_000, 220_000_000_000],
  ])('%j: %i, %i, remembered %i seconds', (lifetime, anonymous, loggedIn, remembered) => {
    expect(lifetimeSeconds(lifetime, { loggedIn: false })).toBe(anonymous);
    expect(lifetimeSeconds(lifetime, { loggedIn: true, rememberMe: false })).toBe(loggedIn);
    expect(lifetimeSeconds(lifetime, { loggedIn: true, rememberMe: true })).toBe(remembered);
  });

  test('names the elements that MoinMoin would fail on', () => {
    expect(unusableElements([0, 12])).toEqual([]);
    expect(unusableElements(['1', '-2.5'])).toEqual([]);
    expect(unusableElements(['x', Number.NaN])).toEqual(['anonymous', 'loggedIn']);
    expect(unusableElements(['', 12])).toEqual(['anonymous']);
    expect(unusableElements([0, 'inf'])).toEqual(['loggedIn']);
  });

  test('is counted from the start of the minute', () => {
    expect(expiresSeconds(120, 60)).toBe(180);
    expect(expiresSeconds(179.9, 60)).toBe(180);
    expect(expiresSeconds(180, 60)).toBe(240);
  });
});

test.each<[CookieLifetime, boolean]>([
  [[0, 12], false],
  [['', 12], false],
  [['0', 12], true],
  [[0.0001, 12], true],
  [[-1, 12], true],
  [[1, 0], true],
])('anonymous visitors have a trail with %j: %s', (lifetime, wants) => {
  expect(anonymousWantsTrail(lifetime)).toBe(wants);
});

describe('the end of a stored session', () => {
  const now = 1000;
  test.each<[string, (value: number) => PyValue]>([
    ['int', pyInt],
    ['long', long],
    ['float', pyFloat],
  ])('is over when its time has passed: %s', (_type, make) => {
    expect([999, 1000, 1001].map((value) => isExpired(make(value), now))).toEqual([true, false, false]);
  });

  test('is a number for Python when it is true or false', () => {
    expect([-1, 0, 1, 2].map((when) => isExpired(pyBool(true), when))).toEqual([false, false, false, true]);
    expect([0, 1].map((when) => isExpired(pyBool(false), when))).toEqual([false, true]);
  });

  test.each([
    ['a text', pyStr('1'), false],
    ['a list', pyList([]), false],
    ['None', pyNone, true],
    ['missing', undefined, true],
    ['over', pyInt(999), true],
    ['to come', pyInt(1001), false],
  ] as const)('that is %s: outdated %s', (_what, expires, outdated) => {
    expect(isOutdated(expires, now)).toBe(outdated);
    if (expires === undefined || expires.type !== 'int') expect(isExpired(expires, now)).toBe(false);
  });
});

describe('cookie_lifetime', () => {
  test.each<[PyValue, CookieLifetime, readonly string[]]>([
    [pyTuple([pyInt(0), pyInt(12)]), [0, 12], []],
    [pyTuple([long(1), pyFloat(0.5)]), [1, 0.5], []],
    [pyTuple([pyBool(true), pyBool(false)]), [1, 0], []],
    [pyTuple([pyStr('1'), pyUnicode('x')]), ['1', 'x'], []],
    [pyTuple([pyNone, pyInt(1)]), [0, 1], ['anonymous']],
    [pyTuple([pyInt(1), pyList([])]), [1, 12], ['loggedIn']],
    [pyTuple([pyNone, pyNone]), [0, 12], ['anonymous', 'loggedIn']],
  ])('of two elements is taken as it is: $#', (value, lifetime, replaced) => {
    expect(readCookieLifetime(value, pyInt(5))).toEqual({ lifetime, malformed: false, replaced });
  });

  test.each<[PyValue, PyValue | undefined, CookieLifetime]>([
    [pyInt(24), undefined, [0, 24]],
    [long(24), undefined, [0, 24]],
    [pyFloat(1.9), undefined, [0, 1]],
    [pyFloat(-1.9), undefined, [0, -1]],
    [pyFloat(Number.POSITIVE_INFINITY), undefined, [0, 12]],
    [pyBool(true), undefined, [0, 1]],
    [pyStr(' 24 '), undefined, [0, 24]],
    [pyStr('1.5'), undefined, [0, 12]],
    [pyNone, undefined, [0, 12]],
    [pyTuple([pyInt(1)]), undefined, [0, 12]],
    [pyTuple([pyInt(1), pyInt(2), pyInt(3)]), undefined, [0, 12]],
    [pyList([pyInt(1), pyInt(2)]), undefined, [0, 12]],
    [pyInt(24), pyInt(2), [2, 24]],
    [pyInt(24), pyFloat(0.5), [0.5, 24]],
    [pyInt(24), pyStr('3.5'), [3.5, 24]],
    [pyInt(24), pyStr('x'), [0, 24]],
    [pyInt(24), pyNone, [0, 24]],
  ])('of anything else is repaired as MoinMoin does at its start: $#', (value, old, lifetime) => {
    expect(readCookieLifetime(value, old)).toEqual({ lifetime, malformed: true, replaced: [] });
  });
});
