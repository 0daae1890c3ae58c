import { describe, expect, it } from 'vitest';
import { filterText, makeFilter } from '../../../renderer/sessions/session-filter.ts';

describe('a filter as text', () => {
  it('holds the chip too, unless a kind was typed', () => {
    expect(filterText('wiki:alpha', 'switched')).toBe('kind:switched wiki:alpha');
    expect(filterText('kind:expired carol', 'switched')).toBe('kind:expired carol');
    expect(filterText(' carol ', 'all')).toBe('carol');
    expect(filterText('', 'all')).toBe('');
  });

  it('finds the same when it is typed again', () => {
    const typed = 'user:"Carol Sample" wiki:alpha trail';
    expect(makeFilter(filterText(typed, 'expired'), 'all', null)).toEqual(makeFilter(typed, 'expired', null));
  });
});
