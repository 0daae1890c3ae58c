import { expect, test } from 'vitest';
import { en } from '../../../electron/desktop/texts/en.ts';
import { texts } from '../../../electron/desktop/texts/texts.ts';
import { trayMenu } from '../../../electron/desktop/tray-menu.ts';
import type { FarmSummary, WindowCommand } from '../../../shared/contract/app.ts';

const farm = (changes: Partial<FarmSummary>): FarmSummary => ({
  id: 'garden',
  name: 'Garden',
  path: '~/garden',
  kind: 'farm',
  group: null,
  state: { kind: 'open' },
  readOnly: false,
  trusted: false,
  switchingAllowed: true,
  wikis: { total: 3, running: 3, failed: 0 },
  sessions: 0,
  ...changes,
});
const nothing = { invoke: () => undefined, quit: () => undefined };
const labels = (farms: readonly FarmSummary[], language: 'en' | 'de' = 'en') =>
  trayMenu(farms, texts[language], nothing).flatMap(({ label }) => label ?? []);

test('says what runs, in words', () => {
  const farms = [
    farm({}),
    farm({ id: 'b', name: 'Nuts & bolts', wikis: { total: 2, running: 1, failed: 1 } }),
    farm({ id: 'c', name: 'Attic', state: { kind: 'missing' }, wikis: { total: 0, running: 0, failed: 0 } }),
  ];
  expect(labels(farms)).toEqual([
    '4 wikis run',
    'Garden: 3 of 3 running',
    'Nuts && bolts: 1 of 2 running, 1 failed',
    'Attic: folder is missing',
    'Open Croft',
    'Quit Croft',
  ]);
  expect(labels(farms, 'de')[0]).toBe('4 Wikis laufen');
});

test('has a way back and a way out without any farm', () => {
  expect(labels([])).toEqual(['No wiki runs', 'Open Croft', 'Quit Croft']);
});

test('leads to a farm, to the window, and out', () => {
  const asked: (WindowCommand | null | 'quit')[] = [];
  const acts = {
    invoke: (command: WindowCommand | null) => void asked.push(command),
    quit: () => void asked.push('quit'),
  };
  for (const id of ['farm-garden', 'open', 'quit']) {
    const item = trayMenu([farm({})], en, acts).find((candidate) => candidate.id === id);
    const click = item?.click as (() => void) | undefined;
    click?.();
  }
  expect(asked).toEqual([{ kind: 'show-farm', farmId: 'garden', view: 'overview' }, null, 'quit']);
});
