import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LiveSessions } from '../../electron/farm/live-sessions.ts';
import { EndedSessions } from '../../electron/api/farm/set-aside.ts';
import { DirectorySource } from '../../electron/session/directory-source.ts';
import { encodePickle } from '../../electron/session/pickle/encode.ts';
import { HistoryRecorder } from '../../electron/session/history-recorder.ts';
import type { IndexedSession, SessionDelta } from '../../electron/session/indexed-session.ts';
import type { SessionSource } from '../../electron/session/session-source.ts';
import { SessionStores, type SessionStorePlace } from '../../electron/session/session-stores.ts';
import type { HistoryEntry } from '../../electron/session/session-history.ts';
import { pyInt, pyList, pyStr, pyUnicode, type PyValue } from '../../shared/python-value.ts';
import { sessionIdFrom, type SessionId } from '../../shared/session/sid.ts';
import { redisObstacle, startRedis, type RedisServer } from '../support/redis-server.ts';
import { english } from '../../shared/texts/english.ts';

const golden = path.resolve(import.meta.dirname, '../golden/sessions/files');
const soon = { interval: 10 };

function sid(number: number): SessionId {
  const bytes = new Uint8Array(20);
  new DataView(bytes.buffer).setUint32(16, number);
  return sessionIdFrom(bytes);
}

interface Content {
  readonly user?: string;
  readonly setuid?: string;
  readonly expires?: number;
  readonly trail?: readonly string[];
}

function session({ user, setuid, expires, trail = [] }: Content): Uint8Array {
  const entries: (readonly [PyValue, PyValue])[] = [];
  if (user !== undefined)
    entries.push([pyStr('user.id'), pyStr(user)], [pyStr('user.auth_method'), pyStr('moin')]);
  if (setuid !== undefined) entries.push([pyStr('setuid'), pyStr(setuid)]);
  if (expires !== undefined) entries.push([pyStr('expires'), pyInt(expires)]);
  if (trail.length > 0) entries.push([pyStr('trail'), pyList(trail.map(pyUnicode))]);
  return encodePickle({ type: 'dict', entries });
}

let root: string;
let directory: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-live-'));
  directory = path.join(root, 'cache', '__session__');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** As MoinMoin and Croft write: a temporary file, renamed. */
async function put(id: SessionId, bytes: Uint8Array, into = directory): Promise<void> {
  const temporary = path.join(into, `tmp${id.slice(-6)}.__session`);
  await writeFile(temporary, bytes);
  await rename(temporary, path.join(into, id));
}

function follow(places?: ReadonlyMap<string, () => SessionSource>) {
  const problems: string[] = [];
  const history: HistoryEntry[] = [];
  const deltas: SessionDelta[] = [];
  const recorder = new HistoryRecorder({
    nowMs: Date.now,
    append: (entries) => void history.push(...entries),
  });
  const live: LiveSessions = new LiveSessions(
    Date.now,
    (delta) => {
      deltas.push(delta);
      recorder.note(delta, (change) => ended.wasTold(change));
    },
    (message) => void problems.push(message),
  );
  const ended: EndedSessions = new EndedSessions(live, (message) => void problems.push(english(message)));
  ended.onAct = (kind, row) => recorder.acted(kind, row);
  live.watch(places ?? new Map([[directory, () => new DirectorySource(directory)]]));
  onTestFinished(async () => {
    await ended.close();
    live.close();
    recorder.close();
  });
  const row = (id: SessionId): IndexedSession | undefined =>
    [...live.rows.values()].find((one) => one.sid === id);
  return { live, ended, row, problems, history, deltas, recorder };
}

