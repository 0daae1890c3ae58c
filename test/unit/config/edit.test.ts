import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileAtomic } from '../../../electron/base/atomic-write.ts';
import { planEdits, type BatchedEdit } from '../../../electron/config/edit/plan.ts';
import type { EditOperation } from '../../../electron/config/edit/request.ts';
import { pyInt, pyStr, pyUnicode } from '../../../shared/python-value.ts';
import { english } from '../../../shared/texts/english.ts';

let dir: string;
const source = `from MoinMoin.config import multiconfig
class Config(multiconfig.DefaultConfig):
    actions_superuser = ['a']
    actions_superuser.append('b')  # why
    trail_size = 5
    edit_rows = trail_size * 2
`;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-edit-'));
  await writeFile(path.join(dir, 'wikiconfig.py'), source);
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const request = (option: string, operation: EditOperation): BatchedEdit => ({
  file: 'wikiconfig.py',
  className: 'Config',
  option,
  operation,
});

async function result(edit: BatchedEdit): Promise<string> {
  const { files, refused } = await planEdits(dir, [edit]);
  const error = refused.get(0);
  return error
    ? (error.reason ?? error.code)
    : Buffer.from(files.get(edit.file)?.after ?? []).toString('utf8');
}

test('adds a line to a list that is changed later, and takes it away again', async () => {
  const added = await result(request('actions_superuser', { op: 'list-add', value: pyStr('c') }));
  expect(added).toContain("append('b')  # why\n    actions_superuser.append('c')\n");
  await writeFile(path.join(dir, 'wikiconfig.py'), added);
  expect(await result(request('actions_superuser', { op: 'list-remove', value: pyStr('c') }))).toBe(source);
  expect(await result(request('actions_superuser', { op: 'list-remove', value: pyStr('x') }))).toBe(
    'modified-later',
  );
});

test('refuses what would change other options, unless that is wanted', async () => {
  const edit = request('trail_size', { op: 'set', value: pyInt(7) });
  expect(await result(edit)).toBe('changes-others');
  expect(await result({ ...edit, acceptDependents: true })).toContain('trail_size = 7\n');
});

test('refuses a value of the wrong type and says what is allowed', async () => {
  const { refused } = await planEdits(dir, [request('show_version', { op: 'set', value: pyUnicode('yes') })]);
  const error = refused.get(0);
  expect(error && [error.code, error.reason, english(error.message)]).toEqual([
    'bad-argument',
    'bad-value',
    "This value can't be used: show_version takes True or False.",
  ]);
});

test('never leaves the config folder', async () => {
  expect(await result({ ...request('cookie_path', { op: 'set', value: pyStr('/') }), file: '../x.py' })).toBe(
    'bad-argument',
  );
});

test('an atomic write that fails leaves the old file and no other', async () => {
  const target = path.join(dir, 'folder');
  await expect(writeFileAtomic(path.join(target, 'missing', 'x'), 'new')).rejects.toMatchObject({
    code: 'ENOENT',
  });
  await writeFileAtomic(path.join(dir, 'kept'), 'old', { mode: 0o640 });
  await writeFileAtomic(path.join(dir, 'kept'), 'new');
  expect((await stat(path.join(dir, 'kept'))).mode & 0o777).toBe(0o640);
  expect((await readdir(dir)).toSorted()).toEqual(['kept', 'wikiconfig.py']);
});
