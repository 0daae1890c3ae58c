import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailSettings } from '../../electron/config/wiki-settings.ts';
import { fakeMailer, type FakeMailer } from '../fakes/mailer.ts';
import { startTestWiki, type TestAnswer, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

const mail: MailSettings = {
  from: 'wiki@example.org',
  smarthost: 'localhost',
  login: null,
  sendmail: null,
  patterns: new Map(),
};
const all =
  'PageChangedEvent\tPageRenamedEvent\tPageDeletedEvent\tPageCopiedEvent\tPageRevertedEvent\tFileAttachedEvent';

let wiki: TestWiki;
let mailer: FakeMailer;
let bob: TestVisitor;

beforeEach(async () => {
  mailer = fakeMailer();
  wiki = await startTestWiki(
    { mail, interwikiname: 'Garden', superuser: ['RootUser'], actionsExcluded: [] },
    { mailer },
  );
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addPage('PageOne', 'first\nsecond\n----\nCategoryFruit\n');
  bob = await person('1001', 'BobBuilder');
});
afterEach(() => wiki.close());

async function person(id: string, name: string, fields: Record<string, string> = {}): Promise<TestVisitor> {
  const events = { 'email_subscribed_events[]': all };
  await wiki.addUser(`1700000000.22.${id}`, name, 'pw', {
    email: `${name}@example.org`,
    ...events,
    ...fields,
  });
  const visitor = wiki.visitor();
  await visitor.login(name, 'pw');
  return visitor;
}
const subscribed = (...pages: string[]) => ({ 'subscribed_pages[]': pages.join('\t') });

const ticketIn = (html: string): string => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
const messagesIn = (html: string): string[] =>
  Array.from(html.matchAll(/data-message="([^"]+)"/g), ([, kind]) => kind ?? '');
const told = (): string[] => mailer.sent.map(({ to }) => to.replace('@example.org', '')).toSorted();

async function save(page: string, text: string, more: Record<string, string> = {}): Promise<TestAnswer> {
  const form = (await bob.get(`/${page}?action=edit`)).text;
  return bob.post(`/${page}`, {
    action: 'edit',
    ticket: ticketIn(form),
    rev: /name="rev" value="(\d+)"/.exec(form)?.[1] ?? '0',
    savetext: text,
    comment: 'why',
    button_save: 'Save',
    ...more,
  });
}

async function dialog(page: string, action: string, form: Record<string, string>): Promise<TestAnswer> {
  const ticket = ticketIn((await bob.get(`/${page}?action=${action}&rev=1`)).text);
  return bob.post(`/${page}`, { action, ticket, ...form });
}

describe('who is told of a change', () => {
  it('finds subscriptions by name, by Wiki:Name, by pattern for the whole name, and by category', async () => {
    await person('1', 'ByName', subscribed('PageOne'));
    await person('2', 'ByWiki', subscribed('Garden:PageOne'));
    await person('3', 'ByPattern', subscribed('Page.*'));
    await person('4', 'ByWikiPattern', subscribed('Garden:.+One'));
    await person('5', 'ByCategory', subscribed('CategoryFruit'));
    await person('6', 'OtherPage', subscribed('PageTwo', 'Page'));
    await person('7', 'OtherWiki', subscribed('House:PageOne'));
    await person('8', 'BadPattern', subscribed('Page(', '(a+)+$'));
    const answer = await save('PageOne', 'first\nchanged\n----\nCategoryFruit\n');
    expect(told()).toEqual(['ByCategory', 'ByName', 'ByPattern', 'ByWiki', 'ByWikiPattern']);
    expect(messagesIn(answer.text)).toEqual(['saved', 'notify-done']);
  });

  it('leaves out the editor, the disabled, those without address, and a second account of one address', async () => {
    wiki.change({ userEmailUnique: false });
    bob = await person('1', 'TheEditor', subscribed('.*'));
    await person('2', 'Gone', { ...subscribed('.*'), disabled: '1' });
    await person('3', 'NoAddress', { ...subscribed('.*'), email: '' });
    await person('4', 'TwiceOne', { ...subscribed('.*'), email: 'Same@example.org' });
    await person('5', 'TwiceTwo', { ...subscribed('.*'), email: 'same@example.org' });
    await save('PageOne', 'new\n');
    expect(mailer.sent.map(({ to }) => to.toLowerCase())).toEqual(['same@example.org']);
  });

  it('tells only who may read the page after the change', async () => {
    wiki.change({ aclRightsBefore: 'BobBuilder:read,write,admin' });
    await person('1', 'Friend', subscribed('.*'));
    await person('2', 'Stranger', subscribed('.*'));
    await save('PageOne', '#acl Friend:read\nsecret\n');
    expect(told()).toEqual(['Friend']);
  });

  it('tells of trivial changes only who asked for them', async () => {
    await person('1', 'Usual', subscribed('PageOne'));
    await person('2', 'Eager', {
      ...subscribed('PageOne'),
      'email_subscribed_events[]': 'TrivialPageChangedEvent',
    });
    await save('PageOne', 'small\n', { trivial: '1' });
    expect(told()).toEqual(['Eager']);
    expect(mailer.sent[0]?.subject).toContain('trivial');
    await save('PageOne', 'large\n');
    expect(told()).toEqual(['Eager', 'Usual']);
  });

  it('tells nobody of what was not saved, and nobody twice of a form sent twice', async () => {
    await person('1', 'ByName', subscribed('PageOne'));
    const form = { rev: '1', savetext: 'changed\n', button_save: 'Save', action: 'edit', ticket: '' };
    await bob.post('/PageOne', form);
    await save('PageOne', 'first\nsecond\n----\nCategoryFruit\n');
    expect(mailer.sent).toEqual([]);
    const ticket = ticketIn((await bob.get('/PageOne?action=edit')).text);
    await bob.post('/PageOne', { ...form, ticket });
    await bob.post('/PageOne', { ...form, ticket });
    expect(told()).toEqual(['ByName']);
  });
});

describe('every kind of change', () => {
  beforeEach(async () => {
    await person('1', 'Reader', {
      ...subscribed('.*'),
      'email_subscribed_events[]': `${all}\tFileRemovedEvent`,
    });
  });
  const subjects = (): string[] => mailer.sent.map(({ subject }) => subject.replace('[Test Wiki] ', ''));

  it('renaming, with the pages below', async () => {
    await wiki.addPage('PageOne/Sub', 'below\n');
    await dialog('PageOne', 'RenamePage', { newpagename: 'PageTwo', rename_subpages: '1', rename: 'Rename' });
    expect(subjects()).toEqual([
      'BobBuilder renamed "PageOne" to "PageTwo"',
      'BobBuilder renamed "PageOne/Sub" to "PageTwo/Sub"',
    ]);
  });

  it('copying, reverting and deleting', async () => {
    await save('PageOne', 'other\n');
    await dialog('PageOne', 'CopyPage', { newpagename: 'PageTwo', copy: 'Copy' });
    await dialog('PageOne', 'revert', { rev: '1', revert: 'Revert' });
    await dialog('PageOne', 'DeletePage', { delete: 'Delete', comment: 'not needed' });
    expect(subjects()).toEqual([
      'BobBuilder changed "PageOne"',
      'BobBuilder copied "PageOne" to "PageTwo"',
      'BobBuilder reverted "PageOne"',
      'BobBuilder deleted "PageOne"',
    ]);
    expect(mailer.sent.at(-1)?.text).toContain('Comment: not needed');
  });

  it('attaching, moving and removing a file', async () => {
    await wiki.addPage('PageTwo', 'here\n');
    const upload = await bob.upload('/PageOne', 'a file.txt', 'twelve bytes');
    expect(messagesIn(upload.text)).toEqual(['attachment-saved', 'notify-done']);
    const ticket = ticketIn((await bob.get('/PageOne?action=AttachFile')).text);
    await bob.post('/PageOne', {
      action: 'AttachFile',
      do: 'attachment_move',
      ticket,
      oldattachmentname: 'a file.txt',
      newattachmentname: 'b.txt',
      newpagename: 'PageTwo',
      move: 'Move',
    });
    expect(subjects()).toEqual([
      'BobBuilder attached a file to "PageOne"',
      'BobBuilder removed a file from "PageOne"',
      'BobBuilder attached a file to "PageTwo"',
    ]);
    expect(mailer.sent[0]?.text).toContain('attached the file a file.txt (12 bytes) to the page "PageOne"');
  });

  it('a new account, told to superusers who asked for it', async () => {
    const wish = { 'email_subscribed_events[]': 'UserCreatedEvent' };
    await person('2', 'RootUser', wish);
    await person('3', 'Curious', wish);
    const visitor = wiki.visitor();
    const ticket = ticketIn((await visitor.get('/FrontPage?action=newaccount')).text);
    const password = 'a long enough 1';
    const fields = { name: 'NewPerson', email: 'new@example.org', password1: password, password2: password };
    await visitor.post('/FrontPage', { action: 'newaccount', ticket, create: 'Create', ...fields });
    expect(told()).toEqual(['RootUser']);
    expect(mailer.sent[0]?.text).toContain('NewPerson (new@example.org)');
  });
});

describe('the letter', () => {
  it('says who, what, why and where in the reader’s language, with the difference', async () => {
    await person('1', 'Reader', { ...subscribed('PageOne'), language: 'de' });
    await save('PageOne', 'first\nchanged\n----\nCategoryFruit\n');
    const [letter] = mailer.sent;
    expect(letter?.subject).toBe('[Test Wiki] BobBuilder hat „PageOne“ geändert');
    expect(letter?.text).toContain('Kommentar: why');
    expect(letter?.text).toContain(`${wiki.url}/PageOne?action=diff&rev1=1&rev2=2`);
    expect(letter?.text).toContain('- second\n+ changed\n');
    expect(letter?.text).toContain('?action=userprefs&sub=notification');
  });

  it('is written by the farm’s own patterns where it has any', async () => {
    const patterns = new Map([
      ['page_changed_subject', '%(sitename)s: %(pagename)s by %(username)s, 100%%, %(unknown)s'],
      ['page_changed_intro', 'Look at %(pagename)s, says %(editor)s.\n'],
      ['page_text', '%(intro)s<%(difflink)s>\n%(comment)s%(diff)s'],
    ]);
    wiki.change({ mail: { ...mail, patterns } });
    await person('1', 'Reader', subscribed('PageOne'));
    await save('PageOne', 'first\nchanged\n');
    expect(mailer.sent[0]?.subject).toBe('Test Wiki: PageOne by BobBuilder, 100%, %(unknown)s');
    expect(mailer.sent[0]?.text).toContain(
      `Look at PageOne, says BobBuilder.\n<${wiki.url}/PageOne?action=diff&rev1=1&rev2=2>\nComment: why\n`,
    );
  });
});

it('a mail that fails leaves the change saved, is told to the editor and logged with its reason', async () => {
  await person('1', 'Reader', subscribed('PageOne'));
  mailer.failure = 'connect ECONNREFUSED 127.0.0.1:25';
  const answer = await save('PageOne', 'changed\n');
  expect(messagesIn(answer.text)).toEqual(['saved', 'notify-failed']);
  expect(answer.text).not.toContain('ECONNREFUSED');
  expect((await bob.get('/PageOne?action=raw')).text).toBe('changed\r\n');
  expect(wiki.events).toContainEqual({
    kind: 'problem',
    what: 'The mail to Reader about the page PageOne was not sent: connect ECONNREFUSED 127.0.0.1:25',
  });
});

describe('choosing what to get mail about', () => {
  it('subscribes and unsubscribes by the links of the edit bar', async () => {
    const link = (html: string, className: string): string =>
      (
        new RegExp(`href="([^"]+)"[^>]*class="${className}"|class="${className}"[^>]*href="([^"]+)"`).exec(
          html,
        ) ?? []
      )
        .slice(1)
        .find((one) => one !== undefined)
        ?.replaceAll('&amp;', '&') ?? '';
    const page = await bob.get('/PageOne');
    const done = await bob.get(link(page.text, 'nbsubscribe'));
    expect(messagesIn(done.text)).toEqual(['subscribed']);
    const undone = await bob.get(link((await bob.get('/PageOne')).text, 'nbunsubscribe'));
    expect(messagesIn(undone.text)).toEqual(['unsubscribed']);
  });

  it('says that a pattern subscribes, which one click can’t end', async () => {
    bob = await person('1', 'ByPattern', subscribed('Page.*'));
    const ticket = ticketOf((await bob.get('/PageOne')).text, 'unsubscribe');
    const answer = await bob.get(`/PageOne?action=unsubscribe&ticket=${ticket}`);
    expect(messagesIn(answer.text)).toEqual(['subscribed-by-pattern']);
  });

  it('offers pages and events in the settings, accounts only to superusers, and keeps unknown events', async () => {
    const own = { 'email_subscribed_events[]': 'PageChangedEvent\tSomethingElse' };
    bob = await person('1', 'Chooser', { ...own, ...subscribed('PageOne') });
    const form = (await bob.get('/FrontPage?action=userprefs&sub=notification')).text;
    expect(form).toMatch(/value="PageChangedEvent" checked/);
    expect(form).not.toMatch(/value="FileRemovedEvent" checked/);
    expect(form).not.toContain('UserCreatedEvent');
    const body = new URLSearchParams({
      action: 'userprefs',
      handler: 'notification',
      ticket: ticketIn(form),
      save: 'Save',
      subscribed_pages: 'PageOne\r\nOther.*\r\n',
    });
    body.append('events', 'PageDeletedEvent');
    body.append('events', 'FileRemovedEvent');
    body.append('events', 'UserCreatedEvent');
    await bob.post('/FrontPage', body);
    const stored = await wiki.profile('1700000000.22.1');
    expect(stored).toContain('email_subscribed_events[]=PageDeletedEvent\tFileRemovedEvent\tSomethingElse\n');
    expect(stored).toContain('subscribed_pages[]=PageOne\tOther.*\n');
    const root = await person('2', 'RootUser');
    expect((await root.get('/FrontPage?action=userprefs&sub=notification')).text).toContain(
      'UserCreatedEvent',
    );
  });
});

const ticketOf = (html: string, action: string): string =>
  new RegExp(`action=${action}&amp;ticket=([^"&]+)`).exec(html)?.[1] ?? '';
