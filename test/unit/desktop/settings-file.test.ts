import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettingsFile } from '../../../electron/desktop/settings-file.ts';

let folder: string;
let file: string;
const now = () => Date.parse('2026-11-22T10:20:30.000Z');
const place = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true };

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'croft-settings-'));
  file = path.join(folder, 'desktop.json');
});
afterEach(() => rm(folder, { recursive: true }));

test('without a file there are the usual values, and none is written until something is set', async () => {
  const settings = await openSettingsFile(file, now);
  expect(settings.value.window.bounds).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('what is set is there at the next start', async () => {
  await (await openSettingsFile(file, now)).change({ window: place });
  expect((await openSettingsFile(file, now)).value.window).toEqual(place);
});

test('changes in a row end with the last one', async () => {
  const settings = await openSettingsFile(file, now);
  const changes = [1, 2, 3, 4, 5].map((x) =>
    settings.change({ window: { bounds: { ...place.bounds, x }, maximized: false } }),
  );
  await Promise.all(changes);
  expect((await openSettingsFile(file, now)).value.window.bounds?.x).toBe(5);
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
  const settings = await openSettingsFile(file, now);
  expect(settings.setAside).toBe(`${file}.set-aside-2026-11-22T10-20-30.000Z`);
  expect(await readFile(settings.setAside ?? '', 'utf8')).toBe(text);
  expect(settings.value.window.maximized).toBe(false);
});
