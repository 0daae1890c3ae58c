import { createServer, type Server } from 'node:http';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commandOf, listeningSockets, processTree } from './harness/sockets.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentIn, makeHome, startProgram, type Home, type RunningProgram } from './harness/program.ts';

/**
 * Electron's security checklist, asked of the running program (https://www.electronjs.org/docs/latest/tutorial/security). The
 * numbers in the names are the list's.
 */
let home: Home;
let croft: RunningProgram;
let elsewhere: Server;
let elsewhereUrl: string;

beforeAll(async () => {
  elsewhere = createServer((_request, response) => response.end('<title>elsewhere</title>'));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  home = makeHome();
  croft = await startProgram(home);
  // What would leave for the system's browser is counted instead.
  await croft.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedExternally', opened);
    shell.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
});
afterAll(async () => {
  await croft.close();
  home.remove();
  elsewhere.close();
});

const openedExternally = () =>
  croft.app.evaluate(() => Reflect.get(globalThis, 'openedExternally') as readonly string[]);

test('1: our pages come from our own scheme, which reads nothing outside the program', async () => {
  expect(croft.app.windows().map((page) => page.url())).toEqual(['app://croft/index.html']);
  const statuses = await croft.window.evaluate(async () => {
    const paths = ['/index.html', '/../main.js', '/%2e%2e/main.js', '/..%2fmain.js', '//etc/passwd'];
    return await Promise.all(paths.map(async (path) => (await fetch(`app://croft${path}`)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});

const wanted = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: false,
  webviewTag: false,
};

test('2 3 4 6 8 9 10 11: every view is sandboxed, isolated, without Node and without anything experimental', async () => {
  const preferences = await croft.app.evaluate(({ webContents }, names) => {
    return webContents.getAllWebContents().map((contents) => {
      // Electron has it and does not document it; there is no other way to read what is in force.
      const read = Reflect.get(contents, 'getLastWebPreferences') as () => Record<string, unknown>;
      const inForce = read.call(contents);
      return Object.fromEntries(names.map((name) => [name, Boolean(inForce[name])]));
    });
  }, Object.keys(wanted));
  expect(preferences.length).toBeGreaterThan(0);
  for (const found of preferences) expect(found).toEqual(wanted);
});

test('2: a page sees nothing of Node', async () => {
  const seen = await croft.window.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'setImmediate', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(seen).toEqual([]);
});

test('3: what a page does to its own objects does not reach the bridge', async () => {
  const answer = await croft.window.evaluate(async () => {
    const kept = Array.prototype.push;
    Array.prototype.push = () => {
      throw new Error('the page’s own');
    };
    try {
      const bridge = Reflect.get(globalThis, 'croft') as {
        request: (name: string) => Promise<{ ok: boolean }>;
      };
      return (await bridge.request('settings:get')).ok;
    } finally {
      Array.prototype.push = kept;
    }
  });
  expect(answer).toBe(true);
});

test('11 12: there is no webview, and none would be let in', async () => {
  const attached = await croft.window.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
    const kind = view.constructor.name;
    view.remove();
    return kind;
  });
  expect(attached).toBe('HTMLElement');
  const prevented = await croft.app.evaluate(({ BrowserWindow }) => {
    let stopped = false;
    const event = { preventDefault: () => (stopped = true) };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
    return stopped;
  });
  expect(prevented).toBe(true);
});

test('16: the Electron of the packages is named exactly', () => {
  const own = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  expect(own.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});

test('18: a page can’t read files', async () => {
  const read = await croft.window.evaluate(async () => {
    try {
      return (await fetch('file:///etc/hostname')).status;
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(read).toBe('TypeError');
});

test('20: the bridge has four doors, and listeners never see Electron’s event', async () => {
  const seen = await croft.window.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'croft') as {
      request: (name: string, ...args: unknown[]) => Promise<unknown>;
      on: (name: string, listener: (...args: unknown[]) => void) => () => void;
    };
    const told = new Promise<unknown[]>((resolve) => {
      bridge.on('settings:changed', (...args) => resolve(args));
    });
    await bridge.request('settings:set', { confirmQuit: false });
    const args = await told;
    return { doors: Object.keys(bridge).sort(), args: args.length, keys: Object.keys(args[0] as object) };
  });
  expect(seen.doors).toEqual(['on', 'pathOf', 'platform', 'request']);
  expect(seen.args).toBe(1);
  expect(seen.keys).not.toContain('sender');
});

describe('7: the content policy', () => {
  test('refuses evaluated code, foreign scripts, connections and frames', async () => {
    await croft.window.evaluate((address) => {
      const violations: string[] = [];
      Reflect.set(window, 'violations', violations);
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      );
      // In a task of its own: what a debugger runs directly is exempt from the policy.
      setTimeout(() => {
        const script = document.createElement('script');
        script.src = address;
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(script, frame);
        fetch(address).then(
          () => violations.push('fetch came through'),
          () => undefined,
        );
        Reflect.construct(Function, ['return 1 + 1']);
        violations.push('code was evaluated');
      });
    }, elsewhereUrl);
    await expect
      .poll(async () => {
        const seen = await croft.window.evaluate(
          () => Reflect.get(window, 'violations') as readonly string[],
        );
        return [...seen].sort();
      })
      .toEqual(['connect-src', 'frame-src', 'script-src', 'script-src-elem']);
  });
});

describe('the window', () => {
  test('13: does not leave our pages', async () => {
    await croft.window.evaluate((address) => {
      location.href = address;
    }, elsewhereUrl);
    await expect.poll(() => croft.window.url(), { timeout: 1000 }).toBe('app://croft/index.html');
  });

  test('14 15: opens no window; a web link goes to the system’s browser, anything else nowhere', async () => {
    const before = (await openedExternally()).length;
    const windows = await croft.window.evaluate(() => [
      window.open('https://moinmo.in/') === null,
      window.open('file:///etc/passwd') === null,
      window.open('javascript:alert(1)') === null,
      window.open('http://user:secret@example.org/') === null,
    ]);
    expect(windows).toEqual([true, true, true, true]);
    await expect.poll(async () => (await openedExternally()).slice(before)).toEqual(['https://moinmo.in/']);
    expect(croft.app.windows()).toHaveLength(1);
  });

  test('5: gets no permission from a page', async () => {
    const states = await croft.window.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
      ] as PermissionName[];
      const answers = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
      return answers.map(({ state }) => state);
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });
});

test('17: a request from a page that is not ours is refused before it is read', async () => {
  const answer = await croft.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload.cjs`;
    // As if a defect of ours had put a foreign page behind the bridge.
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<title>foreign</title>');
    const result: unknown = await foreign.webContents.executeJavaScript('croft.request("farm:list")');
    foreign.destroy();
    return result;
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('17: a request that is not in the contract is refused', async () => {
  const answer = await croft.window.evaluate(async () => {
    const bridge = Reflect.get(window, 'croft') as {
      request: (name: string, ...args: unknown[]) => Promise<unknown>;
    };
    return [await bridge.request('toString'), await bridge.request('farm:forget', 7)];
  });
  expect(answer).toMatchObject([
    { ok: false, error: { code: 'bad-argument' } },
    { ok: false, error: { code: 'bad-argument' } },
  ]);
});

test('the desktop has no management port: only the farm’s host listens, on loopback', async () => {
  const own = makeHome();
  const first = await startProgram(own);
  await first.window.getByRole('button', { name: 'Try the sample farm' }).click();
  await first.window
    .getByRole('row', { name: /The garden/ })
    .getByText('Running')
    .waitFor();
  await first.close();
  // By itself, since Playwright's way in is two ports of its own.
  const words = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    `--user-data-dir=${own.userData}`,
  ];
  const program = spawn(croft.program, words, { env: environmentIn(own), stdio: 'ignore' });
  try {
    const sockets = () => listeningSockets(processTree(program.pid ?? 0));
    await expect.poll(() => sockets().length, { timeout: 20_000 }).toBeGreaterThan(0);
    await wait(2000); // a port that comes later would be missed otherwise
    const state = readdirSync(path.join(own.userData, 'farms')).map((id) => {
      const file = path.join(own.userData, 'farms', id, 'state.json');
      return (JSON.parse(readFileSync(file, 'utf8')) as { readonly port: number }).port;
    });
    expect(sockets().map(({ address, port }) => ({ address, port }))).toEqual(
      state.map((port) => ({ address: '127.0.0.1', port })),
    );
    for (const { pid } of sockets()) expect(commandOf(pid)).toContain('--type=utility');
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    await ended;
    own.remove();
  }
});

test('19: every fuse of the packed program is set as named', async () => {
  const { getCurrentFuseWire, FuseV1Options } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(croft.program);
  const on = 0x31;
  const states = Object.fromEntries(
    Object.entries(FuseV1Options)
      .filter(([, index]) => typeof index === 'number')
      .map(([name, index]) => [name, wire[index as keyof typeof wire] === on]),
  );
  expect(states).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: false,
    EnableNodeOptionsEnvironmentVariable: false,
    // On only in the build that these tests drive: it is their way in (build/electron-builder.mjs).
    EnableNodeCliInspectArguments: true,
    EnableEmbeddedAsarIntegrityValidation: false,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  });
});
