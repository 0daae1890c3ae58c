import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeHome, startProgram, type Home, type RunningProgram } from './harness/program.ts';

/** Electron's security checklist, asked of the running program (https://www.electronjs.org/docs/latest/tutorial/security). */
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

test('every view runs sandboxed, isolated and without Node', async () => {
  const preferences = await croft.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron has it and does not document it; there is no other way to read what is in force.
      const read = Reflect.get(contents, 'getLastWebPreferences') as () => Record<string, unknown>;
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = read.call(contents);
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    }),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const found of preferences)
    expect(found).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
});

describe('the content policy', () => {
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
  test('does not leave our pages', async () => {
    await croft.window.evaluate((address) => {
      location.href = address;
    }, elsewhereUrl);
    await expect.poll(() => croft.window.url(), { timeout: 1000 }).toBe('app://croft/index.html');
  });

  test('opens no window; a web link goes to the system’s browser, anything else nowhere', async () => {
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

  test('gets no permission from a page', async () => {
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

test('no other program’s bridge: a request from a foreign frame is refused before it is read', async () => {
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

test('the desktop listens on no port of its own', async () => {
  const listening = await croft.app.evaluate(() => {
    const handles = process.getActiveResourcesInfo();
    return handles.filter((name) => name === 'TCPServerWrap' || name === 'PipeServerWrap');
  });
  // Playwright's inspector is not one of Node's own handles.
  expect(listening).toEqual([]);
});

test('every fuse of the packed program is set as named', async () => {
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
