import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFarm, startBrowser, type ServedFarm } from './harness/headless.ts';
import { keepPicture, makeHome, patienceMs, type Home } from './harness/program.ts';

/** Somebody's first visit, by keyboard, and every view as people with other eyes and hands have it. */
let home: Home;
let served: ServedFarm;
let browser: Browser;
let page: Page;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  home = makeHome({ firstTime: true });
  served = await serveFarm(home, ['--sample', '--port', '0']);
  browser = await startBrowser();
  // 1180 × 760 at 200 %; targets are measured as they are then.
  const context = await browser.newContext({
    viewport: { width: 590, height: 380 },
    reducedMotion: 'reduce',
    bypassCSP: true,
  });
  context.setDefaultTimeout(patienceMs);
  page = await context.newPage();
  await page.goto(served.ready.manage ?? '');
});

afterAll(async () => {
  await browser.close();
  await served.stop();
  home.remove();
});

const go = async (hash: string): Promise<void> => {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .skeleton') === null);
};
const farmHash = async (): Promise<string> => {
  const link = page.locator('.sidebar__farm[href^="#/farm/"]').first();
  return ((await link.getAttribute('href')) ?? '').replace(/\/overview$/, '');
};

test('a message comes above the tour, not over it', async () => {
  await go('#/');
  await page.getByRole('checkbox', { name: 'Choose all farms' }).press('Space');
  await page.getByRole('button', { name: 'Restart 1 farm' }).click();
  const message = page.getByRole('alertdialog');
  await message.waitFor();
  await go(await farmHash());
  const tour = page.getByRole('region', { name: 'Tour' });
  await tour.waitFor();
  await keepPicture(page, 'tour-message');
  const [above, below] = [await message.boundingBox(), await tour.boundingBox()];
  if (above === null || below === null) throw new Error('one of them is not shown');
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);
  expect(above.y).toBeGreaterThanOrEqual(0);
  await message.getByRole('button', { name: 'Close' }).click();
});

test('the tour comes once, goes on and ends by keyboard, and is remembered', async () => {
  await go(await farmHash());
  const tour = page.getByRole('region', { name: 'Tour' });
  await tour.waitFor();
  await keepPicture(page, 'tour');
  await tour.getByRole('button', { name: 'Next' }).focus();
  await page.keyboard.press('Enter');
  await tour.getByText('Step 2 of 5').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => tour.count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await tour.count()).toBe(0);
});

test('F1 explains the view, a link leads on, and back leads back', async () => {
  await go(`${await farmHash()}/sharing`);
  await page.keyboard.press('F1');
  const article = page.getByRole('article', { name: 'Sharing a login' });
  await expect.poll(() => article.evaluate((element) => element === document.activeElement)).toBe(true);
  await article.getByRole('link', { name: 'Options' }).click();
  await page.getByRole('article', { name: 'Options' }).waitFor();
  await page.goBack();
  await article.waitFor();
});

const views = ['overview', 'sessions', 'options', 'sharing', 'users', 'log'];

describe.each(views)('%s at 200 %%', (view) => {
  test('scrolls sideways nowhere but in tables, and axe has nothing to say', async () => {
    await go(`${await farmHash()}/${view}`);
    const sideways = await page.evaluate(() =>
      ['html', '.main', '.main__view'].filter((selector) => {
        const element = document.querySelector(selector);
        return element !== null && element.scrollWidth > element.clientWidth + 1;
      }),
    );
    expect(sideways).toEqual([]);
    await page.evaluate(axe);
    const found: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] =
      await page.evaluate(
        `axe.run({ exclude: ['[data-live-announcer]'] }, { rules: { 'target-size': { enabled: true } } })
          .then(({ violations }) => violations)`,
      );
    expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
});

test('nothing moves for whoever wants it so, and what is chosen shows without colours', async () => {
  await go(await farmHash());
  const quick = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--quick'),
  );
  expect(Number.parseFloat(quick)).toBe(0);
  await page.emulateMedia({ forcedColors: 'active' });
  const outline = await page
    .locator('.tabs [aria-current="page"]')
    .evaluate((tab) => getComputedStyle(tab).outlineStyle);
  expect(outline).toBe('solid');
  await keepPicture(page, 'forced-colours');
});
