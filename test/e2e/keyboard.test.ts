import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyboard, tabTo } from './harness/hands.ts';
import { makeHome, patienceMs, startProgram, type Home, type RunningProgram } from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';

/** The main job without a mouse: each step goes on where the one before ended. */
let home: Home;
let croft: RunningProgram;
let window: CroftWindow;
let bar: Page;
let wiki: Page;

beforeAll(async () => {
  home = makeHome();
  croft = await startProgram(home);
  window = new CroftWindow(croft.window);
});

afterAll(async () => {
  await croft.close();
  home.remove();
});

const pressOn = (wanted: Locator): Promise<void> => keyboard.press(wanted);

async function viewAt(part: string): Promise<Page> {
  const found = (): Page | undefined => croft.app.windows().find((page) => page.url().includes(part));
  await expect.poll(() => found() !== undefined).toBe(true);
  const page = found();
  if (page === undefined) throw new Error(`the view ${part} went away`);
  page.setDefaultTimeout(patienceMs);
  return page;
}

const press = (key: string): Promise<void> => window.page.keyboard.press(key);

test('the sample farm opens from the first window', async () => {
  await pressOn(window.button('Try the sample farm'));
  const running = window.wiki('The garden').getByText('Running');
  await expect.poll(() => running.isVisible()).toBe(true);
});

test('Ctrl+1 to Ctrl+6 go to the views', async () => {
  const views = ['Overview', 'Sessions', 'Options', 'Sharing', 'Users', 'Log'];
  for (const [index, view] of views.entries()) {
    await press(`Control+${index + 1}`);
    const tab = window.page.getByRole('link', { name: new RegExp(`^${view}`) });
    await expect.poll(() => tab.getAttribute('aria-current')).toBe('page');
  }
});

test('an option is changed, reviewed and applied', async () => {
  await press('Control+3');
  await tabTo(window.page.getByRole('grid', { name: 'Options by wiki' }));
  // From the matrix's first cell, as one who does not see where its cursor stands.
  await press('Control+Home');
  const option = window.page.getByRole('complementary').getByRole('heading', { name: 'cookie_lifetime' });
  for (let steps = 0; steps < 20 && !(await option.isVisible()); steps += 1) await press('ArrowDown');
  await press('Enter');
  await tabTo(window.page.getByRole('textbox', { name: 'Logged in, hours' }));
  await press('Control+a');
  await window.page.keyboard.type('-3');
  await pressOn(window.button('Review and apply'));
  await pressOn(window.dialog().getByRole('button', { name: 'Apply 1 change' }));
  await window.page.getByText('The running wikis follow it now.').waitFor();
  const file = path.join(home.folder, 'Documents/Croft sample farm/farmconfig.py');
  expect(readFileSync(file, 'utf8')).toMatch(/cookie_lifetime = \(0, -3\)/);
});

test('a superuser becomes another user', async () => {
  await press('Control+5');
  await pressOn(window.button('Become JoeDoe'));
  await pressOn(window.dialog().getByRole('button', { name: 'Become JoeDoe' }));
  bar = await viewAt('/identity-bar.html');
  wiki = await viewAt('/garden');
  const self = wiki.getByRole('link', { name: 'JoeDoe', exact: true }).first();
  await expect.poll(() => self.isVisible()).toBe(true);
});

test('F6 goes from the wiki to the bar above it and back', async () => {
  await expect.poll(() => whoHasFocus()).toContain('/garden');
  await pressF6();
  await expect.poll(() => whoHasFocus()).toContain('/identity-bar.html');
  await pressF6();
  await expect.poll(() => whoHasFocus()).toContain('/garden');
  await pressF6();
  await expect.poll(() => whoHasFocus()).toContain('/identity-bar.html');
});

/** The address of the view that hears the keys. */
const whoHasFocus = (): Promise<string> =>
  croft.app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL() ?? 'nobody');

/** Through Electron: keys that Playwright makes never pass by the window that holds the views. */
const pressF6 = (): Promise<void> =>
  croft.app.evaluate(({ webContents }) =>
    webContents.getFocusedWebContents()?.sendInputEvent({ type: 'keyDown', keyCode: 'F6' }),
  );

test('and returns', async () => {
  await pressOn(bar.getByRole('button', { name: 'Return' }));
  await expect.poll(() => croft.app.windows().length).toBe(1);
  await press('Control+2');
  await expect.poll(() => window.page.getByText('Nobody is in.').isVisible()).toBe(true);
});
