import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFarm, startBrowser, type ServedFarm } from './harness/headless.ts';
import { keepPicture, makeHome, patienceMs, type Home } from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';
import { WikiBrowser } from './pages/wiki-browser.ts';

/** `croft serve` and the managing page in a browser: the same program without a screen. */
let home: Home;
let served: ServedFarm;
let browser: Browser;
let context: BrowserContext;
let manager: CroftWindow;
let address: string;

beforeAll(async () => {
  home = makeHome();
  served = await serveFarm(home, ['--sample', '--port', '0']);
  browser = await startBrowser();
  context = await browser.newContext();
  context.setDefaultTimeout(patienceMs);
  manager = new CroftWindow(await context.newPage());
  await manager.page.goto(served.ready.manage ?? '');
});

afterAll(async () => {
  await browser.close();
  await served.stop();
  home.remove();
});

test('the ready line names every wiki and where it really listens', () => {
  const { wikis } = served.ready;
  expect(wikis.map(({ siteid }) => siteid).sort()).toEqual(['garden', 'kitchen', 'workshop']);
  expect(wikis.every(({ connect }) => /^127\.0\.0\.1:\d+$/.test(connect))).toBe(true);
  address = wikis.find(({ siteid }) => siteid === 'garden')?.url ?? '';
});

test('the token leaves the address, and the address that was printed opens no second browser', async () => {
  expect(new URL(manager.page.url()).search).toBe('');
  const other = await browser.newContext();
  const page = await other.newPage();
  const response = await page.goto(served.ready.manage ?? '');
  expect(response?.status()).toBe(403);
  await other.close();
});

test('the farm is open and its wikis run', async () => {
  await keepPicture(manager.page, 'headless-first');
  await manager.page.getByRole('link', { name: 'Running Croft sample farm' }).click();
  await manager.wiki('The garden').getByText('Running').waitFor();
  await keepPicture(manager.page, 'headless-overview');
  expect(await manager.page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
});

test('a login appears in the live table and disappears at logout', async () => {
  await manager.openView('Sessions');
  const joe = new WikiBrowser(await (await browser.newContext()).newPage(), address);
  await joe.logIn('JoeDoe', 'beans-on-poles');
  await expect.poll(() => manager.session('JoeDoe').count()).toBe(1);
  await keepPicture(manager.page, 'headless-sessions');
  await joe.logOut();
  await expect.poll(() => manager.session('JoeDoe').count()).toBe(0);
});

test('a heading in the editor’s outline leads to its line', async () => {
  const page = await (await browser.newContext()).newPage();
  const joe = new WikiBrowser(page, address);
  await joe.logIn('JoeDoe', 'beans-on-poles');
  await page.goto(`${address}FrontPage?action=edit`);
  await page
    .getByRole('navigation', { name: 'Headings' })
    .getByRole('button', { name: 'Where to go' })
    .click();
  const chosen = await page
    .locator('#editor-textarea')
    .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(chosen).toBe('== Where to go next ==');
  await joe.logOut();
});

test('becoming somebody is handed over with a code that works once', async () => {
  await manager.openView('Overview');
  await manager.button('More about The garden').click();
  await manager.page.getByRole('menuitem', { name: 'Open as…' }).click();
  await manager
    .dialog()
    .getByRole('option', { name: /JoeDoe/ })
    .click();
  const opening: Promise<Page> = context.waitForEvent('page');
  await manager.dialog().getByRole('button', { name: 'Become JoeDoe' }).click();
  const wiki = await opening;
  await wiki.getByText('JoeDoe').first().waitFor();
  expect(wiki.url()).not.toMatch(/[0-9a-f]{40}/);
  await keepPicture(wiki, 'headless-become');
  await manager.openView('Sessions');
  await expect.poll(() => manager.session('AdminUser').filter({ hasText: 'JoeDoe' }).count()).toBe(1);
});

test('a folder that is no farm is refused with a reason and the way out', async () => {
  await manager.button('Open').first().click();
  await manager.dialog().getByRole('textbox', { name: 'Folder of the farm' }).fill(home.folder);
  await manager.dialog().getByRole('button', { name: 'Look into the folder' }).click();
  await expect.poll(() => manager.dialog().textContent()).toMatch(/is not a wiki farm/);
  await keepPicture(manager.page, 'headless-not-a-farm');
});

test('SIGTERM ends it cleanly', async () => {
  expect(await served.stop()).toBe(0);
});
