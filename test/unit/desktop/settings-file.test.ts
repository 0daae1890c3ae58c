import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { english } from '../../../shared/texts/english.ts';
import type { AppError } from '../../../shared/result.ts';
import { openSettingsFile } from '../../../electron/desktop/settings-file.ts';
import { asPrinted } from '../../fakes/as-printed.ts';

let folder: string;
let file: string;
const now = () => Date.parse('2026-11-22T10:20:30.000Z');
const place = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true };

let problems: { readonly code: string; readonly message: string }[];
const parts = {
  nowMs: now,
  onProblem: (problem: AppError) =>
    void problems.push({ code: problem.code, message: english(problem.message) }),
};

beforeEach(async () => {
  problems = [];
  folder = await mkdtemp(path.join(os.tmpdir(), 'croft-settings-'));
  file = path.join(folder, 'desktop.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('without a file there are the usual values, and none is written until something is set', async () => {
  const settings = await openSettingsFile(file, parts);
  expect(settings.value.window.bounds).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('what is set is there at the next start', async () => {
  await (await openSettingsFile(file, parts)).change({ window: place });
  expect((await openSettingsFile(file, parts)).value.window).toEqual(place);
});

test('changes in a row end with the last one', async () => {
  const settings = await openSettingsFile(file, parts);
  const changes = [1, 2, 3, 4, 5].map((x) =>
    settings.change({ window: { bounds: { ...place.bounds, x }, maximized: false } }),
  );
  await Promise.all(changes);
  expect((await openSettingsFile(file, parts)).value.window.bounds?.x).toBe(5);
  expect(await readdir(folder)).toEqual(['desktop.json']);
});

test.each([
  '{ "version": 1, "window"',
  '[]',
  '{"version":2}',
  '',
  '{"version":1,"window":{"bounds":{"x":"far"}}}',
])('a file that is not understood is set aside unchanged: %j', async (text) => {
  await writeFile(file, text);
  const settings = await openSettingsFile(file, parts);
  expect(await readFile(`${file}.set-aside-2026-11-22T10-20-30.000Z`, 'utf8')).toBe(text);
  expect(asPrinted(problems)).toMatchObject([
    { code: 'unreadable', message: expect.stringContaining('It was kept as') },
  ]);
  expect(settings.value.window.maximized).toBe(false);
});

test('what can’t be read at all is set aside, too', async () => {
  await mkdir(file);
  const settings = await openSettingsFile(file, parts);
  await settings.change({ window: place });
  expect((await readdir(folder)).toSorted()).toEqual([
    'desktop.json',
    'desktop.json.set-aside-2026-11-22T10-20-30.000Z',
  ]);
  expect((await openSettingsFile(file, parts)).value.window).toEqual(place);
});

test('a write that the system refuses is told once, holds in memory, and is made up for later', async () => {
  const elsewhere = path.join(folder, 'gone', 'desktop.json');
  const settings = await openSettingsFile(elsewhere, parts);
  await writeFile(path.join(folder, 'gone'), 'a file where the folder should be');
  await settings.change({ window: place });
  await settings.change({ window: place });
  expect(asPrinted(problems)).toMatchObject([{ message: 'desktop.json could not be saved.' }]);
  expect(settings.value.window).toEqual(place);
  await rm(path.join(folder, 'gone'));
  await settings.change({ window: place });
  expect(JSON.parse(await readFile(elsewhere, 'utf8'))).toMatchObject({ window: place });
});

test('what can be neither read nor moved stays as it is, and changes hold in memory', async () => {
  await writeFile(path.join(folder, 'gone'), 'a file where the folder should be');
  const settings = await openSettingsFile(path.join(folder, 'gone', 'desktop.json'), parts);
  await settings.change({ window: place });
  expect(asPrinted(problems)).toMatchObject([{ message: expect.stringContaining('neither read nor moved') }]);
  expect(settings.value.window).toEqual(place);
  expect(await readdir(folder)).toEqual(['gone']);
});
