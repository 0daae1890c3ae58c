// What the machine itself must bring: libraries of Debian and its kin that Electron and the tests need.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Debian packages by what they are for; `probe` tells without asking the package system whether they are there. */
const needs = {
  electron: {
    packages: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
    probe: () =>
      hasLibrary('libgtk-3.so.0') &&
      hasLibrary('libnss3.so') &&
      hasLibrary('libasound.so.2') &&
      hasLibrary('libgbm.so.1'),
  },
  screen: { packages: ['xvfb', 'xauth'], probe: () => onPath('Xvfb') !== null && onPath('xauth') !== null },
  browser: { packages: ['chromium'], probe: () => findChromium() !== null },
  sevenZip: { packages: ['p7zip-full'], probe: () => onPath('7z') !== null },
  desktopEntry: {
    packages: [
      'dbus',
      'libgtk-3-bin',
      'libglib2.0-bin',
      'desktop-file-utils',
      'shared-mime-info',
      'xdg-utils',
    ],
    probe: () =>
      [
        'dbus-run-session',
        'gtk-launch',
        'gio',
        'desktop-file-validate',
        'update-mime-database',
        'xdg-mime',
      ].every((name) => onPath(name) !== null),
  },
  realKeys: {
    packages: ['xdotool', 'iproute2'],
    probe: () => onPath('xdotool') !== null && onPath('ss') !== null,
  },
  smallPictures: { packages: ['pngquant'], probe: () => onPath('pngquant') !== null },
  rpm: { packages: ['rpm'], probe: () => onPath('rpmbuild') !== null },
  redis: { packages: ['redis-server'], probe: () => onPath('redis-server') !== null },
};

/**
 * Makes sure of the named needs: as root on a Debian machine what is missing is installed, else it is said.
 *
 * @param {(keyof typeof needs)[]} wanted
 * @param {(line: string) => void} log
 * @returns {Set<string>} the needs that are met now
 */
export function ensureSystem(wanted, log) {
  const missing = wanted.filter((name) => !needs[name].probe());
  const packages = missing.flatMap((name) => needs[name].packages);
  if (packages.length > 0) {
    if (process.getuid?.() === 0 && onPath('apt-get') !== null) install(packages, log);
    else log(`system: missing ${packages.join(' ')}; as root: apt-get install ${packages.join(' ')}`);
  }
  return new Set(wanted.filter((name) => needs[name].probe()));
}

function install(packages, log) {
  log(`system: apt-get install ${packages.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words) =>
    spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 2], env: environment }).status === 0;
  const words = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // The package lists of a fresh image are empty or old.
  if (!apt(...words) && !(apt('update', '-qq') && apt(...words))) log('system: apt-get failed');
}

/** The full path of a program, or null. */
export function onPath(program) {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null;
}

/** A Chromium or Chrome that Playwright can drive, or null. `CROFT_CHROMIUM` names another. */
export function findChromium() {
  const named = process.env['CROFT_CHROMIUM'];
  if (named) return named;
  return (
    ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
      .map(onPath)
      .find((file) => file !== null) ?? null
  );
}

let loaderCache = null;
function hasLibrary(name) {
  if (process.platform !== 'linux') return true;
  loaderCache ??= spawnSync(onPath('ldconfig') ?? 'ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  // The list is read anew after an installation.
  if (loaderCache.includes(`${name} `)) return true;
  loaderCache = null;
  return false;
}
