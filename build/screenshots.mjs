// `npm run screenshots`: packs the program, starts it in a fresh home on a screen of its own, plays the main job on the
// sample farm, and keeps the pictures of the README in build/screenshots/.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

import { ensureInstalled } from './install.mjs';
import { ensureSystem } from './system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'build/screenshots');
const size = { width: 1200, height: 760 };

ensureInstalled();
ensureSystem(['electron', 'screen'], (line) => console.error(line));
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
  const inThemes = (name) => eachTheme(app, (theme) => picture(window, `${name}-${theme}`));
  const inLight = (name) => picture(window, `${name}-light`);
  await setTheme(app, 'light');

  await window.getByRole('button', { name: 'Try the sample farm' }).waitFor();
  await inLight('first-run');
  await window.getByRole('button', { name: 'Try the sample farm' }).click();
  const garden = window.getByRole('row', { name: /The garden/ });
  await garden.getByText('Running').waitFor();
  const wiki = (name) => wikiAddress(window, name);
  await logPeopleIn(await wiki('The garden'), await wiki('The kitchen'), await wiki('The workshop'));

  const identity = await becomeJoe(app, window);
  await inThemes('overview');
  await openView(window, 'Sessions');
  await window.getByRole('grid', { name: 'Live sessions' }).getByText('AdminUser').waitFor();
  await inThemes('sessions');

  await openView(window, 'Sharing');
  await chooseTwo(window);
  await inThemes('sharing');
  await openView(window, 'Users');
  await window.getByRole('button', { name: /^JoeDoe/ }).click();
  await inLight('users');
  await openView(window, 'Log');
  await inLight('log');

  await eachTheme(app, (theme) => identityPicture(app, identity, `identity-${theme}`));

  await openView(window, 'Options');
  await window.getByRole('textbox', { name: 'Logged in, hours' }).fill('-3');
  await inLight('options');
  await window.getByRole('button', { name: 'Review and apply' }).click();
  await window.getByText('What changes in the files').waitFor();
  await inLight('review');
  await window.keyboard.press('Escape');

  await setLanguage(window, 'de');
  await inLight('options-german');
  await window.keyboard.press('Control+1');
  await inLight('overview-german');
  await setLanguage(window, 'en');

  await window.evaluate(() => {
    location.hash = '#/create';
  });
  await window.getByRole('heading', { name: 'Create a farm' }).waitFor();
  await inLight('create');
}

async function openView(window, view) {
  await window.getByRole('link', { name: new RegExp(`^${view}`) }).click();
}

/** Light comes last and stays. */
async function eachTheme(app, take) {
  for (const theme of ['dark', 'light']) {
    await setTheme(app, theme);
    await take(theme);
  }
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
  await window.screenshot({ path: path.join(folder, `${name}.png`), caret: 'hide' });
}

/** Everything asked for has been answered and drawn. */
async function settled(page) {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(600);
}

async function setLanguage(window, language) {
  await window.evaluate((chosen) => globalThis.croft.request('settings:set', { language: chosen }), language);
  await window.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
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

/** Becomes JoeDoe from the overview; answers the two views of the identity window. */
async function becomeJoe(app, window) {
  await window.getByRole('button', { name: 'More about The garden' }).click();
  await window.getByRole('menuitem', { name: 'Open as…' }).click();
  await window
    .getByRole('dialog')
    .getByRole('option', { name: /JoeDoe/ })
    .click();
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
  writeFileSync(path.join(folder, `${name}.png`), Buffer.from(bytes, 'base64'));
}
