// `npm start`: from a fresh clone to the open window. Without a screen or an Electron the same program is served for a browser,
// with the sample farm open (DECISIONS 29).
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { ensureInstalled } from './install.mjs';
import { ensureSystem } from './system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const say = (line) => console.error(line);

ensureInstalled();
const { buildIfStale } = await import('./build.mjs');
say('build: bundling what changed');
await buildIfStale();

const words = process.argv.slice(2);
const runtime = await windowRuntime();
if (runtime === null) serveHeadless();
else {
  // Chromium refuses to sandbox what root runs; everyone else keeps the sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  become(runtime.executable, [...asRoot, root, ...words]);
}

/** The runtime for a window, or null with the reason said. */
async function windowRuntime() {
  const hasScreen =
    process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  if (!hasScreen) {
    say('start: there is no screen (DISPLAY is empty), so Croft is served for a browser');
    return null;
  }
  if (!ensureSystem(['electron'], say).has('electron')) {
    say('start: Electron’s libraries are missing, so Croft is served for a browser');
    return null;
  }
  const { provideElectron } = await import('./electron/provide.mjs');
  const found = await provideElectron(say);
  if (found === null) say('start: without Electron, Croft is served for a browser');
  return found;
}

/** Serves the sample farm for a browser, and says in words which address a person opens. */
function serveHeadless() {
  const serve = ['--enable-source-maps', 'out/cli.js', 'serve', '--sample', ...words];
  const child = become(process.execPath, serve, 'pipe');
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    if (!line.startsWith('{"ready"')) return;
    say(`Croft runs. Open this address in a browser on this computer; it works once:`);
    say(`  ${JSON.parse(line).manage}`);
  });
}

function become(file, programWords, stdout = 'inherit') {
  const child = spawn(file, programWords, { cwd: root, stdio: ['inherit', stdout, 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 0;
  });
  return child;
}
