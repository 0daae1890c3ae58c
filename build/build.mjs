// Bundles the program into `out/`: esbuild for what runs in Node and Electron's main process, Vite for the window.
//   node build/build.mjs            both, always
//   import { buildIfStale } …       only what its sources changed for
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { build as esbuild } from 'esbuild';

import { assetsPlugin } from './assets-plugin.mjs';
import { alone, unlessFresh } from './freshness.mjs';
import { notePackages, writeLicences } from './licences.mjs';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'out');

/** Bundled CommonJS libraries call `require` for Node's own modules; an ES module has none of its own. */
const requireBanner =
  "import { createRequire as croftCreateRequire } from 'node:module'; const require = croftCreateRequire(import.meta.url);";

/** What is built, each alone, so that a fault in one does not stop the others while people work on it. */
const programs = {
  main: { source: 'electron/main.ts', output: 'main.js' },
  preload: { source: 'electron/preload.ts', output: 'preload.cjs', sandboxed: true },
  // In pieces, so that a command loads what it needs and no more.
  cli: { source: 'electron/cli.ts', output: 'cli.js', executable: true, inPieces: true },
  farmHost: { source: 'electron/host.ts', output: 'farm-host.js' },
  golden: { source: 'test/golden/run.ts', output: 'golden.js' },
};

const common = {
  bundle: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  external: ['electron'],
  absWorkingDir: root,
};

const nodeProgram = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  banner: { js: requireBanner },
};
const sandboxedPreload = { ...common, platform: 'browser', format: 'cjs', target: 'chrome130' };

/** Data that the bundles look for beside themselves: where it is, what it is called there. */
const dataBeside = {
  'electron/wiki/theme/static': 'static',
};

/** One module with all it imports, as a file that Node runs. */
export async function bundleForNode(source, outfile) {
  await esbuild({
    ...nodeProgram,
    entryPoints: [source],
    outfile,
    external: [...common.external, 'playwright-core'],
  });
}

/** How esbuild is asked for one program; `metafile` says which modules became part of what. */
export function bundleOptions(name) {
  const { source, output, sandboxed, inPieces = false } = programs[name];
  // A sandboxed preload can't be an ES module (Electron, "ESM limitations").
  const kind = sandboxed ? sandboxedPreload : nodeProgram;
  // All beside each other: what a module finds beside itself, a piece of the bundle finds there too.
  const place = inPieces
    ? { splitting: true, outdir: out, entryNames: name, chunkNames: `${name}-[hash]` }
    : { outfile: path.join(out, output) };
  return { ...kind, ...place, entryPoints: [source], metafile: true };
}

async function buildProgram(name) {
  const { output, executable, inPieces = false } = programs[name];
  const assets = { root: path.join(root, 'electron'), output: out, bundleModule: bundleForNode };
  const plugins = [assetsPlugin(assets)];
  const { metafile } = await esbuild({ ...bundleOptions(name), plugins });
  if (inPieces) removeOldPieces(name, metafile);
  for (const [from, to] of Object.entries(dataBeside))
    cpSync(path.join(root, from), path.join(out, to), { recursive: true });
  if (executable) chmodSync(path.join(out, output), 0o755);
  if (name !== 'golden') notePackages(noteFor(name), Object.keys(metafile.inputs));
}

function removeOldPieces(name, { outputs }) {
  const made = new Set(Object.keys(outputs).map((file) => path.basename(file)));
  for (const file of readdirSync(out))
    if (file.startsWith(`${name}-`) && !made.has(file)) rmSync(path.join(out, file));
}

const notes = path.join(out, '.built');
const noteFor = (part) => path.join(notes, `${part}.packages.json`);

/** The nonce that the pages are built with; whoever serves them puts a fresh one in its place in each answer. */
export const noncePlaceholder = 'CROFT-CSP-NONCE';

async function buildRenderer() {
  const { build: vite } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const renderer = path.join(root, 'renderer');
  const pages = readdirSync(renderer).filter((name) => name.endsWith('.html'));
  if (pages.length === 0) throw new Error('renderer/ holds no page');
  await vite({
    root: renderer,
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [react(), noteModules],
    html: { cspNonce: noncePlaceholder },
    build: {
      outDir: path.join(out, 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: pages.map((name) => path.join(renderer, name)) },
    },
  });
}

/** A Vite plugin that notes the packages of the pages. */
const noteModules = {
  name: 'note-modules',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
    notePackages(
      noteFor('renderer'),
      chunks.flatMap(({ moduleIds }) => moduleIds),
    );
  },
};

const tools = [
  'package-lock.json',
  'package.json',
  'build/build.mjs',
  'build/assets-plugin.mjs',
  'build/licences.mjs',
];

export const allParts = [...Object.keys(programs), 'renderer'];

/** Builds what is stale of the named parts: `renderer` (the window's pages) or names of `programs`. */
export async function buildIfStale(parts = allParts) {
  mkdirSync(notes, { recursive: true });
  await alone(async () => {
    const built = await Promise.all(
      parts.map(async (part) => {
        const sources = part === 'renderer' ? ['renderer', 'shared'] : ['electron', 'shared'];
        if (part === 'golden') sources.push(...goldenSources());
        const make = part === 'renderer' ? buildRenderer : () => buildProgram(part);
        return await unlessFresh(`out/.built/${part}`, [...sources, ...tools], make);
      }),
    );
    if (built.includes(true)) writeLicences(notes, path.join(out, 'LICENSES.txt'));
  });
}

/** The runner's own sources; the golden data beside them, some ten thousand files, is not built. */
function goldenSources() {
  const golden = path.join(root, 'test/golden');
  const files = readdirSync(golden).filter((name) => name.endsWith('.ts'));
  return ['test/golden/kinds', ...files.map((name) => `test/golden/${name}`)];
}

if (process.argv[1] === import.meta.filename) {
  // Only the notes on what is fresh go: somebody may be running what lies in out/.
  rmSync(notes, { recursive: true, force: true });
  await buildIfStale();
}
