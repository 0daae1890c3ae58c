import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  undoConfigFiles,
  writeConfigFiles,
  type ConfigFileChange,
} from '../../../electron/config/edit/apply.ts';
import { english } from '../../../shared/texts/english.ts';
import { failDisk } from '../../support/failing-disk.ts';

let dir: string;
const names = ['farmconfig.py', 'alpha.py', 'beta.py'];
const context = () => ({ backupDirectory: path.join(dir, 'backups'), nowMs: () => 1.7e12 });

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-apply-'));
  for (const name of names) await writeFile(path.join(dir, name), `old ${name}\n`, { mode: 0o640 });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const change = (name: string): ConfigFileChange => ({
  file: path.join(dir, name),
  shown: name,
  before: Buffer.from(`old ${name}\n`),
  after: Buffer.from(`new ${name}\n`),
});

const texts = () => Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
const old = names.map((name) => `old ${name}\n`);

test('writes every file, keeps the old one, its mode, and a time Python notices', async () => {
  const file = path.join(dir, 'farmconfig.py');
  await utimes(file, 1.7e9, 1.7e9);
  const done = await writeConfigFiles(
    names.map((name) => change(name)),
    context(),
  );
  expect(await texts()).toEqual(names.map((name) => `new ${name}\n`));
  const backups = done.ok ? done.value.map(({ backup }) => backup) : [];
  expect(await Promise.all(backups.map((backup) => readFile(backup, 'utf8')))).toEqual(old);
  expect((await stat(backups[0] ?? '')).mode & 0o777).toBe(0o600);
  const facts = await stat(file);
  expect([facts.mode & 0o777, facts.mtimeMs >= 1_700_000_001_000]).toEqual([0o640, true]);
});

test('puts a file back that is in place although flushing its folder failed', async () => {
  const disk = failDisk(({ operation, paths }) =>
    /sync/.test(operation) && paths[0] === dir ? 'EIO' : null,
  );
  const done = await writeConfigFiles([change('alpha.py')], context());
  disk.restore();
  expect(done.ok).toBe(false);
  expect(await texts()).toEqual(old);
});

test('undoes all or nothing, and nothing that somebody changed since', async () => {
  const done = await writeConfigFiles(
    names.map((name) => change(name)),
    context(),
  );
  const written = done.ok ? done.value : [];
  await writeFile(path.join(dir, 'beta.py'), 'edited by hand');
  expect((await undoConfigFiles(written, context())).ok).toBe(false);
  expect((await texts())[0]).toBe('new farmconfig.py\n');
  await writeFile(path.join(dir, 'beta.py'), 'new beta.py\n');
  expect((await undoConfigFiles(written, context())).ok).toBe(true);
  expect(await texts()).toEqual(old);
});

test('says which files it could not put back, and where the old text lies', async () => {
  await rm(path.join(dir, 'beta.py'));
  let renames = 0;
  const disk = failDisk(({ operation, paths }) =>
    operation === 'rename' && paths[1] === path.join(dir, 'alpha.py') && ++renames > 1 ? 'EIO' : null,
  );
  const done = await writeConfigFiles([change('alpha.py'), change('beta.py')], context());
  disk.restore();
  expect(done.ok ? '' : english(done.error.message)).toContain('alpha.py');
  expect((await readdir(path.join(dir, 'backups'))).some((name) => name.startsWith('alpha.py'))).toBe(true);
});
