import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyEdits, previewEdits } from '../../../electron/api/farm/config-edits.ts';
import { loadFarmModel, type FarmModel } from '../../../electron/farm/farm-model.ts';
import type { OptionEdit } from '../../../shared/contract/option.ts';
import { english } from '../../../shared/texts/english.ts';
import { failDisk, type DiskCall, type FailingDisk } from '../../support/failing-disk.ts';

const farmconfig = `from MoinMoin.config import multiconfig
wikis = [('alpha', r'^[^/]+//[^/]+/alpha'), ('beta', r'^[^/]+//[^/]+/beta')]
class FarmConfig(multiconfig.DefaultConfig):
    trail_size = 5
`;
const wiki = `from farmconfig import FarmConfig
class Config(FarmConfig):
    sitename = u'Alpha'
    superuser = (u'Ann',)
`;
const texts = { 'farmconfig.py': farmconfig, 'alpha.py': wiki, 'beta.py': wiki };

let root: string;
let disk: FailingDisk | null = null;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'croft-edits-'));
  await mkdir(path.join(root, 'farm'));
  for (const [name, text] of Object.entries(texts)) await writeFile(fileOf(name), text);
});
afterEach(async () => {
  disk?.restore();
  disk = null;
  await rm(root, { recursive: true, force: true });
});

const fileOf = (name: string): string => path.join(root, 'farm', name);
const backups = (): string => path.join(root, 'backups');
const read = (name: string): Promise<string> => readFile(fileOf(name), 'utf8');

async function model(): Promise<FarmModel> {
  const loaded = await loadFarmModel(path.join(root, 'farm'), 8080);
  if (!loaded.ok) throw new Error(english(loaded.error.message));
  return loaded.value;
}

const set = (wikiId: string | null, option: string, text: string): OptionEdit => ({
  scope: wikiId === null ? { kind: 'farm' } : { kind: 'wiki', wikiId },
  option,
  change: { kind: 'set', text },
});
const three = [
  set(null, 'trail_size', '7'),
  set('alpha', 'cookie_path', "'/'"),
  set('beta', 'cookie_path', "'/'"),
];

async function apply(edits: readonly OptionEdit[]): Promise<string> {
  const applied = await applyEdits(await model(), edits, {
    backupDirectory: backups(),
    nowMs: Date.now,
  });
  return applied.ok ? 'written' : applied.error.code;
}

/** Does something once, before the first call to the disk that fits. */
function once(
  fits: (call: DiskCall) => boolean,
  act: () => string | null,
): (call: DiskCall) => string | null {
  let done = false;
  return (call) => {
    if (done || !fits(call)) return null;
    done = true;
    return act();
  };
}

/** The program puts a new file beside the old one and renames it. */
const takesPlaceOf =
  (name: string) =>
  ({ operation, paths }: DiskCall): boolean =>
    operation === 'rename' && paths[1] === fileOf(name);
const isBackupOf =
  (name: string) =>
  ({ operation, paths }: DiskCall): boolean =>
    operation === 'rename' && path.basename(paths[1] ?? '').startsWith(`${name}.`);

describe('edits of several files', () => {
  test('are all written, each with a backup of what was there', async () => {
    expect(await apply(three)).toBe('written');
    expect(await read('farmconfig.py')).toContain('trail_size = 7');
    for (const name of ['alpha.py', 'beta.py']) expect(await read(name)).toContain("cookie_path = '/'");
    for (const name of await readdir(backups())) {
      const original = Object.entries(texts).find(([file]) => name.startsWith(`${file}.`));
      expect(await readFile(path.join(backups(), name), 'utf8')).toBe(original?.[1]);
    }
    expect(await readdir(backups())).toHaveLength(3);
  });

  test.each(['alpha.py', 'beta.py'])('put the first back when %s can’t be written', async (name) => {
    disk = failDisk(once(takesPlaceOf(name), () => 'ENOSPC'));
    expect(await apply(three)).toBe('disk-full');
    for (const [file, text] of Object.entries(texts)) expect(await read(file)).toBe(text);
    expect((await readdir(path.join(root, 'farm'))).toSorted()).toEqual(Object.keys(texts).toSorted());
  });

  test('put the first back when a backup can’t be written', async () => {
    disk = failDisk(once(isBackupOf('beta.py'), () => 'EDQUOT'));
    expect(await apply(three)).toBe('disk-full');
    for (const [file, text] of Object.entries(texts)) expect(await read(file)).toBe(text);
  });

  test('leave a file alone that somebody changed after it was read, and the others with it', async () => {
    const theirs = `${wiki}    # somebody else was here\n`;
    disk = failDisk(
      once(takesPlaceOf('farmconfig.py'), () => {
        writeFileSync(fileOf('beta.py'), theirs);
        return null;
      }),
    );
    expect(await apply(three)).toBe('config-changed');
    expect(await read('beta.py')).toBe(theirs);
    expect(await read('alpha.py')).toBe(wiki);
    expect(await read('farmconfig.py')).toBe(farmconfig);
  });

  test('are none when one of them is refused', async () => {
    expect(await apply([...three, set('beta', 'show_version', "'yes'")])).toBe('bad-argument');
    for (const [file, text] of Object.entries(texts)) expect(await read(file)).toBe(text);
  });
});

describe('an option edited twice in one go', () => {
  const added: OptionEdit = {
    scope: { kind: 'wiki', wikiId: 'alpha' },
    option: 'superuser',
    change: { kind: 'list-add', text: "u'Bob'" },
  };

  test('is what the last edit makes of it', async () => {
    expect(await apply([set(null, 'trail_size', '7'), set(null, 'trail_size', '9')])).toBe('written');
    expect(await read('farmconfig.py')).toBe(farmconfig.replace('trail_size = 5', 'trail_size = 9'));
  });

  test('is edited as the first edit left it, not as it lay on disk', async () => {
    expect(await apply([added])).toBe('bad-argument'); // a tuple takes no more items
    expect(await apply([set('alpha', 'superuser', "[u'Ann']"), added])).toBe('written');
    expect(await read('alpha.py')).toMatch(/superuser = \[u'Ann'\]\n {4}superuser\.append\(u'Bob'\)\n$/);
  });

  test('back to what it was changes no file', async () => {
    const edits = [set(null, 'trail_size', '7'), set(null, 'trail_size', '5')];
    const preview = await previewEdits(await model(), edits);
    expect(preview).toMatchObject({ value: { changes: [], diffs: [], refused: [] } });
  });
});
