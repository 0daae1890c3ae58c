// Installs the node packages when they are missing or older than the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const lockFile = path.join(root, 'package-lock.json');
const installedLock = path.join(root, 'node_modules/.croft-installed-lock.json');

/** Everything is said on stderr: stdout belongs to the program. Throws when npm fails. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('install: npm ci');
  // Electron's own download is provide.mjs's business, which knows what to do where it is out of reach.
  const environment = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, words, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed`);
  writeFileSync(installedLock, readFileSync(lockFile));
}

/** npm's own record of what it put there, compared with what the lock file wants. */
function isInstalled() {
  const lock = readFileSync(lockFile, 'utf8');
  if (existsSync(installedLock) && readFileSync(installedLock, 'utf8') === lock) return true;
  const record = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(lock).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  const same = Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional === true || present[name]?.version === version,
  );
  if (same) writeFileSync(installedLock, lock);
  return same;
}
