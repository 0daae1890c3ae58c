// `npm run croft -- ARGS` and `npm run golden -- ARGS`: builds if needed, then becomes the program.
// Nothing but the program writes to stdout, which others parse.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { ensureInstalled } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const programs = {
  croft: { file: 'out/cli.js', parts: ['cli', 'farmHost', 'renderer'] },
  golden: { file: 'out/golden.js', parts: ['golden'] },
};

const [name = '', ...words] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) {
  console.error(`usage: node build/run.mjs ${Object.keys(programs).join('|')} ARGS`);
  process.exit(2);
}
ensureInstalled();
const { buildIfStale } = await import('./build.mjs');
await buildIfStale(program.parts);
const file = path.join(root, program.file);
if (!existsSync(file)) throw new Error(`${program.file} was not built`);

// npm runs scripts in the checkout; paths a person types are meant from where the person is.
const cwd = process.env['INIT_CWD'] ?? process.cwd();
const child = spawn(process.execPath, ['--enable-source-maps', file, ...words], { stdio: 'inherit', cwd });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
