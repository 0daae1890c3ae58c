import { expect, it } from 'vitest';
import { formatDate } from '../../../../shared/python/strftime.ts';

it('formats in the reader’s zone', () => {
  expect(formatDate('%Y-%m-%d %H:%M:%S %a %j %%', 1_710_504_000, 3600)).toBe('2024-03-15 13:00:00 Fri 075 %');
});

it('counts weeks and names the zone as the real one does', () => {
  expect(formatDate('%Y week %W %Z', Date.UTC(2020, 0, 1) / 1000)).toBe('2020 week 00 UTC');
  expect(formatDate('%U %W', Date.UTC(2023, 0, 1) / 1000)).toBe('01 00');
});

it('knows noon and midnight, and leaves what is no directive', () => {
  expect(formatDate('%I %p', Date.UTC(2024, 0, 1, 0) / 1000)).toBe('12 AM');
  expect(formatDate('%I %p %Q %', Date.UTC(2024, 0, 1, 12) / 1000)).toBe('12 PM %Q %');
});

it('writes nothing for a time beyond the calendar', () => {
  expect(formatDate('%Y', 1e300)).toBe('');
});
