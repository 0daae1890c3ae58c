import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import { writeFarm } from '../../electron/farm/create-farm.ts';
import type { CroftSettings } from '../../electron/farm/croft-settings.ts';
import { redisObstacle, startRedis, type RedisServer } from '../support/redis-server.ts';
import { english } from '../../shared/texts/english.ts';
import type { Sentence } from '../../shared/texts/sentence.ts';

/** The example of the guide is the macro of these tests. */
const guide = await readFile(path.resolve(import.meta.dirname, '../../electron/plugin/README.md'), 'utf8');
const example = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code ?? '').at(-1) ?? '';

const soon = { interval: 20 };
let root: string;
let farm: string;
let api: FarmApi | null = null;
let redis: RedisServer | null = null;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-plugins-'));
  farm = path.join(root, 'farm');
});
afterEach(async () => {
  await api?.close();
  api = null;
  await redis?.dispose();
  redis = null;
  await rm(root, { recursive: true, force: true });
});

async function makeFarm(sessionStore: CroftSettings['sessionStore']): Promise<void> {
  const plan = {
    topology: 'single' as const,
    wikis: [{ name: 'wiki', sitename: 'Wiki' }],
    shareLogin: false,
    superuser: null,
    domain: 'farm.localhost',
    firstPort: 8081,
  };
  const pages = new Map([
    ['wiki', { SessionDemo: 'Value: <<SessionTest>>.\n', Fine: 'Fine <<BR>> page.\n' }],
  ]);
  const written = await writeFarm(farm, plan, { pages, accounts: [] }, Date.now);
  if (!written.ok) throw new Error(english(written.error.message));
  const config = path.join(farm, 'wikiconfig.py');
  await writeFile(config, `${await readFile(config, 'utf8')}\n    cookie_lifetime = (1, 12)\n`);
  await writeFile(path.join(farm, 'croft.json'), JSON.stringify({ sessionStore }));
}

async function open(trusted: boolean): Promise<{ readonly macroFile: string }> {
  const opened = await openFarmApi({
    farmId: 'farm',
    directory: farm,
    readOnly: false,
    trusted,
    stateDirectory: path.join(root, 'state'),
    port: 0,
    allowedHosts: [],
  });
  if (!opened.ok) throw new Error(english(opened.error.message));
  api = opened.value;
  const folder = path.join(api.host.wikis[0]?.settings?.pluginDir ?? '', 'macro');
  await mkdir(folder, { recursive: true });
  return { macroFile: path.join(folder, 'SessionTest.mjs') };
}

function view(page: string, cookie = ''): Promise<{ readonly text: string; readonly cookie: string }> {
  const port = api?.host.mainPort;
  return new Promise((resolve, reject) => {
    const headers = { host: `127.0.0.1:${port}`, ...(cookie === '' ? {} : { cookie }) };
    const sent = request({ port, host: '127.0.0.1', path: `/${page}`, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        const line = answer.headers['set-cookie']?.[0] ?? '';
        resolve({ text, cookie: line.split(';')[0] ?? '' });
      });
    });
    sent.on('error', reject).end();
  });
}

const stores: Record<string, () => Promise<CroftSettings['sessionStore']>> = {
  file: () => Promise.resolve(undefined),
  memory: () => Promise.resolve({ kind: 'memory' }),
  redis: async () => {
    redis = await startRedis();
    return { kind: 'redis', url: redis.url };
  },
};

describe('the example of the guide', () => {
  test.each(Object.keys(stores))(
    'keeps its number in %s sessions, and the live table shows them',
    async (kind) => {
      if (kind === 'redis' && redisObstacle() !== null) return;
      await makeFarm(await stores[kind]?.());
      const { macroFile } = await open(true);
      await writeFile(macroFile, example);
      const notStoring = 'Not storing any state until you send a cookie.';
      await vi.waitFor(async () => expect((await view('SessionDemo')).text).toContain(notStoring), soon);
      const first = await view('SessionDemo');
      const second = await view('SessionDemo', first.cookie);
      const cookie = second.cookie || first.cookie;
      const set = await view('SessionDemo', cookie);
      const number = /(?:Set to|Loaded) value (\d+)/.exec(`${second.text}${set.text}`)?.[1];
      expect(number).toBeDefined();
      expect((await view('SessionDemo', set.cookie || cookie)).text).toContain(`Loaded value ${number}`);
      await vi.waitFor(() => {
        const rows = [...(api?.host.sessions.rows.values() ?? [])];
        expect(
          rows.some(
            (row) => row.extensionKeys === 1 && row.trail.some((entry) => entry.endsWith('SessionDemo')),
          ),
        ).toBe(true);
      }, soon);
    },
  );
});

describe('plugins of a farm', () => {
  test('are followed, and a broken one says so in the page and the log', async () => {
    await makeFarm(undefined);
    const { macroFile } = await open(true);
    const shows = (text: string) =>
      vi.waitFor(async () => expect((await view('SessionDemo')).text).toContain(text), soon);
    await shows('Cannot load macro SessionTest');
    await writeFile(macroFile, 'export const run = () => "one";');
    await shows('Value: one.');
    await writeFile(macroFile, 'export const run = () => { throw new Error("oh no"); };');
    await shows('SessionTest: execution failed [oh no] (see also the log)');
    await writeFile(macroFile, 'export const run = (');
    await shows('SessionTest: execution failed [');
    expect((await view('Fine')).text).toContain('Fine');
    await rm(macroFile);
    await shows('Cannot load macro SessionTest');
  });

  test('are counted but not run as long as nobody trusts the farm; Python is named', async () => {
    await makeFarm(undefined);
    const { macroFile } = await open(false);
    await writeFile(macroFile, 'export const run = () => "ran";');
    await writeFile(path.join(path.dirname(macroFile), 'Old.py'), 'def execute(macro, args): pass\n');
    expect((await view('SessionDemo')).text).toContain('Cannot load macro SessionTest');
    const overview = await api?.request('farm:overview', ['farm']);
    expect(overview).toMatchObject({ ok: true, value: { untrustedPlugins: 1 } });
    const problems = overview?.ok
      ? (overview.value as { problems: { code: string; message: Sentence }[] }).problems
      : [];
    const found = problems.find(({ code }) => code === 'plugins-not-run');
    expect(english(found?.message ?? '')).toContain('macro/Old');
  });
});
