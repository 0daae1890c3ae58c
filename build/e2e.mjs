// `npm run test:e2e [-- FILES or -t NAME]`: packs the program, then drives it.
import { ensureInstalled } from './install.mjs';
import { ensureSystem } from './system.mjs';

ensureInstalled();
ensureSystem(['electron', 'screen', 'browser'], (line) => console.error(line));
const { endToEnd } = await import('./suites.mjs');
const { failed } = await endToEnd(process.argv.slice(2));
process.exitCode = failed > 0 ? 1 : 0;
