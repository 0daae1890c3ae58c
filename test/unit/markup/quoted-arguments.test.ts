import { describe, expect, test } from 'vitest';
import { splitArguments } from '../../../electron/markup/quoted-arguments.ts';

const split = (source: string) => splitArguments(source).map(({ name, text }) => [name, text]);

describe('arguments divided by commas', () => {
  test('quotes protect commas, equals signs and blanks; a doubled one means itself', () => {
    expect(split('a, "b, = c" ,d=" e ""f"" "')).toEqual([
      [null, 'a'],
      [null, 'b, = c'],
      ['d', ' e "f" '],
    ]);
  });

  test('what is left out is not the same as what is empty', () => {
    expect(split(',"",x=,y=""')).toEqual([
      [null, null],
      [null, ''],
      ['x', null],
      ['y', ''],
    ]);
  });

  test('only the first equals sign divides name and value, a quote inside a word is one', () => {
    expect(split('a=b=c,d"e')).toEqual([
      ['a', 'b=c'],
      [null, 'd"e'],
    ]);
  });

  test('a missing comma behind a quote is seen', () => {
    expect(splitArguments('a="b" c="d"').map(({ isJoined }) => isJoined)).toEqual([false, true]);
    expect(split('"a" b')).toEqual([[null, 'a b']]);
  });
});
