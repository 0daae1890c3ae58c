import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileAtomic } from '../../../electron/base/atomic-write.ts';
import { applyEdit, planEdit } from '../../../electron/config/edit.ts';
import type { EditOperation, EditRequest } from '../../../electron/config/edit-request.ts';
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

const request = (option: string, operation: EditOperation, more: Partial<EditRequest> = {}): EditRequest => ({
  dir,
  file: 'wikiconfig.py',
  className: 'Config',
  option,
  operation,
  ...more,
});

async function result(edit: EditRequest): Promise<string> {
  const plan = await planEdit(edit);
  return plan.ok ? Buffer.from(plan.value.after).toString('utf8') : (plan.error.reason ?? plan.error.code);
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
  const plan = await planEdit(request('show_version', { op: 'set', value: pyUnicode('yes') }));
  expect(plan.ok ? null : [plan.error.code, plan.error.reason, english(plan.error.message)]).toEqual([
    'bad-argument',
    'bad-value',
    "This value can't be used: show_version takes True or False.",
  ]);
});

test('never overwrites a file that has changed since it was shown', async () => {
  const plan = await planEdit(request('cookie_path', { op: 'set', value: pyStr('/') }));
  await writeFile(path.join(dir, 'wikiconfig.py'), `${source}\n`);
  const edit = request(
    'cookie_path',
    { op: 'set', value: pyStr('/') },
    { expectedHash: plan.ok ? plan.value.hash : '' },
  );
  const done = await applyEdit(edit, { nowMs: () => 0 });
  expect(done.ok ? null : done.error.code).toBe('config-changed');
});

test('keeps a copy of the old file and a diff of the change', async () => {
  const backupDir = await mkdtemp(path.join(tmpdir(), 'croft-backup-'));
  const done = await applyEdit(request('cookie_path', { op: 'set', value: pyStr('/w') }), {
    nowMs: () => 1e12,
    backupDir,
  });
  expect(done.ok && (await readFile(done.value.backup ?? '', 'utf8'))).toBe(source);
  expect(done.ok && done.value.diff).toContain("+    cookie_path = '/w'");
  await rm(backupDir, { recursive: true });
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
