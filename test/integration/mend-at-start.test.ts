import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ownMark } from '../../electron/base/process-mark.ts';
import { temporaryBeside } from '../../electron/base/temporary-files.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

/** What a killed Croft left in a farm is put right when the farm is opened (DECISIONS 25), and nothing else is touched. */
let farm: TemporaryFarm;
let page: string;
beforeEach(async () => {
  farm = await temporaryFarm();
  const folders = await readdir(farm.directory, { recursive: true });
  const found = folders.find((name) => /alpha.*pages\/OtherPage$/.test(name));
  page = path.join(farm.directory, found ?? '');
});
afterEach(() => farm.remove());

/** As a process that is gone left it: the lock taken, the note beside it. */
async function cutOff(process: number): Promise<void> {
  const locked = path.join(page, 'current-locked');
  await rename(path.join(page, 'current'), locked);
  const { dev, ino } = await stat(locked);
  const note = { owner: { ...ownMark(), process, start: '1' }, line: '', locks: [`${dev}:${ino}`] };
  await writeFile(path.join(page, 'current-locked.croft'), JSON.stringify(note));
}

const deadProcess = (): number => spawnSync('true').pid;
const names = async (...parts: string[]) => (await readdir(path.join(page, ...parts))).toSorted();

test('a lock and unfinished files of our own', async () => {
  const dead = `-${deadProcess().toString(36)}-`;
  const ofDead = (file: string): string =>
    temporaryBeside(file).replace(`-${process.pid.toString(36)}-`, dead);
  await mkdir(path.join(page, 'attachments'));
  await writeFile(path.join(page, 'attachments', 'kept.txt'), 'kept');
  await writeFile(ofDead(path.join(page, 'attachments', 'a.txt')), 'cut');
  await writeFile(ofDead(path.join(page, 'revisions', 'text')), 'cut');
  await mkdir(ofDead(page));
  await cutOff(deadProcess());
  const api = await farm.open();
  await vi.waitFor(
    async () => expect(await names()).toEqual(['attachments', 'current', 'edit-log', 'revisions']),
    {
      timeout: 30_000,
      interval: 50,
    },
  );
  expect(await readFile(path.join(page, 'current'), 'utf8')).toBe('00000001\n');
  await vi.waitFor(async () => expect(await names('attachments')).toEqual(['kept.txt']), { timeout: 30_000 });
  expect(await names('revisions')).toEqual(['00000001']);
  expect((await readdir(path.dirname(page))).filter((name) => name.startsWith('.'))).toEqual([]);
  await api.close();
});

test("another machine's lock waits for a person", async () => {
  await cutOff(deadProcess());
  const note = path.join(page, 'current-locked.croft');
  const text = await readFile(note, 'utf8');
  await writeFile(note, text.replace(ownMark().machine, 'another'));
  const api = await farm.open();
  await api.close();
  expect(await names()).toContain('current-locked');
});
