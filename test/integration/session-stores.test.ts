import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSessionService } from '../../electron/session/create-session-service.ts';
import { extensionSession } from '../../electron/session/extension-session.ts';
import { FileSessionStore } from '../../electron/session/file-store.ts';
import { MemorySessionStore } from '../../electron/session/memory-store.ts';
import { RedisSessionStore } from '../../electron/session/redis-store.ts';
import type { Visitor } from '../../electron/session/session-service.ts';
import type { SessionStore, StoreWriteOptions } from '../../electron/session/session-store.ts';
import { abandonedTemporaryFiles } from '../../electron/session/sweep-temporary-files.ts';
import { isTemporaryName, temporaryName, temporaryOwnerId } from '../../electron/session/temporary-name.ts';
import { defaultSessionSettings } from '../../shared/session/session-settings.ts';
import { sessionIdFrom, type SessionId } from '../../shared/session/sid.ts';
import { redisObstacle, startRedis, type RedisServer } from '../support/redis-server.ts';

const sid = (fill: number): SessionId => sessionIdFrom(new Uint8Array(20).fill(fill));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const options = (expected: StoreWriteOptions['expected']): StoreWriteOptions => ({
  expected,
  lifetimeSeconds: 60,
});

/** What every store promises. `open` gives a new store object on the same place. */
function conformance(open: () => SessionStore): void {
  let store: SessionStore;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.close());

  const textOf = async (id: SessionId): Promise<string | null> => {
    const stored = await store.read(id);
    return stored.kind === 'present' ? new TextDecoder().decode(stored.bytes) : null;
  };

  test('what was written is read, and nothing else is', async () => {
    expect(await store.read(sid(1))).toEqual({ kind: 'absent' });
    const outcome = await store.write(sid(1), bytes('one'), options('absent'));
    const stored = await store.read(sid(1));
    expect(stored).toMatchObject({ kind: 'present', bytes: bytes('one') });
    expect(outcome).toEqual({ kind: 'written', version: stored.kind === 'present' ? stored.version : null });
    expect(await store.read(sid(2))).toEqual({ kind: 'absent' });
  });

  test('any bytes and no bytes at all come back as they were', async () => {
    const all = Uint8Array.from({ length: 256 }, (_none, index) => index);
    await store.write(sid(1), all, options('any'));
    expect(await store.read(sid(1))).toMatchObject({ bytes: all });
    await store.write(sid(1), new Uint8Array(0), options('any'));
    expect(await store.read(sid(1))).toMatchObject({ bytes: new Uint8Array(0) });
  });

  test('a write over a state that is no more changes nothing', async () => {
    const first = await store.write(sid(1), bytes('one'), options('absent'));
    if (first.kind !== 'written') throw new Error(first.kind);
    expect(await store.write(sid(1), bytes('two'), options('absent'))).toEqual({ kind: 'changed' });
    expect((await store.write(sid(1), bytes('three'), options(first.version))).kind).toBe('written');
    expect(await store.write(sid(1), bytes('four'), options(first.version))).toEqual({ kind: 'changed' });
    expect(await textOf(sid(1))).toBe('three');
  });

  test('a session that was deleted is not brought back, except by whoever makes it anew', async () => {
    const first = await store.write(sid(1), bytes('one'), options('absent'));
    if (first.kind !== 'written') throw new Error(first.kind);
    await store.delete(sid(1));
    await store.delete(sid(1));
    expect(await store.write(sid(1), bytes('two'), options(first.version))).toEqual({ kind: 'gone' });
    expect(await store.read(sid(1))).toEqual({ kind: 'absent' });
    expect((await store.write(sid(1), bytes('three'), options('any'))).kind).toBe('written');
  });

  test('of many that make the same session at once one succeeds', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_none, index) => store.write(sid(1), bytes(`${index}`), options('absent'))),
    );
    expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(1);
  });

  test('lists what is stored', async () => {
    expect(await store.list()).toEqual([]);
    await store.write(sid(1), bytes('one'), options('any'));
    await store.write(sid(2), bytes('two'), options('any'));
    await store.delete(sid(1));
    expect(await store.list()).toEqual([sid(2)]);
  });

  test('readers see whole sessions while writers replace them', async () => {
    const whole = (letter: string): Uint8Array => bytes(letter.repeat(20_000));
    await store.write(sid(1), whole('a'), options('any'));
    const writing = Promise.all(
      Array.from('bcdefgh', (letter) => store.write(sid(1), whole(letter), options('any'))),
    );
    for (let round = 0; round < 20; round += 1) expect(await textOf(sid(1))).toMatch(/^(.)\1{19999}$/);
    await writing;
  });

  test('a visitor logs in, comes back, stores an extension’s value, and logs out', async () => {
    const service = createSessionService({
      settings: defaultSessionSettings,
      siteid: 'wikiconfig',
      store,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    });
    const address = { serverPort: 80, mountPath: '' };
    const visitor: Visitor = {
      valid: true,
      id: '1700000000.22.1002',
      authMethod: 'moin',
      authAttribs: [],
      rememberMe: false,
      switchedTo: null,
    };
    let cookieHeader: string | undefined;
    const request = async (who: Visitor, value?: unknown): Promise<unknown> => {
      const nowSeconds = Date.now() / 1000;
      const session = await service.getSession({ cookieHeader, address, nowSeconds });
      const facade = extensionSession(session);
      const seen = facade.get('test');
      if (value !== undefined) facade.set('test', value);
      const { setCookie } = await service.finalize({
        session,
        visitor: who,
        address,
        isHttps: false,
        nowSeconds,
      });
      cookieHeader = setCookie[0]?.split(';')[0] ?? cookieHeader;
      return seen;
    };
    await request(visitor, { n: [1, 'é', null] });
    expect(await request(visitor)).toEqual({ n: [1, 'é', null] });
    expect(await service.getAllSessionIds()).toHaveLength(1);
    await request({ valid: false });
    expect(await service.getAllSessionIds()).toEqual([]);
  });
}

