import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { FileSessionStore } from '../../electron/session/file-store.ts';
import { decodePickle } from '../../electron/session/pickle/decode.ts';
import { encodePickle } from '../../electron/session/pickle/encode.ts';
import { PyDict } from '../../electron/session/py-dict.ts';
import { pyInt, pyStr, pyUnicode, textOf } from '../../shared/python-value.ts';
import { sessionIdFrom, type SessionId } from '../../shared/session/sid.ts';

/** Kills per run; the nightly run does more. */
const kills = Number(process.env['CROFT_KILLS'] ?? 40);

let parent: string;
let directory: string;
const program = (): string => path.join(parent, 'session-writer.mjs');

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'croft-writers-'));
  await build({
    entryPoints: [path.resolve(import.meta.dirname, '../support/session-writer.ts')],
    outfile: program(),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['redis'],
    logLevel: 'silent',
  });
});
afterAll(() => rm(parent, { recursive: true }));
beforeEach(async () => {
  directory = await mkdtemp(path.join(parent, 'sessions-'));
});
afterEach(() => rm(directory, { recursive: true }));

const sid = (fill: number): SessionId => sessionIdFrom(new Uint8Array(20).fill(fill));

interface Writer {
  /** By session id: the last count that the process said it had stored. */
  readonly acknowledged: Map<string, number>;
  kill(): void;
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

function startWriter(user: string, rounds: number, sids: readonly string[], onFirst?: () => void): Writer {
  const child = spawn(process.execPath, [program(), directory, user, String(rounds), ...sids]);
  const acknowledged = new Map<string, number>();
  let pending = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (acknowledged.size === 0) onFirst?.();
    const lines = (pending + chunk.toString()).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) {
      const [id = '', count = '0'] = line.split(' ');
      acknowledged.set(id, Number(count));
    }
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    acknowledged,
    kill: () => void child.kill('SIGKILL'),
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, errors }))),
  };
}

async function readWhole(id: string): Promise<PyDict> {
  const decoded = decodePickle(await readFile(path.join(directory, id)));
  if (decoded.kind !== 'ok') throw new Error(`${id} is ${decoded.kind}`);
  const content = PyDict.from(decoded.value);
  const text = textOf(content.get('text')) ?? '';
  expect(textOf(content.get('checksum'))).toBe(createHash('sha1').update(text).digest('hex'));
  return content;
}

const countOf = (content: PyDict, user: string): number => {
  const value = content.get(`count.${user}`);
  return value?.type === 'int' ? Number(value.value) : 0;
};

test(
  'killing writers tears no session, loses no acknowledged write, and leaves no litter',
  { timeout: 300_000 },
  async () => {
    const users = ['a', 'b'];
    const known = new Map<string, number>();
    for (let killed = 0; killed < kills; killed += users.length) {
      const writers = users.map((user, index) => {
        const sids = [sid(index * 16 + 1), sid(index * 16 + 2), sid(index * 16 + 3)];
        const writer: Writer = startWriter(user, 1_000_000, sids, () =>
          setTimeout(() => writer.kill(), randomInt(1, 25)),
        );
        return writer;
      });
      const outcomes = await Promise.all(writers.map((writer) => writer.ended));
      expect(outcomes.map(({ errors }) => errors)).toEqual(['', '']);
      for (const [index, writer] of writers.entries())
        for (const [id, count] of writer.acknowledged) {
          const stored = countOf(await readWhole(id), users[index] ?? '');
          expect(stored).toBeGreaterThanOrEqual(Math.max(count, known.get(id) ?? 0));
          known.set(id, stored);
        }
      const litter = (await readdir(directory)).filter((name) => name.endsWith('.__session'));
      expect(litter.length).toBeLessThanOrEqual(users.length); // each start cleans up what the last kill left
    }
    await new FileSessionStore(directory, { processId: process.pid, randomInteger }).prepare();
    expect((await readdir(directory)).filter((name) => name.endsWith('.__session'))).toEqual([]);
  },
);

const randomInteger = (below: number): number => randomInt(below);

test('two Croft processes and a writer of MoinMoin’s kind share a directory: no error, no half read, the last wins', async () => {
  const shared = sid(0x77);
  await mkdir(directory, { recursive: true });
  const writers = ['a', 'b'].map((user) => startWriter(user, 300, [shared]));
  const ended = Promise.all(writers.map((writer) => writer.ended));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  let foreignWrites = 0;
  while (running) {
    await writeAsMoinMoin(shared, foreignWrites);
    foreignWrites += 1;
    await readWhole(shared);
  }
  for (const outcome of await ended) expect(outcome).toEqual({ code: 0, errors: '' });
  expect(foreignWrites).toBeGreaterThan(10);
  await writeAsMoinMoin(shared, -1);
  expect(countOf(await readWhole(shared), 'foreign')).toBe(-1);
  expect(await readdir(directory)).toEqual([shared]);
});

test('without a foreign writer, two processes keep each other’s keys', async () => {
  const shared = sid(0x78);
  const writers = ['a', 'b'].map((user) => startWriter(user, 200, [shared]));
  for (const writer of writers) expect((await writer.ended).code).toBe(0);
  const content = await readWhole(shared);
  // A process that is put to sleep between check and rename may cost the other a few; without the merge it is most.
  expect(countOf(content, 'a')).toBeGreaterThan(100);
  expect(countOf(content, 'b')).toBeGreaterThan(100);
});

/** Reads nothing, checks nothing, renames over whatever is there. */
async function writeAsMoinMoin(id: string, count: number): Promise<void> {
  const temporary = path.join(directory, `tmp${String(count + 100_000).slice(-6)}.__session`);
  const content = new PyDict();
  content.set('count.foreign', pyInt(count));
  content.set('text', pyUnicode('x'));
  content.set('checksum', pyStr(createHash('sha1').update('x').digest('hex')));
  await writeFile(temporary, encodePickle(content.toValue()), { mode: 0o600 });
  await rename(temporary, path.join(directory, id));
}
