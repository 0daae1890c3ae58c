// `npm run screenshots`: packs the program, starts it in a fresh home on a screen of its own, plays the main job on the
// sample farm, and keeps the pictures of the README in build/screenshots/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

import { ensureInstalled } from './install.mjs';
import { ensureSystem, onPath } from './system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'build/screenshots');
const size = { width: 1200, height: 760 };

ensureInstalled();
ensureSystem(['electron', 'screen', 'smallPictures'], (line) => console.error(line));
const { packForTests } = await import('./package.mjs');
const { withScreen } = await import('./screen.mjs');
const program = await packForTests();
mkdirSync(folder, { recursive: true });
await withScreen(takeAll, { virtual: true });

/** @param {NodeJS.ProcessEnv} environment with DISPLAY */
async function takeAll(environment) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'croft-pictures-'));
  mkdirSync(path.join(home, 'Documents'));
  const data = path.join(home, '.config/Croft');
  mkdirSync(data, { recursive: true });
  // Of somebody who was here before: the tour would lie over what is shown.
  const settings = {
    version: 1,
    farms: [],
    theme: 'system',
    language: 'system',
    restoreFarms: true,
    tourSeen: true,
  };
  writeFileSync(path.join(data, 'croft.json'), JSON.stringify(settings));
  const app = await startProgram(environment, home);
  try {
    await takePictures(app);
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startProgram(environment, home) {
  const { _electron } = await import('playwright-core');
  const { PATH, DISPLAY } = environment;
  return await _electron.launch({
    executablePath: program,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${path.join(home, '.config/Croft')}`,
    ],
    env: { PATH, DISPLAY, HOME: home, LANG: 'en_US.UTF-8' },
    // Playwright would hold every page to light.
    colorScheme: null,
  });
}

/** The order is the main job's; each step stands on the one before. */
async function takePictures(app) {
  const window = await app.firstWindow();
  window.setDefaultTimeout(30_000);
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0].setContentSize(width, height),
    size,
  );
  const inAll = (name) =>
    everyLook(
      app,
      window,
      () => [window],
      (look) => picture(window, `${name}-${look}`),
    );
  await setTheme(app, 'light');

  await window.getByRole('button', { name: 'Try the sample farm' }).waitFor();
  await inAll('first-run');
  await window.getByRole('button', { name: 'Try the sample farm' }).click();
  const garden = window.getByRole('row', { name: /The garden/ });
  await garden.getByText('Running').waitFor();
  const wiki = (name) => wikiAddress(window, name);
  await logPeopleIn(await wiki('The garden'), await wiki('The kitchen'), await wiki('The workshop'));

  const identity = await becomeJoe(app, window, () => inAll('become'));
  await inAll('overview');
  await window.getByRole('link', { name: 'All farms' }).click();
  await inAll('farms');
  await window
    .getByRole('link', { name: /^Croft sample farm/ })
    .first()
    .click();
  await window.getByRole('button', { name: 'More about The kitchen' }).click();
  await window.getByRole('menuitem', { name: 'Address…' }).click();
  await inAll('address');
  await window.keyboard.press('Escape');
  await openView(window, 'Sessions');
  const sessions = window.getByRole('grid', { name: 'Live sessions' });
  await sessions.getByText('AdminUser').waitFor();
  await inAll('sessions');
  await sessions.getByText('CarolSample').dblclick();
  await inAll('session-details');

  await openView(window, 'Sharing');
  await chooseTwo(window);
  await inAll('sharing');
  await openView(window, 'Users');
  await window.getByRole('button', { name: /^JoeDoe/ }).click();
  await inAll('users');
  await openView(window, 'Log');
  await inAll('log');
  const views = () => [identity.bar, window];
  await everyLook(app, window, views, (look) => identityPicture(app, identity, `identity-${look}`));

  await openView(window, 'Options');
  await window.getByRole('textbox', { name: 'Logged in, hours' }).fill('-3');
  await inAll('options');
  await window.getByRole('button', { name: 'Review and apply' }).click();
  await window.getByText('What changes in the files').waitFor();
  await inAll('review');
  await window.keyboard.press('Escape');

  await commanded(app, window, 'settings', inAll);
  await commanded(app, window, 'about', inAll);
  await commanded(app, window, 'palette', inAll);
  await commanded(app, window, 'guide', inAll);
  await window.keyboard.press('Control+1');
  await commanded(app, window, 'tour', inAll);

  await window.evaluate(() => {
    location.hash = '#/create';
  });
  await window.getByRole('heading', { name: 'Create a farm' }).waitFor();
  await inAll('create');
}

/** What a menu entry brings up, then away again. */
async function commanded(app, window, id, take) {
  await app.evaluate(({ Menu }, item) => Menu.getApplicationMenu().getMenuItemById(item).click(), id);
  await settled(window);
  await take(id);
  await window.keyboard.press('Escape');
}

async function openView(window, view) {
  await window.getByRole('link', { name: new RegExp(`^${view}`) }).click();
}

/** Dark, German, and light, which comes last and stays. `pages` are those whose language is waited for. */
async function everyLook(app, window, pages, take) {
  await setTheme(app, 'dark');
  await take('dark');
  await setTheme(app, 'light');
  await setLanguage(window, pages(), 'de');
  await take('german');
  await setLanguage(window, pages(), 'en');
  await take('light');
}

/** As a person sets it in the system; the program follows. */
async function setTheme(app, theme) {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
}

async function picture(window, name) {
  // Neither the pointer nor a passing message belongs into the picture.
  await window.mouse.move(size.width - 2, size.height - 2);
  await settled(window);
  const file = path.join(folder, `${name}.png`);
  await window.screenshot({ path: file, caret: 'hide' });
  makeSmall(file);
}

/** Everything asked for has been answered and drawn. */
async function settled(page) {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(600);
}

async function setLanguage(window, pages, language) {
  await window.evaluate((chosen) => globalThis.croft.request('settings:set', { language: chosen }), language);
  for (const page of pages)
    await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
}

async function wikiAddress(window, sitename) {
  const line = window.getByRole('row', { name: new RegExp(sitename) });
  return `http://${await line.locator('.overview__address').textContent()}`;
}

/** Two wikis of the sample, so that the panel says why they share a login. */
async function chooseTwo(window) {
  await window.getByRole('table').getByRole('button').first().click();
}

/** A few people who come, read and stay. */
async function logPeopleIn(garden, kitchen, workshop) {
  const visits = [
    ['JoeDoe', 'beans-on-poles', garden, ['PlantList', 'CompostDiary', 'FrontPage']],
    ['CarolSample', 'compost-is-warm', garden, ['CompostDiary', 'FrontPage', 'CompostDiary']],
    ['MaxSample', 'rain-in-the-barrel', kitchen, ['FrontPage', 'RecentChanges']],
    ['JoeDoe', 'beans-on-poles', workshop, ['FrontPage']],
  ];
  for (const [name, password, wiki, pages] of visits) {
    const person = makePerson(wiki);
    await person.logIn(name, password);
    for (const page of pages) await person.visit(page);
  }
}

/** A browser as small as can be: one wiki, one jar. The wikis' names need no name server, for all are this machine. */
function makePerson(address) {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const jar = new Map();
  const ask = (method, target, body = '') =>
    new Promise((resolve, reject) => {
      const headers = {
        host: base.host,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      };
      const url = new URL(target, base);
      const place = { host: '127.0.0.1', port: base.port, path: url.pathname + url.search };
      const request = http.request({ ...place, method, headers }, (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [name, value] = line.split(';')[0].split('=');
          jar.set(name, value);
        }
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode, text }));
      });
      request.on('error', reject).end(body);
    });
  return {
    visit: (page) => ask('GET', page),
    async logIn(name, password) {
      const fields = { action: 'login', name, password, login: 'Login' };
      const { status } = await ask('POST', 'FrontPage', new URLSearchParams(fields).toString());
      if (status >= 400 || jar.size === 0) throw new Error(`${name} could not log in (${status})`);
    },
  };
}

