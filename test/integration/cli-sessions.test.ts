import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { explainCommand } from '../../electron/cli/explain.ts';
import { openFarm } from '../../electron/cli/farm.ts';
import type { Outcome } from '../../electron/cli/output.ts';
import { sessionsCommand } from '../../electron/cli/sessions.ts';
import { switchCommand } from '../../electron/cli/switch.ts';
import { writeFarm } from '../../electron/farm/create-farm.ts';
import { encodePickle } from '../../electron/session/pickle/encode.ts';
import { pyInt, pyList, pyStr, pyTuple, pyUnicode } from '../../shared/python-value.ts';
import { isSessionId, sessionIdFrom } from '../../shared/session/sid.ts';
import { english } from '../../shared/texts/english.ts';

/** One farm of two wikis at paths, sharing the login; its superuser is Ann. */
let root: string;
let farm: string;
let sessionDir: string;
const dataDirectory = process.env['CROFT_DATA_DIR'];
const now = Math.floor(Date.now() / 1000);
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-cli-'));
  process.env['CROFT_DATA_DIR'] = path.join(root, 'croft');
  farm = path.join(root, 'farm');
  const plan = {
    topology: 'path' as const,
    wikis: [
      { name: 'alpha', sitename: 'Alpha' },
      { name: 'beta', sitename: 'Beta' },
    ],
    shareLogin: true,
    superuser: 'Ann',
    domain: 'farm.localhost',
    firstPort: 8081,
  };
  const accounts = ['Ann', 'Bob', 'Cleo'].map((name) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: { stored: '{SSHA}Ivg3J7eHQdUjPhIg96Y5JVui/KRzYWx0' },
  }));
  const written = await writeFarm(farm, plan, { pages: new Map(), accounts }, Date.now);
  if (!written.ok) throw new Error(english(written.error.message));
  const opened = await openFarm(farm);
  if (!opened.ok) throw new Error(english(opened.error.message));
  const [unit] = opened.value.host.wikis;
  sessionDir = unit?.settings?.sessionDir ?? '';
  const people = unit ? opened.value.context.accounts.of(unit)?.people : undefined;
  ids = Object.fromEntries([...(people?.values() ?? [])].map(({ name, id }) => [name, id]));
  await opened.value.close();
});
afterAll(async () => {
  if (dataDirectory === undefined) delete process.env['CROFT_DATA_DIR'];
  else process.env['CROFT_DATA_DIR'] = dataDirectory;
  await rm(root, { recursive: true });
});

const sid = (byte: number): string => sessionIdFrom(new Uint8Array(20).fill(byte));

async function put(byte: number, user: string | null, expires: number): Promise<void> {
  const login =
    user === null
      ? []
      : ([
          [pyStr('user.id'), pyStr(ids[user] ?? user)],
          [pyStr('user.auth_method'), pyStr('moin')],
          [pyStr('user.auth_attribs'), pyTuple([])],
        ] as const);
  const content = encodePickle({
    type: 'dict',
    entries: [
      ...login,
      [pyStr('expires'), pyInt(expires)],
      [pyStr('trail'), pyList([pyUnicode('FrontPage')])],
    ],
  });
  await writeFile(path.join(sessionDir, sid(byte)), content);
}

const names = async (): Promise<readonly string[]> => (await readdir(sessionDir)).toSorted();

beforeEach(async () => {
  for (const name of await names()) await rm(path.join(sessionDir, name));
  await put(1, 'Ann', now + 3600);
  await put(2, 'Bob', now + 3600);
  await put(3, 'Bob', now - 3600);
  await put(4, null, now + 3600);
  await writeFile(path.join(sessionDir, sid(5)), 'cposix\nsystem\n.');
  await writeFile(path.join(sessionDir, 'README'), 'not a session');
});

function json(outcome: Outcome): unknown {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return JSON.parse(JSON.stringify(outcome.json));
}

const person = z.strictObject({ id: z.string(), name: z.string() });
const line = z.strictObject({
  sid: z.string(),
  file: z.string(),
  wikis: z.array(z.string()),
  user: person.nullable(),
  actingAs: person.nullable(),
  authMethod: z.string().nullable(),
  expires: z.number().nullable(),
  trail: z.array(z.string()),
  problem: z.string().nullable(),
});

