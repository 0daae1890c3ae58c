// The suites of the project, each as one function that answers how many of its checks passed and failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { findChromium, onPath } from './system.mjs';
import { withScreen } from './screen.mjs';

const root = path.resolve(import.meta.dirname, '..');
const tool = (name) => path.join(root, 'node_modules/.bin', name);

/**
 * @typedef {{ passed: number, failed: number, skipped?: string }} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome> }} Suite
 */

/** Runs a program with its words on our own output; answers its exit code. */
export function runProgram(file, words, environment = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: environment,
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

/** A check that is one yes or no. */
function check(name, file, ...words) {
  const run = async () =>
    (await runProgram(file, words)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return { name, run };
}

/** A Vitest project; its own words follow (files, `-t`). */
export async function vitest(project, words = [], environment = process.env) {
  const report = path.join(root, `test-output/${project}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runProgram(
    tool('vitest'),
    ['run', '--project', project, ...reporters, ...words],
    environment,
  );
  const { numPassedTests, numFailedTests, numFailedTestSuites } = readReport(report);
  // A file that can't even be loaded has no tests that could fail.
  const failed = numFailedTests > 0 || code === 0 ? numFailedTests : Math.max(1, numFailedTestSuites);
  return { passed: numPassedTests, failed };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1 };
  }
}

/** The golden data kept in the project, through the bundled runner: each case counts. */
async function golden() {
  const { buildIfStale } = await import('./build.mjs');
  await buildIfStale(['golden']);
  const { status, output } = await capture(process.execPath, ['out/golden.js', 'test/golden', '--json']);
  if (status !== 0 && output.trim() === '') return { passed: 0, failed: 1 };
  const kinds = Object.entries(JSON.parse(output).kinds);
  for (const [kind, { passed, total }] of kinds) console.log(`  ${kind}: ${passed} of ${total}`);
  const sum = (value) => kinds.reduce((all, [, counts]) => all + value(counts), 0);
  return { passed: sum(({ passed }) => passed), failed: sum(({ passed, total }) => total - passed) };
}

function capture(file, words) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}

/** The packed program under a screen, and the headless one in Chromium. */
export async function endToEnd(words = []) {
  const { packForTests } = await import('./package.mjs');
  const program = await packForTests();
  return await withScreen(
    (environment) =>
      vitest('e2e', words, {
        ...environment,
        CROFT_E2E_PROGRAM: program,
        CROFT_CHROMIUM: findChromium() ?? undefined,
      }),
    { virtual: onPath('Xvfb') !== null },
  );
}

/** @type {readonly Suite[]} in the order that finds faults soonest */
export const suites = [
  check('typecheck', tool('tsc'), '-p', '.'),
  check('lint', tool('oxlint'), '--type-aware'),
  check('arrows', process.execPath, 'build/check-arrows.mjs'),
  check('format', tool('prettier'), '--check', '--log-level', 'warn', '.'),
  { name: 'unit', run: () => vitest('unit') },
  { name: 'component', run: () => vitest('component') },
  { name: 'integration', run: () => vitest('integration') },
  { name: 'golden', run: golden },
  { name: 'end to end', run: () => endToEnd() },
];
