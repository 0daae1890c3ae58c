import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFarm, startBrowser, type ServedFarm } from './harness/headless.ts';
import { keepPicture, makeHome, patienceMs, type Home } from './harness/program.ts';
import { WikiBrowser } from './pages/wiki-browser.ts';

/** The wiki's own pages as people with other eyes and hands have them, in both colour schemes. */
let home: Home;
let served: ServedFarm;
let browser: Browser;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  home = makeHome();
  served = await serveFarm(home, ['--sample', '--port', '0']);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.stop();
  home.remove();
});

const open = async (options: Parameters<Browser['newContext']>[0]): Promise<WikiBrowser> => {
  // Axe is put into the page, which a wiki's own policy would refuse.
  const context = await browser.newContext({
    viewport: { width: 800, height: 900 },
    bypassCSP: true,
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const address = served.ready.wikis.find(({ siteid }) => siteid === 'garden')?.url ?? '';
  return new WikiBrowser(await context.newPage(), address);
};

/** What axe has against a page, as `rule: element`. */
async function complaints(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] =
    await page.evaluate(
      `axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(({ violations }) => violations)`,
    );
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

const isWiderThanWindow = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

type Visit = readonly [name: string, page: string, query: string, status: number];

const ofVisitors: readonly Visit[] = [
  ['login', 'FrontPage', '?action=login', 200],
  ['new account', 'FrontPage', '?action=newaccount', 200],
  ['lost password', 'FrontPage', '?action=recoverpass', 200],
  ['a page that is missing', 'NoSuchPage', '', 404],
  ['an action that is unknown', 'FrontPage', '?action=nonsense', 200],
  ['a hand-off that is outdated', 'FrontPage', '?action=croft-handoff', 410],
];
const ofPeople: readonly Visit[] = [
  ['show', 'FrontPage', '', 200],
  ['edit', 'PagePatient', '?action=edit', 200],
  ['info', 'PagePatient', '?action=info', 200],
  ['diff', 'PagePatient', '?action=diff&rev1=1&rev2=2', 200],
  ['attachments', 'PagePatient', '?action=AttachFile', 200],
  ['rename', 'PagePatient', '?action=RenamePage', 200],
  ['delete', 'PagePatient', '?action=DeletePage', 200],
  ['preferences', 'FrontPage', '?action=userprefs', 200],
  ['profile', 'FrontPage', '?action=userprefs&sub=prefs', 200],
  ['password', 'FrontPage', '?action=userprefs&sub=changepass', 200],
  ['search', 'FrontPage', '?action=fullsearch&value=the', 200],
  ['title search', 'FrontPage', '?action=fullsearch&titlesearch=1&value=e', 200],
  ['recent changes', 'RecentChanges', '', 200],
  ['list of titles', 'TitleIndex', '', 200],
  ['print', 'FrontPage', '?action=print', 200],
];

async function writePage(wiki: WikiBrowser, name: string, text: string): Promise<void> {
  await wiki.visit(name, '?action=edit');
  await wiki.page.locator('#editor-textarea').fill(text);
  await wiki.page
    .getByRole('button', { name: /^(Save|Änderungen speichern)/ })
    .first()
    .click();
  await wiki.page.locator('#message .info').waitFor();
}

const text = (word: string): string =>
  `= Beds =\n<<TableOfContents>>\n\nSown in ${word}; /!\\ keep the ''slugs'' away, see FrontPage and NoSuchPage.\n\n` +
  `||<tablestyle="width:100%"> '''Bed''' || '''Seed''' ||\n|| 1 || beans ||\n\n{{{#!python\n` +
  `def water(bed):  # twice a day\n    return "cold %d" % 5\n}}}\n\n{{{#!wiki caution\nMind the step.\n}}}\n\n` +
  ` * one\n  * two\n\n----\nCategoryGarden\n`;

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  let wiki: WikiBrowser;

  beforeAll(async () => {
    wiki = await open({ colorScheme });
  });

  afterAll(() => wiki.page.context().close());

  const look = ([name, page, query, status]: Visit): void => {
    test(`axe has nothing to say about ${name}, and nothing is wider than the window`, async () => {
      expect(await wiki.visit(page, query)).toBe(status);
      await keepPicture(wiki.page, `wiki-${colorScheme}-${name.replaceAll(' ', '-')}`);
      expect(await complaints(wiki.page)).toEqual([]);
      expect(await isWiderThanWindow(wiki.page)).toBe(false);
    });
  };

  for (const visit of ofVisitors) look(visit);

  test('somebody logs in and writes a page twice', async () => {
    await wiki.logIn('JoeDoe', 'beans-on-poles');
    await wiki.page.locator('#logout').waitFor();
    for (const word of ['March', `April, ${colorScheme}`]) await writePage(wiki, 'PagePatient', text(word));
    await keepPicture(wiki.page, `wiki-${colorScheme}-saved`);
    expect(await complaints(wiki.page)).toEqual([]);
  });

  for (const visit of ofPeople) look(visit);
});

test('a German visitor gets pages without a complaint, errors before any page included', async () => {
  const wiki = await open({ locale: 'de-DE' });
  for (const [page, query] of [
    ['FrontPage', '?action=login'],
    ['RecentChanges', ''],
    ['FrontPage', '?action=croft-handoff'],
  ] as const) {
    await wiki.visit(page, query);
    expect(await complaints(wiki.page)).toEqual([]);
    expect(await wiki.page.locator('html').getAttribute('lang')).toBe('de');
    await keepPicture(wiki.page, `wiki-german-${page}${query.replaceAll(/\W/g, '-')}`);
  }
  await wiki.page.context().close();
});

test('a page that is written from right to left has its content so, and stays within a narrow window', async () => {
  const wiki = await open({ viewport: { width: 400, height: 800 } });
  await wiki.logIn('JoeDoe', 'beans-on-poles');
  await writePage(wiki, 'RightToLeft', '#language he\n= שלום =\nגן ירק, FrontPage.\n\n * אחת\n * שתיים\n');
  await wiki.visit('RightToLeft');
  await keepPicture(wiki.page, 'wiki-right-to-left');
  const content = wiki.page.locator('#content');
  expect(await content.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  expect(await complaints(wiki.page)).toEqual([]);
  expect(await isWiderThanWindow(wiki.page)).toBe(false);
  await wiki.page.context().close();
});

test('on paper only the page itself is left', async () => {
  const wiki = await open({});
  await wiki.visit('FrontPage');
  await wiki.page.emulateMedia({ media: 'print' });
  await keepPicture(wiki.page, 'wiki-paper');
  for (const part of ['#searchform', '#username', '#navibar', '.editbar', '#credits'])
    expect(await wiki.page.locator(part).first().isVisible()).toBe(false);
  expect(await wiki.page.locator('#content').isVisible()).toBe(true);
  await wiki.page.context().close();
});
