import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from 'playwright-core';

const root = path.resolve(import.meta.dirname, '../../..');

/** The packed program; `npm run test:e2e` packs it and names it here. */
export const packedProgram =
  process.env['CROFT_E2E_PROGRAM'] ?? path.join(root, 'dist/e2e/linux-unpacked/croft-desktop');

/** What Croft remembers of somebody who was here before: no tour over what a test looks at. */
const settingsOfOld = {
  version: 1,
  farms: [],
  theme: 'system',
  language: 'system',
  restoreFarms: true,
  tourSeen: true,
};

/** A person's own home folder, thrown away afterwards. */
export interface Home {
  readonly folder: string;
  readonly userData: string;
  remove(): void;
}

export function makeHome({ firstTime = false }: { readonly firstTime?: boolean } = {}): Home {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'croft-e2e-'));
  const userData = path.join(folder, '.config/Croft');
  mkdirSync(path.join(folder, 'Documents'));
  mkdirSync(userData, { recursive: true });
  if (!firstTime) writeFileSync(path.join(userData, 'croft.json'), JSON.stringify(settingsOfOld));
  return {
    folder,
    userData,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export interface RunningProgram {
  readonly app: ElectronApplication;
  /** The executable that runs. */
  readonly program: string;
  readonly window: Page;
  /** All that the program wrote on stderr. */
  readonly stderr: () => string;
  close(): Promise<void>;
}

/** How long a step may take to show its result: a login alone hashes for seconds on a busy machine. */
export const patienceMs = 30_000;

/** Starts the packed program in a home and waits for its window. */
export async function startProgram(
  home: Home,
  words: readonly string[] = [],
  program: string = packedProgram,
): Promise<RunningProgram> {
  const app = await launch(home, words, program);
  let stderr = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const window = await app.firstWindow();
  window.setDefaultTimeout(patienceMs);
  await window.waitForLoadState('domcontentloaded');
  let ended = false;
  app.process().once('exit', () => (ended = true));
  const close = async (): Promise<void> => {
    if (!ended) await app.close();
  };
  return { app, program, window, stderr: () => stderr, close };
}

/**
 * On a busy machine Playwright now and then misses what the new process says and waits for ever, connected to both of its
 * debuggers; it ends that process itself, and another one is started once. A program that doesn't start fails both times.
 */
async function launch(
  home: Home,
  words: readonly string[],
  program: string,
  triesLeft = 1,
): Promise<ElectronApplication> {
  const isRoot = process.getuid?.() === 0;
  try {
    return await _electron.launch({
      executablePath: program,
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        `--user-data-dir=${home.userData}`,
        ...words,
      ],
      env: environmentIn(home),
      // Playwright would hold every page to light.
      colorScheme: null,
      timeout: 20_000,
    });
  } catch (error) {
    if (triesLeft === 0 || !(error instanceof errors.TimeoutError)) throw error;
    return await launch(home, words, program, triesLeft - 1);
  }
}

/** Nothing of the person who runs the tests leaks in: no XDG folders, no Croft variables. */
export function environmentIn(home: Home): Record<string, string> {
  const kept = ['PATH', 'DISPLAY', 'XAUTHORITY', 'TMPDIR'];
  const values = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(values), HOME: home.folder, LANG: 'en_US.UTF-8' };
}

/** Keeps a picture of a window in test-output/, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = path.join(root, 'test-output/e2e');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
