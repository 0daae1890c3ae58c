// `npm run package [-- TARGET…]`: packs the program for this machine's system into dist/.
//   no words          an unpacked folder, ready to run
//   deb tar.gz …      electron-builder's targets; deb and rpm need no network (build/fpm stands in for fpm)
import path from 'node:path';

import { provideElectron } from './electron/provide.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureSystem, onPath } from './system.mjs';
import { unlessFresh } from './freshness.mjs';

const root = path.resolve(import.meta.dirname, '..');
const say = (line) => console.error(line);

/**
 * Packs the program; answers the folder with the results.
 *
 * @param {{ targets: readonly string[], inspectable: boolean, output: string, version?: string }} choices
 */
export async function packProgram({ targets, inspectable, output, version }) {
  const { buildIfStale } = await import('./build.mjs');
  await buildIfStale();
  ensureSystem(['electron'], say);
  const runtime = await provideElectron(say);
  if (runtime === null) throw new Error('there is no Electron to pack');
  if (runtime.kind !== 'official' && !inspectable)
    say('package: for local use only; publish what is packed with the official Electron');
  preparePackagers(targets);
  const others = process.listeners('beforeExit');
  const { build } = await import('electron-builder');
  const { packageConfig } = await import('./electron-builder.mjs');
  await build({
    projectDir: root,
    publish: 'never',
    [system]: targets.length > 0 ? [...targets] : ['dir'],
    config: {
      ...packageConfig({ runtime, inspectable, output }),
      ...(version === undefined ? {} : { extraMetadata: { version } }),
    },
  });
  forgetExit(others);
  return output;
}

/**
 * electron-builder tidies up when the process is done (async-exit-hook) and then ends it with 0, whatever exit code was set: tests
 * that fail would pass. It tidies up on `exit`, too.
 */
function forgetExit(others) {
  for (const listener of process.listeners('beforeExit'))
    if (!others.includes(listener)) process.off('beforeExit', listener);
}

const system = { darwin: 'mac', win32: 'win' }[process.platform] ?? 'linux';

/** The program folder of a `dir` build. */
export const unpackedProgram = (output) => path.join(output, 'linux-unpacked');

/** Packs for the end-to-end tests, unless nothing changed since. */
export async function packForTests() {
  const output = path.join(root, 'dist/e2e');
  const { buildIfStale } = await import('./build.mjs');
  await buildIfStale();
  const sources = [
    'out',
    'package.json',
    'build/electron-builder.mjs',
    'build/launcher',
    'build/electron/package-lock.json',
  ];
  await unlessFresh('dist/e2e/.packed', sources, () =>
    packProgram({ targets: [], inspectable: true, output }),
  );
  return path.join(unpackedProgram(output), 'croft-desktop');
}

/** electron-builder would download its own fpm and 7-Zip. */
function preparePackagers(targets) {
  if (process.platform !== 'linux') return;
  if (targets.some((target) => ['deb', 'rpm', 'pacman'].includes(target)) && onPath('fpm') === null)
    process.env['CUSTOM_FPM_PATH'] = path.join(root, 'build/fpm/fpm.mjs');
  if (!targets.some((target) => target === 'tar.gz' || target === 'zip')) return;
  ensureSystem(['sevenZip'], say);
  const sevenZip = onPath('7z');
  if (sevenZip !== null) process.env['ELECTRON_BUILDER_7ZIP_PATH'] = sevenZip;
  if (process.env['CROFT_QUICK_PACKAGE']) process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '3';
}

if (process.argv[1] === import.meta.filename) {
  ensureInstalled();
  const output = path.join(root, 'dist');
  await packProgram({ targets: process.argv.slice(2), inspectable: false, output });
  say(`package: in ${output}`);
}
