import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../shared/contract/task.ts';
import { fail, ok } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { gardenOverview } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';

const at = '#/farm/garden/overview';
type User = ReturnType<typeof renderWindow>['user'];

async function choose(user: User, entry: string): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: 'More about Garden farm' }));
  await user.click(await screen.findByRole('menuitem', { name: entry }));
  return screen.findByRole('dialog');
}

const task = (changes: Partial<Task>): Task => ({
  ...{ id: 't1', kind: 'farm:backup', farmId: 'garden', about: 'garden', done: 0, total: null },
  state: { kind: 'running', phase: 'finding', cancellable: true },
  ...changes,
});

describe('backing up a farm', () => {
  it('asks where to, runs as a task that can be cancelled, and says what is not in the file', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'transfer:choose': () => ok({ path: '/backups/Garden.zip' }),
        'farm:backup': () => ok({ taskId: 't1' }),
        'task:cancel': () => ok(null),
      },
    });
    const dialog = await choose(user, 'Back up this farm…');
    const start = within(dialog).getByRole('button', { name: 'Back up Garden farm' });
    expect(start).toHaveAttribute('disabled');
    await user.click(within(dialog).getByRole('button', { name: 'Choose: New file' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'transfer:choose', args: ['save-zip', 'Garden farm.zip'] });
    expect(within(dialog).getByRole('textbox', { name: 'New file' })).toHaveValue('/backups/Garden.zip');
    await expectAccessible();
    await user.click(start);
    expect(bridge.asked.findLast(({ name }) => name === 'farm:backup')?.args).toEqual([
      ...['garden', '/backups/Garden.zip', { withSessions: false, replace: true }],
    ]);
    act(() => bridge.tell('task:changed', task({ done: 120 })));
    expect(await screen.findByText('Backing up garden: 120 files found')).toBeVisible();
    act(() =>
      bridge.tell(
        'task:changed',
        task({ done: 30, total: 120, state: { kind: 'running', phase: 'files', cancellable: true } }),
      ),
    );
    expect(await screen.findByText('Backing up garden: 30 of 120 files')).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '30');
    await user.click(screen.getByRole('button', { name: 'Cancel the backup of garden' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'task:cancel', args: ['t1'] });
    const made = { files: 120, bytes: 4_200_000, leftOut: 7, outside: ['/srv/underlay'], skipped: 0 };
    act(() =>
      bridge.tell('task:changed', task({ state: { kind: 'backup-made', file: '~/Garden.zip', ...made } })),
    );
    expect(await screen.findByText(/Backed up garden to ~\/Garden\.zip: 120 files, 4\.2 MB\./)).toBeVisible();
    expect(screen.getByText(/outside of the farm’s folder: \/srv\/underlay\./)).toBeVisible();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('says what stands in the way, in the dialog', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'farm:backup': () =>
          fail({ code: 'bad-argument', message: sentence('program.noWholePath', { path: 'x' }) }),
      },
    });
    const dialog = await choose(user, 'Back up this farm…');
    await user.type(within(dialog).getByRole('textbox', { name: 'New file' }), 'x');
    await user.click(within(dialog).getByRole('button', { name: 'Back up Garden farm' }));
    expect(await within(dialog).findByText('“x” is not a whole path.')).toBeVisible();
    // Nobody was asked whether a typed name may replace a file.
    expect(bridge.asked.findLast(({ name }) => name === 'farm:backup')?.args[2]).toMatchObject({
      replace: false,
    });
  });
});

describe('restoring a backup', () => {
  const found = {
    ...{ path: '/srv/new', files: 2, bytes: 900, configFiles: ['farmconfig.py'], newestAt: 1_700_000_000 },
    problem: null,
  };

  it('shows what is in it before anything is written, and offers the farm when it is there', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'farm:previewRestore': () => ok(found),
        'farm:restore': () => ok({ taskId: 't2' }),
        'farm:open': () => ok({ farmId: 'new' }),
      },
    });
    const dialog = await choose(user, 'Restore a backup…');
    await user.type(within(dialog).getByRole('textbox', { name: 'Backup file' }), '/b.zip');
    await user.type(within(dialog).getByRole('textbox', { name: 'New folder' }), '/srv/new');
    await user.click(within(dialog).getByRole('button', { name: 'Look into it' }));
    expect(await within(dialog).findByText(/2 files, 0\.1 MB; configured by farmconfig\.py/)).toBeVisible();
    await expectAccessible();
    expect(bridge.asked.some(({ name }) => name === 'farm:restore')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Restore the farm' }));
    const state = { kind: 'farm-restored', path: '/srv/new', files: 2, bytes: 900, problem: null } as const;
    act(() => bridge.tell('task:changed', task({ kind: 'farm:restore', farmId: null, about: 'new', state })));
    await user.click(await screen.findByRole('button', { name: 'Open it' }));
    expect(bridge.asked.find(({ name }) => name === 'farm:open')?.args).toEqual([
      ...['/srv/new', { readOnly: false }],
    ]);
  });

  it('does not offer to restore over something that is there', async () => {
    const problem = {
      code: 'already-exists',
      message: sentence('files.exists', { file: '/srv/new' }),
    } as const;
    const { user } = renderWindow({
      at,
      answers: { 'farm:previewRestore': () => ok({ ...found, problem }) },
    });
    const dialog = await choose(user, 'Restore a backup…');
    await user.type(within(dialog).getByRole('textbox', { name: 'Backup file' }), '/b.zip');
    await user.type(within(dialog).getByRole('textbox', { name: 'New folder' }), '/srv/new');
    await user.click(within(dialog).getByRole('button', { name: 'Look into it' }));
    expect(await within(dialog).findByText('/srv/new exists already.')).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: 'Restore the farm' })).toBeNull();
  });
});

