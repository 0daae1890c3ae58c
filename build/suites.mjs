// The suites of the project, each as one function that answers how many of its checks passed and failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { findChromium, onPath } from './system.mjs';
import { withScreen } from './screen.mjs';

const root = path.resolve(import.meta.dirname, '..');
const tool = (name) => path.join(root, 'node_modules/.bin', name);

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, groups?: readonly string[] }} Outcome `groups` were left out here
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
    ['run', '--config', 'build/vitest.config.ts', '--project', project, ...reporters, ...words],
    environment,
  );
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, testResults } =
    readReport(report);
  // A file that can't even be loaded has no tests that could fail.
  const failed = numFailedTests > 0 || code === 0 ? numFailedTests : Math.max(1, numFailedTestSuites);
  return { passed: numPassedTests, failed, skipped: numPendingTests, groups: skippedGroups(testResults) };
}

/** File and group of every test that this machine can't run (`skipIf`, `runIf`). */
function skippedGroups(results) {
  const names = results.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'skipped' || status === 'pending')
      .map(({ ancestorTitles, title }) => `${path.relative(root, name)}: ${ancestorTitles[0] ?? title}`),
  );
  return [...new Set(names)];
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numFailedTestSuites: 1,
      numPendingTests: 0,
      testResults: [],
    };
  }
}

/**
 * The golden data kept in the project, through the bundled runner: each case counts. Cases that ours answers otherwise on
 * purpose stand in test/golden/differences.json with the reason; one that passes again must leave that list.
 */
async function golden() {
  const { buildIfStale } = await import('./build.mjs');
  await buildIfStale(['golden']);
  const { output, errors } = await capture(process.execPath, [
    'out/golden.js',
    'test/golden',
    '--json',
    '--list',
  ]);
  if (output.trim() === '') {
    console.error(errors);
    return { passed: 0, failed: 1 };
  }
  const known = JSON.parse(readFileSync(path.join(root, 'test/golden/differences.json'), 'utf8'));
  const { kinds } = JSON.parse(output);
  const failing = errors.split('\n').filter((line) => line.includes(': ') && line.split(' ')[0] in kinds);
  const isKnown = (line) => Object.keys(known).some((name) => line.startsWith(`${name}: `));
  const unexpected = failing.filter((line) => !isKnown(line));
  const stale = Object.keys(known).filter((name) => !failing.some((line) => line.startsWith(`${name}: `)));
  for (const line of unexpected) console.log(`  failed: ${line}`);
  for (const name of stale) console.log(`  passes again, take it out of differences.json: ${name}`);
  for (const [kind, { passed, total }] of Object.entries(kinds))
    console.log(`  ${kind}: ${passed} of ${total}`);
  const total = Object.values(kinds).reduce((sum, counts) => sum + counts.total, 0);
  return { passed: total - unexpected.length, failed: unexpected.length + stale.length };
}

function capture(file, words) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output, errors }));
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
  check('listeners', process.execPath, 'build/check-listeners.mjs'),
  check('shipped', process.execPath, 'build/check-shipped.mjs'),
  check('format', tool('prettier'), '--check', '--log-level', 'warn', '.'),
  { name: 'unit', run: () => vitest('unit') },
  { name: 'component', run: () => vitest('component') },
  { name: 'integration', run: () => vitest('integration') },
  { name: 'golden', run: golden },
  { name: 'end to end', run: () => endToEnd() },
];
