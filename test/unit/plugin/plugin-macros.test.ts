import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Macro, MacroContext } from '../../../electron/macro/macro.ts';
import { listPlugins } from '../../../electron/plugin/plugin-list.ts';
import { english } from '../../../shared/texts/english.ts';
import { PluginMacros } from '../../../electron/plugin/plugin-macros.ts';

let root: string;
let reports: string[];
let plugins: PluginMacros;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-plugin-'));
  reports = [];
  plugins = new PluginMacros({ report: (message) => void reports.push(english(message)), timeLimitMs: 200 });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(name: string, text: string, kind = 'macro'): Promise<void> {
  await mkdir(path.join(root, kind), { recursive: true });
  await writeFile(path.join(root, kind, name), text);
}

async function load(name: string): Promise<Macro> {
  const found = (await plugins.load([root])).find((macro) => macro.name === name);
  if (!found) throw new Error(`no macro ${name}`);
  return found;
}

const context = (changes: Partial<MacroContext> = {}): MacroContext =>
  ({ session: null, query: new Map(), requestedPage: 'Page', action: 'show', ...changes }) as MacroContext;

const answer = async (macro: Macro, args: string | null = null): Promise<unknown> =>
  macro.run(args, context());

describe('macros of a farm', () => {
  test('get their arguments and the request, and answer text or HTML', async () => {
    await write('Hello.mjs', 'export const run = (args, { request }) => `${args} on ${request.page}`;');
    await write('Bold.mjs', 'export const needs = [];\nexport default () => ({ html: "<b>x</b>" });');
    expect(await answer(await load('Hello'), 'one')).toBe('one on Page');
    expect(await answer(await load('Bold'))).toEqual({ html: '<b>x</b>' });
    expect((await load('Bold')).needs).toEqual([]);
    expect((await load('Hello')).needs).toBeUndefined();
    expect(reports).toEqual([]);
  });

  test('are loaded again when their file changes, and go when it goes', async () => {
    await write('A.mjs', 'export const run = () => "first";');
    const first = await load('A');
    expect(await load('A')).toBe(first);
    await write('A.mjs', 'export const run = () => "second";');
    expect(await answer(await load('A'))).toBe('second');
    await rm(path.join(root, 'macro', 'A.mjs'));
    expect(await plugins.load([root])).toEqual([]);
  });

  test('find a session that keeps nothing where there is none', async () => {
    await write(
      'S.mjs',
      'export const run = (_, { request: { session } }) => { session.set("a", 1); return `${session.isNew} ${session.get("a", 7)}`; };',
    );
    expect(await answer(await load('S'))).toBe('true 7');
  });

  test.each([
    ['a syntax error', 'export const run = (', /./],
    ['an error while it loads', 'throw new Error("no luck")', /^no luck$/],
    ['no function', 'export const run = 5;', /exports no function "run"/],
    ['unknown needs', 'export const run = () => "";\nexport const needs = ["moon"];', /moon/],
    ['no end of loading', 'await new Promise(() => setTimeout(() => {}, 1e6));', /did not load within/],
  ])(
    'with %s say so in the page and in the log, and keep the others working',
    async (_what, text, message) => {
      await write('Broken.mjs', text);
      await write('Fine.mjs', 'export const run = () => "fine";');
      const broken = await load('Broken');
      await expect(async () => answer(broken)).rejects.toThrow(message);
      expect(await answer(await load('Fine'))).toBe('fine');
      expect(reports[0]).toContain("The macro Broken can't be loaded");
    },
  );

  test.each([
    ['throws', 'throw new Error("oh no")', 'oh no'],
    ['rejects', 'return Promise.reject(new Error("oh no"))', 'oh no'],
    ['answers nothing', '', 'the macro answered undefined'],
    ['answers something else', 'return { htm: 1 }', 'an object without html or text'],
    ['never answers', 'return new Promise(() => {})', 'no answer within 0.2 s'],
  ])('that %s fail with a message, and the log has it too', async (_what, body, message) => {
    await write('Bad.mjs', `export function run() { ${body} }`);
    const macro = await load('Bad');
    await expect(async () => answer(macro)).rejects.toThrow(message);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain('The macro Bad of this farm failed');
  });
});

describe('plugins found in a farm', () => {
  test('are listed: what can run, what can’t and why; the first folder counts', async () => {
    const other = path.join(root, 'other');
    await mkdir(path.join(other, 'macro'), { recursive: true });
    await writeFile(path.join(other, 'macro', 'A.mjs'), '');
    await writeFile(path.join(other, 'macro', 'B.mjs'), '');
    await write('A.mjs', '');
    await write('Old.py', '');
    await write('__init__.py', '');
    await write('no-name.mjs', '');
    await write('README.txt', '');
    await write('Print.mjs', '', 'action');
    await write('Mail.py', '', 'action');
    const listing = await listPlugins([root, other, path.join(root, 'missing')]);
    expect(listing.macros.map(({ name, file }) => [name, path.relative(root, file)])).toEqual([
      ['A', 'macro/A.mjs'],
      ['B', 'other/macro/B.mjs'],
    ]);
    expect(listing.notRun.map(({ kind, name, because }) => `${kind}/${name}: ${because}`)).toEqual([
      'macro/Old: python',
      'macro/no-name: name',
      'action/Mail: python',
      'action/Print: kind',
    ]);
  });
});
