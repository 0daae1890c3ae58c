// `npm run test:install`: the package as a person meets it. Built, installed with apt, started from the desktop entry by an
// ordinary user with the sandbox on, used by real keys, upgraded with its settings kept, removed, and nothing left; the archive
// and the rpm beside it.
// Changes the machine (apt, one user account that it takes away again), so it wants root on a Debian that may be changed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { ensureInstalled } from './install.mjs';
import { packProgram } from './package.mjs';
import { withScreen } from './screen.mjs';
import { ensureSystem } from './system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const user = 'croft-install-test';
const home = `/home/${user}`;
const outcomes = [];

if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
  console.log('test:install wants root on Debian; nothing was done');
  console.log('0 passed, 0 failed');
  process.exit(0);
}

ensureInstalled();
ensureSystem(['electron', 'screen', 'desktopEntry', 'realKeys', 'rpm'], console.error);
process.env['CROFT_QUICK_PACKAGE'] = '1';
process.env['FPM_LEVEL'] = '3';

const run = (file, ...words) =>
  execFileSync(file, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const apt = (...words) => run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', '-qq', ...words);
const asUser = (...words) => run('runuser', '-u', user, '--', 'env', `HOME=${home}`, ...words);

/** One sentence and the proof of it. */
async function check(sentence, proof) {
  const start = performance.now();
  try {
    await proof();
    outcomes.push(true);
    console.log(`✓ ${sentence} (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    outcomes.push(false);
    console.log(`× ${sentence}\n${error instanceof Error ? error.message : String(error)}`);
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

async function packVersion(version, targets) {
  const output = path.join(root, 'dist/install-test', version);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  await packProgram({ targets, inspectable: false, output, version });
  const find = (ending) => path.join(output, readdirSync(output).find((name) => name.endsWith(ending)) ?? '');
  return { deb: find('.deb'), archive: find('.tar.gz'), rpm: find('.rpm') };
}

/** Starts the program from its desktop entry as the user; `use` gets its process id. */
const fromDesktopEntry = (environment, use) => startedBy(environment, 'gtk-launch croft', use);

/** Starts the program by a command of the user, in a session with a bus; ends it as the system would. */
async function startedBy(environment, command, use) {
  const words = [
    ...['-u', user, '--', 'env', `HOME=${home}`, `DISPLAY=${environment['DISPLAY']}`, 'LANG=en_US.UTF-8'],
    ...['dbus-run-session', '--', 'sh', '-c', `${command}; sleep 120`],
  ];
  const session = spawn('runuser', words, { stdio: 'ignore' });
  try {
    const main = await until(() => mainProcess());
    await use(main);
  } finally {
    const main = mainProcess();
    if (main !== null) process.kill(main, 'SIGTERM');
    await until(() => mainProcess() === null);
    session.kill();
  }
}

/** The program's first process: the one without a `--type`. */
const mainProcess = () => processes().find(({ command }) => !command.includes('--type='))?.id ?? null;

const renderers = () =>
  processes()
    .filter(({ command }) => command.includes('--type=renderer'))
    .map(({ id }) => id);

/** What the user runs of the program; others may run it too. Chromium's children write their words anew, with spaces between them. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => ({ id: Number(id), command: commandOf(id).replaceAll('\0', ' ') }))
    .filter(({ id, command }) => /^\S*\/croft-desktop( |$)/.test(command) && ownerOf(id) === userId());
}

const userId = () => statSync(home).uid;
const commandOf = (id) => whileItRuns(() => readFileSync(`/proc/${id}/cmdline`, 'utf8')) ?? '';
/** As the process itself says: the files in /proc of a sandboxed one belong to root. */
const ownerOf = (id) =>
  Number(/^Uid:\s+(\d+)/m.exec(whileItRuns(() => readFileSync(`/proc/${id}/status`, 'utf8')) ?? '')?.[1]);

function whileItRuns(read) {
  try {
    return read();
  } catch (error) {
    // It ended while the list was read.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}

async function until(found, limitMs = 20_000) {
  for (const end = performance.now() + limitMs; performance.now() < end; await wait(50)) {
    const value = await found();
    if (value !== null && value !== false) return value;
  }
  throw new Error(`did not happen within ${limitMs / 1000} s`);
}

/** Real key presses into the program's window, as the X server passes them on; there is no window manager that would focus it. */
function keys(environment) {
  const xdotool = (...words) =>
    execFileSync('xdotool', words, {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const windowCalled = (pattern) => {
    try {
      return xdotool('search', '--onlyvisible', '--name', pattern).trim().split('\n')[0] || null;
    } catch {
      return null; // xdotool fails when nothing is called so
    }
  };
  return {
    windowCalled,
    focus: (window) => xdotool('windowfocus', '--sync', window),
    press: (...names) => xdotool('key', '--clearmodifiers', ...names),
  };
}

/** Ports that the program listens on, as `ADDRESS:PORT`. */
function listening() {
  const pids = new Set(processes().map(({ id }) => id));
  return run('ss', '-ltnpH')
    .split('\n')
    .filter((line) => [...line.matchAll(/pid=(\d+)/g)].some((match) => pids.has(Number(match[1]))))
    .map((line) => line.trim().split(/\s+/)[3]);
}

/** What the person has set and opened, and each farm's port. */
function personalState() {
  const folder = `${home}/.config/Croft`;
  const { farms, ...rest } = JSON.parse(readFileSync(`${folder}/croft.json`, 'utf8'));
  const ports = farms.map(
    ({ id }) => JSON.parse(readFileSync(`${folder}/farms/${id}/state.json`, 'utf8')).port,
  );
  return { rest, farms: farms.map(({ directory }) => directory), ports };
}

const farmIds = () => readdirSync(`${home}/.config/Croft/farms`);

/** Null until the farm has its port. */
function sampleState() {
  const state = personalStateOrNull();
  return state?.ports[0] ? state : null;
}

function personalStateOrNull() {
  try {
    return personalState();
  } catch (error) {
    // Not written yet.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Null until the wiki answers with its page. */
async function frontPageOrNull(port) {
  try {
    const answer = await fetch(`http://localhost:${port}/garden/FrontPage`);
    return answer.status === 200 ? { text: await answer.text() } : null;
  } catch (error) {
    if (error instanceof TypeError) return null; // refused: it does not listen yet
    throw error;
  }
}

/** From the window's first Tab stop to the sample farm, as test/e2e/keyboard.test.ts finds it. */
const tabsToSample = 9;

async function main(environment) {
  const before = await packVersion('0.0.9', ['deb']);
  const now = await packVersion('0.1.0', ['deb', 'tar.gz', 'rpm']);
  run('useradd', '--create-home', user);
  const settings = `${home}/.config/Croft`;

  await check('apt installs the package with all it depends on', () => {
    apt('install', before.deb);
    expect(run('dpkg-query', '-W', '-f', '${Version}', 'croft') === '0.0.9', 'another version');
  });
  await check('the desktop entry is well formed', () => {
    run('desktop-file-validate', '/usr/share/applications/croft.desktop');
  });
  await check('links, farm files and folders find the program; folders keep the program they had', () => {
    const handler = (type) => asUser('xdg-mime', 'query', 'default', type).trim();
    expect(handler('x-scheme-handler/croft') === 'croft.desktop', 'links go elsewhere');
    expect(handler('application/x-moin-farm-config') === 'croft.desktop', 'farm files go elsewhere');
    const folder = `${home}/a farm`;
    asUser('mkdir', '-p', folder);
    asUser('sh', '-c', 'for name in farmconfig other; do echo "# a farm" > "$0/$name.py"; done', folder);
    // `xdg-mime query filetype` looks into the file instead where no desktop is running.
    const typeOf = (file) =>
      asUser('gio', 'info', '-a', 'standard::content-type', file).split(' ').at(-1).trim();
    expect(
      typeOf(`${folder}/farmconfig.py`) === 'application/x-moin-farm-config',
      'farmconfig.py is not known',
    );
    expect(typeOf(`${folder}/other.py`) !== 'application/x-moin-farm-config', 'any Python file is taken');
    // A file manager that comes later by name than ours would be second otherwise.
    const cache = readFileSync('/usr/share/applications/mimeinfo.cache', 'utf8');
    const folders = /^inode\/directory=(.*)$/m.exec(cache)?.[1].split(';').filter(Boolean) ?? [];
    expect(folders.includes('zz-croft-folder.desktop'), 'folders can’t be opened with it');
    expect(folders.at(-1) === 'zz-croft-folder.desktop', `it comes before a file manager: ${folders.join()}`);
  });
  await check('every fuse of the installed program is set', async () => {
    const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
    const wire = await getCurrentFuseWire('/opt/Croft/croft-desktop');
    const on = Object.keys(FuseV1Options).filter((name) => wire[FuseV1Options[name]] === 0x31);
    expect(on.join() === 'OnlyLoadAppFromAsar', `set: ${on.join()}`);
  });
  await check('`croft` on the command line answers without a screen', () => {
    expect(asUser('croft', 'help').includes('croft serve'), 'no help');
  });
  await check(
    'a person starts it from the desktop entry; its pages run in the system’s sandbox',
    async () => {
      await fromDesktopEntry(environment, async () => {
        const [renderer] = await until(() => (renderers().length > 0 ? renderers() : null));
        const status = readFileSync(`/proc/${renderer}/status`, 'utf8');
        expect(/^Seccomp:\s*2$/m.test(status), 'no seccomp filter');
        expect(/^NoNewPrivs:\s*1$/m.test(status), 'may gain privileges');
        await until(() => existsSync(`${settings}/logs`));
        expect(listening().length === 0, `it listens on ${listening().join()} with nothing open`);
      });
    },
  );
  await check(
    'used by real keys: the sample farm opens and its wikis answer; nothing else listens',
    async () => {
      await fromDesktopEntry(environment, async () => {
        const { windowCalled, focus, press } = keys(environment);
        focus(await until(() => windowCalled('^Croft$')));
        await wait(3000); // what is drawn can't be seen from here
        for (let tabs = 0; tabs < tabsToSample; tabs += 1) {
          press('Tab');
          await wait(100);
        }
        press('Return');
        await until(() => windowCalled('sample farm'), 40_000);
        const { farms, ports } = await until(() => sampleState());
        expect(farms[0].endsWith('Croft sample farm'), `opened ${farms.join()}`);
        const page = await until(() => frontPageOrNull(ports[0]), 40_000);
        expect(page.text.includes('JoeDoe'), 'not the garden’s front page');
        expect(listening().join() === `127.0.0.1:${ports[0]}`, `listens on ${listening().join()}`);
        // A link from another program reaches the one that runs.
        asUser(
          'env',
          `DISPLAY=${environment['DISPLAY']}`,
          '/opt/Croft/croft-desktop',
          `croft://farm/${farmIds()[0]}/sessions`,
        );
        await until(() => windowCalled('Sessions$'), 30_000);
      });
    },
  );
  await check('after SIGTERM nothing of it runs', () =>
    until(() => mainProcess() === null && renderers().length === 0),
  );
  await check('an upgrade keeps the person’s settings', async () => {
    const kept = JSON.stringify(personalState());
    apt('install', now.deb);
    expect(run('dpkg-query', '-W', '-f', '${Version}', 'croft') === '0.1.0', 'not upgraded');
    expect(JSON.stringify(personalState()) === kept, 'settings changed');
    await fromDesktopEntry(environment, async () => {
      const [port] = personalState().ports;
      const page = await until(() => frontPageOrNull(port), 40_000);
      expect(page.text.includes('JoeDoe'), 'the farm that was open does not run');
    });
    expect(JSON.stringify(personalState()) === kept, 'the new version changed settings');
  });
  await check('removing leaves no file of the program and every file of the person', () => {
    apt('purge', 'croft');
    const left = [
      '/opt/Croft',
      '/usr/bin/croft',
      '/usr/bin/croft-desktop',
      '/usr/share/applications/croft.desktop',
      '/usr/share/applications/zz-croft-folder.desktop',
      '/usr/share/mime/packages/croft.xml',
      '/usr/share/icons/hicolor/256x256/apps/croft-desktop.png',
    ];
    const found = left.filter((file) => statSync(file, { throwIfNoEntry: false }) !== undefined);
    expect(found.length === 0, `left: ${found.join(' ')}`);
    const caches = ['/usr/share/applications/mimeinfo.cache', '/usr/share/mime/globs2'];
    for (const cache of caches)
      expect(!/croft|x-moin-farm/.test(readFileSync(cache, 'utf8')), `still named in ${cache}`);
    expect(existsSync(`${settings}/croft.json`), 'the person’s settings are gone');
    expect(existsSync(personalState().farms[0]), 'the person’s farm is gone');
  });
  await check('the archive runs from wherever it is unpacked', async () => {
    run('tar', '-xzf', now.archive, '-C', home);
    const folder = readdirSync(home).find((name) => name.startsWith('croft-'));
    run('chown', '-R', user, path.join(home, folder));
    expect(asUser(path.join(home, folder, 'croft'), 'help').includes('croft serve'), 'no help');
    await startedBy(environment, path.join(home, folder, 'croft-desktop'), async () => {
      const [port] = personalState().ports;
      await until(() => frontPageOrNull(port), 40_000);
    });
  });
  await check('the rpm holds the same, and what it holds is what it says', () => {
    const files = run('rpm', '-qpl', now.rpm).split('\n');
    for (const file of [
      '/opt/Croft/croft-desktop',
      '/usr/bin/croft',
      '/usr/share/applications/croft.desktop',
    ])
      expect(files.includes(file), `${file} is missing`);
    const scratch = `${home}/rpm root`;
    mkdirSync(scratch);
    run('rpm', '--root', scratch, '--install', '--nodeps', '--noscripts', now.rpm);
    expect(
      run('rpm', '--root', scratch, '--verify', '--nodeps', '--noscripts', 'croft') === '',
      'files differ',
    );
  });
}

try {
  await withScreen(main, { virtual: true });
} finally {
  execFileSync('sh', [
    '-c',
    `id ${user} >/dev/null 2>&1 && userdel --force --remove ${user} 2>/dev/null || true`,
  ]);
}
const passed = outcomes.filter(Boolean).length;
console.log(`${passed} passed, ${outcomes.length - passed} failed`);
process.exitCode = passed === outcomes.length ? 0 : 1;
