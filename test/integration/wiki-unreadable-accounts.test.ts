import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestAnswer, type TestWiki } from '../fakes/wiki-server.ts';
import { failDisk, type FailingDisk } from '../support/failing-disk.ts';

/** Who somebody is must be known: what can't be read of an account is never "no such account". */
const boss = '1700000000.11.1';
const joe = '1700000000.22.1';
let wiki: TestWiki;
let disk: FailingDisk | null = null;

beforeEach(async () => {
  wiki = await startTestWiki({ superuser: ['BossLady'], actionsExcluded: [] });
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser(boss, 'BossLady', 'boss-secret', { email: 'boss@example.org' });
  await wiki.addUser(joe, 'JoeDoe', 'joe-secret', { email: 'joe@example.org' });
});
afterEach(async () => {
  disk?.restore();
  disk = null;
  await wiki.close();
});

const profileOf = (id: string): string => path.join(wiki.directory, 'data', 'user', id);
const problems = (): string =>
  wiki.events.flatMap((event) => (event.kind === 'problem' ? [event.what] : [])).join('\n');
const fail = (id: string, code: string): void => {
  disk = failDisk(({ paths }) => (paths[0]?.endsWith(id) === true ? code : null));
};

async function register(name: string, email: string): Promise<TestAnswer> {
  const stranger = wiki.visitor();
  const form = (await stranger.get('/FrontPage?action=newaccount')).text;
  const ticket = /name="ticket" value="([^"]*)"/.exec(form)?.[1] ?? '';
  const password = 'stranger-secret-1';
  return stranger.post('/FrontPage', {
    action: 'newaccount',
    ticket,
    name,
    email,
    password1: password,
    password2: password,
    create: 'Create',
  });
}

describe('a superuser’s damaged profile', () => {
  const damages = {
    'an offset that is no number': async () =>
      writeFile(profileOf(boss), `${await wiki.profile(boss)}tz_offset=east\n`),
    'a byte of Latin-1': async () =>
      writeFile(profileOf(boss), Buffer.from(`aliasname=Andr\xe9\n${await wiki.profile(boss)}`, 'latin1')),
  };
  it.each(Object.entries(damages))('with %s keeps its name and address', async (_what, damage) => {
    await damage();
    expect((await register('BossLady', 'x@example.org')).text).toContain('data-message="name-taken"');
    expect((await register('Other', 'boss@example.org')).text).toContain('data-message="email-taken"');
    expect((await register('Other', 'y@example.org')).text).toContain('data-message="account-created"');
    expect((await wiki.visitor().login('BossLady', 'boss-secret')).status).toBe(503);
    expect(problems()).toContain(profileOf(boss));
    const ann = wiki.visitor();
    expect((await ann.login('JoeDoe', 'joe-secret')).status).toBe(200);
    expect((await ann.get('/FrontPage')).text).toContain('JoeDoe');
  });
});

describe.each(['EACCES', 'EMFILE', 'EIO', 'ELOOP'])('while a profile answers %s', (code) => {
  it('no name is given away, nobody is somebody else, and all is well when it heals', async () => {
    const ladies = wiki.visitor();
    await ladies.login('BossLady', 'boss-secret');
    fail(boss, code);
    expect((await register('BossLady', 'x@example.org')).status).toBe(503);
    expect((await register('Fresh', 'y@example.org')).status).toBe(503);
    expect((await wiki.visitor().login('BossLady', 'boss-secret')).status).toBe(503);
    expect((await ladies.get('/FrontPage')).status).toBe(503);
    const joes = wiki.visitor();
    expect((await joes.login('JoeDoe', 'joe-secret')).status).toBe(200);
    expect((await joes.get('/FrontPage')).status).toBe(200);
    expect(problems()).toContain(profileOf(boss));
    disk?.restore();
    disk = null;
    expect((await ladies.get('/FrontPage')).text).toContain('BossLady');
    expect((await register('Fresh', 'y@example.org')).text).toContain('data-message="account-created"');
    expect(wiki.events.filter(({ kind }) => kind === 'defect')).toEqual([]);
  });
});

it('lists and changes go on with one unreadable profile', async () => {
  await wiki.addPage('RecentChanges', '<<RecentChanges>>');
  const ladies = wiki.visitor();
  await ladies.login('BossLady', 'boss-secret');
  const form = (await ladies.get('/FrontPage?action=edit')).text;
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  const fields = { action: 'edit', ticket: field('ticket'), rev: field('rev'), button_save: 'Save' };
  await ladies.post('/FrontPage', { ...fields, savetext: 'Welcome again.' });
  const joes = wiki.visitor();
  await joes.login('JoeDoe', 'joe-secret');
  expect((await joes.get('/RecentChanges')).text).toContain('BossLady');
  fail(boss, 'EACCES');
  const changes = (await joes.get('/RecentChanges')).text;
  expect(changes).toContain('FrontPage');
  expect(changes).not.toContain('execution failed');
  expect((await joes.get('/FrontPage')).text).toContain('Welcome again.');
  expect((await joes.get('/FrontPage?action=info')).status).toBe(200);
  expect((await joes.get('/FrontPage?action=fullsearch&value=Welcome')).text).toContain('FrontPage');
});
