import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueProblem } from '../../../electron/config/edit/value-problem.ts';
import { planEdits } from '../../../electron/config/edit/plan.ts';
import type { EditOperation } from '../../../electron/config/edit/request.ts';
import { readFarm } from '../../../electron/config/farm-reading.ts';
import { optionCatalogue } from '../../../shared/config/option-catalogue.ts';
import {
  pyBool,
  pyInt,
  pyNone,
  pyStr,
  pyTuple,
  pyUnicode,
  type PyValue,
} from '../../../shared/python-value.ts';

const golden = path.resolve(import.meta.dirname, '../../golden/config/farms');

interface Target {
  readonly dir: string;
  readonly file: string;
  readonly className: string;
}

let root: string;
const targets: Target[] = [];

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-round-trip-'));
  for (const name of await readdir(golden)) {
    const dir = path.join(root, name);
    await cp(path.join(golden, name, 'files'), dir, { recursive: true });
    const reading = await readFarm(dir);
    for (const cls of new Map(
      reading.wikis.flatMap((wiki) => wiki.classes).map((found) => [found.name, found]),
    ).values())
      targets.push({ dir, file: cls.file, className: cls.name.split('.').at(-1) ?? cls.name });
  }
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const values: Readonly<Record<string, fc.Arbitrary<PyValue>>> = {
  cookie_domain: fc.oneof(fc.constant(pyNone), fc.constantFrom('.a.example', 'b.example').map(pyStr)),
  cookie_lifetime: fc
    .tuple(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map(([a, b]) => pyTuple([pyInt(a), { type: 'float', value: b }])),
  trail_size: fc.integer().map(pyInt),
  show_version: fc.boolean().map(pyBool),
  html_pagetitle: text.map(pyUnicode),
  html_head_queries: text.map(pyStr),
};

/** The bytes after an operation, without writing; null when it is refused. */
async function after(
  target: Target,
  option: string,
  operation: EditOperation,
  bytes?: Uint8Array,
): Promise<Uint8Array | null> {
  const { dir, file, className } = target;
  const given = bytes === undefined ? undefined : new Map([[file, bytes]]);
  const plan = await planEdits(dir, [{ file, className, option, operation }], given);
  return plan.files.get(file)?.after ?? null;
}

/** Sets an option and takes it out again; false where the class sets it already or the edit is refused. */
async function roundTrip(target: Target, option: string, value: PyValue): Promise<boolean> {
  if ((await after(target, option, { op: 'remove' })) !== null) return false; // already set
  const before = (await readFile(path.join(target.dir, target.file))).toString('latin1');
  const changed = await after(target, option, { op: 'set', value });
  // A one-line `class C: pass` becomes a block and stays one.
  if (changed === null || /^class[^\n]*: *pass/m.test(before)) return false;
  const back = await after(target, option, { op: 'remove' }, changed);
  const ending = /[\r\n]$/.test(before) ? '' : /\r\n/.test(before) ? '\r\n' : '\n';
  expect([target.file, option, Buffer.from(back ?? []).toString('latin1')]).toEqual([
    target.file,
    option,
    before + ending,
  ]);
  return true;
}

test(
  'setting an option that a class does not set, then taking it out, gives back the same bytes',
  { timeout: 60_000 },
  async () => {
    let done = 0;
    const someEdit = fc
      .constantFrom(...Object.keys(values))
      .chain((option) => (values[option] ?? fc.constant(pyNone)).map((value) => ({ option, value })));
    await fc.assert(
      fc.asyncProperty(fc.nat(), someEdit, async (pick, { option, value }) => {
        const target = targets[pick % targets.length];
        if (target !== undefined && (await roundTrip(target, option, value))) done++;
      }),
      { numRuns: 80 },
    );
    expect(done).toBeGreaterThan(25);
  },
);

/** Every option that can be written as a literal, with one that it takes. */
const literals = optionCatalogue.flatMap(({ name, default: byDefault }) => {
  const candidates: (PyValue | null)[] = [byDefault, pyUnicode('Text'), { type: 'dict', entries: [] }];
  const value = candidates.find((found) => found !== null && valueProblem(name, found) === null);
  return value ? [{ name, value }] : [];
});
/** A class takes every so manieth option, each class others: all of both in seconds. */
const stride = 41;

test(
  'each option that can be a literal, and each class of each farm, gives back the same bytes',
  { timeout: 60_000 },
  async () => {
    const [options, classes] = [new Set(literals.map(({ name }) => name)), new Set(targets)];
    for (const [place, target] of targets.entries())
      for (const { name, value } of literals.filter((_, index) => (index + place) % stride === 0)) {
        if (!(await roundTrip(target, name, value))) continue;
        options.delete(name);
        classes.delete(target);
      }
    expect(literals.length).toBeGreaterThan(180);
    expect([[...options], [...classes]]).toEqual([[], []]);
  },
);

test(
  'changing an option and changing it back keeps every byte outside its value',
  { timeout: 60_000 },
  async () => {
    const dir = path.join(root, 'own');
    await cp(path.join(golden, '05-host-farm-shared', 'files'), dir, { recursive: true });
    const target: Target = { dir, file: 'farmconfig.py', className: 'FarmConfig' };
    const first = await after(target, 'cookie_lifetime', { op: 'set', value: pyTuple([pyInt(1), pyInt(2)]) });
    const back = await after(
      target,
      'cookie_lifetime',
      { op: 'set', value: pyTuple([pyInt(2), pyInt(24)]) },
      first ?? undefined,
    );
    expect(first).not.toBeNull();
    expect(Buffer.from(back ?? []).equals(await readFile(path.join(dir, 'farmconfig.py')))).toBe(true);
  },
);

test('any text that is set reads back as it was', { timeout: 60_000 }, async () => {
  const dir = path.join(root, 'texts');
  await cp(path.join(golden, '01-single-defaults', 'files'), dir, { recursive: true });
  for (const coding of [
    '',
    '# coding: latin-1\n',
    '# coding: utf-8\n',
    '# coding: cp1252\n',
    '# coding: iso-8859-15\n',
  ]) {
    await writeFile(
      path.join(dir, 'wikiconfig.py'),
      `${coding}from MoinMoin.config import multiconfig\nclass Config(multiconfig.DefaultConfig):\n    sitename = u"x"\n    html_head = 'y'\n`,
    );
    await fc.assert(
      fc.asyncProperty(text, fc.uint8Array({ maxLength: 12 }), async (unicode, bytes) => {
        const target: Target = { dir, file: 'wikiconfig.py', className: 'Config' };
        expect(await after(target, 'sitename', { op: 'set', value: pyUnicode(unicode) })).not.toBeNull();
        expect(await after(target, 'html_head', { op: 'set', value: { type: 'str', bytes } })).not.toBeNull();
      }),
      { numRuns: 20 },
    );
  }
});
