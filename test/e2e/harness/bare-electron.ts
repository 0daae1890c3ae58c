import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The smallest Electron program: one window with one button. Measurements stand beside it. */
export interface BareElectron {
  readonly executable: string;
  /** The words that start it. */
  readonly words: readonly string[];
  remove(): void;
}

const main = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadURL('data:text/html,<button>usable</button>'));`;

/** Of the runtime that the packed program was made from; build/bench.mjs names it. */
export function makeBareElectron(): BareElectron {
  const executable = process.env['CROFT_BENCH_ELECTRON'];
  if (executable === undefined) throw new Error('CROFT_BENCH_ELECTRON names no Electron');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'croft-bare-'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}');
  writeFileSync(path.join(folder, 'main.cjs'), main);
  return {
    executable,
    words: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${folder}/data`,
      folder,
    ],
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
