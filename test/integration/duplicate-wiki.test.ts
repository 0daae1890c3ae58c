import { access, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFarmApi } from '../../electron/api/farm-api.ts';
import { copyDataFolder } from '../../electron/farm/duplicate/copy-data.ts';
import { croft, croftJson, ownDataFolder } from '../fakes/command-line.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm;
let data: Awaited<ReturnType<typeof ownDataFolder>>;
beforeEach(async () => {
  data = await ownDataFolder();
});
afterEach(async () => {
  await farm.remove();
  await data.remove();
});

const read = (name: string): Promise<string> => readFile(path.join(farm.directory, name), 'utf8');
const isThere = (name: string): Promise<boolean> =>
  access(path.join(farm.directory, name)).then(
    () => true,
    () => false,
  );
const wikisOf = async (): Promise<readonly { id: string; url: string }[]> =>
  ((await croftJson('explain', farm.directory)) as { wikis: { id: string; url: string }[] }).wikis;

describe('croft duplicate', () => {
  it('makes a second wiki of a path farm with an address, pages and a title of its own', async () => {
    farm = await temporaryFarm();
    const before = await read('farmconfig.py');
    const session = path.join(farm.directory, 'alpha/data/cache/__session__');
    await mkdir(session, { recursive: true });
    await writeFile(path.join(session, 'a'.repeat(40)), 'x');
    const said = await croftJson(
      'duplicate',
      farm.directory,
      '--wiki',
      'alpha',
      '--name',
      'delta',
      '--sitename',
      'Delta’s',
    );
    expect(said).toMatchObject({ wiki: 'delta', file: 'delta.py' });
    const after = await read('farmconfig.py');
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(added).toEqual([`    ('delta', r'^https?://[^/]+/delta(/|$)'),`]);
    expect(after.replace(`${added[0] ?? ''}\n`, '')).toBe(before);
    expect(await read('delta.py')).toContain("data_dir = os.path.join(here, 'delta', 'data')");
    expect(await isThere('delta/data/pages/FrontPage/current')).toBe(true);
    expect(await isThere('delta/data/cache/__session__')).toBe(false);
    const shown = (await croftJson('config', 'show', farm.directory, '--wiki', 'delta')) as Record<
      string,
      unknown
    >;
    expect(JSON.stringify(shown)).toContain('Delta’s');
  });

  it.each(['host', 'port'] as const)('finds an address for the new wiki of a %s farm', async (topology) => {
    farm = await temporaryFarm({ ...pathPlan, topology, domain: 'farm.localhost' });
    await croftJson('duplicate', farm.directory, '--wiki', 'beta', '--name', 'delta');
    const wikis = await wikisOf();
    expect(wikis.map(({ id }) => id)).toContain('delta');
    expect(new Set(wikis.map(({ url }) => url)).size).toBe(wikis.length);
  });

  it('writes nothing for a dry run, a taken name, a name Python uses, or a wiki alone', async () => {
    farm = await temporaryFarm();
    const before = await readdir(farm.directory);
    const dry = await croft('duplicate', farm.directory, '--wiki', 'alpha', '--name', 'delta', '--dry-run');
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('== delta.py') as string });
    for (const name of ['beta', 'sys', 'no good'])
      expect(await croft('duplicate', farm.directory, '--wiki', 'alpha', '--name', name)).toMatchObject({
        code: 1,
      });
    expect(await readdir(farm.directory)).toEqual(before);
  });

  it('refuses where the patterns do not name the wiki', async () => {
    farm = await temporaryFarm();
    const text = await read('farmconfig.py');
    await writeFile(
      path.join(farm.directory, 'farmconfig.py'),
      text.replace(/\('alpha', .*\),/, "('alpha', r'.*'),"),
    );
    const said = await croft('duplicate', farm.directory, '--wiki', 'alpha', '--name', 'delta');
    expect(said).toMatchObject({ code: 1 });
    expect(said.err).toContain('how a wiki beside alpha is addressed');
  });
});

describe('duplicating from the window', () => {
  it('shows what will be written, copies as a task, and the new wiki runs and answers', async () => {
    farm = await temporaryFarm();
    const choices = { readOnly: false, trusted: false, port: null, allowedHosts: [] };
    const stateDirectory = path.join(data.directory, 'farms/farm');
    const opened = await openFarmApi({
      farmId: 'farm',
      directory: farm.directory,
      stateDirectory,
      ...choices,
    });
    if (!opened.ok) throw new Error('the farm does not open');
    const api = opened.value;
    try {
      const wish = { name: 'delta', sitename: 'Delta' };
      const preview = await api.request('wiki:previewDuplicate', ['farm', 'alpha', wish]);
      expect(preview).toMatchObject({
        ok: true,
        value: { diffs: [{ file: 'farmconfig.py' }, { file: 'delta.py' }] },
      });
      const ended = new Promise<unknown>((resolve) => {
        api.onEvent(({ event, payload }) => {
          const { state } = payload as { state?: { kind: string } };
          if (event === 'task:changed' && state?.kind !== 'running') resolve(state);
        });
      });
      expect(await api.request('wiki:duplicate', ['farm', 'alpha', wish])).toMatchObject({ ok: true });
      expect(await ended).toMatchObject({ kind: 'wiki-duplicated', name: 'delta' });
      expect(api.host.wiki('delta')?.state.kind).toBe('running');
      const page = await fetch(`http://localhost:${api.host.mainPort}/delta/FrontPage`);
      expect(page.status).toBe(200);
      const backups = await readdir(path.join(stateDirectory, 'config-backups'));
      expect(backups.filter((name) => name.startsWith('farmconfig.py'))).toHaveLength(1);
    } finally {
      await api.close();
    }
  });
});

describe('copying a data folder', () => {
  it('leaves nothing behind when it is stopped, and keeps links and left-out folders as they should be', async () => {
    farm = await temporaryFarm();
    const from = path.join(farm.directory, 'alpha/data');
    await symlink('pages', path.join(from, 'link'));
    const to = path.join(farm.directory, 'copy');
    const stop = new AbortController();
    const stopped = copyDataFolder(from, to, {
      leftOut: [],
      progress: (files) => files === 2 && stop.abort(),
      signal: stop.signal,
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect((await readdir(farm.directory)).filter((name) => name.startsWith('copy'))).toEqual([]);

    const pages = path.join(from, 'pages');
    const options = { leftOut: [pages], progress: () => undefined, signal: new AbortController().signal };
    expect(await copyDataFolder(from, to, options)).toBeGreaterThan(0);
    expect(await readdir(path.join(to, 'pages'))).toEqual([]);
  });
});
