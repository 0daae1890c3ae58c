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
const joe = '1700000000.22.1';

let wiki: TestWiki;
let mailer: FakeMailer;
let visitor: TestVisitor;

async function start(configured: boolean): Promise<void> {
  mailer = fakeMailer();
  wiki = await startTestWiki({ mail: configured ? mail : null }, configured ? { mailer } : {});
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser(joe, 'JoeDoe', 'forgotten', { email: 'joe@example.org' });
  visitor = wiki.visitor();
}
beforeEach(() => start(true));
afterEach(() => wiki.close());

const ticketIn = (html: string): string => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
const messagesIn = ({ text }: TestAnswer): string[] =>
  Array.from(text.matchAll(/data-message="([^"]+)"/g), ([, kind]) => kind ?? '');

async function ask(name: string): Promise<TestAnswer> {
  const ticket = ticketIn((await visitor.get('/FrontPage?action=recoverpass')).text);
  return visitor.post('/FrontPage', { action: 'recoverpass', ticket, name, account_sendmail: 'Mail me' });
}

/** What the link in the last mail leads to, filled in. */
async function redeem(link: string, password = 'brand new 42', more: Record<string, string> = {}) {
  const form = (await visitor.get(link)).text;
  const value = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  return visitor.post('/FrontPage', {
    action: 'recoverpass',
    ticket: ticketIn(form),
    name: value('name'),
    token: value('token'),
    password1: password,
    password2: password,
    recover: 'Change',
    ...more,
  });
}

const linkInMail = (): string => {
  const address = /http\S+/.exec(mailer.sent.at(-1)?.text ?? '')?.[0] ?? '';
  expect(address.startsWith(`${wiki.url}/FrontPage?action=recoverpass&name=JoeDoe&token=`)).toBe(true);
  return address.slice(wiki.url.length);
};

it.each(['JoeDoe', 'JOE@example.org', ' joe@example.org '])(
  'mails a link to who asks as %j; it sets a new password once',
  async (name) => {
    expect(messagesIn(await ask(name))).toEqual(['recovery-mailed']);
    expect(mailer.sent).toMatchObject([
      { to: 'joe@example.org', subject: '[Test Wiki] A new password for JoeDoe' },
    ]);
    const link = linkInMail();
    expect(messagesIn(await redeem(link))).toEqual(['password-changed']);
    expect((await visitor.login('JoeDoe', 'brand new 42')).text).toContain('id="logout"');
    expect(await wiki.profile(joe)).toContain('recoverpass_key=\n');
    expect(messagesIn(await redeem(link, 'once more 42'))).toEqual(['token-invalid']);
  },
);

it('answers the same for nobody, for a disabled account and for one without address, and mails nothing', async () => {
  await wiki.addUser('1700000000.22.2', 'OffUser', 'pw', { disabled: '1' });
  await wiki.addUser('1700000000.22.3', 'NoMail', 'pw', { email: '' });
  for (const name of ['Nobody', 'OffUser', 'NoMail', ''])
    expect(messagesIn(await ask(name))).toEqual(['recovery-mailed']);
  expect(mailer.sent).toEqual([]);
});

it('mails the same account again only after a while, so that nobody fills a mailbox', async () => {
  await ask('JoeDoe');
  await ask('JoeDoe');
  expect(mailer.sent).toHaveLength(1);
  expect(messagesIn(await redeem(linkInMail()))).toEqual(['password-changed']);
  wiki.nowSeconds += 301;
  await ask('JoeDoe');
  expect(mailer.sent).toHaveLength(2);
});

it('a newer link ends the older one, and time ends both', async () => {
  await ask('JoeDoe');
  const older = linkInMail();
  wiki.nowSeconds += 600;
  await ask('JoeDoe');
  const newer = linkInMail();
  expect(messagesIn(await redeem(older))).toEqual(['token-invalid']);
  wiki.nowSeconds += 12 * 3600 + 1;
  expect(messagesIn(await redeem(newer))).toEqual(['token-invalid']);
});

it('wants a ticket for both steps, and a password that the wiki takes', async () => {
  const asked = await visitor.post('/FrontPage', {
    action: 'recoverpass',
    name: 'JoeDoe',
    account_sendmail: 'Mail me',
  });
  expect([messagesIn(asked), mailer.sent]).toEqual([['ticket-refused'], []]);
  await ask('JoeDoe');
  expect(messagesIn(await redeem(linkInMail(), 'brand new 42', { ticket: 'x' }))).toEqual(['ticket-refused']);
  const weak = await redeem(linkInMail(), 'JoeDoe');
  expect(messagesIn(weak)).toEqual(['password-contains-name']);
  expect(weak.text).toContain('name="token"');
  expect(messagesIn(await redeem(linkInMail(), 'good enough 1', { password2: 'other' }))).toEqual([
    'passwords-differ',
  ]);
  expect(messagesIn(await redeem(linkInMail()))).toEqual(['password-changed']);
});

it('says that the mail was not sent, logs why, and lets the person try again at once', async () => {
  mailer.failure = 'connect ECONNREFUSED';
  const answer = await ask('JoeDoe');
  expect(messagesIn(answer)).toEqual(['mail-not-sent']);
  expect(answer.text).not.toContain('ECONNREFUSED');
  expect(wiki.events).toContainEqual({
    kind: 'problem',
    what: 'The mail to JoeDoe about a new password was not sent: connect ECONNREFUSED',
  });
  mailer.failure = null;
  await ask('JoeDoe');
  expect(mailer.sent).toHaveLength(1);
});

it('without mail says so, and still takes a token that came another way', async () => {
  await wiki.close();
  await start(false);
  expect(messagesIn(await visitor.get('/FrontPage?action=recoverpass'))).toEqual(['no-mail']);
  const form = await visitor.get('/FrontPage?action=recoverpass&name=JoeDoe&token=1-2');
  expect(form.text).toContain('value="1-2"');
});

describe('the link in the mail', () => {
  const restart = async (address: string | null): Promise<void> => {
    await wiki.close();
    wiki = await startTestWiki({ mail }, { mailer, address });
    await wiki.addPage('FrontPage', 'Welcome.\n');
    await wiki.addUser(joe, 'JoeDoe', 'pw', { email: 'joe@example.org' });
    visitor = wiki.visitor();
  };

  it('leads where the wiki is configured to be, whatever Host the request names', async () => {
    await restart('https://wiki.example.org/garden');
    await ask('JoeDoe');
    expect(mailer.sent.at(-1)?.text).toContain(
      'https://wiki.example.org/garden/FrontPage?action=recoverpass&name=JoeDoe&token=',
    );
    expect(mailer.sent.at(-1)?.text).not.toContain(wiki.url);
  });

  it('is not sent by a wiki that knows no address of its own; nobody finds out who has an account', async () => {
    await restart(null);
    for (const name of ['JoeDoe', 'Nobody']) expect(messagesIn(await ask(name))).toEqual(['mail-not-sent']);
    expect(mailer.sent).toEqual([]);
    expect(wiki.events).toContainEqual({ kind: 'problem', what: expect.stringContaining('No address') });
  });
});
