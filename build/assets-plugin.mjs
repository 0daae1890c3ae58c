// Data files beside a module stay beside its bundle.
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const reference = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/**
 * An esbuild plugin: each `new URL('./x', import.meta.url)` in our sources is carried along.
 *
 * A data file or folder is copied to `assets/` below the output, a `.ts` module (a worker) is bundled there; the
 * reference is rewritten, so that the same source runs unbundled in tests and bundled inside the package.
 *
 * @param {{ root: string, output: string, bundleModule: (source: string, output: string) => Promise<void> }} options
 */
export function assetsPlugin({ root, output, bundleModule }) {
  const done = new Map();
  const carry = (source) => {
    const relative = path.relative(root, source);
    const target = path.join('assets', relative.replace(/\.ts$/, '.js'));
    if (!done.has(target)) {
      const full = path.join(output, target);
      mkdirSync(path.dirname(full), { recursive: true });
      done.set(
        target,
        source.endsWith('.ts') ? bundleModule(source, full) : cpSync(source, full, { recursive: true }),
      );
    }
    return { target, ready: done.get(target) };
  };
  return {
    name: 'assets',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const text = readFileSync(file, 'utf8');
        if (!text.includes('import.meta.url') || file.includes('node_modules')) return undefined;
        const waiting = [];
        const contents = text.replaceAll(reference, (whole, quote, name) => {
          const source = path.resolve(path.dirname(file), name);
          if (!exists(source)) return whole;
          const { target, ready } = carry(source);
          waiting.push(ready);
          const slash = name.endsWith('/') ? '/' : '';
          return `new URL('./${target.split(path.sep).join('/')}${slash}', import.meta.url)`;
        });
        await Promise.all(waiting);
        return { contents, loader: 'ts', resolveDir: path.dirname(file) };
      });
    },
  };
}

function exists(file) {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
