import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright-core';
import { makeBareElectron, type BareElectron } from '../e2e/harness/bare-electron.ts';
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

async function startBare(bare: BareElectron): Promise<ElectronApplication> {
  const app = await _electron.launch({ executablePath: bare.executable, args: [...bare.words] });
  await (await app.firstWindow()).locator('button').waitFor();
  return app;
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
const bareElectron = makeBareElectron();
const bare = await startBare(bareElectron);
await wait(settleSeconds * 1000);

const trees = { croft: treeOf(croft.app), bare: treeOf(bare) };
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
await bare.close();
home.remove();
bareElectron.remove();
