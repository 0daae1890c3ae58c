import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../../electron/macro/arguments.ts';

const parameters = {
  page: { kind: 'text', default: null },
  count: { kind: 'integer', default: 7 },
  all: { kind: 'boolean', default: false },
} as const;
const values = (source: string | null) => parseArguments(source, parameters).values;

describe('arguments of macros', () => {
  test('stand in order or by name, left out ones take their defaults', () => {
    expect(values(null)).toEqual({ page: null, count: 7, all: false });
    expect(values('A b , 3, yes')).toEqual({ page: 'A b', count: 3, all: true });
    expect(values(',,y')).toEqual({ page: null, count: 7, all: true });
    expect(values('all=1, page=X')).toEqual({ page: 'X', count: 7, all: true });
  });

  test('quotes keep commas and blanks, a doubled quote is one', () => {
    expect(values('" a, ""b"" "').page).toBe(' a, "b" ');
  });

  test.each([
    ['a,1,n,x', 'Too many arguments'],
    ['x=1', 'No argument named "x"'],
    ['count=z', 'Argument "count" must be an integer value, not "z"'],
    ['all=maybe', 'Argument "all" must be a boolean value, not "maybe"'],
    ['page=a,b', 'Cannot have arguments without name following named arguments'],
  ])('%s is refused', (source, message) => {
    expect(() => values(source)).toThrow(message);
  });
});
