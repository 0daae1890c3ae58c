// `npm run test:install`: the package as a person meets it. Built, installed with apt, started from the desktop entry by an
// ordinary user with the sandbox on, used, upgraded with its settings kept, removed, and nothing left.
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
ensureSystem(['electron', 'screen', 'desktopEntry'], console.error);
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

async function packVersion(version) {
  const output = path.join(root, 'dist/install-test', version);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  await packProgram({ targets: ['deb', 'tar.gz'], inspectable: false, output, version });
  const find = (ending) => path.join(output, readdirSync(output).find((name) => name.endsWith(ending)) ?? '');
  return { deb: find('.deb'), archive: find('.tar.gz') };
}

/** Starts the program from its desktop entry as the user; `use` gets the window and the process id. */
async function fromDesktopEntry(environment, use) {
  const words = [
    ...['-u', user, '--', 'env', `HOME=${home}`, `DISPLAY=${environment['DISPLAY']}`, 'LANG=en_US.UTF-8'],
    ...['dbus-run-session', '--', 'sh', '-c', 'gtk-launch croft; sleep 60'],
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

/** Everything that runs of the program. Chromium's children write their words anew, with spaces between them. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => ({ id: Number(id), command: commandOf(id).replaceAll('\0', ' ') }))
    .filter(({ command }) => /^\S*\/croft-desktop( |$)/.test(command));
}

function commandOf(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch (error) {
    // It ended while the list was read.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
    throw error;
  }
}

async function until(found, limitMs = 20_000) {
  for (const end = performance.now() + limitMs; performance.now() < end; await wait(50)) {
    const value = found();
    if (value !== null && value !== false) return value;
  }
  throw new Error(`did not happen within ${limitMs / 1000} s`);
}

async function main(environment) {
  const before = await packVersion('0.0.9');
  const now = await packVersion('0.1.0');
  run('useradd', '--create-home', user);
  const settings = `${home}/.config/Croft`;

  await check('apt installs the package with all it depends on', () => {
    apt('install', before.deb);
    expect(run('dpkg-query', '-W', '-f', '${Version}', 'croft') === '0.0.9', 'another version');
  });
  await check('the desktop entry is well formed', () => {
    run('desktop-file-validate', '/usr/share/applications/croft.desktop');
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
      });
    },
  );
  await check('after SIGTERM nothing of it runs', () =>
    until(() => mainProcess() === null && renderers().length === 0),
  );
  await check('an upgrade keeps the person’s settings', async () => {
    const kept = asUser('sh', '-c', `ls ${settings}`);
    apt('install', now.deb);
    expect(run('dpkg-query', '-W', '-f', '${Version}', 'croft') === '0.1.0', 'not upgraded');
    expect(asUser('sh', '-c', `ls ${settings}`) === kept, 'settings changed');
    await fromDesktopEntry(environment, () => until(() => renderers().length > 0));
  });
  await check('removing leaves no file of the program and every file of the person', () => {
    apt('purge', 'croft');
    const left = [
      '/opt/Croft',
      '/usr/bin/croft',
      '/usr/bin/croft-desktop',
      '/usr/share/applications/croft.desktop',
    ];
    const found = left.filter((file) => statSync(file, { throwIfNoEntry: false }) !== undefined);
    expect(found.length === 0, `left: ${found.join(' ')}`);
    expect(existsSync(settings), 'the person’s settings are gone');
  });
  await check('the archive runs from wherever it is unpacked', () => {
    run('tar', '-xzf', now.archive, '-C', home);
    const folder = readdirSync(home).find((name) => name.startsWith('croft-'));
    run('chown', '-R', user, path.join(home, folder));
    expect(asUser(path.join(home, folder, 'croft'), 'help').includes('croft serve'), 'no help');
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
