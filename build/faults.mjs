// `npm run faults`: every call to the disk of a day fails once with every error, which takes hours; 100 kills of each kind.
//   npm run faults -- --count 300      only so many, spread evenly
//   npm run faults -- --case CALL      one, as it was printed
import { parseArgs } from 'node:util';
import { vitest } from './suites.mjs';

const { values } = parseArgs({ options: { count: { type: 'string' }, case: { type: 'string' } } });
const only = values.count !== undefined || values.case !== undefined ? ['test/faults/faults.test.ts'] : [];
const { failed } = await vitest('faults', only, {
  ...process.env,
  CROFT_FAULTS: values.count ?? 'all',
  CROFT_KILLS: '100',
  ...(values.case === undefined ? {} : { CROFT_FAULT_CASE: values.case }),
});
process.exitCode = failed > 0 ? 1 : 0;
