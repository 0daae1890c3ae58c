import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { MailSettings } from '../../electron/config/wiki-settings.ts';
import { makeCertificate } from '../../electron/farm/certificate.ts';
import { openMailer } from '../../electron/mail/open-mailer.ts';
import { startSmtpServer, type SmtpServer, type SmtpServerOptions } from '../support/smtp-server.ts';

/** Mail over a real SMTP server, and through a real program. */
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function smtp(options: SmtpServerOptions = {}): Promise<SmtpServer> {
  const server = await startSmtpServer(options);
  opened.push(server);
  return server;
}

const certificate = () => {
  const { certificatePem, privateKeyPem } = makeCertificate(['localhost'], Date.now(), randomBytes);
  return { cert: certificatePem, key: privateKeyPem };
};

function mailer(
  mail: Partial<MailSettings>,
  more: { readonly compatibility?: 'default' | 'strict'; readonly mayRunPrograms?: boolean } = {},
) {
  const settings: MailSettings = {
    from: 'Garten-Wiki <wiki@example.org>',
    smarthost: null,
    login: null,
    sendmail: null,
    patterns: new Map(),
    ...mail,
  };
  const made = openMailer(
    { mail: settings, compatibility: more.compatibility ?? 'default' },
    { mayRunPrograms: more.mayRunPrograms ?? false },
  );
  if (made === null) throw new Error('mail is not configured');
  return made;
}

const letter = { to: 'joe@example.org', subject: 'Äpfel und Birnen', text: 'Grüße.\n.\nEnde\n' };
const login = { user: 'wiki', password: 's3cret' };

/** Header fields and decoded text of a mail with one plain part. */
function read(source: string) {
  const [head = '', ...body] = source.split('\n\n');
  const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1];
  const raw = body.join('\n\n');
  const decoded =
    encoding === 'base64'
      ? Buffer.from(raw, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? decodeURIComponent(
            raw
              .replace(/=\n/g, '')
              .replace(/%/g, '%25')
              .replace(/=([0-9A-F]{2})/g, '%$1'),
          )
        : raw;
  return { head, text: decoded };
}

it('hands a mail to the server at mail_smarthost, with who, what and when in its header', async () => {
  const server = await smtp();
  expect(await mailer({ smarthost: `127.0.0.1:${server.port}` }).send(letter)).toEqual({
    ok: true,
    value: null,
  });
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'wiki@example.org', to: ['joe@example.org'], encrypted: false });
  const { head, text } = read(mail?.source ?? '');
  expect(text.trimEnd()).toBe('Grüße.\n.\nEnde');
  expect(head).toMatch(/^From: "Garten-Wiki" <wiki@example\.org>$/m);
  expect(head).toMatch(/^To: joe@example\.org$/m);
  expect(head).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
  expect(head).toMatch(/^Date: /m);
  expect(head).toMatch(/^Message-ID: </m);
});

it('speaks TLS where the server offers it, whoever signed its certificate, when no password is at stake', async () => {
  const server = await smtp({ tls: certificate() });
  expect((await mailer({ smarthost: `127.0.0.1:${server.port}` }).send(letter)).ok).toBe(true);
  expect(server.mails).toMatchObject([{ encrypted: true }]);
});

it('logs in with mail_login', async () => {
  const server = await smtp({ tls: certificate(), login });
  const sent = await mailer({ smarthost: `127.0.0.1:${server.port}`, login: 'wiki s3cret' }).send(letter);
  expect(sent.ok).toBe(true);
  expect(server.mails).toMatchObject([{ encrypted: true, login: 'wiki' }]);
});

// `127.1` leads to this computer by a name that is not known to.
it.each([
  ['without TLS', undefined],
  ['with a certificate of nobody known', certificate()],
])('gives the password to no other computer %s', async (_what, tls) => {
  const server = await smtp({ login, ...(tls === undefined ? {} : { tls }) });
  const smarthost = `127.1:${server.port}`;
  const refused = await mailer({ smarthost, login: 'wiki s3cret' }).send(letter);
  expect(refused.ok).toBe(false);
  expect([server.mails, server.passwordsInTheClear]).toEqual([[], []]);
  const strict = mailer({ smarthost, login: 'wiki s3cret' }, { compatibility: 'strict' });
  expect((await strict.send(letter)).ok).toBe(true);
});

it('says why the server took nothing: wrong password, refused recipient, nobody there', async () => {
  const wrong = await smtp({ login });
  const reasons = [
    await mailer({ smarthost: `127.0.0.1:${wrong.port}`, login: 'wiki other' }).send(letter),
    await mailer({
      smarthost: `127.0.0.1:${(await smtp({ refusesRecipients: true })).port}`,
    }).send(letter),
    await mailer({ smarthost: '127.0.0.1:1' }).send(letter),
  ].map((answer) => (answer.ok ? '' : answer.error.reason));
  expect(reasons).toEqual([
    expect.stringContaining('535'),
    expect.stringContaining('550'),
    expect.stringContaining('ECONNREFUSED'),
  ]);
  expect(reasons.join()).not.toContain('other');
});

it('sends nothing to what is no single address', async () => {
  const server = await smtp();
  const way = mailer({ smarthost: `127.0.0.1:${server.port}` });
  const answer = await way.send({ ...letter, to: 'a@example.org, b@example.org' });
  expect([answer.ok, server.mails]).toEqual([false, []]);
});

it.each([
  [{ smarthost: '' }, 'mail_smarthost'],
  [{ smarthost: 'localhost', login: 'nameonly' }, 'mail_login'],
])('names the option that can’t be used: %j', async (mail, option) => {
  const answer = await mailer(mail).send(letter);
  expect(answer).toMatchObject({ ok: false, error: { reason: expect.stringContaining(option) as string } });
});

it('gives the mail to the program of mail_sendmail, without a shell, if the farm is trusted', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'croft-mail-'));
  opened.push({ close: () => rm(folder, { recursive: true }) });
  const program = path.join(folder, 'send mail');
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/args'\ncat > '${folder}/mail'\n`);
  await chmod(program, 0o755);
  const sendmail = `'${program}' -t '$HOME'`;
  const untrusted = await mailer({ sendmail, smarthost: 'localhost' }).send(letter);
  expect(untrusted).toMatchObject({ ok: false });
  expect((await mailer({ sendmail }, { mayRunPrograms: true }).send(letter)).ok).toBe(true);
  expect(await readFile(path.join(folder, 'args'), 'utf8')).toBe('-t\n$HOME\n');
  const mail = await readFile(path.join(folder, 'mail'), 'utf8');
  expect(mail).not.toContain('\r');
  expect(mail).toMatch(/^To: joe@example\.org$/m);
});

it('says how the program failed', async () => {
  const failing = mailer({ sendmail: `sh -c 'echo no route >&2; exit 75'` }, { mayRunPrograms: true });
  expect(await failing.send(letter)).toMatchObject({
    error: { reason: expect.stringMatching(/75.*no route/) as string },
  });
  const missing = mailer({ sendmail: '/no/such/program' }, { mayRunPrograms: true });
  expect(await missing.send(letter)).toMatchObject({ ok: false });
});
