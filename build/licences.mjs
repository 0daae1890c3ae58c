// Collects the licences of the libraries that are really in the bundles, for LICENSES.txt beside the program.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

const byName = (a, b) => (a < b ? -1 : Number(a > b));

/** The package folders (`node_modules/…`, innermost) that some module paths belong to. */
export function packagesOf(modulePaths) {
  const folders = new Set();
  for (const modulePath of modulePaths) {
    const relative = path.relative(root, path.resolve(root, modulePath.split('?')[0].replaceAll('\0', '')));
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(relative.split(path.sep).join('/'));
    if (match) folders.add(match[1]);
  }
  return [...folders];
}

/** Notes which packages one bundle took in. */
export function notePackages(noteFile, modulePaths) {
  writeFileSync(noteFile, JSON.stringify(packagesOf(modulePaths).sort(byName)));
}

/** Writes the licences of all noted packages into one text. */
export function writeLicences(noteFolder, target) {
  const notes = readdirSync(noteFolder).filter((name) => name.endsWith('.packages.json'));
  const folders = new Set(
    notes.flatMap((name) => JSON.parse(readFileSync(path.join(noteFolder, name), 'utf8'))),
  );
  const sections = [...folders].sort(byName).map(section);
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  writeFileSync(
    target,
    `Croft contains these libraries, each under its own licence.\n${rule}${sections.join(rule)}\n`,
  );
}

function section(folder) {
  const full = path.join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(full, 'package.json'), 'utf8'));
  const file = readdirSync(full).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file && existsSync(path.join(full, file)) ? readFileSync(path.join(full, file), 'utf8').trim() : '';
  return `${name} ${version} (${license ?? 'see its text'})${text ? `\n\n${text}` : ''}`;
}
