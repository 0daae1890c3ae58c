// Holds the arrows between rooms (ARCHITECTURE.md, "Rooms and arrows"): every import must be in this table.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Room → rooms it may import; every room may import itself and `shared`. */
const arrows = {
  renderer: [],
  shared: [],
  main: ['desktop', 'api', 'transport', 'farm', 'base'],
  preload: [],
  desktop: ['api', 'transport', 'farm', 'base'],
  cli: ['api', 'transport', 'farm', 'base'],
  host: ['api', 'transport', 'farm', 'base'],
  transport: ['base'],
  api: ['farm', 'wiki', 'page', 'user', 'session', 'mail', 'config', 'base'],
  farm: ['wiki', 'plugin', 'page', 'user', 'session', 'mail', 'config', 'zip', 'base'],
  wiki: ['macro', 'markup', 'page', 'user', 'session', 'mail', 'config', 'zip', 'base'],
  macro: ['markup', 'page', 'user', 'session', 'config', 'base'],
  plugin: ['macro', 'base'],
  page: ['config', 'zip', 'base'],
  user: ['config', 'base'],
  session: ['config', 'base'],
  mail: ['config', 'base'],
  markup: [],
  zip: ['base'],
  config: ['base'],
  base: [],
};
const mayImportElectron = new Set(['main', 'preload', 'desktop']);
/** Files that look like another room's but belong to everyone below the window. */
const files = (dir) =>
  readdirSync(dir).flatMap((name) => {
    const full = path.join(dir, name);
    return statSync(full).isDirectory() ? files(full) : /\.tsx?$/.test(name) ? [full] : [];
  });

function roomOf(file) {
  const [top, second] = path.relative(root, file).split(path.sep);
  if (top !== 'electron') return top;
  return second.replace(/\.tsx?$/, '');
}

const importPattern =
  /(?:^|[\s;])(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/gm;

const problems = [];
for (const file of ['electron', 'renderer', 'shared'].flatMap((dir) => files(path.join(root, dir)))) {
  const room = roomOf(file);
  const where = path.relative(root, file);
  if (!(room in arrows)) {
    problems.push(`${where}: no room is called "${room}"; add it to build/check-arrows.mjs on purpose`);
    continue;
  }
  const text = readFileSync(file, 'utf8');
  if (/\bshell\.openExternal\(/.test(text) && where !== path.join('electron', 'desktop', 'open-external.ts'))
    problems.push(`${where}: addresses leave through desktop/open-external.ts alone`);
  for (const match of text.matchAll(importPattern)) {
    const target = match[1] ?? match[2] ?? match[3];
    if (target === 'electron' && !mayImportElectron.has(room))
      problems.push(`${where}: may not import electron`);
    if (/^node:fs(\/|$)/.test(target) && room !== 'base')
      problems.push(`${where}: the disk is reached through electron/base`);
    if (room === 'renderer' || room === 'shared') {
      if (target.startsWith('node:')) problems.push(`${where}: may not import ${target}`);
    }
    // The version stands in package.json, which belongs to no room.
    if (!target.startsWith('.') || target.endsWith('/package.json')) continue;
    const targetRoom = roomOf(path.resolve(path.dirname(file), target.replace(/\?.*$/, '')));
    if (targetRoom !== room && targetRoom !== 'shared' && !arrows[room].includes(targetRoom))
      problems.push(`${where}: ${room} may not import ${targetRoom} (${target})`);
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
