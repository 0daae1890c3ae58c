import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formLimits } from '../../electron/wiki/parameters.ts';
import { startTestWiki, type TestAnswer, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

/** Issue 5, points 8 and 10: whatever a client sends, a clear page with the right status, and nothing written astray. */
const joe = '1700000000.22.1';
let wiki: TestWiki;
let visitor: TestVisitor;

async function start(
  changes: Parameters<typeof startTestWiki>[0] = {},
  outside: Parameters<typeof startTestWiki>[1] = {},
): Promise<void> {
  wiki = await startTestWiki({ superuser: ['JoeDoe'], ...changes }, outside);
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser(joe, 'JoeDoe', 'pw');
  visitor = wiki.visitor();
}
beforeEach(() => start());
afterEach(async () => {
  await wiki.close();
  const defect = wiki.events.find(({ kind }) => kind === 'defect');
  if (defect !== undefined) throw new Error(`a defect was logged: ${JSON.stringify(defect)}`);
});

const valueIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const messagesIn = ({ text }: TestAnswer): string[] =>
  Array.from(text.matchAll(/data-message="([^"]+)"/g), ([, kind]) => kind ?? '');
const ticketFor = async (address: string): Promise<string> =>
  valueIn((await visitor.get(address)).text, 'ticket');

describe('names that try to leave their folder', () => {
  const names = [
    '/../../etc/passwd',
    '/..%2F..%2Fuser%2Fevil',
    '/%2e%2e/%2e%2e/evil',
    '/evil%00.txt',
    '/%5c..%5cevil',
  ];

  it.each(names)('%s is a page inside, or none', async (name) => {
    expect((await visitor.get(name)).status).toBe(404);
    const form = (await visitor.get(`${name}?action=edit`)).text;
    const saved = await visitor.post(name, {
      action: 'edit',
      ticket: valueIn(form, 'ticket'),
      rev: '0',
      savetext: 'evil text\n',
      button_save: 'Save',
    });
    expect(saved.status).toBeLessThan(500);
    expect((await readdir(wiki.directory)).toSorted()).toEqual(['data']);
    const inside = await readdir(path.join(wiki.directory, 'data', 'pages'));
    expect(inside.every((folder) => /^[A-Za-z0-9_()]+$/.test(folder))).toBe(true);
    expect(await readdir(path.join(wiki.directory, 'data', 'user'))).toEqual([joe]);
  });

  it('of attachments: none is read outside, and an upload stays in the page', async () => {
    for (const target of [`../../../user/${joe}`, '../current', '..%2f..%2fcurrent', '/etc/passwd', '%00'])
      expect((await visitor.get(`/FrontPage?action=AttachFile&do=get&target=${target}`)).status).toBe(404);
    const upload = await visitor.upload('/FrontPage', 'a.txt', 'x', { target: '../../evil.txt' });
    expect(messagesIn(upload)).toEqual(['attachment-saved']);
    const folder = path.join(wiki.directory, 'data', 'pages', 'FrontPage', 'attachments');
    expect(await readdir(folder)).toEqual(['.._.._evil.txt']);
  });

  it('that are too long for the disk are refused with the text kept', async () => {
    const name = `/${'x'.repeat(3000)}`;
    expect((await visitor.get(name)).status).toBe(404);
    const ticket = await ticketFor(`${name}?action=edit`);
    const form = { action: 'edit', ticket, rev: '0', savetext: 'my text\n', button_save: 'Save' };
    const saved = await visitor.post(name, form);
    expect([messagesIn(saved)[0], saved.text]).toEqual(['name-too-long', expect.stringContaining('my text')]);
  });

  it('of a page to go back to lead to no other site', async () => {
    const answer = await visitor.get('/FrontPage?action=edit&button_cancel=1&backto=//evil.example/x');
    expect(answer.headers.get('location')).toMatch(new RegExp(`^${wiki.url}/`));
  });
});

describe('what there is not', () => {
  it('an action: the page with its name escaped', async () => {
    const answer = await visitor.get('/FrontPage?action=%3Cscript%3Ealert(1)%3C/script%3E');
    expect([answer.status, messagesIn(answer)]).toEqual([200, ['unknown-action']]);
    expect(answer.text).not.toContain('<script>alert');
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(messagesIn(await visitor.get(`/FrontPage?action=${name}`))).toEqual(['unknown-action']);
  });

  it.each([
    ['rev=99', 404],
    ['action=recall&rev=99', 404],
    ['action=raw&rev=99', 404],
    ['rev=abc', 200],
    ['rev=-1', 200],
    ['rev=99999999999999999999', 200],
    ['action=diff&rev1=8&rev2=9', 200],
    ['action=diff&date=x', 200],
    ['action=info&max_count=-3&offset=99999999', 200],
  ])('a revision: %s answers %i', async (query, status) =>
    expect((await visitor.get(`/FrontPage?${query}`)).status).toBe(status),
  );

  it('a revision to revert to, or a page to delete', async () => {
    const ticket = await ticketFor('/FrontPage?action=revert&rev=99');
    const revert = await visitor.post('/FrontPage', {
      action: 'revert',
      rev: '99',
      revert: 'Revert',
      ticket,
    });
    expect(messagesIn(revert)).toContain('empty-text');
    expect(messagesIn(await visitor.get('/NoSuchPage?action=DeletePage'))).toContain('page-missing');
  });

  it('a user', async () => {
    await visitor.login('JoeDoe', 'pw');
    const ticket = await ticketFor('/FrontPage?action=edit');
    const form = { action: 'userprofile', name: 'Nobody', key: 'disabled', val: '1', ticket };
    const answer = await visitor.post('/FrontPage', form);
    expect(messagesIn(answer)).toEqual(['ticket-refused']);
    expect(messagesIn(await wiki.visitor().login('Nobody', 'pw'))).toEqual(['login-failed']);
    expect(messagesIn(await wiki.visitor().login(`../${joe}`, 'pw'))).toEqual(['login-failed']);
  });
});

describe('queries that are none', () => {
  it.each(['(', '"', 'title:regex:(a+)+$', 'nosuchprefix:x', '-', '\u0000', 'a'.repeat(5000), '%zz%'])(
    'search for %j',
    async (value) => {
      const query = new URLSearchParams({ action: 'fullsearch', value, fullsearch: 'Text' });
      expect((await visitor.get(`/FrontPage?${query.toString()}`)).status).toBeLessThan(400);
    },
  );

  it.each(['%', '%zz=%zz', 'action', '&&&=', 'action=show&action=edit', '%ff%fe=%c3%28', 'ticket=%00'])(
    'an address with ?%s',
    async (query) => expect((await visitor.get(`/FrontPage?${query}`)).status).toBe(200),
  );
});

describe('forms and uploads', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
    fetch(`${wiki.url}/FrontPage?action=edit`, { method: 'POST', body, headers: { 'content-type': type } });

  it('too large: 413, whichever kind', async () => {
    const form = 'application/x-www-form-urlencoded';
    expect((await send(`savetext=${'x'.repeat(formLimits.textBytes)}`, form)).status).toBe(413);
    const parts = (size: number): string =>
      `--b\r\nContent-Disposition: form-data; name="savetext"\r\n\r\n${'x'.repeat(size)}\r\n--b--\r\n`;
    expect((await send(parts(formLimits.textBytes + 1), 'multipart/form-data; boundary=b')).status).toBe(413);
  });

  it.each([
    [
      'cut off',
      '--b\r\nContent-Disposition: form-data; name="savetext"\r\n\r\nabc',
      'multipart/form-data; boundary=b',
    ],
    ['without boundary', '--b\r\n', 'multipart/form-data'],
  ])('%s: 400', async (_what, body, type) => expect((await send(body, type)).status).toBe(400));

  it('of a kind nobody sends: nothing is done', async () => {
    expect((await send('{"savetext":"x"}', 'application/json')).status).toBe(200);
    expect((await send(Uint8Array.from([0xff, 0, 0xfe]), 'text/plain')).status).toBe(200);
    expect((await visitor.get('/FrontPage?action=raw')).text).toBe('Welcome.\r\n');
  });

  it('bytes that are no text are kept as Latin-1, and control characters of comments fall away', async () => {
    const form = (await visitor.get('/FrontPage?action=edit')).text;
    const fields = { action: 'edit', ticket: valueIn(form, 'ticket'), rev: '1', button_save: 'Save' };
    const body = `${new URLSearchParams(fields).toString()}&comment=a%00b%09c%0Ad&savetext=%ff%fe+text`;
    expect(await (await send(body, 'application/x-www-form-urlencoded')).text()).toContain(
      'data-message="saved"',
    );
    expect((await visitor.get('/FrontPage?action=raw')).text).toBe('ÿþ text\r\n');
    expect((await visitor.get('/FrontPage?action=info')).text).toContain('ab c d');
  });
});

