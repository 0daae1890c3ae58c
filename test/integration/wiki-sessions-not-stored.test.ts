import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';
import { failDisk, type FailingDisk } from '../support/failing-disk.ts';

/** What a login, switch, return or logout could not store has not happened, and the answer says so (DECISIONS 19, 39). */
let wiki: TestWiki;
let disk: FailingDisk | null = null;
const sessions = (): string => path.join(wiki.directory, 'data', 'cache', '__session__');
const files = async (): Promise<string[]> => (await readdir(sessions()).catch((): string[] => [])).toSorted();

beforeEach(async () => {
  wiki = await startTestWiki({ superuser: ['BossLady'] });
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser('1700000000.11.1', 'BossLady', 'boss-secret');
  await wiki.addUser('1700000000.22.1', 'JoeDoe', 'joe-secret');
});
afterEach(async () => {
  heal();
  await wiki.close();
});

/** Whatever changes the session folder is refused; reading works. */
function refuse(code: string): void {
  const changes = new Set(['open', 'rename', 'unlink', 'mkdir', 'writeFile', 'chmod']);
  disk = failDisk(({ operation, paths }) => {
    const name = path.basename(paths[0] ?? '');
    const isRead = operation === 'open' && /^[0-9a-f]{40}$/.test(name);
    return (paths[0] ?? '').startsWith(sessions()) && changes.has(operation) && !isRead ? code : null;
  });
}
function heal(): void {
  disk?.restore();
  disk = null;
}

async function switchTo(visitor: TestVisitor, name: string) {
  const form = (await visitor.get('/FrontPage?action=userprefs&sub=suid')).text;
  const ticket = /name="ticket" value="([^"]*)"/.exec(form)?.[1] ?? '';
  const fields = { action: 'userprefs', handler: 'suid', ticket, user_name: name, select_user: 'Switch' };
  return visitor.post('/FrontPage', fields);
}
const logout = (visitor: TestVisitor) => visitor.get('/FrontPage?action=logout&logout=logout');

describe.each([
  ['ENOSPC', 507],
  ['EROFS', 503],
  ['EIO', 503],
])('while the session folder answers %s', (code, status) => {
  it('a login is none', async () => {
    refuse(code);
    const joe = wiki.visitor();
    const answer = await joe.login('JoeDoe', 'joe-secret');
    expect([answer.status, answer.setCookie]).toEqual([status, []]);
    expect(answer.text).toMatch(/nothing has changed/);
    heal();
    expect(await files()).toEqual([]);
    expect((await joe.login('JoeDoe', 'joe-secret')).status).toBe(200);
    expect((await joe.get('/FrontPage')).text).toContain('JoeDoe');
  });

  it('a switch, a return and a logout are none, and cookie and session stay', async () => {
    const boss = wiki.visitor();
    await boss.login('BossLady', 'boss-secret');
    const [cookie, before] = [boss.cookies(), await files()];
    refuse(code);
    expect((await switchTo(boss, 'JoeDoe')).status).toBe(status);
    expect((await logout(boss)).status).toBe(status);
    expect([boss.cookies(), (await boss.get('/FrontPage')).status]).toEqual([cookie, 200]);
    heal();
    expect(await files()).toEqual(before);
    expect((await boss.get('/FrontPage')).text).toContain('BossLady');

    expect((await switchTo(boss, 'JoeDoe')).status).toBe(200);
    const switched = boss.cookies();
    refuse(code);
    expect((await logout(boss)).status).toBe(status);
    expect(boss.cookies()).toBe(switched);
    heal();
    expect((await boss.get('/FrontPage')).text).toContain('JoeDoe');
    expect((await logout(boss)).status).toBe(200);
    expect((await logout(boss)).status).toBe(200);
    expect(await files()).toEqual([]);
    expect(wiki.events.filter(({ kind }) => kind === 'defect')).toEqual([]);
  });
});

it('makes a session folder that vanished, and stores in it', async () => {
  const joe = wiki.visitor();
  await joe.login('JoeDoe', 'joe-secret');
  await rm(sessions(), { recursive: true });
  const again = wiki.visitor();
  expect((await again.login('JoeDoe', 'joe-secret')).status).toBe(200);
  expect(await files()).toHaveLength(1);
  expect((await again.get('/FrontPage')).text).toContain('JoeDoe');
});

it('does not take a session that can not be read for a visitor', async () => {
  const joe = wiki.visitor();
  await joe.login('JoeDoe', 'joe-secret');
  disk = failDisk(({ operation, paths }) =>
    operation === 'open' && path.dirname(paths[0] ?? '') === sessions() ? 'EACCES' : null,
  );
  const answer = await joe.get('/FrontPage');
  expect([answer.status, answer.setCookie]).toEqual([503, []]);
  expect((await wiki.visitor().get('/FrontPage')).status).toBe(200);
  heal();
  expect((await joe.get('/FrontPage')).text).toContain('JoeDoe');
});

it.each([
  ['a folder', (file: string) => mkdir(file)],
  ['a link to itself', (file: string) => symlink(path.basename(file), file)],
  ['a link through a file', (file: string) => symlink(`${file}x/y`, file)],
])('takes %s in place of a session for none, and serves everybody', async (_what, make) => {
  const sid = 'a'.repeat(40);
  await mkdir(sessions(), { recursive: true });
  await writeFile(path.join(sessions(), `${sid}x`), '');
  await make(path.join(sessions(), sid));
  const answer = await wiki.visitor().get('/FrontPage', { Cookie: `MOIN_SESSION_8080_ROOT=${sid}` });
  expect(answer.status).toBe(200);
  const joe = wiki.visitor();
  expect((await joe.login('JoeDoe', 'joe-secret')).status).toBe(200);
});
