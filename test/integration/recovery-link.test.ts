import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { farmRequests, type RequestValue } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { english } from '../../shared/texts/english.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { croft, ownDataFolder } from '../fakes/command-line.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { visit } from '../fakes/visit.ts';
import { startSmtpServer, type SmtpServer } from '../support/smtp-server.ts';

/** A farm made by the product, its wikis over HTTP, a real mail server: a forgotten password from window to login. */
let farm: TemporaryFarm;
let smtp: SmtpServer;
let data: Awaited<ReturnType<typeof ownDataFolder>>;

beforeEach(async () => {
  data = await ownDataFolder();
  farm = await temporaryFarm();
  smtp = await startSmtpServer();
});
afterEach(async () => {
  await farm.remove();
  await smtp.close();
  await data.remove();
});

async function configureMail(smarthost: string): Promise<void> {
  const file = path.join(farm.directory, 'farmconfig.py');
  const text = await readFile(file, 'utf8');
  const options = `    mail_from = u'wiki@example.org'\n    mail_smarthost = '${smarthost}'\n`;
  await writeFile(file, text.replace(/^(class FarmConfig\(.*\n)/m, `$1${options}`));
}

async function rowOf(api: FarmApi, name: string) {
  const query = { text: name, storeId: null, offset: 0, limit: 10 };
  const answer = await api.request('user:list', ['farm', query]);
  if (!answer.ok) throw new Error(english(answer.error.message));
  const [row] = farmRequests['user:list'].value.parse(answer.value).rows;
  if (row === undefined) throw new Error(`no ${name}`);
  return row;
}

async function recover(
  api: FarmApi,
  name: string,
  how: 'mail' | 'show',
): Promise<Result<RequestValue<'user:recover'>>> {
  const { storeId, id } = await rowOf(api, name);
  const answer = await api.request('user:recover', ['farm', storeId, id, how]);
  return answer.ok ? { ok: true, value: farmRequests['user:recover'].value.parse(answer.value) } : answer;
}

/** Follows the link, fills the form, and logs in with the new password. */
async function choosesPassword(api: FarmApi, link: string): Promise<boolean> {
  const { pathname, search, searchParams } = new URL(link);
  const form = await visit(api.host.mainPort, `${pathname}${search}`);
  expect(form.status).toBe(200);
  const password = 'chosen anew 42';
  const fields = {
    action: 'recoverpass',
    recover: 'yes',
    ticket: /name="ticket" value="([^"]+)"/.exec(form.body)?.[1] ?? '',
    name: searchParams.get('name') ?? '',
    token: searchParams.get('token') ?? '',
    password1: password,
    password2: password,
  };
  await visit(api.host.mainPort, pathname, fields);
  const login = { action: 'login', login: 'Login', name: fields.name, password };
  const answer = await visit(api.host.mainPort, pathname, login);
  return answer.body.includes('id="logout"');
}

it('shows a link where no mail is set up; it leads to a new password, once', async () => {
  const api = await farm.open();
  expect((await rowOf(api, 'JoeDoe')).canBeMailed).toBe(false);
  expect(await recover(api, 'JoeDoe', 'mail')).toMatchObject({
    error: { code: 'unsupported', hint: sentence('recovery.noMail.hint') },
  });
  const made = await recover(api, 'JoeDoe', 'show');
  if (!made.ok || made.value.kind !== 'link') throw new Error('no link');
  expect(made.value.link).toContain('/alpha/FrontPage?action=recoverpass&name=JoeDoe&token=');
  expect(await choosesPassword(api, made.value.link)).toBe(true);
  const { pathname, search } = new URL(made.value.link);
  const again = await visit(api.host.mainPort, `${pathname}${search}`);
  const fields = {
    action: 'recoverpass',
    recover: 'yes',
    name: 'JoeDoe',
    password1: 'other 42x',
    password2: 'other 42x',
  };
  const token = new URL(made.value.link).searchParams.get('token') ?? '';
  const ticket = /name="ticket" value="([^"]+)"/.exec(again.body)?.[1] ?? '';
  const refused = await visit(api.host.mainPort, pathname, { ...fields, token, ticket });
  expect(refused.body).toContain('data-message="token-invalid"');
});

it('mails the link through the server that the farm names', async () => {
  await configureMail(`127.0.0.1:${smtp.port}`);
  const api = await farm.open();
  expect((await rowOf(api, 'JoeDoe')).canBeMailed).toBe(true);
  expect(await recover(api, 'JoeDoe', 'mail')).toMatchObject({
    value: { kind: 'mailed', address: 'joedoe@example.org' },
  });
  const [mail] = smtp.mails;
  expect(mail).toMatchObject({ from: 'wiki@example.org', to: ['joedoe@example.org'] });
  const text = (mail?.source ?? '')
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  expect(await choosesPassword(api, /http\S+/.exec(text)?.[0] ?? '')).toBe(true);
});

it('says that the mail was not sent and what to do instead', async () => {
  await configureMail('127.0.0.1:1');
  const api = await farm.open();
  expect(await recover(api, 'JoeDoe', 'mail')).toMatchObject({
    error: {
      code: 'mail-not-sent',
      message: { values: { reason: expect.stringContaining('ECONNREFUSED') as string } },
      hint: sentence('recovery.notSent.hint'),
    },
  });
});

it('makes no link for a disabled account, nor in a farm that is open read-only', async () => {
  const api = await farm.open();
  const { storeId, id } = await rowOf(api, 'JoeDoe');
  await api.request('user:disable', ['farm', storeId, id, { endSessions: false }]);
  const off = await api.request('user:recover', ['farm', storeId, id, 'show']);
  expect(off).toMatchObject({ error: { code: 'bad-argument' } });
  const looking = await farm.open({ readOnly: true });
  expect(await recover(looking, 'AdminUser', 'show')).toMatchObject({ error: { code: 'read-only' } });
});

it('croft users recover prints the link, or mails it with --mail', async () => {
  const shown = await croft('users', 'recover', farm.directory, 'JoeDoe');
  expect(shown.out).toMatch(/^http:\S+\/FrontPage\?action=recoverpass&name=JoeDoe&token=\d+-[0-9a-f]{40}\n$/);
  const refused = await croft('users', 'recover', farm.directory, 'JoeDoe', '--mail');
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('can send mail')]);
  await configureMail(`127.0.0.1:${smtp.port}`);
  const mailed = await croft('users', 'recover', farm.directory, 'JoeDoe', '--mail');
  expect([mailed.code, mailed.out]).toEqual([0, 'Mailed a link to joedoe@example.org.\n']);
  expect(smtp.mails).toHaveLength(1);
});