describe('memory', () => {
  conformance(() => new MemorySessionStore());
});

describe('file', () => {
  let parent: string;
  let directory: string;
  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'croft-sessions-'));
    directory = path.join(parent, 'cache', '__session__');
  });
  afterEach(() => rm(parent, { recursive: true }));
  const openAs = (processId: number, messages: string[] = []): FileSessionStore =>
    new FileSessionStore(directory, {
      processId,
      randomInteger: (below) => Math.floor(performance.now() * 1000) % below,
      report: (message) => messages.push(message),
    });
  const open = (): FileSessionStore => openAs(process.pid);

  conformance(open);

  test('the directory and its parents are made when first needed, for the owner and the group', async () => {
    await open().prepare();
    expect((await stat(directory)).mode & 0o777).toBe(0o770);
    await rm(directory, { recursive: true });
    await open().write(sid(1), bytes('one'), options('absent'));
    expect(await readdir(directory)).toEqual([sid(1)]);
    expect((await stat(path.join(directory, sid(1)))).mode & 0o777).toBe(0o660);
  });

  test('a directory that can not be made is reported, reads as empty, and fails to store', async () => {
    await writeFile(path.join(parent, 'cache'), 'a file');
    const messages: string[] = [];
    const store = openAs(process.pid, messages);
    await store.prepare();
    expect(messages).toHaveLength(1);
    expect((await store.read(sid(1))).kind).toBe('unreadable');
    await expect(store.write(sid(1), bytes('one'), options('absent'))).rejects.toThrow('ENOTDIR');
  });

  test('what is no file is unreadable, and what is too large is not loaded whole', async () => {
    const store = open();
    await mkdir(path.join(directory, sid(1)), { recursive: true });
    expect((await store.read(sid(1))).kind).toBe('unreadable');
    await writeFile(path.join(directory, sid(2)), new Uint8Array(9 * 1024 * 1024));
    const stored = await store.read(sid(2));
    expect(stored.kind === 'present' && stored.bytes.length).toBe(4 * 1024 * 1024 + 1);
  });

  test('a failed write leaves nothing behind', async () => {
    await mkdir(path.join(directory, sid(1)), { recursive: true });
    await expect(open().write(sid(1), bytes('x'), options('any'))).rejects.toThrow('EISDIR');
    expect(await readdir(directory)).toEqual([sid(1)]);
  });

  test('starting removes what a killed Croft left, and nobody else’s temporary files', async () => {
    await mkdir(directory, { recursive: true });
    const dead = 4_194_303; // no process has the largest id while the tests run
    const leftOver = temporaryName(dead, 5);
    const ofLiving = temporaryName(process.ppid, 5);
    const ownEarlier = temporaryName(process.pid, 6);
    const foreign = 'tmpAAAAAB.__session';
    expect(temporaryOwnerId(foreign)).toBeNull();
    for (const name of [leftOver, ofLiving, ownEarlier, foreign])
      await writeFile(path.join(directory, name), '');
    await utimes(path.join(directory, ownEarlier), 1000, 1000); // before this process began
    await open().prepare();
    expect((await readdir(directory)).toSorted()).toEqual([ofLiving, foreign].toSorted());
    expect(await abandonedTemporaryFiles(directory, 3_600_000, Date.now() + 3_700_000)).toHaveLength(2);
    expect(await abandonedTemporaryFiles(directory, 3_600_000, Date.now())).toEqual([]);
  });

  test('temporary files carry names that MoinMoin’s listing and ours ignore', () => {
    for (let id = 1; id < 5_000_000; id = id * 3 + 1) {
      const name = temporaryName(id, id);
      expect(name).toMatch(/^tmp[A-Za-z0-9_]{6}\.__session$/);
      expect(isTemporaryName(name)).toBe(true);
      expect(temporaryOwnerId(name)).toBe(id % 63 ** 3);
    }
  });

  test('two stores on one directory see each other’s sessions and conflicts', async () => {
    const [a, b] = [open(), open()];
    const made = await a.write(sid(1), bytes('a'), options('absent'));
    if (made.kind !== 'written') throw new Error(made.kind);
    expect((await b.write(sid(1), bytes('bb'), options(made.version))).kind).toBe('written');
    expect((await a.write(sid(1), bytes('aa'), options(made.version))).kind).toBe('changed');
    expect(await readFile(path.join(directory, sid(1)), 'utf8')).toBe('bb');
  });
});

