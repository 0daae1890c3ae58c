import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageStore } from '../../electron/page/page-store.ts';
import { labSettings } from '../golden/kinds/storage/support.ts';

interface Acknowledged {
  readonly page: string;
  readonly revision: number;
  readonly turn: number;
}

let root: string;
let program: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-crash-'));
  await mkdir(path.join(root, 'data', 'pages'), { recursive: true });
  program = path.join(root, 'writer.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'page-crash-writer.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
  });
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** Starts a writer, kills it without warning after `saves` acknowledged saves and a little more. */
function runAndKill(name: string, saves: number, moreMs: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [program, root, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let dying = false;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (dying || output.split('\n').length <= saves) return;
      dying = true;
      setTimeout(() => child.kill('SIGKILL'), moreMs);
    });
    child.on('close', () => {
      const lines = output.split('\n').slice(0, -1);
      resolve(lines.map((line) => JSON.parse(line) as Acknowledged));
    });
  });
}

test('killed at any moment of 200 saves, a wiki has every acknowledged text whole and logs that agree', async () => {
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < 10; round++) {
    const name = `Page${round % 2}x`;
    acknowledged.push(...(await runAndKill(name, 20, round * 1.7)));
    // What the next start does, without asking anybody.
    await openStore().mendOwn(new AbortController().signal);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(200);
  expect(acknowledged.filter((answer) => !('revision' in answer))).toEqual([]);

  const store = openStore();
  const globalLog = Array.from(store.changes());
  for (const page of store.names()) {
    const revisions = [...store.revisions(page)].sort((a, b) => a - b);
    expect([page, ...revisions]).toEqual([page, ...revisions.map((_, index) => index + 1)]);
    for (const revision of revisions) {
      const text = store.read(page, revision)?.text ?? '';
      expect(text).toMatch(/^\d+ \d+ x{2000} end\n$/);
    }
    const inPageLog = store.history(page).map((entry) => Number(entry.revision));
    const inGlobalLog = globalLog
      .filter((entry) => entry.page === page)
      .map((entry) => Number(entry.revision));
    expect([page, ...inPageLog]).toEqual([page, ...revisions]);
    expect([page, ...inGlobalLog.reverse()]).toEqual([page, ...revisions]);
    expect(store.page(page)).toMatchObject({ exists: true, locked: false, current: revisions.at(-1) });
    const left = await readdir(path.join(root, 'data', 'pages', page));
    expect(left.filter((file) => /locked|new|tmp/.test(file))).toEqual([]);
    expect(await readdir(path.join(root, 'data', 'pages', page, 'revisions'))).toHaveLength(revisions.length);
  }
  for (const { page, revision, turn } of acknowledged)
    expect(store.read(page, revision)?.text).toContain(` ${turn} `);
  expect((await readFile(path.join(root, 'data', 'edit-log'), 'utf8')).endsWith('\n')).toBe(true);
});

const openStore = (): ReturnType<typeof openPageStore> =>
  openPageStore({
    dataDir: path.join(root, 'data'),
    underlayDir: null,
    settings: { ...labSettings, compatibility: 'default' },
    nowMicroseconds: () => Date.now() * 1000,
    log: () => undefined,
  });
