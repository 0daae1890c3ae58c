import { beforeEach, expect, test } from 'vitest';
import { FarmNotices } from '../../../electron/api/app/farm-notices.ts';
import type { FarmSummary } from '../../../shared/contract/app.ts';
import type { EventName } from '../../../shared/contract.ts';
import type { AppError } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { english } from '../../../shared/texts/english.ts';

const garden: FarmSummary = {
  id: 'garden',
  name: 'Garden farm',
  path: '~/wikis/garden',
  kind: 'farm',
  group: null,
  state: { kind: 'open' },
  readOnly: false,
  trusted: false,
  switchingAllowed: true,
  wikis: { total: 3, running: 3, failed: 0 },
  sessions: 0,
};
const died: AppError = {
  code: 'host-died',
  message: sentence('farm.hostEnded'),
  hint: sentence('farm.again.hint'),
};
const failed: FarmSummary = { ...garden, state: { kind: 'failed', error: died, restartingAt: null } };

let known: FarmNotices;
beforeEach(() => {
  known = new FarmNotices([garden]);
});

/** What is told, in words. */
const inWords = (notices: FarmNotices) => ({
  of: (name: EventName, payload: unknown) =>
    notices
      .of(name, payload)
      .map((notice) => ({ ...notice, title: english(notice.title), text: english(notice.text) })),
});
const notices = { of: (name: EventName, payload: unknown) => inWords(known).of(name, payload) };

test('a farm that fails is told once, until it fails anew', () => {
  expect(notices.of('farm:changed', failed)).toMatchObject([
    { title: 'Garden farm failed', text: `${english(died.message)} ${english(sentence('farm.again.hint'))}` },
  ]);
  expect(notices.of('farm:changed', { ...failed, sessions: 4 })).toEqual([]);
  expect(notices.of('farm:changed', garden)).toEqual([]);
  expect(notices.of('farm:changed', failed)).toHaveLength(1);
});

test('a farm whose folder went is told', () => {
  const missing: FarmSummary = { ...garden, state: { kind: 'missing' } };
  expect(notices.of('farm:changed', missing)).toMatchObject([
    { title: 'Garden farm is missing', show: { farmId: 'garden', view: 'overview' } },
  ]);
});

test('what runs, opens or closes is no news', () => {
  for (const kind of ['closed', 'opening', 'open'] as const)
    expect(notices.of('farm:changed', { ...garden, state: { kind } })).toEqual([]);
  expect(new FarmNotices([failed]).of('farm:changed', failed)).toEqual([]);
});

test('a wiki that fails is told once', () => {
  const wiki = { id: 'alpha', sitename: 'Alpha', state: { kind: 'failed', error: died } };
  expect(notices.of('wiki:changed', { farmId: 'garden', wiki })).toMatchObject([{ title: 'Alpha failed' }]);
  expect(notices.of('wiki:changed', { farmId: 'garden', wiki })).toEqual([]);
  const running = { ...wiki, state: { kind: 'running', since: 1 } };
  expect(notices.of('wiki:changed', { farmId: 'garden', wiki: running })).toEqual([]);
  expect(notices.of('wiki:changed', { farmId: 'garden', wiki })).toHaveLength(1);
});

test('somebody who acts as somebody else in a wiki is told; a switch from this program and a login are not', () => {
  const row = {
    kind: 'switched',
    by: 'visitor',
    user: { id: '1', name: 'AdminUser' },
    actingAs: { id: '2', name: 'JoeDoe' },
    wikis: ['alpha', 'beta'],
  };
  const rows = [row, { ...row, by: 'croft' }, { ...row, kind: 'login' }, { ...row, kind: 'returned' }];
  expect(notices.of('history:appended', { farmId: 'garden', rows })).toEqual([
    {
      title: 'AdminUser acts as JoeDoe',
      text: 'On alpha, beta of Garden farm.',
      show: { farmId: 'garden', view: 'sessions' },
      link: null,
    },
  ]);
});

test('nothing else is worth a call', () => {
  expect(notices.of('task:changed', { id: '1' })).toEqual([]);
  expect(notices.of('session:changed', { farmId: 'garden' })).toEqual([]);
});
