import { access, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mountCommand } from '../../electron/cli/mount.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { freePortFrom } from '../../electron/farm/free-port.ts';
import type { ExplainedAddress } from '../../shared/contract/address.ts';
import { farmRequests } from '../../shared/contract.ts';
import { english } from '../../shared/texts/english.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm | null = null;
let other: Server | null = null;
afterEach(async () => {
  await farm?.remove();
  farm = null;
  await new Promise((resolve) => (other ? other.close(resolve) : resolve(null)));
  other = null;
});

async function ask(
  api: FarmApi,
  name: 'address:show' | 'address:try' | 'address:set',
  ...args: readonly unknown[]
): Promise<ExplainedAddress & { readonly said: readonly string[] }> {
  const result = await api.request(name, ['farm', ...args]);
  if (!result.ok) throw new Error(english(result.error.message));
  const value = farmRequests[name].value.parse(result.value) as ExplainedAddress;
  return { ...value, said: value.obstacles.map(english) };
}

const separate = { ...pathPlan, topology: 'separate', shareLogin: false } as const;

describe('the address of a wiki', () => {
  it('comes from the pattern that leads to it, with nothing in the way', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const shown = await ask(api, 'address:show', 'alpha');
    expect(shown).toMatchObject({
      url: `http://localhost:${api.host.mainPort}/alpha/`,
      mount: '/alpha',
      set: { mount: null, url: null },
      setBy: null,
      patterns: ['^https?://[^/]+/alpha(/|$)'],
      connect: `127.0.0.1:${api.host.mainPort}`,
      said: [],
    });
  });

  it('is tried against the patterns and the other wikis before anything is kept', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const toBeta = { mount: null, url: 'http://localhost/beta/' };
    const tried = await ask(api, 'address:try', 'alpha', toBeta);
    expect(tried.setBy).toBe('typed');
    expect(tried.said).toContain(
      'The patterns of the farm send this address to beta, whose pattern comes first.',
    );
    const nowhere = await ask(api, 'address:try', 'alpha', { mount: null, url: 'http://localhost/x/' });
    expect(nowhere.said).toContain('The patterns of the farm send this address to no wiki.');
    const foreign = await ask(api, 'address:try', 'alpha', {
      mount: null,
      url: 'http://wiki.example.org/alpha/',
    });
    expect(foreign.said).toEqual([
      'wiki.example.org is not a name of this computer, so it opens in an identity window.',
    ]);
    await expect(access(path.join(farm.directory, 'croft.json'))).rejects.toThrow('ENOENT');
    const refused = await api.request('address:try', ['farm', 'alpha', { mount: 'x', url: null }]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad-argument' } });
  });

  it('is kept in croft.json, followed at once, and inferred again when that is taken back', async () => {
    farm = await temporaryFarm(separate);
    const api = await farm.open();
    const same = await ask(api, 'address:try', 'beta', { mount: '/alpha', url: null });
    expect(same.said).toEqual(['alpha has the same address.']);
    const set = await ask(api, 'address:set', 'beta', { mount: '/second/', url: null });
    expect(set).toMatchObject({
      mount: '/second',
      setBy: 'croft.json',
      inferred: { mount: '/beta' },
      said: [],
    });
    const page = await fetch(`http://127.0.0.1:${api.host.mainPort}/second/FrontPage`);
    expect(await page.text()).toContain('Front of beta.');
    const kept: unknown = JSON.parse(await readFile(path.join(farm.directory, 'croft.json'), 'utf8'));
    expect(kept).toMatchObject({ wikis: { beta: { mount: '/second' } } });
    expect(await ask(api, 'address:set', 'beta', { mount: null, url: null })).toMatchObject({
      mount: '/beta',
      set: { mount: null, url: null },
    });
  });

  it('says which port another program has and which one is free', async () => {
    const port = (await freePortFrom(24_000)) ?? 0;
    other = createServer();
    await new Promise<void>((resolve) => other?.listen(port, '127.0.0.1', () => resolve()));
    farm = await temporaryFarm({ ...pathPlan, topology: 'port', firstPort: port });
    const api = await farm.open();
    const shown = await ask(api, 'address:show', 'alpha');
    expect(shown.url).toBe(`http://localhost:${port}/`);
    expect(shown.said[0]).toBe(`Port ${port} is used by another program.`);
    expect(shown.said[1]).toMatch(/^Port \d+ is free/);
  });

  it('and a value that was supplied stay outside of a farm that is open read-only', async () => {
    farm = await temporaryFarm(separate);
    const file = path.join(farm.directory, 'alpha', 'wikiconfig.py');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/secrets = .*/, "secrets = os.environ['S']"));
    const api = await farm.open({ readOnly: true });
    expect(api.host.wiki('alpha')?.state.kind).toBe('needs-value');
    const supplied = await api.request('wiki:supplyValue', [
      'farm',
      'alpha',
      'secrets',
      "'a long and secret text'",
    ]);
    expect(supplied.ok).toBe(true);
    expect(api.host.wiki('alpha')?.state.kind).toBe('running');
    const beta = await ask(api, 'address:set', 'beta', { mount: '/second', url: null });
    expect(beta).toMatchObject({ mount: '/second', setBy: 'own-folder' });
    expect((await ask(api, 'address:show', 'alpha')).mount).toBe('/alpha');
    await expect(access(path.join(farm.directory, 'croft.json'))).rejects.toThrow('ENOENT');
  });

  it('says on the command line what stands in the way', async () => {
    farm = await temporaryFarm(separate);
    const told = await mountCommand.run([farm.directory, '--wiki', 'beta', '--mount', '/alpha']);
    expect(told).toMatchObject({
      kind: 'done',
      text: expect.stringMatching(/\/alpha\/ \(set\)\n {2}alpha has the same address\.\n$/) as string,
    });
  });
});
