// Holds that what is tested is what ships: tests and the golden runner can only import what a module of electron/ or
// shared/ exports, and every value that one exports must be contained in a program. esbuild's own tree shaking says what
// is: a function that no program reaches is in none of them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { build as esbuild } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const entries = ['main', 'preload', 'cli', 'host'].map((name) => `electron/${name}.ts`);

const files = (directory, pattern) =>
  readdirSync(directory).flatMap((name) => {
    const full = path.join(directory, name);
    return statSync(full).isDirectory() ? files(full, pattern) : pattern.test(name) ? [full] : [];
  });

/** Modules that a program starts by their place: workers. */
function workersOf() {
  const reference = /new URL\(\s*['"](\.{1,2}\/[^'"]+\.ts)['"]\s*,\s*import\.meta\.url/g;
  return files(path.join(root, 'electron'), /\.ts$/).flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(reference), ([, name]) =>
      path.relative(root, path.resolve(path.dirname(file), name)),
    ),
  );
}

/** Module → the text of its part in every bundle. */
async function shippedText() {
  const inputs = [...entries, ...workersOf(), 'renderer/main.tsx'];
  const shipped = new Map();
  for (const input of inputs) {
    const { outputFiles } = await esbuild({
      entryPoints: [input],
      absWorkingDir: root,
      bundle: true,
      write: false,
      splitting: true,
      outdir: 'out',
      format: 'esm',
      platform: input.startsWith('renderer/') ? 'browser' : 'node',
      target: 'es2022',
      jsx: 'automatic',
      packages: 'external',
      external: ['electron'],
      legalComments: 'none',
      logLevel: 'error',
      loader: { '.css': 'empty', '.svg': 'empty', '.png': 'empty', '.md': 'text' },
    });
    for (const part of outputFiles.flatMap(({ text }) =>
      text.split(/^ *\/\/ (?=(?:electron|shared|renderer)\/)/m),
    )) {
      const end = part.indexOf('\n');
      const module = part.slice(0, end).trim();
      shipped.set(module, (shipped.get(module) ?? '') + part.slice(end));
    }
  }
  return shipped;
}

const shipped = await shippedText();
let failed = false;
for (const file of ['electron', 'shared'].flatMap((name) => files(path.join(root, name), /\.ts$/))) {
  const module = path.relative(root, file);
  const exported = /^export (?:async )?(?:function\*?|class|const|let) ([\w$]+)/gm;
  for (const [, name] of readFileSync(file, 'utf8').matchAll(exported)) {
    // esbuild numbers names that two modules share.
    const declared = new RegExp(
      `(?:function\\*?|class|var|let|const)\\s+${name.replaceAll('$', '\\$')}\\d*\\b`,
    );
    if (declared.test(shipped.get(module) ?? '')) continue;
    console.error(`${module}: ${name} is in no program; what only tests reach is deleted`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
