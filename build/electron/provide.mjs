// Finds or makes an Electron runtime: the official package's own binary first, the assembled one where that can't be had.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';

import { assemble, assembledVersion, canAssemble, isAssembled } from './assemble.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const packageFolder = path.join(root, 'node_modules/electron');

/**
 * @typedef {object} Runtime
 * @property {string} folder what ELECTRON_OVERRIDE_DIST_PATH and electron-builder's `electronDist` want
 * @property {string} executable
 * @property {string} version
 * @property {'official' | 'given' | 'assembled'} kind
 */

/**
 * Answers the runtime, or null with a reason told to `log` when there can't be one here.
 *
 * @param {(line: string) => void} log gets one line that says which runtime is used
 * @returns {Promise<Runtime | null>}
 */
export async function provideElectron(log) {
  const runtime = given() ?? official() ?? (await madeHere(log));
  if (runtime === null) return null;
  log(`runtime: Electron ${runtime.version} (${wordsFor[runtime.kind]}) in ${runtime.folder}`);
  return runtime;
}

const wordsFor = {
  official: 'the official package',
  given: 'named by ELECTRON_OVERRIDE_DIST_PATH',
  assembled: 'assembled from the npm registry, for tests and local packages only',
};

function given() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  return folder ? runtimeIn(folder, 'given') : null;
}

function official() {
  return runtimeIn(path.join(packageFolder, 'dist'), 'official');
}

/** @returns {Runtime | null} */
function runtimeIn(folder, kind) {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const executable = path.join(folder, names[process.platform] ?? 'electron');
  const version = path.join(folder, 'version');
  if (!existsSync(executable) || !existsSync(version)) return null;
  return { folder, executable, kind, version: readFileSync(version, 'utf8').trim().replace(/^v/, '') };
}

async function madeHere(log) {
  // An assembled runtime is only looked at before the download where a download was already impossible once.
  if (canAssemble && isAssembled()) return runtimeIn(await assemble(), 'assembled');
  if (await isReachable('https://github.com/electron/electron/releases')) {
    log('runtime: downloading the official Electron');
    spawnSync(process.execPath, [path.join(packageFolder, 'install.js')], { stdio: ['ignore', 2, 2] });
    const downloaded = official();
    if (downloaded !== null) return downloaded;
    log('runtime: the download failed');
  }
  if (!canAssemble) {
    log(
      `runtime: none; Electron's download is out of reach and there is no stand-in for ${process.platform} ${process.arch}`,
    );
    return null;
  }
  log(`runtime: Electron's download is out of reach; assembling ${assembledVersion} from the npm registry`);
  try {
    return runtimeIn(await assemble(), 'assembled');
  } catch (error) {
    log(`runtime: none; assembling failed: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Whether the server answers within five seconds; a firewall that swallows packets must not hold the start. */
function isReachable(url) {
  return new Promise((resolve) => {
    const probe = request(url, { method: 'HEAD', timeout: 5000 }, (answer) => {
      answer.resume();
      resolve((answer.statusCode ?? 500) < 400);
    });
    probe.on('timeout', () => probe.destroy());
    probe.on('error', () => resolve(false));
    probe.on('close', () => resolve(false));
    probe.end();
  });
}