describe('installing a page package', () => {
  it('shows every change first, then makes them', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'package:preview': () =>
          ok([
            { page: 'NewPage', effect: 'create', detail: '' },
            { page: 'FrontPage', effect: 'same', detail: '' },
            { page: '', effect: 'unsupported', detail: 'InstallPlugin' },
          ]),
        'package:install': () => ok({ taskId: 't3' }),
      },
    });
    const dialog = await choose(user, 'Install a page package…');
    await user.type(within(dialog).getByRole('textbox', { name: 'Package file' }), '/p.zip');
    await user.click(within(dialog).getByRole('button', { name: 'Show what changes' }));
    const rows = await within(dialog).findAllByRole('row');
    expect(rows.slice(1).map((row) => row.textContent)).toEqual([
      ...['NewPageNew page', 'FrontPageAlready so', 'Left out: InstallPlugin is not possible here'],
    ]);
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Make 1 change' }));
    expect(bridge.asked.findLast(({ name }) => name === 'package:install')?.args).toEqual([
      ...['garden', 'alpha', '/p.zip'],
    ]);
  });
});

describe('a save that was cut off', () => {
  it('is looked for again when the window comes to the front, and when a wiki comes up', async () => {
    const cutOff = (page: string) => ({ wikiId: 'alpha', page, sinceSeconds: 200 });
    let found = [cutOff('FrontPage')];
    const { bridge } = renderWindow({ at, answers: { 'page:cutOff': () => ok(found) } });
    const times = () => bridge.asked.filter(({ name }) => name === 'page:cutOff').length;
    expect(await screen.findByText(/FrontPage .*a save was cut off/)).toBeVisible();
    expect(times()).toBe(1);

    found = [cutOff('OtherPage')];
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(await screen.findByText(/OtherPage .*a save was cut off/)).toBeVisible();

    found = [cutOff('ThirdPage')];
    const stopped = gardenOverview.wikis.find(({ state }) => state.kind !== 'running');
    if (stopped === undefined) throw new Error('all wikis of the fake farm run');
    const wiki = { ...stopped, state: { kind: 'running', since: 0 } as const };
    act(() => bridge.tell('wiki:changed', { farmId: 'garden', wiki }));
    expect(await screen.findByText(/ThirdPage .*a save was cut off/)).toBeVisible();
  });

  it('is a problem with a remedy, which asks before it acts', async () => {
    let repaired = false;
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'page:cutOff': () => ok(repaired ? [] : [{ wikiId: 'alpha', page: 'FrontPage', sinceSeconds: 200 }]),
        'page:repair': () => {
          repaired = true;
          return ok(null);
        },
      },
    });
    expect(await screen.findByText(/FrontPage .*a save was cut off 3 min ago/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Repair FrontPage' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(bridge.asked.some(({ name }) => name === 'page:repair')).toBe(false);
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Repair FrontPage' }));
    expect(await screen.findByText('FrontPage can be saved again.')).toBeVisible();
    expect(screen.queryByRole('list', { name: 'Saves that were cut off' })).toBeNull();
  });
});

describe('in a browser', () => {
  it('a person types the name before what a page must not decide alone', async () => {
    let confirmed = false;
    const { bridge, user } = renderWindow({
      platform: { os: 'linux', headless: true },
      answers: {
        'farm:backup': () =>
          confirmed
            ? ok({ taskId: 't1' })
            : fail({
                code: 'needs-confirmation',
                message: sentence('confirm.backup', { paths: ['/backups/Garden.zip'] }),
                hint: sentence('confirm.typeIt', { word: 'Garden.zip' }),
              }),
        'program:confirm': (typed) => {
          confirmed = typed === 'Garden.zip';
          return confirmed
            ? ok(null)
            : fail({ code: 'bad-argument', message: sentence('confirm.otherWord') });
        },
      },
      at,
    });
    const backup = await choose(user, 'Back up this farm…');
    await user.type(within(backup).getByRole('textbox', { name: 'New file' }), '/backups/Garden.zip');
    await user.click(within(backup).getByRole('button', { name: 'Back up Garden farm' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Confirm by typing' });
    await user.type(screen.getByRole('textbox', { name: 'Type Garden.zip to confirm.' }), 'other');
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('That is not the name that was asked for.')).toBeVisible();
    await expectAccessible();
    await user.clear(screen.getByRole('textbox', { name: 'Type Garden.zip to confirm.' }));
    await user.keyboard('Garden.zip{Tab}{Tab}');
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(bridge.asked.filter(({ name }) => name === 'farm:backup')).toHaveLength(2);
  });
});
