import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPicture, makeHome, startProgram, type Home, type RunningProgram } from './harness/program.ts';

let home: Home;
let croft: RunningProgram;

beforeEach(async () => {
  home = makeHome();
  croft = await startProgram(home);
});
afterEach(async () => {
  await croft.close();
  home.remove();
});

test('opens one window with our own page and nothing else', async () => {
  expect(croft.window.url()).toBe('app://croft/index.html');
  expect(await croft.window.title()).toBe('Croft');
  expect(croft.app.windows()).toHaveLength(1);
  await keepPicture(croft.window, 'smoke');
});

test('the page sees the bridge and nothing of Node or Electron', async () => {
  const seen = await croft.window.evaluate(() => ({
    bridge: Object.keys(Reflect.get(window, 'croft') as object).sort(),
    names: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  }));
  expect(seen).toEqual({ bridge: ['on', 'pathOf', 'platform', 'request'], names: [] });
});
