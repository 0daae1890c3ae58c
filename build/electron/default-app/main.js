// Launches the program folder (or script) named on the command line: `electron [-r module] path [args]`.
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the command line asks for: modules to load first, and the program. */
function parse(words) {
  const modules = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '-r' || word === '--require') modules.push(words[++at]);
    else if (word.startsWith('--require=')) modules.push(word.slice('--require='.length));
    else if (word === '--version' || word === '-v') return { modules, version: true };
    else if (!word.startsWith('-')) return { modules, target: word };
  }
  return { modules };
}

function entryOf(target) {
  const isFolder = target.endsWith('.asar') || (existsSync(target) && statSync(target).isDirectory());
  if (!isFolder) {
    app.setAppPath(path.dirname(target));
    return target;
  }
  const described = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8'));
  app.name = described.productName ?? described.name ?? app.name;
  if (described.version) app.setVersion(described.version);
  app.setDesktopName(described.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(target);
  return path.join(target, described.main ?? 'index.js');
}

const { modules, target, version } = parse(process.argv.slice(1));
process.defaultApp = true;
const requireFromHere = createRequire(path.join(process.cwd(), 'noop.js'));
for (const module of modules) requireFromHere(module);
if (version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (target === undefined) {
  console.error('usage: electron [-r module] path/to/app');
  process.exit(1);
}
await import(pathToFileURL(entryOf(path.resolve(target))).href);