describe('the live sessions of a directory', () => {
  test('follow a session from its begin over its trail and a switch to its end', async () => {
    await mkdir(directory, { recursive: true });
    const { live, row, history } = follow();
    await live.settled();
    expect(live.rows.size).toBe(0);

    await put(sid(1), session({ user: 'ann', trail: ['A'] }));
    await vi.waitFor(() => expect(row(sid(1))).toMatchObject({ userId: 'ann', trail: ['A'] }), soon);
    const revision = live.revision;
    await put(sid(1), session({ user: 'ann', trail: ['A', 'B'] }));
    await vi.waitFor(() => expect(row(sid(1))?.trail).toEqual(['A', 'B']), soon);
    expect(live.revision).toBeGreaterThan(revision);
    await put(sid(1), session({ user: 'ann', setuid: 'bob', trail: ['A', 'B'] }));
    await vi.waitFor(() => expect(row(sid(1))?.setuid).toBe('bob'), soon);
    await put(sid(1), session({ user: 'ann', trail: ['A', 'B'] }));
    await vi.waitFor(() => expect(row(sid(1))?.setuid).toBeNull(), soon);
    await unlink(path.join(directory, sid(1)));
    await vi.waitFor(() => expect(live.rows.size).toBe(0), soon);

    await vi.waitFor(
      () => expect(history.map(({ kind }) => kind)).toEqual(['login', 'switched', 'returned', 'logout']),
      soon,
    );
    expect(history.every(({ by, userId }) => by === 'visitor' && userId === 'ann')).toBe(true);
    expect(history[2]).toMatchObject({ actingAsId: 'bob', durationSeconds: expect.any(Number) as number });
  });

  test('appear when the missing directory does, and stay away with it', async () => {
    const { live } = follow();
    await live.settled();
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann' }));
    await vi.waitFor(() => expect(live.rows.size).toBe(1), soon);

    await rm(path.dirname(directory), { recursive: true });
    await vi.waitFor(() => expect(live.rows.size).toBe(0), soon);
    await mkdir(directory, { recursive: true });
    await put(sid(2), session({ user: 'bob' }));
    await vi.waitFor(() => expect([...live.rows.values()].map((one) => one.userId)).toEqual(['bob']), soon);
  });

  test('are found again in a directory that was replaced by another', async () => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann' }));
    const { live } = follow();
    await live.settled();
    const other = path.join(root, 'other');
    await mkdir(other);
    await put(sid(2), session({ user: 'bob' }), other);
    await rename(directory, path.join(root, 'old'));
    await rename(other, directory);
    await vi.waitFor(() => expect([...live.rows.values()].map((one) => one.userId)).toEqual(['bob']), soon);
    await put(sid(3), session({ user: 'cleo' }));
    await vi.waitFor(() => expect(live.rows.size).toBe(2), soon);
  });

  test('are neither foreign files, nor temporary ones, nor folders, nor sessions that were set aside', async () => {
    await mkdir(path.join(directory, sid(9)), { recursive: true });
    for (const name of ['README', 'tmpAbCdEf.__session', `${sid(8)}.ended.__session`, `${sid(7)}x`])
      await writeFile(path.join(directory, name), session({ user: 'ann' }));
    await put(sid(1), session({}));
    const { live } = follow();
    await live.settled();
    expect([...live.rows.values()].map((one) => one.sid)).toEqual([sid(1)]);
    await writeFile(path.join(directory, 'notes.txt'), 'x');
    await put(sid(2), session({}));
    await vi.waitFor(() => expect(live.rows.size).toBe(2), soon);
  });

  test('show files that are no sessions for what they are, and never run them', async () => {
    await mkdir(directory, { recursive: true });
    const files = ['s081_os_system_p0', 's064_cut_in_key', 's057_top_int', 's002_login_with_expires'];
    for (const [index, name] of files.entries())
      await put(sid(index), await readFile(path.join(golden, `${name}.pickle`)));
    await put(sid(10), new Uint8Array(4 * 1024 * 1024 + 1));
    const { live, row } = follow();
    await live.settled();
    const classes = [0, 1, 2, 3, 10].map((number) => row(sid(number))?.classification);
    expect(classes).toEqual(['refused', 'corrupt', 'not-a-dict', 'ok', 'refused']);
    expect(row(sid(3))).toMatchObject({ userId: '1700000000.22.1002', authMethod: 'moin' });
  });

  test.each([
    ['a link to itself', (file: string) => symlink(path.basename(file), file)],
    ['a link through a file', (file: string) => symlink(`${sid(1)}/x`, file)],
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
  ])('are shown beside %s, which is a row that can’t be read', async (_what, make) => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann' }));
    await make(path.join(directory, sid(2)));
    const { live, row } = follow();
    await live.settled();
    expect([1, 2].map((number) => row(sid(number))?.classification)).toEqual(['ok', 'unreadable']);
    await put(sid(3), session({ user: 'ann' }));
    await vi.waitFor(() => expect(row(sid(3))?.classification).toBe('ok'), soon);
  });

  test('that can’t be read are shown and make no history', async () => {
    if (process.getuid?.() === 0) return; // root reads everything
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann' }));
    const { live, row, history } = follow();
    await live.settled();
    await chmod(path.join(directory, sid(1)), 0);
    await vi.waitFor(() => expect(row(sid(1))?.classification).toBe('unreadable'), soon);
    await chmod(path.join(directory, sid(1)), 0o600);
    await vi.waitFor(() => expect(row(sid(1))?.classification).toBe('ok'), soon);
    expect(history).toEqual([]);
  });

  test('keep the moment they began although every save makes a new file', async () => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann' }));
    const { live, row } = follow();
    await live.settled();
    const began = row(sid(1))?.createdMs;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan((began ?? Infinity) + 1)); // a later time stamp
    await put(sid(1), session({ user: 'ann', trail: ['A'] }));
    await vi.waitFor(() => expect(row(sid(1))?.trail).toEqual(['A']), soon);
    expect(row(sid(1))?.createdMs).toBe(began);
    expect(row(sid(1))?.modifiedMs).toBeGreaterThan(began ?? Infinity);
  });

  test('that lay there before are no logins, also in a directory that comes back', async () => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann' }));
    const { live, history } = follow();
    await live.settled();
    const away = path.join(root, 'away');
    await rename(directory, away);
    await vi.waitFor(() => expect(live.rows.size).toBe(0), soon);
    await utimes(path.join(away, sid(1)), 1_700_000_000, 1_700_000_000);
    await rename(away, directory);
    await vi.waitFor(() => expect(live.rows.size).toBe(1), soon);
    await put(sid(2), session({ user: 'bob' }));
    await vi.waitFor(() => expect(history).toMatchObject([{ kind: 'login', userId: 'bob' }]), soon);
  });

  test('are seen in well under a second while another process writes', async () => {
    await mkdir(directory, { recursive: true });
    const { live } = follow();
    await live.settled();
    const script = `
      const fs = require('node:fs');
      const bytes = Buffer.from(process.argv[2], 'base64');
      for (let n = 0; n < 300; n++) {
        const name = n.toString(16).padStart(40, '0');
        fs.writeFileSync(process.argv[1] + '/tmp' + String(n).padStart(6, '0') + '.__session', bytes);
        fs.renameSync(process.argv[1] + '/tmp' + String(n).padStart(6, '0') + '.__session', process.argv[1] + '/' + name);
        if (n % 3 === 0) fs.unlinkSync(process.argv[1] + '/' + name);
      }`;
    const bytes = Buffer.from(session({ user: 'ann' })).toString('base64');
    const writer = spawn(process.execPath, ['-e', script, directory, bytes], { stdio: 'inherit' });
    await once(writer, 'exit');
    const done = Date.now();
    await vi.waitFor(() => expect(live.rows.size).toBe(200), soon);
    expect(Date.now() - done).toBeLessThan(1_000);
  });
});

