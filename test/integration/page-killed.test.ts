import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sideBySide } from '../../shared/side-by-side.ts';
import { openPageStore, type PageStore } from '../../electron/page/page-store.ts';
import { anybody, labSettings } from '../golden/kinds/storage/support.ts';

/**
 * Killed before a call to the disk of a change: the next start puts it right without asking (DECISIONS 25), the
 * page has the old text or the new one, both logs agree with it, and nothing of ours lies around.
 */
let root: string;
let program: string;
const author = anybody({ userId: '1.1.1' });

const open = (folder: string): PageStore =>
  openPageStore({
    dataDir: path.join(folder, 'data'),
    underlayDir: null,
    settings: { ...labSettings, compatibility: 'default' },
    nowMicroseconds: () => Date.now() * 1000,
    log: () => undefined,
  });

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-killed-'));
  program = path.join(root, 'writer.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'page-killed-writer.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
  });
  const before = path.join(root, 'before');
  await mkdir(path.join(before, 'data', 'pages'), { recursive: true });
  const store = open(before);
  for (const text of ['older words\n', 'old words\n'])
    await store.save({ name: 'P', text, author, variables: null });
  await store.save({ name: 'Old', text: '#deprecated\nold words\n', author, variables: null });
  await store.attach({ name: 'P', fileName: 'a.txt', content: Buffer.from('old words'), author });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function run(folder: string, change: string, nth: number): Promise<string> {
  const child = spawn(process.execPath, [program, folder, change, String(nth)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', () => resolve(output));
  });
}

/** What the wiki tells of itself: for each page its state, text and the numbers in its log and in the global one. */
function told(store: PageStore) {
  const changes = Array.from(store.changes());
  return ['P', 'Q', 'Old'].map((name) => {
    const { current, exists, locked } = store.page(name);
    const inGlobalLog = changes.filter((entry) => entry.page === name).map(({ revision }) => revision);
    return {
      name,
      current: current === 0 ? null : current, // a page that never was has no number, or none yet
      exists,
      locked,
      text: exists ? store.read(name)?.text : null,
      pageLog: store.history(name).map(({ revision, page }) => `${page} ${revision}`),
      globalLog: inGlobalLog.toReversed(),
      files: store.attachments(name).map(({ fileName, sizeBytes }) => `${fileName} ${sizeBytes}`),
    };
  });
}

/** As many in the usual run, spread over the calls and the last of them among them; `CROFT_ALL_KILLS=1` takes every call. */
const killsOfEach = 12;

/** The folder has its new name, the text that says where it came from never came: a page all the same, with its line. */
const withoutItsText = (done: ReturnType<typeof told>): ReturnType<typeof told> =>
  done.map((page) =>
    page.name === 'Q'
      ? {
          ...page,
          current: 2,
          text: 'old words\n',
          pageLog: page.pageLog.map((line) => line.replace('Q 00000003', 'Q 00000002')),
          globalLog: ['00000002'],
        }
      : page,
  );

/** The lines of an attachment whose file is stored may be lacking: nothing that anybody remembers depends on them. */
function isAlike(change: string, end: ReturnType<typeof told>, now: ReturnType<typeof told>): boolean {
  const compared = (one: ReturnType<typeof told>): string =>
    JSON.stringify(one, (key, value: unknown) => (change === 'attach' && /Log$/.test(key) ? null : value));
  return compared(end) === compared(now);
}

test.each(['save', 'create', 'deprecated', 'delete', 'rename', 'attach'])(
  'killed at each call of: %s',
  async (change) => {
    const before = path.join(root, 'before');
    const whole = path.join(root, `${change}-whole`);
    await cp(before, whole, { recursive: true, preserveTimestamps: true });
    const calls = Number(/^done after (\d+)$/.exec(await run(whole, change, 0))?.[1]);
    expect(calls).toBeGreaterThan(10);
    const [old, done] = [told(open(before)), told(open(whole))];
    const fine = [old, done, ...(change === 'rename' ? [withoutItsText(done)] : [])];
    const ends = new Set<string>();

    const killedAt = async (nth: number): Promise<void> => {
      const folder = path.join(root, `${change}-${nth}`);
      await cp(before, folder, { recursive: true, preserveTimestamps: true });
      expect(await run(folder, change, nth)).toBe('');
      await open(folder).mendOwn(new AbortController().signal);
      const store = open(folder);
      const now = told(store);
      const found = fine.findIndex((one) => isAlike(change, one, now));
      expect({ nth, now: found < 0 ? now : done }).toEqual({ nth, now: done });
      ends.add(found === 0 ? 'old' : 'new');
      const left = await readdir(path.join(folder, 'data'), { recursive: true });
      expect(left.filter((file) => /croft|locked|current-new/.test(file))).toEqual([]);
      const next = await store.save({ name: 'P', text: 'next words\n', author, variables: null });
      expect([nth, next.ok]).toEqual([nth, true]);
      await store.settled();
      await rm(folder, { recursive: true });
    };

    const every = process.env['CROFT_ALL_KILLS'] === undefined ? Math.ceil(calls / killsOfEach) : 1;
    const turns = Array.from({ length: calls }, (_, index) => index + 1).filter(
      (nth) => (calls - nth) % every === 0,
    );
    await sideBySide(turns, 6, killedAt);
    expect(ends).toEqual(new Set(['old', 'new']));
  },
  120_000,
);
