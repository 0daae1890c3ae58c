import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogues } from '../../renderer/texts/catalogues.ts';
import { de } from '../../shared/texts/de.ts';
import { en } from '../../shared/texts/en.ts';
import { makeHome, startProgram, type Home, type RunningProgram } from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';

/** The window in German, in both themes: every view says all of its own words in German and can be used by everybody. */
let home: Home;
let croft: RunningProgram;
let window: CroftWindow;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = ['Übersicht', 'Sitzungen', 'Optionen', 'Gemeinsames', 'Benutzer', 'Protokoll'];

/** English sentences without gaps whose German is another: none of them may stand anywhere. */
const german = new Set<string>([...Object.values(catalogues.de), ...Object.values(de)]);
const english = new Set<string>(
  [...Object.values(catalogues.en), ...Object.values(en)].filter(
    (sentence) => !sentence.includes('{') && !german.has(sentence),
  ),
);

beforeAll(async () => {
  home = makeHome();
  croft = await startProgram(home);
  window = new CroftWindow(croft.window);
  await window.button('Try the sample farm').click();
  await window.wiki('The garden').getByText('Running').waitFor();
});

afterAll(async () => {
  await croft.close();
  home.remove();
});

test('the language is chosen in the settings and takes effect at once', async () => {
  await window.page.keyboard.press('Control+,');
  await window
    .dialog()
    .getByRole('button', { name: /Language/ })
    .click();
  await window.page.getByRole('option', { name: 'Deutsch' }).click();
  await expect.poll(() => window.page.evaluate(() => document.documentElement.lang)).toBe('de');
  await window.dialog().getByRole('button', { name: 'Schließen' }).click();
});

/** What the window says, seen or heard: texts, labels, titles, placeholders. */
async function saidWords(): Promise<readonly string[]> {
  return await window.page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words: string[] = [];
    while (walker.nextNode() !== null) words.push(walker.currentNode.textContent?.trim() ?? '');
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder'])
        words.push(element.getAttribute(name)?.trim() ?? '');
    return words.filter((word) => word !== '');
  });
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function violations(): Promise<readonly string[]> {
  await window.page.evaluate(axe);
  const found: readonly Violation[] = await window.page.evaluate(
    // React Aria's announcements name a button that may be gone; they leave by themselves after seconds.
    `axe.run({ exclude: ['[data-live-announcer]'] }).then(({ violations }) => violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe.each(views.map((view, index) => ({ view, key: `Control+${index + 1}` })))(
  '$view',
  ({ view, key }) => {
    test('has no English word of ours left', async () => {
      await window.page.keyboard.press(key);
      const tab = window.page.getByRole('link', { name: new RegExp(`^${view}`) });
      await expect.poll(() => tab.getAttribute('aria-current')).toBe('page');
      await window.page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      const said = await saidWords();
      expect(said).toContain(view);
      expect(said.filter((word) => english.has(word))).toEqual([]);
    });

    test.each(['light', 'dark'] as const)('is accessible when %s', async (colorScheme) => {
      await window.page.emulateMedia({ colorScheme });
      expect(await violations()).toEqual([]);
    });
  },
);
