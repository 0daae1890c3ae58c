import { describe, expect, it } from 'vitest';
import {
  groupsOf,
  moveFarm,
  moveFarmBefore,
  moveFarmInto,
  moveGroup,
  renameGroup,
  type Arrangement,
} from '../../../renderer/app/farm-order.ts';

const farms = [
  { id: 'a', group: 'Work' },
  { id: 'b', group: null },
  { id: 'c', group: 'Home' },
  { id: 'd', group: 'Work' },
];
const print = (arrangement: Arrangement | null): string | null =>
  arrangement?.map(({ farmId, group }) => `${farmId}:${group ?? '-'}`).join(' ') ?? null;

describe('the order of the sidebar', () => {
  it('shows farms without a group first and groups in the order of their first farm', () => {
    expect(
      [...groupsOf(farms)].map(([name, members]) => [name, members.map(({ id }) => id).join('')]),
    ).toEqual([
      ['', 'b'],
      ['Work', 'ad'],
      ['Home', 'c'],
    ]);
  });

  it('moves inside a group, and over its edge into the next one', () => {
    expect(print(moveFarm(farms, 'd', -1))).toBe('b:- d:Work a:Work c:Home');
    expect(print(moveFarm(farms, 'd', 1))).toBe('b:- a:Work d:Home c:Home');
    expect(print(moveFarm(farms, 'a', -1))).toBe('b:- a:- d:Work c:Home');
    expect(moveFarm(farms, 'b', -1)).toBeNull();
    expect(moveFarm(farms, 'c', 1)).toBeNull();
  });

  it('drops a farm before another or at the end of a group', () => {
    expect(print(moveFarmBefore(farms, 'c', 'a'))).toBe('b:- c:Work a:Work d:Work');
    expect(moveFarmBefore(farms, 'c', 'c')).toBeNull();
    expect(print(moveFarmInto(farms, 'a', 'Home'))).toBe('b:- d:Work c:Home a:Home');
    expect(print(moveFarmInto(farms, 'a', null))).toBe('b:- d:Work c:Home a:-');
  });

  it('moves and renames whole groups', () => {
    expect(print(moveGroup(farms, 'Home', -1))).toBe('b:- c:Home a:Work d:Work');
    expect(moveGroup(farms, 'Work', -1)).toBeNull();
    expect(print(renameGroup(farms, 'Work', 'Office'))).toBe('b:- a:Office d:Office c:Home');
    expect(print(renameGroup(farms, 'Home', null))).toBe('b:- a:Work d:Work c:-');
  });
});