describe('croft sessions', () => {
  test('list names all sessions of all wikis with who they are, and nothing else', async () => {
    const lines = z.array(line).parse(json(await sessionsCommand.run(['list', farm, '--json'])));
    expect(lines.map((one) => one.sid).toSorted()).toEqual([1, 2, 3, 4, 5].map(sid));
    const bob = lines.find((one) => one.sid === sid(2));
    expect(bob).toEqual({
      sid: sid(2),
      file: path.join(sessionDir, sid(2)),
      wikis: ['alpha', 'beta'],
      user: { id: ids['Bob'], name: 'Bob' },
      actingAs: null,
      authMethod: 'moin',
      expires: now + 3600,
      trail: ['FrontPage'],
      problem: null,
    });
    expect(lines.find((one) => one.sid === sid(5))?.problem).toContain('Unsafe');
    expect(json(await sessionsCommand.run(['list', farm, '--user', 'Bob']))).toHaveLength(2);
  });

  test('show prints the typed content, by id or by file, and runs nothing', async () => {
    const shown = json(await sessionsCommand.run(['show', farm, sid(2), '--json']));
    expect(shown).toMatchObject({
      classification: 'ok',
      content: {
        dict: expect.arrayContaining([
          [{ str: 'user.id' }, { str: ids['Bob'] }],
          [{ str: 'expires' }, { int: String(now + 3600) }],
          [{ str: 'trail' }, { list: [{ u: 'FrontPage' }] }],
        ]) as unknown,
      },
    });
    const file = path.join(sessionDir, sid(5));
    expect(json(await sessionsCommand.run(['show', farm, file]))).toMatchObject({
      classification: 'refused',
      content: null,
    });
    expect(await sessionsCommand.run(['show', farm, sid(9)])).toMatchObject({
      kind: 'failed',
      error: { code: 'not-found' },
    });
  });

  test('end ends the named ones and keeps the rest', async () => {
    expect(json(await sessionsCommand.run(['end', farm, sid(1), sid(4)]))).toEqual({ ended: 2 });
    expect(await names()).toEqual([...[2, 3, 5].map(sid), 'README']);
    expect(await sessionsCommand.run(['end', farm, sid(1)])).toMatchObject({ kind: 'failed' });
  });

  test('end of a user says before what it would do', async () => {
    const dry = json(await sessionsCommand.run(['end', farm, '--user', 'Bob', '--dry-run']));
    expect(dry).toMatchObject({ wouldEnd: 2 });
    expect(await names()).toHaveLength(6);
    expect(json(await sessionsCommand.run(['end', farm, '--user', 'Bob']))).toEqual({ ended: 2 });
    expect(await names()).toEqual([...[1, 4, 5].map(sid), 'README']);
  });

  test('clean removes outdated sessions, leaves unsafe files and foreign ones', async () => {
    expect(json(await sessionsCommand.run(['clean', farm, '--dry-run']))).toMatchObject({
      before: 5,
      removed: 1,
      refused: 1,
    });
    expect(await names()).toHaveLength(6);
    expect(json(await sessionsCommand.run(['clean', farm]))).toMatchObject({ removed: 1 });
    expect(await names()).toEqual([...[1, 2, 4, 5].map(sid), 'README']);
    expect(await sessionsCommand.run(['clean', farm, '--user', 'Nobody'])).toMatchObject({
      kind: 'failed',
      error: { code: 'not-found' },
    });
  });

  test('refuses words it does not know as wrong usage', async () => {
    expect(await sessionsCommand.run(['list'])).toMatchObject({ kind: 'usage' });
    expect(await sessionsCommand.run(['dance', farm])).toMatchObject({ kind: 'usage' });
    expect(await sessionsCommand.run(['end', farm])).toMatchObject({ kind: 'usage' });
    expect(await sessionsCommand.run(['end', farm, '../x'])).toMatchObject({ kind: 'usage' });
  });
});

describe('croft switch', () => {
  test('starts a session that is the other user, eight hours at most, and outlives the command', async () => {
    const outcome = json(await switchCommand.run([farm, '--as', 'Ann', '--to', 'Bob', '--json']));
    const answer = z
      .strictObject({
        sid: z.string().refine(isSessionId),
        cookie: z.strictObject({
          name: z.string().min(1),
          value: z.string(),
          domain: z.string().nullable(),
          path: z.string(),
        }),
        url: z.string().regex(/^http:/),
        connect: z.string().regex(/^127\.0\.0\.1:\d+$/),
      })
      .parse(outcome);
    expect(answer.cookie.value).toBe(answer.sid);
    const lines = z.array(line).parse(json(await sessionsCommand.run(['list', farm])));
    const switched = lines.find((one) => one.sid === answer.sid);
    expect(switched).toMatchObject({
      user: { name: 'Ann' },
      actingAs: { name: 'Bob' },
      wikis: ['alpha', 'beta'],
      authMethod: 'moin',
    });
    expect(switched?.expires).toBeLessThanOrEqual(Date.now() / 1000 + 8 * 3600);
    expect(switched?.expires).toBeGreaterThan(now + 7 * 3600);
    expect(await readFile(path.join(sessionDir, answer.sid), 'latin1')).not.toContain('openid');
  });

  test.each([
    [['--as', 'Bob', '--to', 'Cleo'], { kind: 'failed', error: { code: 'forbidden' } }],
    [['--as', 'Ann', '--to', 'Zoe'], { kind: 'failed', error: { code: 'not-found' } }],
    [['--as', 'Ann', '--to', 'Ann'], { kind: 'failed', error: { code: 'bad-argument' } }],
    [['--as', 'Ann'], { kind: 'usage' }],
  ])('%j is refused and makes no session', async (words, expected) => {
    expect(await switchCommand.run([farm, ...words])).toMatchObject(expected);
    expect(await names()).toHaveLength(6);
  });
});

describe('croft explain', () => {
  test('says of each pair what it shares and why', async () => {
    const { pairs } = z
      .object({ pairs: z.array(z.record(z.string(), z.unknown())) })
      .parse(json(await explainCommand.run([farm, '--json'])));
    expect(pairs).toHaveLength(1);
    expect(Object.keys(pairs[0] ?? {})).toEqual(
      expect.arrayContaining(['a', 'b', 'cookie', 'session', 'account', 'login', 'why']),
    );
    expect(pairs[0]).toMatchObject({ a: 'alpha', b: 'beta', login: 'shared' });
    expect(await explainCommand.run([])).toMatchObject({ kind: 'usage' });
  });
});
