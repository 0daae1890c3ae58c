import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  environmentIn,
  keepPicture,
  makeHome,
  startProgram,
  type Home,
  type RunningProgram,
} from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';

/** What a desktop program owes beyond its window: second starts, settings, hosts that die. */
let home: Home;
let croft: RunningProgram;

beforeEach(() => {
  home = makeHome();
});
afterEach(async () => {
  await croft.close();
  home.remove();
});

async function start(): Promise<CroftWindow> {
  croft = await startProgram(home);
  return new CroftWindow(croft.window);
}

async function startWithSample(): Promise<CroftWindow> {
  const window = await start();
  await window.button('Try the sample farm').click();
  await window.wiki('The garden').getByText('Running').waitFor();
  return window;
}

describe('a second start', () => {
  test('opens no second program; the folder it names is looked at in the first', async () => {
    const window = await start();
    const folder = path.join(home.folder, 'some farm');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'wikiconfig.py'), '# nothing yet\n');
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const words = [...root, '--disable-gpu', `--user-data-dir=${home.userData}`, 'open', folder];
    const second = spawn(croft.program, words, { env: environmentIn(home), stdio: 'ignore' });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    await window.dialog().getByText('Open a farm folder').waitFor();
    expect(croft.app.windows()).toHaveLength(1);
    await keepPicture(window.page, 'second-start');
  });
});

describe('the farm’s host process', () => {
  test('is started again when it dies, and the window says so meanwhile', async () => {
    const window = await startWithSample();
    const hosts = () =>
      croft.app.evaluate(({ app }) =>
        app.getAppMetrics().flatMap(({ name, pid }) => (name?.startsWith('Croft farm') ? [pid] : [])),
      );
    const [before] = await hosts();
    process.kill(before ?? 0, 'SIGKILL');
    await window.page
      .getByText(/ended unexpectedly/)
      .first()
      .waitFor();
    await keepPicture(window.page, 'host-died');
    await window.wiki('The garden').getByText('Running').waitFor();
    const [after] = await hosts();
    expect(after).not.toBe(before);
  });

  test('ends with the program', async () => {
    await startWithSample();
    const pids = await croft.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    await croft.close();
    // What ended is there until the system has buried it.
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH: gone
  }
}

describe('settings', () => {
  test('window and open farms are there again at the next start', async () => {
    await startWithSample();
    await croft.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 900, height: 640 }),
    );
    await croft.close();
    const window = await start();
    const bounds = await croft.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toEqual({ x: 40, y: 60, width: 900, height: 640 });
    await window.page.getByRole('link', { name: /Croft sample farm/ }).click();
    await window.wiki('The garden').getByText('Running').waitFor();
  });

  test('that can’t be read are set aside, not overwritten', async () => {
    mkdirSync(home.userData, { recursive: true });
    writeFileSync(path.join(home.userData, 'desktop.json'), 'not json');
    await start();
    const kept = /kept as desktop\.json\.\S+\. (\S+)/.exec(
      readFileSync(path.join(home.userData, 'logs/croft.log'), 'utf8'),
    )?.[1];
    expect(readFileSync((kept ?? '').replace(/^~/, home.folder), 'utf8')).toBe('not json');
  });
});

test('the menu reaches the window', async () => {
  const window = await start();
  await croft.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click());
  await window.dialog().getByText('Settings').first().waitFor();
  const ids = await croft.app.evaluate(({ Menu }) =>
    ['open-farm', 'create-farm', 'settings', 'palette', 'about'].filter(
      (id) => Menu.getApplicationMenu()?.getMenuItemById(id) === null,
    ),
  );
  expect(ids).toEqual([]);
});
