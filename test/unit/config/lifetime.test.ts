import { expect, test } from 'vitest';
import { lifetimeAfterLoading } from '../../../electron/config/lifetime.ts';
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
} from '../../../shared/python-value.ts';

const long = (value: number): PyValue => ({ type: 'long', value: BigInt(value) });

test.each<[PyValue]>([
  [pyTuple([pyInt(0), pyInt(12)])],
  [pyTuple([pyStr('1'), pyNone])],
  [pyTuple([long(1), pyList([])])],
])('a cookie_lifetime of two elements stays as it is: $#', (value) => {
  expect(lifetimeAfterLoading(value, pyInt(5))).toBe(value);
  expect(lifetimeAfterLoading(value, null)).toBe(value);
});

test.each<[PyValue, PyValue | undefined, PyValue, PyValue]>([
  [pyInt(24), undefined, pyInt(0), pyInt(24)],
  [long(24), undefined, pyInt(0), long(24)],
  [pyFloat(1.9), undefined, pyInt(0), pyInt(1)],
  [pyFloat(-1.9), undefined, pyInt(0), pyInt(-1)],
  [pyFloat(Number.POSITIVE_INFINITY), undefined, pyInt(0), pyInt(12)],
  [pyBool(true), undefined, pyInt(0), pyInt(1)],
  [pyBool(false), undefined, pyInt(0), pyInt(0)],
  [pyStr(' 24 '), undefined, pyInt(0), pyInt(24)],
  [pyUnicode('24'), undefined, pyInt(0), pyInt(24)],
  [pyStr('1.5'), undefined, pyInt(0), pyInt(12)],
  [pyNone, undefined, pyInt(0), pyInt(12)],
  [pyTuple([pyInt(1)]), undefined, pyInt(0), pyInt(12)],
  [pyTuple([pyInt(1), pyInt(2), pyInt(3)]), undefined, pyInt(0), pyInt(12)],
  [pyList([pyInt(1), pyInt(2)]), undefined, pyInt(0), pyInt(12)],
  [pyInt(24), pyInt(2), pyFloat(2), pyInt(24)],
  [pyInt(24), long(2), pyFloat(2), pyInt(24)],
  [pyInt(24), pyFloat(0.5), pyFloat(0.5), pyInt(24)],
  [pyInt(24), pyBool(true), pyFloat(1), pyInt(24)],
  [pyInt(24), pyBool(false), pyFloat(0), pyInt(24)],
  [pyInt(24), pyNone, pyFloat(0), pyInt(24)],
  [pyInt(24), pyStr('3.5'), pyFloat(3.5), pyInt(24)],
  [pyInt(24), pyStr('inf'), pyFloat(Number.POSITIVE_INFINITY), pyInt(24)],
  [pyInt(24), pyStr('x'), pyInt(0), pyInt(24)],
  [pyInt(24), pyList([]), pyInt(0), pyInt(24)],
])(
  'anything else is made one of the old options, as MoinMoin does at its start: $#',
  (value, old, ...parts) => {
    expect(lifetimeAfterLoading(value, old)).toEqual(pyTuple(parts));
  },
);

test('what is not known of the old option is not known of the new one', () => {
  expect(lifetimeAfterLoading(pyInt(24), null)).toBeNull();
});