describe('a session that gets a new id', () => {
  test('is switched and returned, not logged out and in', async () => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ trail: ['A'] }));
    const { live, history } = follow();
    await live.settled();
    const renew = async (from: number, to: number, content: Content): Promise<void> => {
      await put(sid(to), session(content));
      await unlink(path.join(directory, sid(from)));
    };
    await renew(1, 2, { user: 'ann', trail: ['A', 'B'] });
    await vi.waitFor(() => expect(history.map(({ kind }) => kind)).toEqual(['login']), soon);
    await renew(2, 3, { user: 'ann', setuid: 'bob', trail: ['A', 'B'] });
    await vi.waitFor(() => expect(history.map(({ kind }) => kind)).toEqual(['login', 'switched']), soon);
    await renew(3, 4, { user: 'ann', trail: ['A', 'B', 'C'] });
    await vi.waitFor(() => expect(history).toHaveLength(3), soon);
    expect(history[2]).toMatchObject({ kind: 'returned', userId: 'ann', actingAsId: 'bob' });
    expect(history[2]?.durationSeconds).toBeLessThan(5);
    await unlink(path.join(directory, sid(4)));
    await vi.waitFor(() => expect(history.at(-1)?.kind).toBe('logout'), soon);
  });

  test('is not taken for one when two people come and go', async () => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann', trail: ['A'] }));
    const { live, history } = follow();
    await live.settled();
    await put(sid(2), session({ user: 'bob', setuid: 'ann', trail: ['A'] }));
    await unlink(path.join(directory, sid(1)));
    await vi.waitFor(() => expect(history).toHaveLength(2), soon);
    expect(history.map(({ kind, userId }) => `${userId} ${kind}`)).toEqual(['bob switched', 'ann logout']);
  });

  test('has expired when its end was over', async () => {
    await mkdir(directory, { recursive: true });
    await put(sid(1), session({ user: 'ann', expires: 1_700_000_000 }));
    const { live, history } = follow();
    await live.settled();
    await unlink(path.join(directory, sid(1)));
    await vi.waitFor(() => expect(history).toMatchObject([{ kind: 'expired', userId: 'ann' }]), soon);
  });
});

