import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { makeHome, startProgram } from '../e2e/harness/program.ts';
import { fill } from '../fakes/many-sessions.ts';

/**
 * Scrolling through 100,000 live sessions in the packed program, beside scrolling a plain long page in the same window:
 * frames that took longer than 32 ms, so that the eye sees them.
 */
const sessions = 100_000;
const seconds = 10;
const longMs = 32;

interface Frames {
  readonly frames: number;
  readonly long: number;
  readonly longestMs: number;
}

/** Moves one part of the page by steps a person's wheel makes, for some seconds, and counts the frames. */
const scroll = (page: Page, selector: string): Promise<Frames> =>
  page.evaluate(
    async ({ selector, seconds, longMs }) => {
      const area = document.querySelector(selector);
      if (area === null) throw new Error(`nothing is ${selector}`);
      let [frames, long, longestMs] = [0, 0, 0];
      let before = performance.now();
      const end = before + seconds * 1000;
      await new Promise<void>((resolve) => {
        const frame = (now: number): void => {
          const took = now - before;
          before = now;
          frames += 1;
          if (took > longMs) long += 1;
          longestMs = Math.max(longestMs, took);
          area.scrollTop += 120;
          if (now < end) requestAnimationFrame(frame);
          else resolve();
        };
        requestAnimationFrame(frame);
      });
      return { frames, long, longestMs };
    },
    { selector, seconds, longMs },
  );

const home = makeHome();
const croft = await startProgram(home);
const { window } = croft;
await window.getByRole('button', { name: 'Try the sample farm' }).click();
await window
  .getByRole('row', { name: /The garden/ })
  .getByText('Running')
  .waitFor();
const farm = path.join(home.folder, 'Documents/Croft sample farm');
const folder = readdirSync(farm, { recursive: true, withFileTypes: true }).find(({ name }) =>
  /^(__session__|sessions)$/.test(name),
);
const directory =
  folder === undefined
    ? path.join(farm, 'data/cache/__session__')
    : path.join(folder.parentPath, folder.name);
mkdirSync(directory, { recursive: true });
fill(directory, sessions);
await window.getByRole('link', { name: /^Sessions/ }).click();
const grid = window.getByRole('grid', { name: 'Live sessions' });
await window.waitForFunction(
  (wanted) => Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 0) >= wanted,
  sessions,
  { timeout: 180_000 },
);
await grid.getByRole('row').nth(3).waitFor();
await window.waitForTimeout(5000);

const selector = await grid.evaluate((element) => {
  let area: Element | null = element;
  while (area !== null && area.scrollHeight <= area.clientHeight + 1) area = area.parentElement ?? null;
  const found =
    area ?? [...element.querySelectorAll('*')].find((one) => one.scrollHeight > one.clientHeight + 1);
  found?.setAttribute('data-bench', 'scrolls');
  return '[data-bench="scrolls"]';
});
const table = await scroll(window, selector);
await window.evaluate(() => {
  document.body.innerHTML = `<div data-bench="plain" style="height:600px;overflow:auto">${'<p>a line</p>'.repeat(20_000)}</div>`;
});
const plain = await scroll(window, '[data-bench="plain"]');
for (const [name, { frames, long, longestMs }] of [
  ['a plain page of 20,000 lines', plain],
  [`the table of ${sessions} sessions`, table],
] as const)
  console.log(
    `${name}: ${frames} frames in ${seconds} s, ${long} over ${longMs} ms (${((long * 100) / frames).toFixed(1)} %), longest ${longestMs.toFixed(0)} ms`,
  );
await croft.close();
home.remove();
