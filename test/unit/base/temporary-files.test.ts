import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileAtomic } from '../../../electron/base/atomic-write.ts';
import {
  isTemporaryFile,
  sweepTemporaries,
  temporaryBeside,
} from '../../../electron/base/temporary-files.ts';
import { failDisk } from '../../support/failing-disk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'croft-temporary-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const deadProcess = (): number => spawnSync('true').pid;
const ofProcess = (name: string, processId: number): string =>
  name.replace(`-${process.pid.toString(36)}-`, `-${processId.toString(36)}-`);

test('names are known again, fit into a folder, and begin with a dot', () => {
  for (const name of ['current', 'ünïcode.txt', 'x'.repeat(255), 'a.b', '日本語'.repeat(28)]) {
    const temporary = path.basename(temporaryBeside(path.join(folder, name)));
    expect(temporary.startsWith('.')).toBe(true);
    expect(isTemporaryFile(temporary)).toBe(true);
    expect(Buffer.byteLength(temporary)).toBeLessThanOrEqual(255);
    expect(isTemporaryFile(name)).toBe(false);
  }
});

test('what a killed process left is swept; what is being written, and what is foreign, stays', async () => {
  const own = temporaryBeside(path.join(folder, 'mine'));
  const dead = ofProcess(temporaryBeside(path.join(folder, 'dead')), deadProcess());
  const foreign = path.join(folder, '.elsewhere.ffff-1-0123456789ab.croft-tmp');
  const old = path.join(folder, '.old.fffe-1-0123456789ab.croft-tmp');
  for (const file of [own, dead, foreign, old, path.join(folder, '.x.tmp')]) writeFileSync(file, '');
  utimesSync(old, 1, 1);
  expect(await sweepTemporaries(folder, Date.now())).toBe(2);
  expect(readdirSync(folder).toSorted()).toEqual(
    [own, foreign]
      .map((file) => path.basename(file))
      .concat('.x.tmp')
      .toSorted(),
  );
  expect(await sweepTemporaries(path.join(folder, 'missing'), Date.now())).toBe(0);
});

test('the copy of a private file is private from its first byte', async () => {
  const file = path.join(folder, 'profile');
  writeFileSync(file, 'old', { mode: 0o600 });
  const modes: number[] = [];
  const disk = failDisk(({ operation, paths }) => {
    if (operation === 'writeFile') modes.push(statSync(paths[0] ?? '').mode & 0o777);
    return null;
  });
  try {
    await writeFileAtomic(file, 'new');
    await writeFileAtomic(path.join(folder, 'fresh'), 'new', { mode: 0o600 });
  } finally {
    disk.restore();
  }
  expect(modes).toEqual([0o600, 0o600]);
});
