import { unzipSync, zipSync, strToU8 } from 'fflate';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupFarm } from '../../electron/farm/backup/backup-farm.ts';
import { restoreFarm } from '../../electron/farm/backup/restore-farm.ts';
import { writeFarm } from '../../electron/farm/create-farm.ts';
import type { FarmPlan } from '../../electron/farm/farm-plan.ts';
import { english } from '../../shared/texts/english.ts';

let folder: string;
let farm: string;
let zip: string;

const plan: FarmPlan = {
  topology: 'path',
  wikis: [
    { name: 'alpha', sitename: 'Alpha' },
    { name: 'beta', sitename: 'Beta' },
  ],
  shareLogin: true,
  superuser: 'BossUser',
  domain: 'farm.localhost',
  firstPort: 8081,
};

const quiet = { progress: () => undefined };
const backup = (withSessions = false) => backupFarm(farm, zip, { ...quiet, withSessions });

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'croft-backup-'));
  farm = path.join(folder, 'farm');
  zip = path.join(folder, 'farm.zip');
  const pages = new Map([['alpha', { FrontPage: 'Hello.\n', 'Größe/Sub': 'x'.repeat(300_000) }]]);
  const written = await writeFarm(farm, plan, { pages, accounts: [] }, Date.now);
  if (!written.ok) throw new Error(english(written.error.message));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Every file and folder below a folder with what should survive. */
async function tree(root: string): Promise<Record<string, unknown>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const facts = entries.map(async (entry): Promise<[string, unknown]> => {
    const full = path.join(entry.parentPath, entry.name);
    const { mode, mtimeMs } = await lstat(full);
    const modified = Math.floor(mtimeMs / 1000);
    const name = path.relative(root, full);
    if (entry.isSymbolicLink()) return [name, await readlink(full)];
    return [name, [mode, modified, entry.isFile() ? (await readFile(full)).toString('base64') : 'folder']];
  });
  return Object.fromEntries(await Promise.all(facts));
}

describe('a farm that is saved and restored', () => {
  it('comes back with every byte, mode and time', async () => {
    await chmod(path.join(farm, 'alpha.py'), 0o640);
    await utimes(path.join(farm, 'beta.py'), 1_234_567_890, 1_234_567_890);
    await symlink('alpha', path.join(farm, 'also-alpha'));
    await mkdir(path.join(farm, 'empty'));
    await writeFile(path.join(farm, 'nothing.txt'), '');
    const before = await tree(farm);
    expect(await backup(true)).toMatchObject({ ok: true, value: { skipped: [], outside: [] } });
    const restored = await restoreFarm(zip, path.join(folder, 'again'), quiet);
    expect(restored).toMatchObject({ ok: true, value: { outside: [], problem: null } });
    expect(await tree(path.join(folder, 'again'))).toEqual(before);
  });

  it('is an ordinary zip file that only its owner may read', async () => {
    await backup();
    expect((await stat(zip)).mode & 0o777).toBe(0o600);
    const members = unzipSync(await readFile(zip));
    expect(Buffer.from(members['alpha/data/pages/FrontPage/revisions/00000001'] ?? []).toString()).toContain(
      'Hello.',
    );
    expect(members['alpha/data/pages/Gr(c3b6c39f)e(2f)Sub/revisions/00000001']).toHaveLength(300_000);
  });

  it('leaves sessions and caches out unless asked', async () => {
    const sessions = path.join(farm, 'shared', 'sessions');
    const cache = path.join(farm, 'alpha', 'data', 'cache');
    await mkdir(sessions, { recursive: true });
    await mkdir(path.join(cache, 'wikiconfig'), { recursive: true });
    await writeFile(path.join(sessions, 'a'.repeat(40)), 'session');
    await writeFile(path.join(cache, 'wikiconfig', 'x'), 'cache');
    expect(await backup()).toMatchObject({ ok: true, value: { leftOut: { sessions: 1, caches: 1 } } });
    const members = Object.keys(unzipSync(await readFile(zip)));
    expect(members.filter((name) => name.endsWith('aaaa') || name.endsWith('wikiconfig/x'))).toEqual([]);
    expect(members).toContain('shared/sessions/');
  });

  it('names what lies elsewhere and does not follow links there', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    await rename(path.join(farm, 'beta', 'data'), elsewhere);
    await writeFile(path.join(elsewhere, 'secret'), 'not ours');
    await symlink(elsewhere, path.join(farm, 'way-out'));
    const config = await readFile(path.join(farm, 'beta.py'), 'utf8');
    await writeFile(
      path.join(farm, 'beta.py'),
      config.replace(/data_dir = .*/, `data_dir = ${JSON.stringify(elsewhere)}`),
    );
    const report = await backup();
    expect(report).toMatchObject({ ok: true, value: { skipped: ['way-out'] } });
    expect(report.ok && report.value.outside).toContainEqual({
      wiki: 'beta',
      option: 'data_dir',
      path: elsewhere,
    });
    expect(Object.keys(unzipSync(await readFile(zip))).filter((name) => name.includes('secret'))).toEqual([]);
  });

  it('saves a farm whose configuration is broken', async () => {
    await writeFile(path.join(farm, 'farmconfig.py'), 'class (((\n');
    expect(await backup()).toMatchObject({ ok: true });
    const restored = await restoreFarm(zip, path.join(folder, 'again'), quiet);
    expect(restored).toMatchObject({ ok: true, value: { problem: { code: 'config-invalid' } } });
  });
});

