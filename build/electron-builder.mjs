// How the program is packed; build/package.mjs runs it.
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

const launcher = (file) => path.join(root, 'build/launcher', file);

/**
 * What lies outside of the program's own folder.
 *
 * Folders have an entry of their own: where a person chose no file manager the first entry by name opens folders, and that must
 * never be Croft.
 */
const systemFiles = [
  `${launcher('usr-bin-croft')}=/usr/bin/croft`,
  `${launcher('croft-mime.xml')}=/usr/share/mime/packages/croft.xml`,
  `${launcher('zz-croft-folder.desktop')}=/usr/share/applications/zz-croft-folder.desktop`,
];

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
    extraFiles: [{ from: 'build/launcher/croft', to: 'croft' }],
    afterPack: (context) => {
      removeLeftovers(context);
      // In the program for its About, and beside it for whoever never starts it; `extraFiles` would take it out of the program.
      cpSync(path.join(root, 'out/LICENSES.txt'), path.join(context.appOutDir, 'LICENSES.txt'));
    },
    protocols: [{ name: 'Croft link', schemes: ['croft'] }],
    // Every fuse by its name (asserted by test/e2e/security.test.ts).
    electronFuses: {
      runAsNode: false,
      // Nothing to encrypt: identity windows keep their cookies in memory, our own pages have none. It would ask for a keyring.
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: inspectable,
      // Chromium checks it on macOS and Windows alone.
      enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    linux: {
      target: ['deb', 'rpm', 'AppImage', 'tar.gz'],
      category: 'Office',
      executableName: 'croft-desktop',
      icon: path.join(root, 'build/icons'),
      maintainer: 'The Croft developers <croft@example.org>',
      synopsis: 'Desktop wiki farm manager for MoinMoin 1.9 farms',
      syncDesktopName: true,
      mimeTypes: ['application/x-moin-farm-config'],
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
      fpm: systemFiles,
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
    rpm: {
      compression: process.env['CROFT_QUICK_PACKAGE'] ? 'gzip' : 'xz',
      packageCategory: 'Applications/Internet',
      fpm: systemFiles,
      depends: [
        'gtk3',
        'nss',
        'alsa-lib',
        'mesa-libgbm',
        'libdrm',
        'libnotify',
        'libsecret',
        'libuuid',
        'at-spi2-core',
        'libXtst',
        'xdg-utils',
      ],
    },
    mac: {
      category: 'public.app-category.developer-tools',
      target: ['dmg'],
      icon: path.join(root, 'build/icons/1024x1024.png'),
      extendInfo: {
        // "Open with" for folders; never the program that opens them by itself.
        CFBundleDocumentTypes: [
          {
            CFBundleTypeName: 'Farm folder',
            CFBundleTypeRole: 'Viewer',
            LSHandlerRank: 'Alternate',
            LSItemContentTypes: ['public.folder'],
          },
        ],
      },
    },
    win: { target: ['nsis'], icon: path.join(root, 'build/icons/256x256.png') },
    nsis: {
      include: path.join(root, 'build/installer.nsh'),
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
    },
  };
}

/** A runtime that was handed over keeps what only its own starter needs. */
function removeLeftovers({ appOutDir }) {
  for (const name of ['resources/default_app.asar', 'version', 'croft-recipe']) {
    const file = path.join(appOutDir, name);
    if (existsSync(file)) rmSync(file);
  }
}
