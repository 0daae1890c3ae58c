// `npm test`: brings what is missing, runs every suite, and ends with one line: `N passed, N failed, N skipped`.
//   npm test -- unit lint       only these
//   node build/test.mjs e2e …   one Vitest suite with Vitest's own words (files, -t)
import { ensureInstalled } from './install.mjs';
import { ensureSystem } from './system.mjs';

const say = (line) => console.log(line);
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

async function main(words) {
  ensureInstalled();
  const { suites } = await import('./suites.mjs');
  const unknown = words.filter((word) => !suites.some(({ name }) => name === word));
  if (unknown.length > 0) {
    console.error(
      `no such suite: ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}`,
    );
    return 2;
  }
  const chosen = suites.filter(({ name }) => words.length === 0 || words.includes(name));
  prepare(chosen);

  const began = performance.now();
  const outcomes = [];
  for (const { name, run } of chosen) {
    say(`\n── ${name}`);
    const start = performance.now();
    const outcome = await run().catch((error) => {
      console.error(error);
      return { passed: 0, failed: 1 };
    });
    outcomes.push({ name, time: seconds(start), ...outcome });
  }
  say(`\n── all suites in ${seconds(began)}`);
  for (const { name, passed, failed, skipped, time } of outcomes)
    say(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}, ${time}`);
  for (const group of outcomes.flatMap(({ groups }) => groups ?? [])) say(`can't run here: ${group}`);
  const sum = (key) => outcomes.reduce((total, outcome) => total + (outcome[key] ?? 0), 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') > 0 ? 1 : 0;
}

/** What the machine must have for the chosen suites; what stays missing is said here and fails there. */
function prepare(chosen) {
  const names = chosen.map(({ name }) => name);
  const wanted = [
    ...(names.includes('integration') ? ['redis'] : []),
    ...(names.includes('end to end') ? ['electron', 'screen', 'browser'] : []),
  ];
  const met = ensureSystem(wanted, say);
  for (const need of wanted.filter((name) => !met.has(name)))
    say(`test: no ${need} here; what needs it is ${need === 'redis' ? 'skipped' : 'going to fail'}`);
}

process.exitCode = await main(process.argv.slice(2));