describe('ending sessions, with undo', () => {
  let redis: RedisServer | null = null;
  let stores: SessionStores;
  beforeEach(() => {
    stores = new SessionStores(() => undefined);
  });
  afterEach(async () => {
    await stores.closeAll();
    await redis?.dispose();
    redis = null;
  });

  const places: Record<string, () => Promise<SessionStorePlace>> = {
    file: async () => {
      await mkdir(directory, { recursive: true });
      return { kind: 'file', directory };
    },
    memory: () => Promise.resolve({ kind: 'memory', group: directory }),
    redis: async () => {
      redis = await startRedis();
      return { kind: 'redis', url: redis.url, prefix: `croft:${directory}:` };
    },
  };
  for (const [kind, makePlace] of Object.entries(places))
    test(`works for sessions in ${kind}, and the table follows`, async ({ skip }) => {
      const obstacle = kind === 'redis' ? redisObstacle() : null;
      if (obstacle !== null) skip(obstacle);
      const place = await makePlace();
      const store = stores.open(place);
      await store.prepare();
      const write = (number: number, content: Content) =>
        store.write(sid(number), session(content), { expected: 'any', lifetimeSeconds: 3600 });
      await write(1, { user: 'ann', expires: 4_000_000_000 });
      const source = () => stores.source(place, directory, Date.now);
      const { live, ended, row, history } = follow(new Map([['place', source]]));
      await live.settled();
      expect(row(sid(1))).toMatchObject({ userId: 'ann', directory });
      await write(2, { user: 'bob' });
      await vi.waitFor(() => expect(row(sid(2))?.userId).toBe('bob'), soon);
      await write(2, { user: 'bob', setuid: 'ann' });
      await vi.waitFor(() => expect(row(sid(2))?.setuid).toBe('ann'), soon);

      const report = await ended.end([...live.rows.values()]);
      expect(report).toMatchObject({ ended: 2, failed: [] });
      await vi.waitFor(() => expect(live.rows.size).toBe(0), soon);
      expect((await store.read(sid(1))).kind).toBe('absent');
      expect(await store.list()).toEqual([]);

      await write(2, { user: 'cleo' }); // somebody has the place of one of them meanwhile
      expect(await ended.undo(report.undo ?? '')).toBe(1);
      await vi.waitFor(() => expect(row(sid(1))?.userId).toBe('ann'), soon);
      await vi.waitFor(() => expect(row(sid(2))?.userId).toBe('cleo'), soon);
      expect(await ended.undo(report.undo ?? '')).toBe(0);
      await store.delete(sid(1));
      await vi.waitFor(() => expect(row(sid(1))).toBeUndefined(), soon);
      await vi.waitFor(() => expect(history.at(-1)?.kind).toBe('logout'), soon);
      expect(history.filter(({ by }) => by === 'croft').map(({ kind }) => kind)).toEqual([
        'ended',
        'ended',
        'restored',
      ]);
    });
});
