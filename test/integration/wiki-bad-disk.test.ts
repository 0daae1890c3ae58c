import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestAnswer, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

/** A wiki whose disk is full or may not be written to: clear answers, nothing lost, the log says what and where. */
const joe = '1700000000.22.1';
let wiki: TestWiki;
let visitor: TestVisitor;

const valueIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const messagesIn = ({ text }: TestAnswer): string[] =>
  Array.from(text.matchAll(/data-message="([^"]+)"/g), ([, kind]) => kind ?? '');
const problems = (): string =>
  wiki.events.flatMap((event) => (event.kind === 'problem' ? [event.what] : [])).join('\n');
const defects = () => wiki.events.filter(({ kind }) => kind === 'defect');

async function fill(): Promise<void> {
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser(joe, 'JoeDoe', 'pw', { email: 'joe@example.org' });
  visitor = wiki.visitor();
  await visitor.login('JoeDoe', 'pw');
  await visitor.get('/FrontPage');
}

async function save(text: string): Promise<TestAnswer> {
  const form = (await visitor.get('/FrontPage?action=edit')).text;
  const fields = { action: 'edit', ticket: valueIn(form, 'ticket'), rev: valueIn(form, 'rev') };
  return visitor.post('/FrontPage', { ...fields, savetext: text, button_save: 'Save' });
}

async function savePreferences(): Promise<TestAnswer> {
  const form = (await visitor.get('/FrontPage?action=userprefs&sub=prefs')).text;
  const fields = { action: 'userprefs', handler: 'prefs', ticket: valueIn(form, 'ticket'), save: 'Save' };
  return visitor.post('/FrontPage', { ...fields, name: 'JoeDoe', email: 'new@example.org' });
}

async function refusesAllWith(status: number, code: string): Promise<void> {
  const before = await wiki.profile(joe);
  const saved = await save('a new text of some length\n'.repeat(400));
  expect([saved.status, messagesIn(saved)[0]]).toEqual([status, 'disk-refused']);
  expect(saved.text).toContain('a new text of some length');
  const uploaded = await visitor.upload('/FrontPage', 'a.txt', 'x'.repeat(20_000));
  expect([uploaded.status, messagesIn(uploaded)]).toEqual([status, ['disk-refused']]);
  const changed = await savePreferences();
  expect([changed.status, changed.text]).toEqual([status, expect.stringContaining('not stored')]);
  expect(await wiki.profile(joe)).toBe(before);
  const shown = await visitor.get('/FrontPage');
  expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('Welcome.')]);
  expect((await visitor.get('/FrontPage?action=AttachFile&do=view&target=a.txt')).status).toBe(404);
  expect(problems()).toMatch(new RegExp(`refused to store FrontPage: ${code}.*pages`));
  expect(problems()).toMatch(new RegExp(`POST /FrontPage was not carried out: ${code}.*user`));
  expect(defects()).toEqual([]);
}

const isRoot = process.getuid?.() === 0;

/** A folder on a disk of 512 KB; null where this machine lets nobody mount. */
async function tinyDisk(): Promise<string | null> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'croft-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return null;
  }
}
const disk = isRoot ? await tinyDisk() : null;

describe.runIf(disk !== null)('a full disk', () => {
  beforeEach(async () => {
    wiki = await startTestWiki({}, { parent: disk ?? '' });
    await fill();
  });
  afterEach(async () => {
    await wiki.close();
    execFileSync('umount', [disk ?? '']);
    await rm(disk ?? '', { recursive: true });
  });

  it('is told with 507 to who saves, attaches or changes settings; once there is room all goes on', async () => {
    const filler = path.join(disk ?? '', 'filler');
    await expect(writeFile(filler, Buffer.alloc(600_000))).rejects.toThrow('ENOSPC');
    await refusesAllWith(507, 'ENOSPC');
    await rm(filler);
    expect(messagesIn(await save('room again\n'))).toEqual(['saved']);
    expect((await visitor.get('/FrontPage?action=raw')).text).toBe('room again\r\n');
    expect(messagesIn(await savePreferences())).toEqual(['prefs-saved']);
    const left = await readdir(path.join(wiki.directory, 'data', 'pages', 'FrontPage', 'revisions'));
    expect(left).toEqual(['00000001', '00000002']);
  });
});

/** Root may write everywhere: for these requests the process is nobody (DECISIONS 32). */
describe.runIf(isRoot)('folders that turn read-only', () => {
  const nobody = 65_534;
  beforeEach(async () => {
    wiki = await startTestWiki();
    await fill();
    await setOwner(wiki.directory);
    process.setegid?.(nobody);
    process.seteuid?.(nobody);
  });
  afterEach(async () => {
    process.seteuid?.(0);
    process.setegid?.(0);
    await wiki.close();
  });

  async function eachFolder(folder: string, work: (name: string) => Promise<void>): Promise<void> {
    await work(folder);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) await eachFolder(name, work);
      else await work(name);
    }
  }
  const setOwner = (folder: string) => eachFolder(folder, (name) => chown(name, nobody, nobody));

  it('are told with 503; once they may be written again all goes on', async () => {
    const folders: string[] = [];
    for (const part of ['pages', 'user'])
      await eachFolder(path.join(wiki.directory, 'data', part), async (name) => {
        if ((await stat(name)).isDirectory()) folders.push(name);
      });
    for (const folder of folders) await chmod(folder, 0o500);
    await refusesAllWith(503, 'EACCES');
    for (const folder of folders) await chmod(folder, 0o700);
    expect(messagesIn(await save('writable again\n'))).toEqual(['saved']);
    expect(messagesIn(await savePreferences())).toEqual(['prefs-saved']);
  });
});
