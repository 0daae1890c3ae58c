import { describe, expect, test } from 'vitest';
import {
  pyBool,
  pyFloat,
  pyInt,
  pyList,
  pyNone,
  pyStr,
  type PyValue,
} from '../../../../shared/python-value.ts';
import {
  expiresSeconds,
  isExpired,
  isOutdated,
  lifetimeSeconds,
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

  test('is counted from the start of the minute', () => {
    expect(expiresSeconds(120, 60)).toBe(180);
    expect(expiresSeconds(179.9, 60)).toBe(180);
    expect(expiresSeconds(180, 60)).toBe(240);
  });
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
    expect(isExpired(expires, now)).toBe(outdated && expires?.type === 'int');
  });
});
