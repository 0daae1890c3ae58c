import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  environmentIn,
  keepPicture,
  makeHome,
  patienceMs,
  startProgram,
  type Home,
  type RunningProgram,
} from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';

/** Identity windows on a farm with names that only its own server knows: alpha.example.org and beta.example.org. */
let home: Home;
let croft: RunningProgram;
let window: CroftWindow;
let bar: Page;
let wiki: Page;

const password = 'trowel-and-twine';

/** A host farm as `croft create` writes it, moved to names without a server anywhere. */
function makeHostFarm(folder: string): void {
  const cli = path.resolve(import.meta.dirname, '../../out/cli.js');
  const words = ['create', folder, '--topology', 'host', '--wikis', 'alpha,beta', '--share-login'];
  execFileSync(process.execPath, [cli, ...words, '--superuser', 'AdminUser', '--password', password], {
    env: environmentIn(home),
    stdio: 'pipe',
  });
  for (const name of readdirSync(folder).filter((file) => /\.(py|txt)$/.test(file))) {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replaceAll('farm[.]localhost', 'example[.]org').replaceAll('farm.localhost', 'example.org'),
    );
  }
}

beforeAll(async () => {
  home = makeHome();
  const folder = path.join(home.folder, 'host farm');
  makeHostFarm(folder);
  croft = await startProgram(home, ['open', folder]);
  window = new CroftWindow(croft.window);
  await window.dialog().getByRole('button', { name: 'Open', exact: true }).click();
  await window.wiki('alpha').getByText('Running').waitFor();
});
afterAll(async () => {
  await croft.close();
  home.remove();
});

async function view(isIt: (address: string) => boolean): Promise<Page> {
  const found = (): Page | undefined => croft.app.windows().find((page) => isIt(page.url()));
  await expect.poll(() => found() !== undefined).toBe(true);
  const page = found();
  if (page === undefined) throw new Error('the view went away');
  page.setDefaultTimeout(patienceMs);
  return page;
}

async function goTo(address: string): Promise<void> {
  await bar.getByRole('textbox', { name: 'Address' }).fill(address);
  await bar.getByRole('textbox', { name: 'Address' }).press('Enter');
}

test('a name that no browser finds opens in an identity window, under that name', async () => {
  await window
    .wiki('alpha')
    .getByRole('button', { name: /opens in an identity window/ })
    .click();
  bar = await view((address) => address.includes('/identity-bar.html'));
  wiki = await view((address) => address.startsWith('http://alpha.example.org/'));
  await wiki.getByRole('heading').first().waitFor();
  await bar.getByRole('button', { name: 'Visitor' }).waitFor();
  expect(await wiki.evaluate(() => ['croft' in globalThis, 'require' in globalThis])).toEqual([false, false]);
});

test('a login there is one on the other host name, by the cookie’s real domain', async () => {
  await goTo('http://alpha.example.org/FrontPage?action=login');
  await wiki.locator('input[name="name"]').fill('AdminUser');
  await wiki.locator('input[name="password"]').fill(password);
  await wiki.getByRole('button', { name: 'Login' }).click();
  await wiki.getByRole('link', { name: 'Logout' }).waitFor();
  await goTo('beta.example.org');
  await expect.poll(() => wiki.url()).toContain('http://beta.example.org/');
  await wiki.getByRole('link', { name: 'Logout' }).waitFor();
  await bar.getByRole('button', { name: /Visitor/ }).click();
  await bar.getByText(/\.example\.org and every host below it/).waitFor();
  await keepPicture(bar, 'identity-cookies');
  await bar.getByRole('button', { name: /Visitor/ }).click();
});

test('https works with a certificate that this window alone accepts', async () => {
  await goTo('https://alpha.example.org/');
  await expect.poll(() => wiki.url()).toContain('https://alpha.example.org/');
  await wiki.getByRole('link', { name: 'Logout' }).waitFor();
  expect(await wiki.evaluate(() => globalThis.isSecureContext)).toBe(true);
  await keepPicture(wiki, 'identity-https');
});

test('nothing leads outside the farm', async () => {
  const before = wiki.url();
  await goTo('http://elsewhere.example.net/');
  await bar
    .getByRole('alert')
    .getByText(/outside this farm/)
    .waitFor();
  await wiki.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'http://elsewhere.example.net/';
    document.body.append(link);
    link.click();
  });
  const popup = await wiki.evaluate(() => globalThis.open('http://alpha.example.org/') === null);
  expect(popup).toBe(true);
  expect(wiki.url()).toBe(before);
  const fetched = await wiki.evaluate(async () => {
    const image = new Image();
    image.src = 'http://elsewhere.example.net/x.png';
    return await new Promise((resolve) => {
      image.addEventListener('load', () => resolve('loaded'));
      image.addEventListener('error', () => resolve('refused'));
    });
  });
  expect(fetched).toBe('refused');
});

test('the wiki’s view may do nothing that asks for permission', async () => {
  const states = await wiki.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera'] as PermissionName[];
    return await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});

test('two people side by side do not see each other’s cookies', async () => {
  await window.button('More about alpha').click();
  await window.page.getByRole('menuitem', { name: 'Open as a new visitor' }).click();
  await expect.poll(() => croft.app.windows().length).toBe(5);
  const pages = croft.app.windows().filter((page) => page.url().startsWith('http://alpha.example.org/'));
  expect(pages).toHaveLength(1);
  await pages[0]?.getByRole('link', { name: 'Login' }).first().waitFor();
});