/** Becomes JoeDoe from the overview; answers the two views of the identity window. `look`: the dialog stands there. */
async function becomeJoe(app, window, look) {
  await window.getByRole('button', { name: 'More about The garden' }).click();
  await window.getByRole('menuitem', { name: 'Open as…' }).click();
  await window
    .getByRole('dialog')
    .getByRole('option', { name: /JoeDoe/ })
    .click();
  await look();
  await window.getByRole('dialog').getByRole('button', { name: 'Become JoeDoe' }).click();
  const bar = await viewOf(app, '/identity-bar.html');
  const wiki = await viewOf(app, '/garden');
  await wiki.getByRole('heading').first().waitFor();
  await bar.getByRole('button', { name: 'AdminUser as JoeDoe' }).waitFor();
  return { bar, wiki };
}

async function viewOf(app, part) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const found = app.windows().find((page) => page.url().includes(part));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no view at ${part}`);
}

/** The identity window is two views, one above the other: their pixels in this order are the picture of both. */
async function identityPicture(app, { bar, wiki }, name) {
  await Promise.all([bar, wiki].map(settled));
  const bytes = await app.evaluate(async ({ BaseWindow, nativeImage }, { width, height }) => {
    const window = BaseWindow.getAllWindows().find(({ contentView }) => contentView.children.length === 2);
    window.setContentSize(width, height);
    await new Promise((resolve) => setTimeout(resolve, 800));
    const views = window.contentView.children.toSorted((a, b) => a.getBounds().y - b.getBounds().y);
    const images = await Promise.all(views.map(({ webContents }) => webContents.capturePage()));
    const rows = images.map((image) => image.getSize().height);
    const joined = nativeImage.createFromBitmap(Buffer.concat(images.map((image) => image.toBitmap())), {
      width: images[0].getSize().width,
      height: rows[0] + rows[1],
    });
    return joined.toPNG().toString('base64');
  }, size);
  const file = path.join(folder, `${name}.png`);
  writeFileSync(file, Buffer.from(bytes, 'base64'));
  makeSmall(file);
}

/** A palette of 256 colours is enough for a window; the pictures are a third of the size. Without pngquant they stay large. */
function makeSmall(file) {
  if (onPath('pngquant') !== null)
    execFileSync('pngquant', ['--force', '--skip-if-larger', '--strip', '--output', file, '256', file]);
}
