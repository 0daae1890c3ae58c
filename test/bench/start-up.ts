import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, errors } from 'playwright-core';
import { makeBareElectron } from '../e2e/harness/bare-electron.ts';

/**
 * From the start of the packed program to a window one can use, beside a bare Electron window of the same runtime; and the
 * memory of both. Medians of five starts each, alternating.
 */
const program = process.env['CROFT_E2E_PROGRAM'] ?? '';
const rounds = 5;
const switches = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'];

interface Start {
  readonly ms: number;
  readonly memoryMb: number;
}

async function start(executablePath: string, words: readonly string[], selector: string): Promise<Start> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'croft-start-'));
  const began = performance.now();
  const app = await _electron.launch({
    executablePath,
    args: [`--user-data-dir=${home}/data`, ...words],
    timeout: 20_000,
    env: { PATH: process.env['PATH'] ?? '', DISPLAY: process.env['DISPLAY'] ?? '', HOME: home },
  });
  const window = await app.firstWindow();
  await window.locator(selector).first().waitFor();
  const ms = performance.now() - began;
  const memoryMb = await app.evaluate(
    (electron) =>
      electron.app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024,
  );
  await app.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  return { ms, memoryMb };
}

/** Playwright now and then misses a start (see e2e/harness/program.ts): that one is no measurement. */
async function startOrAgain(...words: Parameters<typeof start>): Promise<Start> {
  try {
    return await start(...words);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return await start(...words);
  }
}

const bareElectron = makeBareElectron();
const bare: Start[] = [];
const croft: Start[] = [];
for (let round = 0; round < rounds; round += 1) {
  bare.push(await startOrAgain(bareElectron.executable, bareElectron.words, 'button'));
  croft.push(await startOrAgain(program, switches, 'button:has-text("Try the sample farm")'));
}
bareElectron.remove();

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
for (const [name, starts] of [
  ['bare Electron window', bare],
  ['Croft, first screen usable', croft],
] as const)
  console.log(
    `${name}: ${median(starts.map(({ ms }) => ms)).toFixed(0)} ms, ${median(starts.map(({ memoryMb }) => memoryMb)).toFixed(0)} MB in all processes`,
  );
