import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
  appendFile,
} from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPageStore, type PageStore } from '../../../electron/page/page-store.ts';
import type { Author, PageSettings, SystemPages } from '../../../electron/page/page-types.ts';
import { labSettings, temporaryFolder } from '../../golden/kinds/storage/support.ts';

let root: string;
let store: PageStore;
let now = 1_600_000_000_000_000;

const alice: Author = { userId: '1.1.1', address: '10.0.0.1', host: 'alice.example', may: () => true };
const bob: Author = { ...alice, userId: '2.2.2', address: '10.0.0.2' };

function open(settings: Partial<PageSettings> = {}, systemPages?: SystemPages): PageStore {
  return openPageStore({
    dataDir: path.join(root, 'data'),
    underlayDir: path.join(root, 'underlay'),
    settings: { ...labSettings, compatibility: 'default', ...settings },
    nowMicroseconds: () => now++,
    log: () => undefined,
    lockWaitMs: 1000,
    ...(systemPages === undefined ? {} : { systemPages }),
  });
}

const inPage = (...parts: string[]): string => path.join(root, 'data', 'pages', ...parts);

async function underlayPage(folder: string, text: string): Promise<void> {
  const page = path.join(root, 'underlay', 'pages', folder);
  await mkdir(path.join(page, 'revisions'), { recursive: true });
  await writeFile(path.join(page, 'revisions', '00000001'), text);
  await writeFile(path.join(page, 'current'), '00000001\n');
}

async function save(name: string, text: string, author = alice, baseRevision?: number): Promise<string> {
  const saved = await store.save({
    name,
    text,
    author,
    variables: null,
    ...(baseRevision === undefined ? {} : { baseRevision }),
  });
  return saved.ok ? `revision ${saved.value.revision}` : saved.error.kind;
}

