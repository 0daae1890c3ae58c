import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyboard, mouse } from './harness/hands.ts';
import {
  environmentIn,
  makeHome,
  packedProgram,
  patienceMs,
  startProgram,
  type Home,
  type RunningProgram,
} from './harness/program.ts';
import { CroftWindow } from './pages/croft-window.ts';

/** What people have the program for, each from the first step to the last, by either hand, in less than a minute. */
const withinMs = 60_000;

let home: Home;
let croft: RunningProgram | null;
let window: CroftWindow;

beforeEach(() => {
  home = makeHome();
  croft = null;
});
afterEach(async () => {
  await croft?.close();
  home.remove();
});

async function start(words: readonly string[] = [], program = packedProgram): Promise<RunningProgram> {
  croft = await startProgram(home, words, program);
  window = new CroftWindow(croft.window);
  return croft;
}

async function viewAt(part: string): Promise<Page> {
  const found = (): Page | undefined => croft?.app.windows().find((page) => page.url().includes(part));
  await expect.poll(() => found() !== undefined, { timeout: patienceMs }).toBe(true);
  const page = found();
  if (page === undefined) throw new Error(`the view ${part} went away`);
  page.setDefaultTimeout(patienceMs);
  return page;
}

describe.each([mouse, keyboard])('by $name', (hands) => {
  test(
    'installing: unpacked anywhere, started, and the first wiki shows a page',
    { timeout: withinMs },
    async () => {
      // As from the archive: other packages only put the same folder elsewhere (npm run test:install).
      const folder = path.join(home.folder, 'programs/Croft');
      execFileSync('mkdir', ['-p', path.dirname(folder)]);
      execFileSync('cp', ['-r', path.dirname(packedProgram), folder]);
      const help = execFileSync(path.join(folder, 'croft'), ['help'], {
        env: environmentIn(home),
        encoding: 'utf8',
      });
      expect(help).toContain('croft serve');

      await start([], path.join(folder, 'croft-desktop'));
      await hands.press(window.button('Try the sample farm'));
      for (const sitename of ['The garden', 'The kitchen', 'The workshop'])
        await window.wiki(sitename).getByText('Running').waitFor();
      const address = await window.addressOf('The garden');
      expect((await fetch(address)).status).toBe(200);
    },
  );

  test('configuring a farm of this computer: opened, changed, followed', { timeout: withinMs }, async () => {
    const folder = path.join(home.folder, 'my farm');
    const cli = path.resolve(import.meta.dirname, '../../out/cli.js');
    const words = ['create', folder, '--topology', 'path', '--wikis', 'alpha,beta', '--share-login'];
    execFileSync(process.execPath, [cli, ...words], { env: environmentIn(home), stdio: 'pipe' });

    await start(['open', folder]);
    await hands.press(window.dialog().getByRole('button', { name: 'Open', exact: true }));
    await window.wiki('alpha').getByText('Running').waitFor();
    await hands.openView(window.page, 'Options');
    await hands.openOption(window.page, 'cookie_lifetime');
    await hands.write(window.page.getByRole('textbox', { name: 'Logged in, hours' }), '-3');
    await hands.press(window.button('Review and apply'));
    await hands.press(window.dialog().getByRole('button', { name: 'Apply 1 change' }));
    await window.page.getByText('The running wikis follow it now.').waitFor();
    expect(readFileSync(path.join(folder, 'farmconfig.py'), 'utf8')).toMatch(/cookie_lifetime = \(0, -3\)/);
  });

  test('switching users as superuser: become, look, return', { timeout: withinMs }, async () => {
    await start();
    await hands.press(window.button('Try the sample farm'));
    await window.wiki('The garden').getByText('Running').waitFor();
    await hands.openView(window.page, 'Users');
    await hands.press(window.button('Become JoeDoe'));
    await hands.press(window.dialog().getByRole('button', { name: 'Become JoeDoe' }));
    const bar = await viewAt('/identity-bar.html');
    const wiki = await viewAt('/garden');
    await bar.getByRole('button', { name: 'AdminUser as JoeDoe' }).waitFor();
    await wiki.getByRole('link', { name: 'JoeDoe', exact: true }).first().waitFor();
    await hands.openView(window.page, 'Sessions');
    await window.session('AdminUser').getByText('JoeDoe').waitFor();
    await hands.press(bar.getByRole('button', { name: 'Return' }));
    const nobody = window.page.getByText('Nobody is in.');
    await expect.poll(() => nobody.isVisible(), { timeout: patienceMs }).toBe(true);
  });
});