describe('too many requests', () => {
  const limits = new Map([['edit', [3, 60] as const]]);

  async function statuses(remoteAddress: string): Promise<number[]> {
    await wiki.close();
    await start({ surgeActionLimits: limits, surgeLockoutTimeSeconds: 100 }, { remoteAddress });
    const all: number[] = [];
    for (let count = 0; count < 5; count += 1) all.push((await visitor.get('/FrontPage?action=edit')).status);
    return all;
  }

  it('of one address for one action are answered 503 with the time to wait, then taken again', async () => {
    expect(await statuses('192.0.2.7')).toEqual([200, 200, 200, 503, 503]);
    expect((await visitor.get('/FrontPage')).headers.get('retry-after')).toBe('100');
    wiki.nowSeconds += 101;
    expect((await visitor.get('/FrontPage?action=edit')).status).toBe(200);
  });

  it.each(['127.0.0.1', '127.3.2.1', '::1'])('of this computer (%s) are never too many', async (address) =>
    expect(await statuses(address)).toEqual([200, 200, 200, 200, 200]),
  );

  it('hosts_deny has no exemption', async () => {
    wiki.change({ hostsDeny: ['127.0.'] });
    expect((await visitor.get('/FrontPage')).status).toBe(403);
  });
});

describe('a refusal before any page is drawn', () => {
  const german = { 'Accept-Language': 'de-AT, en;q=0.5' };

  it('speaks the language that the browser asks for', async () => {
    wiki.change({ hostsDeny: ['127.0.'] });
    const [here, there] = [await visitor.get('/FrontPage'), await visitor.get('/FrontPage', german)];
    expect(here.text).toContain('<html lang="en">');
    expect(here.text).toContain('You are not allowed to access this wiki.');
    expect(there.text).toContain('<html lang="de">');
    expect(there.text).toContain('Sie dürfen auf dieses Wiki nicht zugreifen.');
    expect(there.status).toBe(403);
  });

  it('speaks the language of the wiki where the browser is not to be asked', async () => {
    wiki.change({ hostsDeny: ['127.0.'], languageIgnoreBrowser: true, languageDefault: 'de' });
    expect((await visitor.get('/FrontPage', { 'Accept-Language': 'en' })).text).toContain('<html lang="de">');
  });
});

