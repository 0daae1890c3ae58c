import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from 'playwright-core';
import { environmentIn, type Home } from './program.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** What `croft serve` prints when it is ready (DESIGN §8). */
export interface ReadyLine {
  readonly ready: true;
  readonly wikis: readonly { readonly siteid: string; readonly url: string; readonly connect: string }[];
  readonly manage: string | null;
}

export interface ServedFarm {
  readonly ready: ReadyLine;
  readonly process: ChildProcess;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

/** Runs `croft serve` in a home and waits for its ready line. */
export async function serveFarm(home: Home, words: readonly string[]): Promise<ServedFarm> {
  const child = spawn(process.execPath, [path.join(root, 'out/cli.js'), 'serve', ...words], {
    env: environmentIn(home),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const firstLine = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  const line = await Promise.race([
    firstLine,
    ended.then((code) => Promise.reject(new Error(`serve ended with ${code}`))),
  ]);
  return {
    ready: JSON.parse(line) as ReadyLine,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}

/** A browser as people have it, without a profile. */
export async function startBrowser(): Promise<Browser> {
  // `npm run test:e2e` looks for it and names it here.
  const executablePath = process.env['CROFT_CHROMIUM'] ?? '/usr/bin/chromium';
  return await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
