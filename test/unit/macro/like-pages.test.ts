import { describe, expect, test } from 'vitest';
import { likePagesOf } from '../../../electron/macro/like-pages.ts';
import { similarity } from '../../../electron/macro/similarity.ts';

describe('pages with similar names', () => {
  test('stand in groups: sub pages, both words, first word, last word, spelling', () => {
    const names = ['WikiName', 'WikiName/Sub', 'WikiGoodName', 'WikiFoo', 'OtherName', 'wykyname', 'Nothing'];
    expect(likePagesOf('WikiName', names)).toEqual([
      ['WikiName/Sub'],
      ['WikiGoodName'],
      ['WikiFoo'],
      ['OtherName'],
      ['wykyname'],
    ]);
  });

  test('names without capitals are compared by their first and last word between blanks', () => {
    expect(likePagesOf('lower case page', ['lower house', 'front page', 'other'])).toEqual([
      ['lower house'],
      ['front page'],
    ]);
  });

  test('similarity is twice the common parts by the whole length', () => {
    expect(similarity('abcd', 'bcde', 0)).toBeCloseTo(0.75);
    expect(similarity('abc', 'abc', 0.6)).toBe(1);
    expect(similarity('abc', 'xyz', 0.6)).toBe(0);
  });
});
