import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
    const [before] = await farmHosts();
    process.kill(before ?? 0, 'SIGKILL');
    await window.page
      .getByText(/ended unexpectedly/)
      .first()
      .waitFor();
    await keepPicture(window.page, 'host-died');
    await window.wiki('The garden').getByText('Running').waitFor();
    const [after] = await farmHosts();
    expect(after).not.toBe(before);
  });

  test('that hangs is ended and another takes its place', async () => {
    const window = await startWithSample();
    const [before] = await farmHosts();
    process.kill(before ?? 0, 'SIGSTOP');
    // Whoever waits for an answer finds it out.
    void window.openView('Users');
    await window.page
      .getByText(/stopped answering/)
      .first()
      .waitFor();
    await keepPicture(window.page, 'host-hangs');
    await window.openView('Overview');
    await window.wiki('The garden').getByText('Running').waitFor();
    expect(await farmHosts()).not.toContain(before);
  });

  test('ends with the program', async () => {
    await startWithSample();
    const pids = await croft.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    await croft.close();
    // What ended is there until the system has buried it.
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });
});

const farmHosts = (): Promise<number[]> =>
  croft.app.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ name, pid }) => (name?.startsWith('Croft farm') ? [pid] : [])),
  );

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
    await window.page
      .getByRole('link', { name: /Croft sample farm/ })
      .first()
      .click();
    await window.wiki('The garden').getByText('Running').waitFor();
  });

  test('that can’t be read are set aside, not overwritten, and the window says so', async () => {
    mkdirSync(home.userData, { recursive: true });
    for (const name of ['desktop.json', 'croft.json'])
      writeFileSync(path.join(home.userData, name), `not json: ${name}`);
    const window = await start();
    for (const name of ['desktop.json', 'croft.json']) {
      await window.page.getByText(`${name} could not be read`).waitFor();
      const kept = readdirSync(home.userData).find((file) => file.startsWith(`${name}.set-aside-`));
      expect(readFileSync(path.join(home.userData, kept ?? ''), 'utf8')).toBe(`not json: ${name}`);
    }
    await keepPicture(window.page, 'settings-set-aside');
  });
});

test('a farm whose drive is unplugged is missing, and opens by itself when the drive is back', async () => {
  const window = await startWithSample();
  const folder = path.join(home.folder, 'Documents/Croft sample farm');
  renameSync(folder, `${folder} away`);
  await window.page.getByText(/is not there. It may be on a drive that is not connected/).waitFor();
  await keepPicture(window.page, 'drive-away');
  renameSync(`${folder} away`, folder);
  const running = window.wiki('The garden').getByText('Running');
  await expect.poll(() => running.isVisible()).toBe(true);
});

test('after a sleep the program looks at its farms again', async () => {
  const window = await startWithSample();
  await croft.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect
    .poll(() => readFileSync(path.join(home.userData, 'logs/croft.log'), 'utf8'))
    .toContain('system: woke up');
  await window.wiki('The garden').getByText('Running').waitFor();
});

