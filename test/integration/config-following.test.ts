import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { farmRequests } from '../../shared/contract.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { croft } from '../fakes/command-line.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { english } from '../../shared/texts/english.ts';

/** Issue 4, "Following": changes on disk reach the running wikis without a restart. */
let farm: TemporaryFarm;
afterEach(() => farm.remove());

const until = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { interval: 50 });

async function overview(api: FarmApi) {
  const answer = await api.request('farm:overview', ['farm']);
  if (!answer.ok) throw new Error(english(answer.error.message));
  return farmRequests['farm:overview'].value.parse(answer.value);
}
const states = async (api: FarmApi): Promise<Record<string, string>> =>
  Object.fromEntries((await overview(api)).wikis.map((wiki) => [wiki.id, wiki.state.kind]));

function get(port: number, target: string): Promise<{ status: number; body: string; cookies: string }> {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path: target, headers: { host: `localhost:${port}` } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).toString('utf8'),
            cookies: (response.headers['set-cookie'] ?? []).join(),
          }),
        );
      })
      .on('error', reject);
  });
}

const fileOf = (name: string): string => path.join(farm.directory, name);
const change = async (name: string, from: string, to: string): Promise<void> => {
  const text = await readFile(fileOf(name), 'utf8');
  expect(text).toContain(from);
  await writeFile(fileOf(name), text.replace(from, to));
};

describe('a running farm follows', () => {
  it('an edit by the command line beside it', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const said = await croft('config', 'set', farm.directory, 'cookie_lifetime', '(2, 24)');
    expect([said.code, said.err]).toEqual([0, '']);
    await until(async () =>
      expect((await get(api.host.mainPort, '/alpha/FrontPage')).cookies).toContain('Max-Age=7200'),
    );
  });

  it('an editor that writes beside the file and renames it', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const text = await readFile(fileOf('alpha.py'), 'utf8');
    await writeFile(fileOf('.alpha.py.swp'), text.replace("u'Alpha'", "u'Renamed by an editor'"));
    await rename(fileOf('.alpha.py.swp'), fileOf('alpha.py'));
    await until(async () =>
      expect((await get(api.host.mainPort, '/alpha/FrontPage')).body).toContain('Renamed by an editor'),
    );
  });

  it('a file that goes away and comes back, the last good one running meanwhile', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const text = await readFile(fileOf('farmconfig.py'), 'utf8');
    await rm(fileOf('farmconfig.py'));
    await until(async () => expect((await overview(api)).configuration.error).not.toBeNull());
    expect((await get(api.host.mainPort, '/beta/FrontPage')).status).toBe(200);
    await writeFile(fileOf('farmconfig.py'), text);
    await until(async () => expect((await overview(api)).configuration.error).toBeNull());
    expect(await states(api)).toEqual({ alpha: 'running', beta: 'running' });
  });

  it('a wiki that is added to the list, and one that is taken out', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const port = api.host.mainPort;
    for (const folder of ['pages', 'cache', 'plugin'])
      await mkdir(fileOf(`gamma/data/${folder}`), { recursive: true });
    await writeFile(fileOf('gamma/data/plugin/__init__.py'), '');
    const beta = await readFile(fileOf('beta.py'), 'utf8');
    await writeFile(fileOf('gamma.py'), beta.replaceAll('beta', 'gamma').replaceAll('Beta', 'Gamma'));
    await change(
      'farmconfig.py',
      'wikis = [\n',
      "wikis = [\n    ('gamma', r'^https?://[^/]+/gamma(/|$)'),\n",
    );
    await until(async () =>
      expect(await states(api)).toEqual({ alpha: 'running', beta: 'running', gamma: 'running' }),
    );
    expect((await get(port, '/gamma/FrontPage')).body).toContain('Gamma');
    await change('farmconfig.py', "    ('alpha', r'^https?://[^/]+/alpha(/|$)'),\n", '');
    await until(async () => expect(await states(api)).toEqual({ gamma: 'running', beta: 'running' }));
    expect((await get(port, '/alpha/FrontPage')).status).toBe(404);
  });

  it('a member that is added to a collection, and its later edits', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'separate', shareLogin: false });
    const api = await farm.open();
    for (const folder of ['pages', 'cache', 'plugin'])
      await mkdir(fileOf(`gamma/data/${folder}`), { recursive: true });
    await writeFile(fileOf('gamma/data/plugin/__init__.py'), '');
    const beta = await readFile(fileOf('beta/wikiconfig.py'), 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 300)); // a slow copy: the folder is there before its file
    await writeFile(fileOf('gamma/wikiconfig.py'), beta.replaceAll('Beta', 'Gamma'));
    await until(async () => expect((await states(api))['gamma']).toBe('running'));
    await change('gamma/wikiconfig.py', "u'Gamma'", "u'Third wiki'");
    await until(async () =>
      expect((await get(api.host.mainPort, '/gamma/FrontPage')).body).toContain('Third wiki'),
    );
  });
});