const obstacle = redisObstacle();
if (obstacle !== null) console.warn(`The Redis suite is skipped: ${obstacle}`);
describe.skipIf(obstacle !== null)('redis', () => {
  let server: RedisServer;
  let prefix = 0;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.dispose());
  beforeEach(() => {
    prefix += 1;
  });
  const open = (messages: string[] = []): RedisSessionStore =>
    new RedisSessionStore({
      url: server.url,
      prefix: `test[${prefix}]:`,
      report: (message) => messages.push(message),
    });

  conformance(open);

  test('two stores of one prefix share their sessions, those of another don’t', async () => {
    const [a, b] = [open(), open()];
    const other = new RedisSessionStore({ url: server.url, prefix: 'other:' });
    const made = await a.write(sid(1), bytes('a'), options('absent'));
    if (made.kind !== 'written') throw new Error(made.kind);
    expect((await b.write(sid(1), bytes('b'), options(made.version))).kind).toBe('written');
    expect((await a.write(sid(1), bytes('c'), options(made.version))).kind).toBe('changed');
    expect(await other.list()).toEqual([]);
    await Promise.all([a.close(), b.close(), other.close()]);
  });

  test('a session ends with its key’s lifetime', async () => {
    const store = open();
    await store.write(sid(1), bytes('a'), { expected: 'absent', lifetimeSeconds: 1 });
    await expect.poll(() => store.list(), { interval: 100 }).toEqual([]);
    await store.close();
  });

  test('a server that is away holds nobody up, and is used again when it is back', async () => {
    const messages: string[] = [];
    const store = open(messages);
    await store.write(sid(1), bytes('a'), options('any'));
    await server.kill();
    const started = performance.now();
    expect((await store.read(sid(1))).kind).toBe('unreadable');
    await expect(store.write(sid(1), bytes('b'), options('any'))).rejects.toThrow(Error);
    expect(performance.now() - started).toBeLessThan(6_000);
    await server.start();
    await expect.poll(async () => (await store.read(sid(1))).kind).toBe('absent');
    expect(messages).not.toEqual([]);
    await store.close();
  });

  test('an address where nothing listens is known at once', async () => {
    const messages: string[] = [];
    const store = new RedisSessionStore({
      url: 'redis://127.0.0.1:1',
      prefix: 'x:',
      report: (text) => messages.push(text),
    });
    await store.prepare();
    expect(messages.join()).toContain('ECONNREFUSED');
    expect((await store.read(sid(1))).kind).toBe('unreadable');
    await store.close();
  });
});
