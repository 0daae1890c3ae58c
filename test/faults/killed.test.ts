import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupFarm } from '../../electron/farm/backup/backup-farm.ts';
import { openPageStore } from '../../electron/page/page-store.ts';
import { labSettings } from '../golden/kinds/storage/support.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

/**
 * A process that makes changes is killed at any moment, again and again: no acknowledged one is lost, nothing is half written,
 * and a farm that opens afterwards serves it. Of session writes test/integration/session-processes.test.ts has the same.
 *
 * `CROFT_KILLS`: how often each kind is killed.
 */
const kills = Number(process.env['CROFT_KILLS'] ?? 10);

let farm: TemporaryFarm;
let root: string;
let program: string;

beforeAll(async () => {
  farm = await temporaryFarm();
  root = path.dirname(farm.directory);
  program = path.join(root, 'writer.mjs');
  await mkdir(path.join(root, 'restored'));
  const made = await backupFarm(farm.directory, path.join(root, 'farm.zip'), {
    progress: () => undefined,
    withSessions: true,
  });
  if (!made.ok) throw new Error('there is no backup to restore');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'killed-writer.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
});
afterAll(() => farm.remove());

/** The last number that was acknowledged before the kill; -1: none was. */
function killed(kind: string, first: number, moreMs: number): Promise<number> {
  const child = spawn(process.execPath, [program, kind, root, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let dying = false;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (dying) return;
      dying = true;
      setTimeout(() => child.kill('SIGKILL'), moreMs);
    });
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself: ${output}`));
      else resolve(Number(output.trimEnd().split('\n').at(-1)));
    });
  });
}

const pages = () =>
  openPageStore({
    dataDir: path.join(farm.directory, 'alpha', 'data'),
    underlayDir: null,
    settings: { ...labSettings, compatibility: 'default' },
    nowMicroseconds: () => Date.now() * 1000,
    log: () => undefined,
  });

const page = (...parts: string[]): string =>
  path.join(farm.directory, 'alpha', 'data', 'pages', 'OtherPage', ...parts);

async function profile(): Promise<string> {
  const folder = path.join(farm.directory, 'shared', 'user');
  for (const file of await readdir(folder)) {
    if (!/^[\d.]+$/.test(file)) continue;
    const text = await readFile(path.join(folder, file), 'utf8');
    if (text.includes('\nname=JoeDoe\n')) return text;
  }
  throw new Error('the account is gone');
}

const captured = (pattern: RegExp, text: string): number => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`half written: ${text.slice(0, 200)} … ${text.slice(-50)}`);
  return Number(found);
};

/** The number of the last change that stands in the farm, proven whole. */
const standing: Readonly<Record<string, () => Promise<number>>> = {
  'page saves': async () => {
    const current = (await readFile(page('current'), 'utf8')).trim();
    return captured(/^(\d+) x{3000} end\r?\n$/, await readFile(page('revisions', current), 'utf8'));
  },
  attachments: async () =>
    captured(/^(\d+) x{200000} end$/, await readFile(page('attachments', 'a.txt'), 'utf8')),
  'option edits': async () =>
    captured(/^ {4}trail_size = (\d+)$/m, await readFile(path.join(farm.directory, 'farmconfig.py'), 'utf8')),
  'profile saves': async () => captured(/^aliasname=(\d+) x{3000}$/m, await profile()),
  restores: async () => {
    const names = (await readdir(path.join(root, 'restored'))).filter((name) => /^\d+$/.test(name));
    const whole = (await readdir(farm.directory, { recursive: true })).length;
    for (const name of names.slice(-3))
      expect((await readdir(path.join(root, 'restored', name), { recursive: true })).length).toBeGreaterThan(
        whole / 2,
      );
    return Math.max(...names.map(Number));
  },
};

describe('killed at any moment', () => {
  test.each(Object.keys(standing))('%s', async (kind) => {
    let next = 1;
    for (let kill = 0; kill < kills; kill++) {
      const last = await killed(kind, next, Math.random() * 40);
      // What the next start does in the background, waited for.
      await pages().mendOwn(new AbortController().signal);
      const found = (await standing[kind]?.()) ?? 0;
      // The one after it may be done and not yet said.
      expect([last, last + 1]).toContain(found);
      next = found + 1;
    }
    const api = await farm.open();
    const port = api.host.mainPort;
    const served = await fetch(`http://localhost:${port}/alpha/OtherPage`);
    expect(served.status).toBe(200);
    await api.close();
    const left = await readdir(farm.directory, { recursive: true });
    expect(left.filter((name) => /current-locked$|current-new/.test(name))).toEqual([]);
  });
});
