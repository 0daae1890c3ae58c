import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './harness/headless.ts';
import {
  keepPicture,
  makeHome,
  patienceMs,
  startProgram,
  type Home,
  type RunningProgram,
} from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';
import { WikiBrowser } from './pages/wiki-browser.ts';

/** The main job on the sample farm in the packed program: each step goes on where the one before ended. */
const garden = 'The garden';
const passwords = { AdminUser: 'trowel-and-twine', JoeDoe: 'beans-on-poles' };

let home: Home;
let croft: RunningProgram;
let window: CroftWindow;
let browser: Browser;
let context: BrowserContext;
let joe: WikiBrowser;
let farmFolder: string;

beforeAll(async () => {
  home = makeHome();
  farmFolder = path.join(home.folder, 'Documents/Croft sample farm');
  croft = await startProgram(home);
  window = new CroftWindow(croft.window);
  browser = await startBrowser();
  context = await browser.newContext();
  context.setDefaultTimeout(patienceMs);
});

afterAll(async () => {
  await browser.close();
  await croft.close();
  home.remove();
});

/** All files below a folder, relative to it. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Session files: the 40 hexadecimal digits of a sid. */
const sessionFiles = () => filesBelow(farmFolder).filter((name) => /(^|\/)[0-9a-f]{40}$/.test(name));

