import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPackageFile } from '../../electron/api/page-packages.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { openWiki } from '../../electron/api/wiki-pages.ts';
import { hostOnly } from '../../electron/api/host-only.ts';
import type { Task } from '../../shared/contract/task.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm;
let api: FarmApi;
let tasks: Task[];
/** How far the farm's clock is ahead. */
let laterMs: number;

beforeEach(async () => {
  farm = await temporaryFarm();
  laterMs = 0;
  api = await farm.open({}, () => Date.now() + laterMs);
  tasks = [];
  api.onEvent(({ event, payload }) => {
    if (event === 'task:changed') tasks.push(payload as unknown as Task);
  });
});
afterEach(async () => {
  await farm.remove();
});

const beside = (name: string): string => path.join(farm.directory, '..', name);
const ended = async (): Promise<Task['state']> => {
  await vi.waitFor(() => expect(tasks.at(-1)?.state.kind).not.toBe('running'), { timeout: 20_000 });
  return tasks.at(-1)?.state ?? { kind: 'cancelled' };
};
const names = async (): Promise<readonly string[]> => (await readdir(beside('.'))).sort();

describe('a backup asked for in the window', () => {
  it('is counted first, then written file by file', async () => {
    const begun = await api.request('farm:backup', [
      'farm',
      beside('farm.zip'),
      { withSessions: false, replace: false },
    ]);
    expect(begun).toMatchObject({ ok: true, value: { taskId: expect.stringMatching(/^task-/) as string } });
    expect(await ended()).toMatchObject({ kind: 'backup-made', outside: [], skipped: 0 });
    expect(tasks[0]).toMatchObject({ about: 'farm', state: { kind: 'running', phase: 'finding' } });
    expect(await names()).toContain('farm.zip');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const many = path.join(farm.directory, 'alpha', 'data', 'pages', 'OtherPage', 'attachments');
    await mkdir(many, { recursive: true });
    for (let number = 0; number < 400; number++)
      await writeFile(path.join(many, `file-${number}`), 'x'.repeat(20_000));
    const before = await names();
    const begun = await api.request('farm:backup', [
      'farm',
      beside('farm.zip'),
      { withSessions: true, replace: false },
    ]);
    const { taskId } = (begun as { value: { taskId: string } }).value;
    await vi.waitFor(() => expect(tasks.length).toBeGreaterThan(0));
    await api.request(hostOnly.cancelTask as never, ['farm', taskId]);
    expect(await ended()).toEqual({ kind: 'cancelled' });
    expect(await names()).toEqual(before);
  });

  it('never replaces a file, and wants a whole path', async () => {
    await writeFile(beside('farm.zip'), 'mine');
    await api.request('farm:backup', ['farm', beside('farm.zip'), { withSessions: false, replace: false }]);
    expect(await ended()).toMatchObject({ kind: 'failed', error: { code: 'already-exists' } });
    expect(await readFile(beside('farm.zip'), 'utf8')).toBe('mine');
    const relative = await api.request('farm:backup', [
      'farm',
      'farm.zip',
      { withSessions: false, replace: false },
    ]);
    expect(relative).toMatchObject({ ok: false, error: { code: 'bad-argument' } });
  });

  it('is ended, and tidied up, when the farm is closed under way', async () => {
    const before = await names();
    await api.request('farm:backup', ['farm', beside('farm.zip'), { withSessions: true, replace: false }]);
    await api.close();
    expect(await names()).toEqual(before);
  });
});

describe('an export asked for in the window', () => {
  it('goes on page by page, and stops a wiki again that did not run', async () => {
    await api.request('wiki:stop', ['farm', ['beta']]);
    await vi.waitFor(() => expect(api.host.wiki('beta')?.state.kind).toBe('stopped'));
    await api.request('wiki:export', ['farm', 'beta', beside('html')]);
    expect(await ended()).toMatchObject({ kind: 'wiki-exported', pages: 3, failed: [] });
    expect(await readFile(beside('html/index.html'), 'utf8')).toContain('Front of beta.');
    expect(api.host.wiki('beta')?.state.kind).toBe('stopped');
  });
});

describe('a page package in the window', () => {
  it('is previewed and installed', async () => {
    const unit = api.host.wiki('alpha');
    const wiki = unit === null || unit === undefined ? null : await openWiki(api.host, unit);
    if (wiki?.ok !== true) throw new Error('alpha does not open');
    const wish = { names: ['FrontPage'], withAttachments: false, nowSeconds: 1_700_000_000 };
    await createPackageFile(wiki.value, beside('pages.zip'), wish);
    expect(await api.request('package:preview', ['farm', 'beta', beside('pages.zip')])).toEqual({
      ok: true,
      value: [expect.objectContaining({ page: 'FrontPage', effect: 'revise', detail: '' })],
    });
    await api.request('package:install', ['farm', 'beta', beside('pages.zip')]);
    expect(await ended()).toEqual({ kind: 'package-installed', changes: 1, refused: [], cancelled: false });
    const page = path.join(farm.directory, 'beta', 'data', 'pages', 'FrontPage', 'revisions', '00000002');
    expect(await readFile(page, 'utf8')).toBe('Front of alpha.\r\n');
  });
});

describe('saves that were cut off', () => {
  it('are found in running wikis and repaired one by one', async () => {
    const page = path.join(farm.directory, 'alpha', 'data', 'pages', 'FrontPage');
    await rename(path.join(page, 'current'), path.join(page, 'current-locked'));
    await api.request('wiki:start', ['farm', ['alpha']]);
    await vi.waitFor(() => expect(api.host.wiki('alpha')?.state.kind).toBe('running'));
    expect(await api.request('page:cutOff', ['farm'])).toEqual({ ok: true, value: [] });
    laterMs = 90_000;
    expect(await api.request('page:cutOff', ['farm'])).toMatchObject({
      value: [{ wikiId: 'alpha', page: 'FrontPage' }],
    });
    expect(await api.request('page:repair', ['farm', 'alpha', 'FrontPage'])).toEqual({
      ok: true,
      value: null,
    });
    expect(await api.request('page:cutOff', ['farm'])).toEqual({ ok: true, value: [] });
    expect(await readFile(path.join(page, 'current'), 'utf8')).toBe('00000001\n');
  });

  it('are not repaired in a farm that is open read-only', async () => {
    const readOnly = await farm.open({ readOnly: true, serve: false });
    const refused = await readOnly.request('page:repair', ['farm', 'alpha', 'FrontPage']);
    expect(refused).toMatchObject({ ok: false, error: { code: 'read-only' } });
  });
});