beforeEach(async () => {
  root = await temporaryFolder();
  await mkdir(path.join(root, 'data', 'pages'), { recursive: true });
  now = Date.now() * 1000;
  store = open();
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('saving', () => {
  test('refuses a text that was edited on an older revision and offers the merged one', async () => {
    await save('P', 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n');
    await save('P', 'ONE\ntwo\nthree\nfour\nfive\nsix\nseven\n', bob, 1);
    const late = await store.save({
      name: 'P',
      text: 'one\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n',
      author: alice,
      baseRevision: 1,
      variables: null,
    });
    expect(late).toEqual({
      ok: false,
      error: {
        kind: 'EditConflict',
        reason: 'changed',
        currentRevision: 2,
        merged: 'ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n',
        conflicts: 0,
      },
    });
  });

  test('stores only one of several texts that were sent at once with the same base', async () => {
    await save('P', 'base\n');
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => save('P', `text ${n}\n`, { ...alice, userId: `${n}.0.0` }, 1)),
    );
    expect(answers.filter((answer) => answer === 'revision 2')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'EditConflict')).toHaveLength(3);
  });

  test('notices when two people create the same page in the editor', async () => {
    expect(await save('New', 'mine\n', alice, 0)).toBe('revision 1');
    expect(await save('New', 'yours\n', bob, 0)).toBe('EditConflict');
    store = open({ compatibility: 'strict' });
    expect(await save('New', 'yours\n', bob, 0)).toBe('revision 2'); // as MoinMoin
  });

  test('numbers the saves of several servers without gaps and keeps every text', async () => {
    const other = open();
    const jobs = Array.from({ length: 12 }, (_, n) =>
      (n % 2 === 0 ? store : other).save({ name: 'Busy', text: `${n}\n`, author: alice, variables: null }),
    );
    const outcomes = await Promise.all(jobs);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(store.revisions('Busy')).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const texts = store.revisions('Busy').map((revision) => store.read('Busy', revision)?.text);
    expect(new Set(texts).size).toBe(12);
    expect(store.history('Busy').map((entry) => Number(entry.revision))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
  });

  test('never overwrites a text that lies above the current number', async () => {
    for (const text of ['a\n', 'b\n', 'c\n']) await save('P', text);
    await writeFile(inPage('P', 'current'), '00000002\n');
    expect(await save('P', 'd\n')).toBe('revision 4');
    expect(store.read('P', 3)?.text).toBe('c\n');
  });

  test('refuses to replace a text that is not UTF-8, but can go back to an older revision', async () => {
    await save('P', 'good\n');
    await save('P', 'bad\n');
    await writeFile(inPage('P', 'revisions', '00000002'), Buffer.from([0x62, 0xe4, 0x64]));
    expect(store.read('P')).toMatchObject({ clean: false, text: 'b�d' });
    expect(await save('P', 'new\n')).toBe('Immutable');
    expect(await store.revert({ name: 'P', revision: 1, author: alice, variables: null })).toMatchObject({
      ok: true,
    });
    expect(store.read('P')?.text).toBe('good\n');
  });

  test('leaves folders and files that MoinMoin can write, whatever the mask of this process', async () => {
    await save('P', 'x\n');
    expect((await stat(inPage('P'))).mode & 0o777).toBe(0o770);
    for (const file of ['current', 'edit-log', 'revisions/00000001'])
      expect((await stat(inPage('P', file))).mode & 0o777).toBe(0o660);
    expect(await readdir(inPage('P'))).toEqual(['current', 'edit-log', 'revisions']);
  });

  test('is a value when the name is impossible or the disk refuses', async () => {
    expect(await save('', 'x\n')).toBe('EmptyName');
    expect(await save('x'.repeat(256), 'x\n')).toBe('NameTooLong');
    await save('P', 'x\n');
    // A folder in place of the page's own log.
    await rm(inPage('P', 'edit-log'));
    await mkdir(inPage('P', 'edit-log'));
    expect(await save('P', 'y\n', alice, 1)).toBe('DiskRefused');
    expect(store.read('P')?.text).toBe('x\n');
    expect(await readdir(inPage('P'))).toEqual(['current', 'edit-log', 'revisions']);
    expect(await readdir(inPage('P', 'revisions'))).toEqual(['00000001']);
  });

  test('loses no line in a pipe that lies in place of a log', async () => {
    await save('P', 'x\n');
    await rm(inPage('P', 'edit-log'));
    execFileSync('mkfifo', [inPage('P', 'edit-log')]);
    expect(await save('P', 'y\n')).toBe('DiskRefused');
    expect(store.read('P')?.text).toBe('x\n');
    await rm(path.join(root, 'data', 'edit-log'));
    execFileSync('mkfifo', [path.join(root, 'data', 'edit-log')]);
    const saved = await store.save({ name: 'Q', text: 'x\n', author: alice, variables: null });
    expect(saved).toMatchObject({ ok: true, incomplete: { kind: 'not-logged' } });
  });

  test('is stored, and said to be unlogged, when only the log of all changes refuses', async () => {
    const globalLog = path.join(root, 'data', 'edit-log');
    await mkdir(globalLog);
    const saved = await store.save({ name: 'P', text: 'x\n', author: alice, variables: null });
    expect(saved).toMatchObject({ ok: true, incomplete: { kind: 'not-logged', code: 'EISDIR' } });
    expect(store.read('P')?.text).toBe('x\n');
    // The line comes with the next change, whatever page that is of.
    await rmdir(globalLog);
    expect(await save('Q', 'z\n')).toBe('revision 1');
    expect([...store.changes()].map(({ page }) => page)).toEqual(['Q', 'P']);
  });
});

describe('the underlay', () => {
  test('is copied before a change and stays as it was', async () => {
    await underlayPage('Help', 'shipped\r\n');
    const before = await stat(path.join(root, 'underlay', 'pages', 'Help', 'revisions', '00000001'));
    expect(await save('Help', 'changed\n', alice, 1)).toBe('revision 2');
    const attached = await store.attach({
      name: 'Help',
      fileName: 'a.txt',
      content: Buffer.from('x'),
      author: alice,
    });
    expect(attached.ok).toBe(true);
    expect(await readdir(path.join(root, 'underlay', 'pages', 'Help'))).toEqual(['current', 'revisions']);
    expect((await stat(path.join(root, 'underlay', 'pages', 'Help', 'revisions', '00000001'))).mtimeMs).toBe(
      before.mtimeMs,
    );
    expect(store.read('Help', 1)?.text).toBe('shipped\n');
  });

  test('shows through again when the local page is deleted', async () => {
    await underlayPage('Help', 'shipped\r\n');
    await save('Help', 'changed\n');
    await store.delete({ name: 'Help', author: alice });
    expect(store.page('Help')).toMatchObject({ exists: true, layer: 'underlay', current: 1 });
  });

  test('is not hidden by a folder that only the editor made', async () => {
    await underlayPage('Help', 'shipped\r\n');
    await store.takeEditLock('Help', alice);
    expect(store.read('Help')?.text).toBe('shipped\n');
    expect(await save('Help', 'changed\n')).toBe('revision 2');
    expect(store.editLock('Help')).toBeNull();
  });

  test('keeps its page when that is renamed', async () => {
    await underlayPage('Help', 'shipped\r\n');
    const renamed = await store.rename({ name: 'Help', to: 'Mine', author: alice, variables: null });
    expect(renamed.ok).toBe(true);
    expect(store.read('Mine')?.text).toBe('## page was renamed from Help\nshipped\n');
    expect(store.exists('Help')).toBe(true);
  });
});

describe("Croft's own pages", () => {
  const systemPages: SystemPages = {
    names: ['HelpContents'],
    text: (name) => (name === 'HelpContents' ? 'help\n' : null),
  };

  test('lie below everything else and become ordinary pages when saved', async () => {
    store = open({}, systemPages);
    expect(store.page('HelpContents')).toMatchObject({ exists: true, layer: 'system', current: 0 });
    expect(store.names()).toEqual(['HelpContents']);
    expect(await save('HelpContents', 'own\n', alice, 0)).toBe('revision 1');
    expect(store.read('HelpContents')).toMatchObject({ layer: 'data', text: 'own\n' });
  });

  test('can be deleted, and are absent where MoinMoin is to be matched', async () => {
    store = open({}, systemPages);
    await store.delete({ name: 'HelpContents', author: alice });
    expect(store.exists('HelpContents')).toBe(false);
    expect(open({ compatibility: 'strict' }, systemPages).names()).toEqual([]);
  });
});

describe('a farm that others change too', () => {
  test('sees pages that another program saved, through the global log', async () => {
    await save('P', 'one\n');
    expect(store.names()).toEqual(['P']);
    const changed: (readonly string[] | null)[] = [];
    store.onChange((names) => changed.push(names));
    const other = open();
    await other.save({ name: 'P', text: '#acl All:\ntwo\n', author: bob, variables: null });
    await other.delete({ name: 'P', author: bob });
    store.refresh();
    expect(changed).toEqual([['P']]);
    expect(store.exists('P')).toBe(false);
    expect(store.names()).toEqual([]);
    expect(store.aclLines('P')).toEqual(['All:']);
  });

  test('sees folders that came without a log line', async () => {
    expect(store.names()).toEqual([]);
    await mkdir(inPage('Copied', 'revisions'), { recursive: true });
    await writeFile(inPage('Copied', 'revisions', '00000001'), 'x');
    await writeFile(inPage('Copied', 'current'), '1');
    store.refresh();
    expect(store.names()).toEqual(['Copied']);
    await rename(inPage('Copied'), inPage('Moved'));
    store.refresh();
    expect(store.names()).toEqual(['Moved']);
  });

  test('forgets everything when the global log was replaced', async () => {
    await save('P', 'one\n');
    expect(store.exists('P')).toBe(true);
    await rm(inPage('P', 'current'));
    const log = path.join(root, 'data', 'edit-log');
    await rename(log, `${log}.old`);
    await writeFile(log, '');
    store.refresh();
    expect(store.exists('P')).toBe(false);
  });

  test('passes by a line that is cut off and does not glue the next one to it', async () => {
    await appendFile(path.join(root, 'data', 'edit-log'), '1600000000000000\t0000');
    await save('P', 'x\n');
    const lines = (await readFile(path.join(root, 'data', 'edit-log'), 'utf8')).split('\n');
    expect(lines[0]).toBe('1600000000000000\t0000');
    expect(lines[1]).toMatch(/\t00000001\tSAVENEW\tP\t/);
  });
});

describe('a save that was cut off', () => {
  test(
    'leaves the page readable, refuses saves after the wait, and can be repaired',
    { timeout: 20_000 },
    async () => {
      await save('P', 'one\n');
      await save('P', 'two\n');
      await rename(inPage('P', 'current'), inPage('P', 'current-locked'));
      expect(store.page('P')).toMatchObject({ exists: true, current: 2, locked: true });
      expect(await save('P', 'three\n')).toBe('CouldNotLock');
      const repaired = await store.repair('P');
      expect(repaired).toMatchObject({ ok: true, value: { exists: true, current: 2, locked: false } });
      expect(await save('P', 'three\n')).toBe('revision 3');
    },
  );

  test('is repaired to the newest text, which gets the log lines it lacks', async () => {
    await save('P', 'one\n');
    await rename(inPage('P', 'current'), inPage('P', 'current-locked'));
    await writeFile(inPage('P', 'revisions', '00000002'), 'two\r\n');
    await store.repair('P');
    expect(store.read('P')).toMatchObject({ revision: 2, text: 'two\n' });
    expect(store.history('P').map((entry) => entry.revision)).toEqual(['00000001', '00000002']);
    expect(Array.from(store.changes(), (entry) => entry.revision)).toEqual(['00000002', '00000001']);
  });

  test('is repaired to the text before when MoinMoin wrote the number but not the text', async () => {
    await save('P', 'one\n');
    await rename(inPage('P', 'current'), inPage('P', 'current-locked'));
    await writeFile(inPage('P', 'current-locked'), '00000002\n');
    await store.repair('P');
    expect(store.page('P')).toMatchObject({ exists: true, current: 1 });
  });

  test('stays a deletion when the log says so', async () => {
    await save('P', 'one\n');
    await store.delete({ name: 'P', author: alice });
    await rename(inPage('P', 'current'), inPage('P', 'current-locked'));
    await store.repair('P');
    expect(store.page('P')).toMatchObject({ exists: false, current: 2 });
  });

  test('is hidden where MoinMoin must be matched once nobody can be saving any more', async () => {
    await save('P', 'one\n');
    await rename(inPage('P', 'current'), inPage('P', 'current-locked'));
    store = open({ compatibility: 'strict' });
    expect(store.page('P').exists).toBe(true); // a save may be running
    now += 60e6;
    expect(store.page('P').exists).toBe(false);
    expect(store.staleLockAge('P')).toBeGreaterThan(30);
  });
});

describe('edit locks', () => {
  test('warn about somebody else until they are too old', async () => {
    await store.takeEditLock('P', alice);
    expect(await store.takeEditLock('P', bob)).toMatchObject({
      value: { granted: true, holder: { userId: '1.1.1' } },
    });
    now += 11 * 60e6;
    expect(await store.takeEditLock('P', bob)).toMatchObject({ value: { granted: true, holder: null } });
    expect(store.editLock('P')?.userId).toBe('2.2.2');
  });

  test('keep others out where the wiki says so', async () => {
    store = open({ editLocking: { mode: 'lock', minutes: 10 } });
    await store.takeEditLock('P', alice);
    expect(await store.takeEditLock('P', bob)).toMatchObject({ value: { granted: false } });
    await store.releaseEditLock('P', bob);
    expect(store.editLock('P')?.userId).toBe('1.1.1');
  });
});

describe('attachments', () => {
  test('can not leave their folder', async () => {
    const outcome = await store.attach({
      name: 'P',
      fileName: '../../evil',
      content: Buffer.from('x'),
      author: alice,
    });
    expect(outcome).toMatchObject({ ok: true, value: { fileName: '.._.._evil' } });
    for (const name of ['..', '.', ''])
      expect(
        await store.attach({ name: 'P', fileName: name, content: Buffer.from('x'), author: alice }),
      ).toMatchObject({ ok: false });
    await writeFile(path.join(root, 'secret'), 's');
    for (const name of ['../edit-log', '../../../../secret', 'a/../b', '\0'])
      expect(store.attachment('P', name)).toBeNull();
  });

  test('need the delete right to be replaced', async () => {
    const writer: Author = { ...alice, may: (right) => right === 'write' };
    await store.attach({ name: 'P', fileName: 'a', content: Buffer.from('1'), author: alice });
    const request = { name: 'P', fileName: 'a', content: Buffer.from('2'), overwrite: true };
    expect(await store.attach({ ...request, author: writer })).toMatchObject({
      error: { kind: 'AccessDenied', right: 'delete' },
    });
    expect(await store.attach({ ...request, author: alice })).toMatchObject({ ok: true });
    expect(store.history('P').map((entry) => entry.action)).toEqual(['ATTNEW', 'ATTDEL', 'ATTNEW']);
  });
});

test('looking at pages writes nothing', async () => {
  await save('P', 'x\n');
  const before = await readdir(path.join(root, 'data'), { recursive: true });
  for (const name of ['P', 'Missing', 'x'.repeat(300), '..', '/', '']) {
    store.page(name);
    store.read(name);
    store.history(name);
    store.attachments(name);
    store.aclLines(name);
    store.editLock(name);
    store.hasConflictFlag(name);
  }
  store.names();
  await store.problems();
  expect(await readdir(path.join(root, 'data'), { recursive: true })).toEqual(before);
});

test('odd things on disk are reported and break no list', async () => {
  await save('Good', 'x\n');
  for (const folder of ['Odd(c)Length', 'Bad(ff)', 'Plain Name']) await mkdir(inPage(folder));
  await mkdir(inPage('Low', 'revisions'), { recursive: true });
  await writeFile(inPage('Low', 'revisions', '00000001'), 'a');
  await writeFile(inPage('Low', 'revisions', '00000002'), Buffer.from([0xff]));
  await writeFile(inPage('Low', 'revisions', '00000002~'), 'b');
  await writeFile(inPage('Low', 'current'), '1\n');
  await appendFile(path.join(root, 'data', 'edit-log'), 'no line\tat all\n');
  store.refresh();
  expect(store.names()).toEqual(['Good', 'Low']);
  const kinds = (await store.problems()).map((problem) => problem.kind).sort();
  expect(kinds).toEqual([
    'current-behind',
    'damaged-log-line',
    'junk-revision',
    'not-canonical-folder-name',
    'text-not-utf8',
    'unreadable-folder-name',
    'unreadable-folder-name',
  ]);
});

test.skipIf(process.getuid?.() === 0)('a page whose file may not be written is immutable', async () => {
  await save('P', 'x\n');
  await chmod(inPage('P', 'revisions', '00000001'), 0o440);
  expect(await save('P', 'y\n')).toBe('Immutable');
});

test('the list of names follows single changes without being made anew', async () => {
  for (const name of ['Beta', 'Alpha', 'Delta']) await save(name, 'x\n');
  store.names();
  await save('Gamma', 'x\n');
  await save('Aardvark', 'x\n');
  expect(store.names()).toEqual(['Aardvark', 'Alpha', 'Beta', 'Delta', 'Gamma']);
  await rm(inPage('Beta'), { recursive: true });
  store.refresh();
  expect(store.names()).toEqual(['Aardvark', 'Alpha', 'Delta', 'Gamma']);
});
