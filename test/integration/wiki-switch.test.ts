import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;
let admin: TestVisitor;

beforeEach(async () => {
  wiki = await startTestWiki({ superuser: ['AdminUser', 'CarolSuper'] });
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser('1700000000.11.1001', 'AdminUser', 'adminpw');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
  await wiki.addUser('1700000000.33.1003', 'CarolSuper', 'carolpw');
  admin = wiki.visitor();
  await admin.login('AdminUser', 'adminpw');
});
afterEach(() => wiki.close());

const ticketIn = (html: string): string => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
const messageIn = (html: string): string | undefined => /data-message="([^"]+)"/.exec(html)?.[1];
const shownUser = (html: string): string | null => /id="userhome"[^>]*>([^<]*)</.exec(html)?.[1] ?? null;

async function switchTo(visitor: TestVisitor, form: Readonly<Record<string, string>>) {
  const page = await visitor.get('/FrontPage?action=userprefs&sub=suid');
  return visitor.post('/FrontPage', {
    action: 'userprefs',
    handler: 'suid',
    ticket: ticketIn(page.text),
    select_user: 'Select User',
    ...form,
  });
}

describe('switching users in the wiki', () => {
  it('acts as the other person, says so on every page, and returns with one click', async () => {
    const before = admin.cookies();
    const switched = await switchTo(admin, { user_name: 'BobBuilder' });
    expect(messageIn(switched.text)).toBe('switched');
    expect(shownUser(switched.text)).toBe('BobBuilder');
    expect(admin.cookies()).not.toBe(before);
    const page = await admin.get('/FrontPage');
    expect(page.text).toContain('AdminUser is acting as BobBuilder.');
    const back = await admin.get('/FrontPage?action=logout&logout=logout');
    expect(shownUser(back.text)).toBe('AdminUser');
    expect(back.text).not.toContain('id="acting-as"');
  });

  it('stores the target beside the unchanged real user', async () => {
    await switchTo(admin, { selected_user: '1700000000.22.1002' });
    const folder = path.join(wiki.directory, 'data', 'cache', '__session__');
    const [file = '', ...others] = await readdir(folder);
    expect(others).toEqual([]);
    const pickle = (await readFile(path.join(folder, file))).toString('latin1');
    expect(pickle).toContain('setuid');
    expect(pickle).toContain('1700000000.22.1002');
    expect(pickle).toContain('1700000000.11.1001');
  });

  it('refuses an unknown name instead of making an account', async () => {
    const answer = await switchTo(admin, { user_name: 'Fresh Person' });
    expect(messageIn(answer.text)).toBe('unknown-user-name');
    expect(shownUser(answer.text)).toBe('AdminUser');
    expect(await readdir(path.join(wiki.directory, 'data', 'user'))).toHaveLength(3);
  });

  it('refuses a second switch while acting as another superuser', async () => {
    await switchTo(admin, { user_name: 'CarolSuper' });
    const answer = await switchTo(admin, { user_name: 'BobBuilder' });
    expect(messageIn(answer.text)).toBe('already-switched');
    expect(shownUser(answer.text)).toBe('CarolSuper');
  });

  it('is not offered to others, and their post changes nothing', async () => {
    const bob = wiki.visitor();
    await bob.login('BobBuilder', 'bobpw');
    expect((await bob.get('/FrontPage?action=userprefs')).text).not.toContain('sub=suid');
    const answer = await switchTo(bob, { user_name: 'AdminUser' });
    expect(shownUser(answer.text)).toBe('BobBuilder');
  });

  it('ends when the real user is no superuser any more', async () => {
    await switchTo(admin, { user_name: 'BobBuilder' });
    wiki.change({ superuser: [] });
    expect(shownUser((await admin.get('/FrontPage')).text)).toBe('AdminUser');
  });

  const bobs = () => path.join(wiki.directory, 'data', 'user', '1700000000.22.1002');

  it('ends with a notice when the person acted as is gone, and the next view has none', async () => {
    await switchTo(admin, { user_name: 'BobBuilder' });
    await rm(bobs());
    const view = (await admin.get('/FrontPage')).text;
    expect([messageIn(view), shownUser(view)]).toEqual(['switch-ended', 'AdminUser']);
    expect(view).toContain('Welcome.');
    expect(messageIn((await admin.get('/FrontPage')).text)).toBeUndefined();
  });

  it('carries nothing out as the superuser that was meant as somebody whose account is damaged', async () => {
    await switchTo(admin, { user_name: 'BobBuilder' });
    const form = (await admin.get('/FrontPage?action=edit')).text;
    const rev = /name="rev" value="([^"]*)"/.exec(form)?.[1] ?? '';
    await appendFile(bobs(), 'tz_offset=east\n');
    const edit = { action: 'edit', rev, ticket: ticketIn(form), savetext: 'Changed.', button_save: 'Save' };
    const answer = await admin.post('/FrontPage', edit);
    expect([messageIn(answer.text), shownUser(answer.text)]).toEqual(['switch-ended', 'AdminUser']);
    expect((await admin.get('/FrontPage?action=raw')).text).toBe('Welcome.\r\n');
  });

  it('leads back to the own account, not out of it, when the person acted as is gone', async () => {
    await switchTo(admin, { user_name: 'BobBuilder' });
    await rm(bobs());
    await admin.get('/FrontPage?action=logout&logout=logout');
    expect(shownUser((await admin.get('/FrontPage')).text)).toBe('AdminUser');
  });
});
