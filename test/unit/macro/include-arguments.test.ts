import { describe, expect, test } from 'vitest';
import { readIncludeArguments } from '../../../electron/macro/include-arguments.ts';

describe('arguments of Include', () => {
  test('the place of the heading comes first, even when it is empty', () => {
    expect(readIncludeArguments('Page,titlesonly')).toBeNull();
    expect(readIncludeArguments('Page,editlink')).toBeNull();
    expect(readIncludeArguments('Page,2')).toBeNull();
    expect(readIncludeArguments('Page,,editlink')).toMatchObject({ heading: null, editLink: true });
  });

  test('the place of the level may be empty, too', () => {
    expect(readIncludeArguments('Page, "T", , from="a,b", to=\'c\'')).toMatchObject({
      heading: 'T',
      level: 1,
      from: 'a,b',
      to: 'c',
    });
    expect(readIncludeArguments('Page,"say "hi" now",3')).toMatchObject({
      heading: 'say "hi" now',
      level: 3,
    });
  });

  test('another order, empty quotes and words that are none of them are not accepted', () => {
    expect(readIncludeArguments('Page,,to="x",from="y"')).toBeNull();
    expect(readIncludeArguments('Page,""')).toBeNull();
    expect(readIncludeArguments('Page,,sort=up')).toBeNull();
    expect(readIncludeArguments('Page,,items=x')).toBeNull();
    expect(readIncludeArguments('')).toBeNull();
  });
});
