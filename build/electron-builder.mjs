// How the program is packed; build/package.mjs runs it.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/**
 * electron-builder's configuration.
 *
 * @param {object} choices
 * @param {import('./electron/provide.mjs').Runtime} choices.runtime the Electron that is packed
 * @param {boolean} choices.inspectable only for end-to-end tests: Playwright reaches the main process through `--inspect`
 * @param {string} choices.output
 * @returns {import('electron-builder').Configuration}
 */
export function packageConfig({ runtime, inspectable, output }) {
  return {
    appId: 'org.example.croft',
    productName: 'Croft',
    copyright: 'MIT',
    directories: { output, buildResources: path.join(root, 'build') },
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    electronLanguages: ['en-US', 'de'],
    npmRebuild: false,
    asar: true,
    // Everything is bundled; source maps and the test runner stay behind.
    files: ['out/**/*', '!out/**/*.map', '!out/golden.js', '!out/.built/**', 'package.json', 'LICENSE'],
    extraFiles: [
      { from: 'build/launcher/croft', to: 'croft' },
      { from: 'out/LICENSES.txt', to: 'LICENSES.txt' },
    ],
    afterPack: removeLeftovers,
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: inspectable,
      enableEmbeddedAsarIntegrityValidation: false,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    linux: {
      target: ['deb', 'tar.gz'],
      category: 'Office',
      executableName: 'croft-desktop',
      icon: path.join(root, 'build/icons'),
      maintainer: 'The Croft developers <croft@example.org>',
      synopsis: 'Desktop wiki farm manager for MoinMoin 1.9 farms',
      syncDesktopName: true,
      desktop: {
        entry: {
          Name: 'Croft',
          GenericName: 'Wiki farm manager',
          Keywords: 'wiki;moinmoin;farm;',
          // What X11 calls the window; electron-builder would write the package's name here.
          StartupWMClass: 'Croft',
        },
      },
    },
    deb: {
      packageCategory: 'web',
      compression: process.env['CROFT_QUICK_PACKAGE'] ? 'zst' : 'xz',
      fpm: [`${path.join(root, 'build/launcher/usr-bin-croft')}=/usr/bin/croft`],
      // electron-builder's own list is too short: on a fresh Debian the program would not start.
      depends: [
        'libgtk-3-0 | libgtk-3-0t64',
        'libnss3',
        'libasound2 | libasound2t64',
        'libgbm1',
        'libdrm2',
        'libnotify4',
        'libsecret-1-0',
        'libuuid1',
        'libatspi2.0-0 | libatspi2.0-0t64',
        'libxtst6',
        'xdg-utils',
      ],
      recommends: ['libayatana-appindicator3-1'],
    },
    rpm: { packageCategory: 'Applications/Internet' },
    mac: {
      category: 'public.app-category.developer-tools',
      target: ['dmg'],
      icon: path.join(root, 'build/icons/1024x1024.png'),
    },
    win: { target: ['nsis'], icon: path.join(root, 'build/icons/256x256.png') },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  };
}

/** A runtime that was handed over keeps what only its own starter needs. */
function removeLeftovers({ appOutDir }) {
  for (const name of ['resources/default_app.asar', 'version', 'croft-recipe']) {
    const file = path.join(appOutDir, name);
    if (existsSync(file)) rmSync(file);
  }
}
