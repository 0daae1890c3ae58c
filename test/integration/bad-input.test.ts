import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { farmRequests } from '../../shared/contract.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { croft, croftJson, ownDataFolder, type Said } from '../fakes/command-line.ts';
import { copyOf, pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { english } from '../../shared/texts/english.ts';

/** Issue 2, "Bad input": each is shown where it belongs with what to do, and the rest goes on. */
let farm: TemporaryFarm;
let data: Awaited<ReturnType<typeof ownDataFolder>>;
beforeEach(async () => {
  data = await ownDataFolder();
  farm = await temporaryFarm();
});
afterEach(async () => {
  await farm.remove();
  await data.remove();
});

/** Refused with one line that says what and what to do. */
async function refused(...words: string[]): Promise<string> {
  const said: Said = await croft(...words);
  expect([said.code, said.out]).toEqual([1, '']);
  expect(said.err.trim().split('\n')).toHaveLength(1);
  return said.err;
}

const golden = (name: string): string =>
  path.join(import.meta.dirname, '../golden/config/farms', name, 'files');

function get(port: number, target: string, cookie = ''): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${port}`, cookie };
    http
      .get({ host: '127.0.0.1', port, path: target, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      })
      .on('error', reject);
  });
}

async function overview(api: FarmApi) {
  const answer = await api.request('farm:overview', ['farm']);
  if (!answer.ok) throw new Error(english(answer.error.message));
  return farmRequests['farm:overview'].value.parse(answer.value);
}

const everywhere = [
  ['serve', '--no-manage'],
  ['explain'],
  ['config', 'show'],
  ['sessions', 'list'],
  ['users', 'list'],
];
const on = (words: readonly string[], directory: string): string[] => {
  const [name = '', ...rest] = words;
  const verb = rest.filter((word) => !word.startsWith('--'));
  return [name, ...verb, directory, ...rest.filter((word) => word.startsWith('--'))];
};

describe('a folder that can’t be opened', () => {
  it.each(everywhere)('croft %s: is not there, is a file, is no farm', async (...words) => {
    const missing = path.join(farm.directory, 'away');
    expect(await refused(...on(words.filter(Boolean), missing))).toContain(`There is no folder ${missing}`);
    const file = path.join(farm.directory, 'farmconfig.py');
    expect(await refused(...on(words.filter(Boolean), file))).toContain('is a file, not a folder');
    const other = path.join(farm.directory, 'alpha', 'data', 'cache');
    expect(await refused(...on(words.filter(Boolean), other))).toContain('holds neither farmconfig.py');
  });

  it('names the entry of croft.json that leads nowhere, and the line that is no JSON', async () => {
    const collection = path.join(farm.directory, 'alpha');
    await writeFile(path.join(collection, 'croft.json'), '{"members":[{"directory":"../nowhere"}]}');
    expect(await refused('explain', collection)).toMatch(/croft\.json.*nowhere.*Correct/);
    await writeFile(path.join(farm.directory, 'croft.json'), '{"wikis": ');
    expect(await refused('explain', farm.directory)).toMatch(/croft\.json.*can't be understood/);
    expect(await readFile(path.join(farm.directory, 'croft.json'), 'utf8')).toBe('{"wikis": ');
  });
});

describe('Python that can’t be read', () => {
  it.each([
    ['22-farm-syntax-error', /farmconfig\.py:5: .*SyntaxError/],
    ['23-farm-no-wikis', /farmconfig\.py: .*does not define wikis/],
    ['24-farm-bad-regex', /farmconfig\.py:2: .*two.*nothing to repeat/],
    ['26-farm-import-error', /farmconfig\.py:2: .*a_module_that_is_not_there/],
    ['27-farm-indent-error', /farmconfig\.py:\d+: /],
  ])('of a whole farm (%s): file, line and what to do', async (name, expected) => {
    const copy = await copyOf(golden(name));
    for (const words of [['config', 'show'], ['explain'], ['serve', '--no-manage']])
      expect(await refused(...on(words, copy.directory))).toMatch(expected);
    await copy.remove();
  });

  it('of one wiki: the others run, the broken one says why, in the window and to visitors', async () => {
    await writeFile(path.join(farm.directory, 'beta.py'), '# broken\nclass Config(:\n');
    const api = await farm.open();
    const { wikis, problems } = await overview(api);
    expect(wikis.map((wiki) => wiki.state.kind)).toEqual(['running', 'failed']);
    expect(wikis[1]?.state).toMatchObject({
      error: { code: 'config-invalid', file: path.join(farm.directory, 'beta.py'), line: 2 },
    });
    expect(problems.find((problem) => problem.source?.file === 'beta.py')?.remedy).not.toBe('');
    const port = api.host.mainPort;
    expect((await get(port, '/alpha/FrontPage')).status).toBe(200);
    const broken = await get(port, '/beta/FrontPage');
    expect([broken.status, broken.body]).toEqual([503, expect.stringContaining('beta is not running')]);
    expect(await croftJson('explain', farm.directory)).toMatchObject({ pairs: [] });
    expect((await croft('config', 'check', farm.directory)).code).toBe(1);
  });

  it('of a farm that is open: the last good one goes on', async () => {
    const api = await farm.open();
    await writeFile(path.join(farm.directory, 'farmconfig.py'), 'wikis = [\n');
    await api.host.reload();
    expect((await overview(api)).configuration.error).toMatchObject({ line: expect.any(Number) });
    expect((await get(api.host.mainPort, '/beta/FrontPage')).status).toBe(200);
  });
});

describe('folders and files of a wiki', () => {
  it('without its pages folder it does not start and names the folder; the rest does', async () => {
    await rm(path.join(farm.directory, 'alpha/data/pages'), { recursive: true });
    const api = await farm.open();
    const { wikis } = await overview(api);
    expect(wikis.map((wiki) => wiki.state.kind)).toEqual(['failed', 'running']);
    const [{ state } = {}] = wikis;
    if (state?.kind !== 'failed') throw new Error('the wiki did not fail');
    expect(english(state.error.message)).toContain(path.join(farm.directory, 'alpha/data/pages'));
    await mkdir(path.join(farm.directory, 'alpha/data/pages'));
    await api.request('wiki:start', ['farm', ['alpha']]);
    await api.host.reload();
    await api.host.startWikis([]);
    expect((await overview(api)).wikis[0]?.state.kind).toBe('running');
  });

  it('a page directory that goes missing while the wiki runs is one missing page', async () => {
    const api = await farm.open();
    const port = api.host.mainPort;
    expect((await get(port, '/alpha/OtherPage')).status).toBe(200);
    await rm(path.join(farm.directory, 'alpha/data/pages/OtherPage'), { recursive: true });
    expect((await get(port, '/alpha/OtherPage')).status).toBe(404);
    await rm(path.join(farm.directory, 'alpha/data/pages/FrontPage/revisions'), { recursive: true });
    expect((await get(port, '/alpha/FrontPage')).status).toBeLessThan(500);
    expect((await get(port, '/beta/FrontPage')).status).toBe(200);
  });

  it('a corrupt session file is a row with a reason, is left alone, and the visitor gets a fresh start', async () => {
    const sid = 'c0ffee'.padEnd(40, '0');
    const file = path.join(farm.directory, 'shared/sessions', sid);
    await writeFile(file, 'cposix\nsystem\np0\n.');
    const [row] = (await croftJson('sessions', 'list', farm.directory)) as { problem: string }[];
    expect(row).toMatchObject({ sid, file, user: null, problem: expect.stringMatching(/./) });
    expect(await croftJson('sessions', 'show', farm.directory, sid)).toMatchObject({ content: null });
    const api = await farm.open();
    const port = api.host.mainPort;
    const page = await get(port, '/alpha/FrontPage', `MOIN_SESSION_farm_login=${sid}`);
    expect(page.status).toBe(200);
    expect(await readFile(file, 'latin1')).toBe('cposix\nsystem\np0\n.');
  });
});

describe('a port that is taken', () => {
  const occupied = async (): Promise<{ port: number; server: net.Server }> => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    return { port: (server.address() as net.AddressInfo).port, server };
  };

  it('is told when it was insisted on, for the wikis and for the managing page', async () => {
    const { port, server } = await occupied();
    expect(await refused('serve', farm.directory, '--port', String(port), '--no-manage')).toContain(
      `Port ${port} is used by another program. Stop that program`,
    );
    expect(await refused('serve', farm.directory, '--manage-port', String(port))).toContain(`${port}`);
    server.close();
  });

  it('of a port farm costs only that address: the wiki is reached on the farm’s own port', async () => {
    const { port, server } = await occupied();
    await farm.remove();
    farm = await temporaryFarm({ ...pathPlan, topology: 'port', firstPort: port });
    const api = await farm.open();
    const { wikis } = await overview(api);
    const [alpha] = wikis;
    expect(alpha).toMatchObject({ reach: 'identity-window', state: { kind: 'running' } });
    expect(english(alpha?.reachReason ?? '')).toBe(`Port ${port} is used by another program.`);
    expect(wikis[1]?.reach).toBe('browser');
    server.close();
  });

  it('that was only remembered is replaced by a free one', async () => {
    const first = await farm.open();
    const { mainPort } = first.host;
    await first.close();
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(mainPort, '127.0.0.1', () => resolve()));
    const second = await farm.open();
    expect(second.host.mainPort).not.toBe(mainPort);
    server.close();
  });
});

/** Root may read everything; the child of this test is nobody (DECISIONS 32). */
describe.runIf(process.getuid?.() === 0)('folders that this account may not read', () => {
  const nobody = 65_534;
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    await chmod(path.dirname(farm.directory), 0o755);
    process.setegid?.(nobody);
    process.seteuid?.(nobody);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
  }

  it('are told with what to do', async () => {
    await chmod(data.directory, 0o777);
    await chmod(farm.directory, 0o700);
    expect(await asNobody(() => refused('config', 'show', farm.directory))).toMatch(
      /can't be read by this account\. Give your account read/,
    );
  });

  /** Readable for everybody, unlike a farm that Croft made. */
  async function openToAll(): Promise<void> {
    await chmod(data.directory, 0o777);
    await chmod(farm.directory, 0o755);
    for (const name of await readdir(farm.directory))
      if (name.endsWith('.py')) await chmod(path.join(farm.directory, name), 0o644);
  }

  it('of one file: the wiki says which', async () => {
    await openToAll();
    await chmod(path.join(farm.directory, 'beta.py'), 0o600);
    await asNobody(async () => {
      const said = await croft('config', 'check', farm.directory);
      expect([said.code, said.out]).toEqual([1, expect.stringMatching(/beta\.py.*read/)]);
    });
    await chmod(path.join(farm.directory, 'beta.py'), 0o644);
    await chmod(path.join(farm.directory, 'farmconfig.py'), 0o600);
    expect(await asNobody(() => refused('explain', farm.directory))).toMatch(/farmconfig\.py.*read/);
  });

  it('can’t be edited: the old file stays', async () => {
    await openToAll();
    const before = await readFile(path.join(farm.directory, 'farmconfig.py'), 'utf8');
    const said = await asNobody(() => refused('config', 'set', farm.directory, 'trail_size', '5'));
    expect(said).toContain('this account may write');
    expect(await readFile(path.join(farm.directory, 'farmconfig.py'), 'utf8')).toBe(before);
  });
});
