import { describe, expect, it } from 'vitest';
import { lastLogins } from '../../../electron/api/farm/last-logins.ts';
import type { HistoryEntry } from '../../../electron/session/session-history.ts';

const entry = (kind: HistoryEntry['kind'], userId: string, atMs: number, directory = '/s'): HistoryEntry => ({
  kind,
  userId,
  atMs,
  directory,
  by: 'visitor',
  actingAsId: null,
  shortSid: 'abcdef',
  durationSeconds: null,
});

describe('the last login of an account', () => {
  it('is the newest of the history and of the sessions that are there, in the folders of its wikis', () => {
    const logins = lastLogins(
      new Set(['/s']),
      [
        entry('login', 'anna', 1000),
        entry('login', 'anna', 5000),
        entry('logout', 'anna', 9000),
        entry('login', 'bob', 7000, '/elsewhere'),
      ],
      [
        { userId: 'anna', directory: '/s', createdMs: 4000 },
        { userId: 'carol', directory: '/s', createdMs: 8000 },
        { userId: null, directory: '/s', createdMs: 8000 },
      ],
    );
    expect(Object.fromEntries(logins)).toEqual({ anna: 5, carol: 8 });
  });
});
