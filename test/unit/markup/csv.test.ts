import { describe, expect, test } from 'vitest';
import { html } from './settings.ts';

const cells = async (source: string): Promise<string[]> =>
  Array.from((await html(source)).matchAll(/<td[^>]*>(?:<strong>)?([^<]*)/g), ([, text]) => text ?? '');

describe('tables of records', () => {
  test('the delimiter is guessed from the headings alone', async () => {
    expect(await cells('{{{#!csv\na b;c\n1 2;3 4;5\n}}}')).toEqual(['a b', 'c', '1 2', '3 4']);
    expect(await cells('{{{#!csv\na|b\n1|2\n}}}')).toEqual(['a|b', '1|2']);
    expect(await cells('{{{#!csv\na:b\n1:2\n}}}')).toEqual(['a', 'b', '1', '2']);
  });

  test('a selection box offers the distinct values in order', async () => {
    const found = await html('{{{#!csv autofilter=a\na;b\nz;1\nx;2\nz;3\n}}}');
    expect(Array.from(found.matchAll(/<option[^>]*>([^<]*)/g), ([, text]) => text)).toEqual([
      '[all]',
      'x',
      'z',
    ]);
  });
});
