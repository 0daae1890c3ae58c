import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright-core';
import { environmentIn, makeHome, startProgram } from '../e2e/harness/program.ts';
import { processTree } from '../e2e/harness/sockets.ts';

/**
 * What the program costs while nobody does anything: a farm of ten wikis open for a minute, beside a bare Electron window of
 * the same runtime in the same minute. Processor time, wake-ups (a polling timer shows here first) and memory.
 */
const restSeconds = 60;
const settleSeconds = 15;
const wikis = 10;

interface Cost {
  readonly cpuMs: number;
  readonly wakeUps: number;
}

function costOf(pids: readonly number[]): Cost {
  const ticksPerSecond = 100; // sysconf(_SC_CLK_TCK) of every Linux
  let [ticks, wakeUps] = [0, 0];
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    ticks += Number(fields[11]) + Number(fields[12]);
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
      wakeUps += Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
    }
  }
  return { cpuMs: (ticks * 1000) / ticksPerSecond, wakeUps };
}

/** Shared pages counted once over all who share them. */
const memoryMb = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return sum + Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1024;
  }, 0);

const treeOf = (app: ElectronApplication): number[] => processTree(app.process().pid ?? 0);

async function startBare(): Promise<{ app: ElectronApplication; folder: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'croft-bare-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}');
  writeFileSync(
    path.join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadURL('data:text/html,<button>usable</button>'));`,
  );
  const app = await _electron.launch({
    executablePath: path.join(os.homedir(), '.cache/croft/electron-33.2.1/electron'),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${folder}/data`,
      folder,
    ],
  });
  await (await app.firstWindow()).locator('button').waitFor();
  return { app, folder };
}

const home = makeHome();
const farm = path.join(home.folder, 'ten wikis');
const names = Array.from({ length: wikis }, (_, index) => `wiki${index + 1}`).join(',');
execFileSync(process.execPath, ['out/cli.js', 'create', farm, '--topology', 'path', '--wikis', names], {
  env: environmentIn(home),
});
const croft = await startProgram(home, ['open', farm]);
await croft.window.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
await croft.window
  .getByRole('row', { name: /wiki10/ })
  .getByText('Running')
  .waitFor();
const bare = await startBare();
await wait(settleSeconds * 1000);

const trees = { croft: treeOf(croft.app), bare: treeOf(bare.app) };
const before = { croft: costOf(trees.croft), bare: costOf(trees.bare) };
await wait(restSeconds * 1000);
for (const [name, pids, start] of [
  ['bare Electron window', trees.bare, before.bare],
  [`Croft, ${wikis} wikis running`, trees.croft, before.croft],
] as const) {
  const after = costOf(pids);
  const share = (after.cpuMs - start.cpuMs) / (restSeconds * 10);
  const rate = (after.wakeUps - start.wakeUps) / restSeconds;
  console.log(
    `${name}: ${share.toFixed(2)} % of one processor over ${restSeconds} s, ${rate.toFixed(1)} wake-ups a second, ${memoryMb(pids).toFixed(0)} MB in ${pids.length} processes`,
  );
}
await croft.close();
await bare.app.close();
home.remove();
rmSync(bare.folder, { recursive: true, force: true, maxRetries: 5 });