describe('what a person should know while they look elsewhere', () => {
  /** Xvfb has no window manager, so the test says who has the focus, and what the system can do. */
  const lookElsewhere = (hasNotifications: boolean) =>
    croft.app.evaluate(({ BaseWindow, Notification }, supported) => {
      const shown: { title: string }[] = [];
      Reflect.set(globalThis, 'shownNotifications', shown);
      BaseWindow.getFocusedWindow = () => null;
      Notification.isSupported = () => supported;
      Notification.prototype.show = function (this: { title: string }) {
        shown.push({ title: this.title });
        this.constructor.prototype.emit.call(this, 'click');
      };
    }, hasNotifications);
  const shownTitles = () =>
    croft.app.evaluate(() =>
      (Reflect.get(globalThis, 'shownNotifications') as { title: string }[]).map(({ title }) => title),
    );

  test('is told by the system’s notifications; a click leads to the farm', async () => {
    const window = await startWithSample();
    await window.openView('Log');
    await lookElsewhere(true);
    process.kill((await farmHosts())[0] ?? 0, 'SIGKILL');
    await expect.poll(shownTitles).toEqual(['Croft sample farm failed']);
    await expect.poll(() => window.page.url()).toContain('/overview');
  });

  test('waits in the window where the system has no notifications', async () => {
    const window = await startWithSample();
    await lookElsewhere(false);
    process.kill((await farmHosts())[0] ?? 0, 'SIGKILL');
    await window.page.getByText(/Croft sample farm failed/).waitFor();
    await keepPicture(window.page, 'notice');
    expect(await shownTitles()).toEqual([]);
  });

  test('is not told to who wants no notifications', async () => {
    const window = await startWithSample();
    await croft.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click());
    await window.dialog().getByText('Tell me what fails').click();
    await keepPicture(window.page, 'settings');
    await window.dialog().getByRole('button', { name: 'Close' }).click();
    await lookElsewhere(true);
    process.kill((await farmHosts())[0] ?? 0, 'SIGKILL');
    await window.page
      .getByText(/ended unexpectedly/)
      .first()
      .waitFor();
    expect(await shownTitles()).toEqual([]);
  });
});

describe('quitting while wikis run', () => {
  /** Answers the native question as a person would. */
  const answer = (response: number, checkboxChecked = false) =>
    croft.app.evaluate(
      ({ dialog }, given) => {
        const asked: string[] = [];
        Reflect.set(globalThis, 'askedQuestions', asked);
        dialog.showMessageBox = ((...words: unknown[]) => {
          const { message, detail } = words.at(-1) as { message: string; detail: string };
          asked.push(`${message} ${detail}`);
          return Promise.resolve(given);
        }) as typeof dialog.showMessageBox;
      },
      { response, checkboxChecked },
    );
  const questions = () =>
    croft.app.evaluate(() => Reflect.get(globalThis, 'askedQuestions') as readonly string[]);
  const clickQuit = () =>
    croft.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('quit')?.click());

  test('says what stops; Cancel keeps everything', async () => {
    const window = await startWithSample();
    await window.page.getByText('3 of 3 running').waitFor();
    await answer(1);
    await clickQuit();
    await expect.poll(questions).toEqual(['Quit Croft? 3 wikis stop answering.']);
    await croft.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(questions).toHaveLength(2);
    await window.wiki('The garden').getByText('Running').waitFor();
  });

  test('quits when that is wanted, and asks no more', async () => {
    const window = await startWithSample();
    await window.page.getByText('3 of 3 running').waitFor();
    await answer(0, true);
    const ended = new Promise((resolve) => croft.app.process().once('exit', resolve));
    await clickQuit();
    await ended;
    const settings = JSON.parse(readFileSync(path.join(home.userData, 'croft.json'), 'utf8')) as object;
    expect(settings).toMatchObject({ confirmQuit: false });
  });
});

test('the look follows the system while the program runs, in the window and in the settings’ way', async () => {
  const window = await start();
  const isDark = () => window.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const source = () => croft.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  expect(await source()).toBe('system');
  const set = (theme: 'dark' | 'light' | 'system') =>
    window.page.evaluate(async (wanted) => {
      const bridge = Reflect.get(window, 'croft') as {
        request: (name: string, ...args: unknown[]) => unknown;
      };
      await bridge.request('settings:set', { theme: wanted });
    }, theme);
  await set('dark');
  expect(await source()).toBe('dark');
  await expect.poll(isDark).toBe(true);
  await set('light');
  await expect.poll(isDark).toBe(false);
  await set('system');
  expect(await source()).toBe('system');
});

test('About shows the licences of everything in the program', async () => {
  const window = await start();
  await croft.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('about')?.click());
  await window.dialog().getByText('Licences').click();
  const list = window.dialog().getByText(/react-aria-components/);
  await expect.poll(() => list.isVisible()).toBe(true);
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