describe('what is refused or cut off leaves nothing half', () => {
  it('replaces a file where somebody agreed, once the new one is complete', async () => {
    await writeFile(zip, 'mine');
    const stop = new AbortController();
    const options = { withSessions: false, replace: true };
    const progress = ({ files }: { readonly files: number }): void => {
      if (files === 3) stop.abort();
    };
    const cancelled = await backupFarm(farm, zip, { ...options, progress, signal: stop.signal });
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await readFile(zip, 'utf8')).toBe('mine');
    expect(await backupFarm(farm, zip, { ...quiet, ...options })).toMatchObject({ ok: true });
    expect(await restoreFarm(zip, path.join(folder, 'again'), quiet)).toMatchObject({ ok: true });
  });

  it('never replaces a file unasked, or a folder', async () => {
    await writeFile(zip, 'mine');
    expect(await backup()).toMatchObject({ ok: false, error: { code: 'already-exists' } });
    expect(await readFile(zip, 'utf8')).toBe('mine');
    expect(await restoreFarm(zip, farm, quiet)).toMatchObject({
      ok: false,
      error: { code: 'already-exists' },
    });
  });

  it('is cancelled without a trace', async () => {
    const stop = new AbortController();
    const cancelled = await backupFarm(farm, zip, {
      withSessions: false,
      progress: ({ files }) => files === 3 && stop.abort(),
      signal: stop.signal,
    });
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await backup();
    const again = new AbortController();
    const restored = await restoreFarm(zip, path.join(folder, 'again'), {
      progress: ({ files }) => files === 3 && again.abort(),
      signal: again.signal,
    });
    expect(restored).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await readdir(folder)).sort()).toEqual(['farm', 'farm.zip']);
  });

  it.each([
    ['a name that leads out', { 'wikiconfig.py': strToU8('x'), '../evil': strToU8('x') }],
    ['an absolute name', { 'wikiconfig.py': strToU8('x'), '/tmp/evil': strToU8('x') }],
    ['no farm', { 'photo.jpg': strToU8('x') }],
    [
      'a link out of the farm',
      {
        'wikiconfig.py': strToU8('x'),
        link: [strToU8('../../evil'), { os: 3, attrs: 0o120777 << 16 }] as const,
      },
    ],
    [
      'files below a link',
      {
        'wikiconfig.py': strToU8('x'),
        link: [strToU8('data'), { os: 3, attrs: 0o120777 << 16 }] as const,
        'link/file': strToU8('x'),
      },
    ],
  ])('refuses a zip file with %s', async (_, members) => {
    await writeFile(zip, zipSync(members as Parameters<typeof zipSync>[0]));
    expect(await restoreFarm(zip, path.join(folder, 'again'), quiet)).toMatchObject({ ok: false });
    expect((await readdir(folder)).sort()).toEqual(['farm', 'farm.zip']);
  });

  it('notices damage', async () => {
    await backup();
    const bytes = await readFile(zip);
    for (const [index, broken] of [
      bytes.subarray(0, bytes.length - 200),
      Buffer.concat([bytes.subarray(0, 5000), Buffer.from('damage!!'), bytes.subarray(5008)]),
      Buffer.from('this is no zip file at all'),
      Buffer.alloc(0),
    ].entries()) {
      const file = path.join(folder, `broken${index}.zip`);
      await writeFile(file, broken);
      expect(await restoreFarm(file, path.join(folder, 'again'), quiet)).toMatchObject({
        ok: false,
        error: { code: 'unreadable' },
      });
    }
    expect(await readdir(folder)).not.toContain('again');
  });
});