describe('bodies', () => {
  const boundary = 'xx-boundary';
  const sendForm = (text: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(wiki.url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
      body: text,
    });
  const part = (disposition: string): string =>
    `--${boundary}\r\nContent-Disposition: ${disposition}\r\n\r\nvalue\r\n--${boundary}--\r\n`;

  it.each([
    ['a part without a name', part('form-data')],
    ['a part without a name but a file', part('form-data; filename="a.txt"')],
    ['a part that is no form', part('attachment; name="a"')],
    ['a part without an end', `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nvalue`],
    ['nothing at all', ''],
  ])('%s is a bad form, and the wiki goes on', async (_name, text) => {
    expect((await sendForm(text)).status).toBe(400);
    expect((await visitor.get('/FrontPage')).status).toBe(200);
  });

  it.each([
    ['of a foreign page', { origin: 'http://elsewhere.example' }, 403],
    ['that is too long', { 'content-length': String(formLimits.multipartBytes + 1) }, 413],
  ])('one %s is refused before it is read', async (_what, headers, status) => {
    const request = http.request(wiki.url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
    });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', reject);
    });
    request.write(`--${boundary}\r\n`); // and then no more: nobody waits for the rest
    const response = await answered;
    expect(response.statusCode).toBe(status);
    expect(response.headers.connection).toBe('close');
    request.destroy();
  });

  /** Sends `megabytes` of a file, all but the end of the form, and answers the status as soon as there is one. */
  function sendMuch(megabytes: number, headers: Readonly<Record<string, string>>) {
    const opened = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
    const request = http.request(wiki.url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
    });
    const answered = new Promise<number>((resolve, reject) => {
      request.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      request.on('error', reject);
    });
    const sent = (async () => {
      request.write(opened);
      for (let count = 0; count < megabytes && !request.destroyed; count += 1)
        await new Promise((resolve) => request.write(megabyte, resolve));
    })();
    sent.catch(() => undefined); // what matters is the answer
    return { answered, stop: () => request.destroy() };
  }
  const megabyte = Buffer.alloc(1024 * 1024, 'x');

  it('of many at once never fill the memory: the last are told to come again', async () => {
    const clients = Array.from({ length: 3 }, () => sendMuch(60, {}));
    expect(await Promise.race(clients.map(({ answered }) => answered))).toBe(503);
    for (const { answered, stop } of clients) {
      answered.catch(() => undefined);
      stop();
    }
    await vi.waitFor(
      async () => expect((await sendForm(part('form-data; name="a"'))).status).toBe(200),
      20_000,
    );
  });

  it('of foreign pages leave the memory as it is, and whoever still sends gets the answer', async () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const look = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 10);
    const clients = Array.from({ length: 12 }, () => sendMuch(60, { origin: 'http://elsewhere.example' }));
    const statuses = await Promise.all(clients.map(({ answered }) => answered));
    clearInterval(look);
    for (const { stop } of clients) stop();
    expect(statuses).toEqual(statuses.map(() => 403));
    expect((most - before) / megabyte.length).toBeLessThan(60); // of 720
  });

  it('are not asked for when their sender waits for a word and is refused', async () => {
    const request = http.request(wiki.url, {
      method: 'POST',
      headers: { origin: 'http://elsewhere.example', expect: '100-continue', 'content-length': '1000000' },
    });
    request.flushHeaders();
    const first = await Promise.race([
      once(request, 'response').then(([response]) => (response as http.IncomingMessage).statusCode),
      once(request, 'continue').then(() => 100),
    ]);
    expect(first).toBe(403);
    request.destroy();
  });

  it('come when their sender waits for a word and may send', async () => {
    const text = part('form-data; name="a"');
    const request = http.request(wiki.url, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        expect: '100-continue',
        'content-length': String(text.length),
      },
    });
    request.flushHeaders();
    await once(request, 'continue');
    request.end(text);
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    expect(response.statusCode).toBe(200);
    response.resume();
  });
});

describe('a Host', () => {
  const statusFor = async (host: string): Promise<number | undefined> => {
    const request = http.get(`${wiki.url}/FrontPage`, { headers: { host } });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    response.resume();
    return response.statusCode;
  };

  it('is one by its grammar, not by its last letters', async () => {
    expect(await statusFor('wiki.localhost:8080')).toBe(200);
    for (const host of [
      'evil.example/.localhost',
      'me@wiki.localhost',
      'evil.example?.localhost',
      'wiki:99999',
    ])
      expect(await statusFor(host)).toBe(400);
  });
});
