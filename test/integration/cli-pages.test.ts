import { rename, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { croft, croftJson, ownDataFolder } from '../fakes/command-line.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm;
let data: Awaited<ReturnType<typeof ownDataFolder>>;
beforeEach(async () => {
  farm = await temporaryFarm();
  data = await ownDataFolder();
});
afterEach(async () => {
  vi.useRealTimers();
  await farm.remove();
  await data.remove();
});

describe('croft package', () => {
  it('takes pages from one wiki into another, and shows first what will change', async () => {
    const file = path.join(farm.directory, '..', 'pages.zip');
    const of = (wiki: string) => ['--wiki', wiki] as const;
    const made = await croft(
      'package',
      'create',
      farm.directory,
      ...of('alpha'),
      file,
      'FrontPage',
      'TeamGroup',
    );
    expect(made).toMatchObject({ code: 0, out: `${file}: 2 pages, 0 attachments.\n` });
    const preview = await croftJson('package', 'preview', farm.directory, ...of('beta'), file);
    const steps = [
      { page: 'FrontPage', effect: 'revise', detail: '' },
      { page: 'TeamGroup', effect: 'same', detail: '' },
    ];
    expect(preview).toEqual(steps);
    const installed = await croftJson('package', 'install', farm.directory, ...of('beta'), file);
    expect(installed).toEqual(steps.map((step) => ({ ...step, incomplete: null, refusal: null })));
    const shown = await croft('pages', 'show', farm.directory, ...of('beta'), 'FrontPage');
    expect(shown.out).toBe('Front of alpha.\n');
  });

  it('writes no file over another one, and none at all when a page is missing', async () => {
    const file = path.join(farm.directory, '..', 'pages.zip');
    const create = (page: string) =>
      croft('package', 'create', farm.directory, '--wiki', 'alpha', file, page);
    expect(await create('NoSuchPage')).toMatchObject({
      code: 1,
      err: 'croft: There is no page NoSuchPage.\n',
    });
    expect(await create('FrontPage')).toMatchObject({ code: 0 });
    const before = await readFile(file);
    expect((await create('OtherPage')).err).toContain('exists already');
    expect(await readFile(file)).toEqual(before);
  });
});

describe('croft pages repair', () => {
  it('ends a save that was cut off, and leaves one alone that may be running', async () => {
    const page = path.join(farm.directory, 'alpha', 'data', 'pages', 'FrontPage');
    await rename(path.join(page, 'current'), path.join(page, 'current-locked'));
    const repair = () => croft('pages', 'repair', farm.directory, '--wiki', 'alpha');
    expect((await repair()).out).toBe('Nothing to repair.\n');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    expect((await croft('pages', 'check', farm.directory, '--wiki', 'alpha')).out).toContain(
      'A save was cut off',
    );
    expect((await repair()).out).toBe('Repaired: FrontPage\n');
    expect(await readFile(path.join(page, 'current'), 'utf8')).toBe('00000001\n');
    expect((await croft('pages', 'check', farm.directory, '--wiki', 'alpha')).out).toBe('Nothing is odd.\n');
  });
});
