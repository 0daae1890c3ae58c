// `npm run bench [-- NAME…]`: runs the measurements in test/bench/, each a program of its own, one after the other.
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { ensureInstalled } from './install.mjs';
import { ensureSystem } from './system.mjs';

ensureInstalled();
ensureSystem(['electron', 'screen', 'redis'], (line) => console.error(line));
const { bundleForNode, buildIfStale } = await import('./build.mjs');
const { packForTests } = await import('./package.mjs');
const { withScreen } = await import('./screen.mjs');
const { runProgram } = await import('./suites.mjs');

const root = path.resolve(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const all = readdirSync(path.join(root, 'test/bench')).filter((name) => name.endsWith('.ts'));
const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, '')));

await buildIfStale();
const inProgram = new Set(['start-up.ts', 'rest.ts', 'scroll.ts']);
const environment = chosen.some((name) => inProgram.has(name)) ? await programs() : {};
let failed = chosen.length === 0;
for (const name of chosen) {
  console.log(`\n── ${name.replace(/\.ts$/, '')}`);
  const bundle = path.join(root, 'test-output/bench', name.replace(/\.ts$/, '.js'));
  await bundleForNode(path.join(root, 'test/bench', name), bundle);
  const code = await withScreen(
    (screen) => runProgram(process.execPath, [bundle], { ...screen, ...environment }),
    { virtual: true },
  );
  failed ||= code !== 0;
}
process.exitCode = failed ? 1 : 0;

/** The packed program, and the Electron it is made of. */
async function programs() {
  const program = await packForTests();
  const { provideElectron } = await import('./electron/provide.mjs');
  const runtime = await provideElectron(() => {});
  return { CROFT_E2E_PROGRAM: program, CROFT_BENCH_ELECTRON: runtime.executable };
}
