import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleOptions } from '../../../build/build.mjs';

/** What a command loads before it does anything, by the bundle that ships; starting is mostly that. */
let outputs: Metafile['outputs'];
beforeAll(async () => {
  const { metafile } = await build({ ...bundleOptions('cli'), write: false });
  ({ outputs } = metafile);
});

interface Loaded {
  readonly packages: readonly string[];
  readonly rooms: readonly string[];
  readonly modules: readonly string[];
}

/** All in the pieces that are loaded with the one that `source` begins. */
function loadedWith(source: string): Loaded {
  const first = Object.keys(outputs).find((file) => outputs[file]?.entryPoint === source);
  const pieces = new Set(first === undefined ? [] : [first]);
  for (const piece of pieces)
    for (const { path, kind } of outputs[piece]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) pieces.add(path);
  const modules = [...pieces].flatMap((piece) =>
    Object.entries(outputs[piece]?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [file] : [],
    ),
  );
  const named = (pattern: RegExp) =>
    [...new Set(modules.flatMap((file) => pattern.exec(file)?.[1] ?? []))].toSorted();
  return {
    modules,
    packages: named(/^node_modules\/((?:@[^/]+\/)?[^/]+)/),
    rooms: named(/^electron\/([^/]+)\//),
  };
}

const looking = [
  '@formatjs/fast-memoize',
  '@formatjs/icu-messageformat-parser',
  '@formatjs/icu-skeleton-parser',
  'chokidar',
  'diff',
  'intl-messageformat',
  'readdirp',
  'zod',
];
/** Rooms of pages; what says that a request was cut off is needed to listen at all. */
const rendering = /^electron\/(?:macro|mail|markup|wiki(?!\/body-room\.ts))\//;

describe('a command loads what it needs', () => {
  test('help: its own words', () => {
    const { packages, rooms } = loadedWith('electron/cli.ts');
    expect(packages.filter((name) => !/^@formatjs|^intl-messageformat$/.test(name))).toEqual([]);
    expect(rooms).toEqual(['base', 'cli']);
  });

  test.each(['sessions', 'users', 'config', 'explain', 'switch', 'mount'])(
    '%s: nothing that shows pages, no mail, no Redis',
    (command) => {
      const { packages, modules } = loadedWith(`electron/cli/${command}.ts`);
      expect(packages).toEqual(looking);
      expect(modules.filter((file) => rendering.test(file))).toEqual([]);
    },
  );

  test('render: what shows pages, and neither mail nor Redis', () => {
    const { packages } = loadedWith('electron/cli/render.ts');
    expect(packages).toEqual(expect.arrayContaining(['parse5', 'highlight.js']));
    for (const name of ['nodemailer', '@redis/client', 'ws']) expect(packages).not.toContain(name);
  });

  test('none has all of zod, with the words of every language', () => {
    const modules = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
    const locales = modules.filter((file) => /zod\/.*locales\//.test(file));
    expect(new Set(locales)).toEqual(new Set(['node_modules/zod/v4/locales/en.js']));
    expect(modules.filter((file) => file.includes('zod/v4/classic/'))).toEqual([]);
  });
});