describe('the main job', () => {
  test('the first window offers to open, to try the sample, to create, in this order', async () => {
    const names = await window.page
      .getByRole('main')
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => button.textContent));
    expect(names).toEqual(['Open a farm folder', 'Try the sample farm', 'Create a farm']);
    await keepPicture(window.page, '1-first-run');
  });

  test('the sample farm is made in the documents folder and its three wikis run', async () => {
    await window.button('Try the sample farm').click();
    for (const sitename of [garden, 'The kitchen', 'The workshop'])
      await window.wiki(sitename).getByText('Running').waitFor();
    expect(statSync(path.join(farmFolder, 'farmconfig.py')).isFile()).toBe(true);
    await keepPicture(window.page, '2-overview');
  });

  test('the address of a wiki shows its front page in a browser', async () => {
    joe = new WikiBrowser(await context.newPage(), await window.addressOf(garden));
    expect(await joe.visit('')).toBe(200);
    await joe.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await joe.page.locator('#content table td').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('JoeDoe'), expect.stringContaining(passwords.JoeDoe)]),
    );
    expect(await joe.sessionCookies(context)).toEqual([]);
    await keepPicture(joe.page, '3-front-page');
  });

  test('a login on the page makes a session file and a row in the live table, without reload', async () => {
    await window.openView('Sessions');
    await window.page.getByText('Nobody is in.').waitFor();
    await joe.logIn('JoeDoe', passwords.JoeDoe);
    await window.session('JoeDoe').waitFor();
    expect(sessionFiles()).toHaveLength(1);
    const [cookie] = await joe.sessionCookies(context);
    expect(sessionFiles()[0]).toContain(cookie?.value);
    await keepPicture(window.page, '4-session');
  });

  test('its trail grows while pages are visited', async () => {
    await joe.visit('FrontPage');
    await joe.visit('PlantList');
    const shown = () => window.session('JoeDoe').textContent();
    await expect.poll(shown).toMatch(/PlantList.*FrontPage/);
    await keepPicture(window.page, '5-trail');
  });

  test('a changed cookie_lifetime is shown as a diff, saved with every other byte, and followed at once', async () => {
    const file = path.join(farmFolder, 'farmconfig.py');
    const before = readFileSync(file, 'utf8');
    await window.openView('Options');
    await window.optionCell('cookie_lifetime', 0).click();
    await window.page.getByRole('textbox', { name: 'Logged in, hours' }).fill('-3');
    await window.button('Review and apply').click();
    await window.dialog().getByText('What changes in the files').waitFor();
    await keepPicture(window.page, '6-diff');
    await window.dialog().getByRole('button', { name: 'Apply 1 change' }).click();
    await window.page.getByText('The running wikis follow it now.').waitFor();
    const after = readFileSync(file, 'utf8');
    const changed = after.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/cookie_lifetime\s*=\s*\(\s*0\s*,\s*-3\s*\)/);
    // A page the browser has not kept: MoinMoin lets pages be kept for ten seconds.
    await joe.visit('SessionsExplained');
    const [cookie] = await joe.sessionCookies(context);
    const hours = ((cookie?.expires ?? 0) - Date.now() / 1000) / 3600;
    expect(hours).toBeGreaterThan(2.9);
    expect(hours).toBeLessThan(3.1);
  });

  test('an edit in the browser is a new revision in MoinMoin’s layout', async () => {
    await joe.visit('SandBox', '?action=edit&editor=text');
    await joe.page.locator('textarea[name="savetext"]').fill("= Beans =\nThey grow on '''poles'''.\n");
    await joe.page.locator('input[name="button_save"]').click();
    await joe.page.locator('#content strong', { hasText: 'poles' }).waitFor();
    const page = filesBelow(farmFolder).find((name) => /\/pages\/SandBox\/current$/.test(name)) ?? '';
    const folder = path.dirname(path.join(farmFolder, page));
    const revision = readFileSync(path.join(folder, 'current'), 'utf8').trim();
    expect(revision).toMatch(/^\d{8}$/);
    expect(readFileSync(path.join(folder, 'revisions', revision), 'utf8')).toContain('They grow on');
    const lastLine = readFileSync(path.join(folder, 'edit-log'), 'utf8').trimEnd().split('\n').at(-1) ?? '';
    expect(lastLine.split('\t').slice(1, 4)).toEqual([revision, expect.stringMatching(/^SAVE/), 'SandBox']);
    await keepPicture(joe.page, '7-edited');
  });

  test('logging out takes file and row away', async () => {
    await window.openView('Sessions');
    await joe.logOut();
    await window.page.getByText('Nobody is in.').waitFor();
    expect(sessionFiles()).toEqual([]);
  });

  test('a superuser becomes another user in a window with a cookie jar of its own, and returns', async () => {
    await window.openView('Overview');
    await window.button(`More about ${garden}`).click();
    await window.page.getByRole('menuitem', { name: 'Open as…' }).click();
    await window
      .dialog()
      .getByRole('option', { name: /JoeDoe/ })
      .click();
    await keepPicture(window.page, '8-become');
    await window.dialog().getByRole('button', { name: 'Become JoeDoe' }).click();
    const bar = await identityView('identity-bar.html');
    const wiki = await identityView(new URL(joe.address).pathname);
    await bar.getByRole('button', { name: 'AdminUser as JoeDoe' }).waitFor();
    await wiki.getByText('JoeDoe').first().waitFor();
    expect(await wiki.evaluate(() => 'croft' in globalThis)).toBe(false);
    await keepPicture(bar, '9-identity-bar');
    await keepPicture(wiki, '9-identity-wiki');

    await window.openView('Sessions');
    const row = window.session('AdminUser');
    await row.getByText('JoeDoe').waitFor();
    await keepPicture(window.page, '10-switched');
    // The person's own browser knows nothing of it.
    expect(await joe.sessionCookies(context)).toEqual([]);

    await bar.getByRole('button', { name: 'Return' }).click();
    await window.page.getByText('Nobody is in.').waitFor();
    expect(sessionFiles()).toEqual([]);
  });

  test('the way inside the wiki works, too: settings, switch user, log out', async () => {
    const admin = new WikiBrowser(joe.page, joe.address);
    await admin.logIn('AdminUser', passwords.AdminUser);
    await admin.visit('FrontPage', '?action=userprefs&sub=suid');
    await admin.page.locator('select[name="selected_user"]').selectOption({ label: 'JoeDoe' });
    await admin.page.locator('input[name="select_user"]').click();
    await window.session('AdminUser').getByText('JoeDoe').waitFor();
    await keepPicture(admin.page, '11-switched-in-wiki');
    await admin.logOut();
    await expect.poll(() => window.session('JoeDoe').count()).toBe(0);
  });
});

/** A view of the identity window, once its page is there. */
async function identityView(part: string): Promise<Page> {
  const isIt = (page: Page): boolean => page.url().includes(part) && !page.url().includes('/index.html');
  await expect.poll(() => croft.app.windows().some(isIt), { timeout: 15_000 }).toBe(true);
  const found = croft.app.windows().find(isIt);
  if (found === undefined) throw new Error(`the view ${part} went away`);
  await found.waitForLoadState('domcontentloaded');
  return found;
}
