import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { servedApp, type ServedApp } from '../fakes/served-app.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { visit } from '../fakes/visit.ts';
import { english } from '../../shared/texts/english.ts';
import { asPrinted } from '../fakes/as-printed.ts';

/** Drives that go, ports that are taken, clocks that jump: told in place, and over when they are over. */
let farm: TemporaryFarm;
let app: ServedApp;
let farmId: string;
let nowMs: () => number;

beforeEach(async () => {
  nowMs = Date.now;
  farm = await temporaryFarm(pathPlan);
  app = await servedApp(farm.stateDirectory, { nowMs: () => nowMs() });
});
afterEach(async () => {
  await app.api.close();
  await farm.remove();
});

async function open(): Promise<void> {
  farmId = await app.api.openFarm(farm.directory, { readOnly: false });
}

async function summary(): Promise<FarmSummary> {
  const list = await app.api.handlers['farm:list']();
  const found = list.ok ? list.value.find(({ id }) => id === farmId) : undefined;
  if (found === undefined) throw new Error('the farm is not in the list');
  return found;
}

const stateWord = async (): Promise<string> => (await summary()).state.kind;

async function overview() {
  const answer = await app.api.handlers['farm:overview'](farmId);
  if (!answer.ok) throw new Error(english(answer.error.message));
  return answer.value as { problems: { message: string; consequence: string }[] };
}

async function logIn(): Promise<void> {
  const form = { action: 'login', name: 'JoeDoe', password: 'secret-of-JoeDoe', login: 'Login' };
  const answer = await visit(app.farm().host.mainPort, '/alpha/FrontPage', form);
  expect(answer.cookies).toHaveLength(1);
}

describe('the folder of a farm that is open goes away', () => {
  const away = (): string => `${farm.directory} away`;

  test('it is missing and serves nothing; when the folder is back it opens by itself', async () => {
    await open();
    const port = app.farm().host.mainPort;
    await rename(farm.directory, away());
    await expect.poll(stateWord).toBe('missing');
    await expect(visit(port, '/alpha/FrontPage')).rejects.toThrow('ECONNREFUSED');
    await rename(away(), farm.directory);
    await expect.poll(stateWord).toBe('open');
    expect((await visit(port, '/alpha/FrontPage')).status).toBe(200);
  });

  test('a folder that another takes the place of at once is not missed', async () => {
    await open();
    const before = app.farm();
    await rename(farm.directory, away());
    await rename(away(), farm.directory);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(app.farm()).toBe(before);
    expect(app.told('farm:changed').some(({ state }) => state.kind === 'missing')).toBe(false);
  });

  test('a farm that a person closed stays closed', async () => {
    await open();
    await app.api.handlers['farm:close'](farmId);
    await rename(farm.directory, away());
    await rename(away(), farm.directory);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stateWord()).toBe('closed');
  });
});

test('a farm whose folder is away at the start opens when it appears', async () => {
  await open();
  await app.api.close();
  await rename(farm.directory, `${farm.directory} away`);
  app = await servedApp(farm.stateDirectory);
  await app.api.restore();
  expect(await stateWord()).toBe('missing');
  await rename(`${farm.directory} away`, farm.directory);
  await expect.poll(stateWord).toBe('open');
});

describe('the farm’s port is taken by another program', () => {
  let usual: number;
  let other: net.Server;

  beforeEach(async () => {
    await open();
    usual = app.farm().host.mainPort;
    await app.api.handlers['farm:close'](farmId);
    other = net.createServer();
    await new Promise<void>((resolve) => other.listen(usual, '127.0.0.1', () => resolve()));
    await open();
  });
  afterEach(() => void other.close());

  test('it answers on another one meanwhile and says so', async () => {
    const port = app.farm().host.mainPort;
    expect(port).not.toBe(usual);
    expect((await visit(port, '/alpha/FrontPage')).status).toBe(200);
    expect(asPrinted((await overview()).problems)).toContainEqual(
      expect.objectContaining({
        message: `Port ${usual} is used by another program.`,
        consequence: expect.stringContaining(String(port)),
      }),
    );
  });

  test('the same one as long as that lasts, and the usual one again afterwards', async () => {
    const substitute = app.farm().host.mainPort;
    await app.api.handlers['farm:reopen'](farmId);
    expect(app.farm().host.mainPort).toBe(substitute);
    await new Promise((resolve) => other.close(resolve));
    await app.api.handlers['farm:reopen'](farmId);
    expect(app.farm().host.mainPort).toBe(usual);
    expect((await overview()).problems).toEqual([]);
  });
});

/** What a sleep does to sockets on some systems. */
async function closeBehindItsBack(port: number): Promise<void> {
  // Not documented, and the only way to a socket that its owner keeps to itself.
  const handles = (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles();
  const server = handles.find(
    (handle): handle is net.Server =>
      handle instanceof net.Server && (handle.address() as net.AddressInfo | null)?.port === port,
  );
  await new Promise((resolve) => server?.close(resolve));
}

describe('sleep and clock', () => {
  test('a socket that the system took away is there again after a wake', async () => {
    await open();
    const port = app.farm().host.mainPort;
    await closeBehindItsBack(port);
    await expect(visit(port, '/alpha/FrontPage')).rejects.toThrow('ECONNREFUSED');
    await app.api.wake();
    expect((await visit(port, '/alpha/FrontPage')).status).toBe(200);
  });

  test('after a wake what happened meanwhile is there: sessions, configuration', async () => {
    await open();
    await logIn();
    await expect.poll(async () => (await summary()).sessions).toBe(1);
    await app.api.wake();
    const { host } = app.farm();
    await host.sessions.settled();
    expect(host.sessions.rows.size).toBe(1);
    expect(host.followedAtSeconds).toBeGreaterThan(0);
    expect(await stateWord()).toBe('open');
  });

  test('sessions end by the clock on the wall: set forward they are over, set back they are not', async () => {
    await open();
    await logIn();
    await expect.poll(async () => (await summary()).sessions).toBe(1);
    const expired = (): number => app.told('session:changed').at(-1)?.counts.expired ?? -1;
    nowMs = () => Date.now() + 20 * 365 * 86_400_000;
    await app.api.wake();
    await expect.poll(expired).toBe(1);
    nowMs = Date.now;
    await app.api.wake();
    await expect.poll(expired).toBe(0);
  });
});

describe('settings', () => {
  const file = (): string => path.join(farm.stateDirectory, 'croft.json');

  test('that can’t be read are kept aside, and the program goes on', async () => {
    await open();
    await app.api.close();
    await writeFile(file(), '{"version": 1, "farms": [');
    app = await servedApp(farm.stateDirectory);
    expect(await app.api.handlers['farm:list']()).toEqual({ ok: true, value: [] });
    await app.api.handlers['settings:set']({ theme: 'dark' });
    const aside = (await readdir(farm.stateDirectory)).find((name) => name.includes('set-aside')) ?? '';
    expect(await readFile(path.join(farm.stateDirectory, aside), 'utf8')).toBe('{"version": 1, "farms": [');
  });
});
