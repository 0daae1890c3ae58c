import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;

beforeEach(async () => {
  wiki = await startTestWiki({ superuser: ['AdminUser'], actionsExcluded: [] });
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addPage('Other', 'Other.\n');
  await wiki.addPage('Secret', '#acl BobBuilder:read,write All:\nhidden text\n');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
});
afterEach(() => wiki.close());

const text = (value: string): string => `<value><string>${value}</string></value>`;
const list = (items: readonly string[]): string =>
  `<value><array><data>${items.join('')}</data></array></value>`;
const member = (name: string, value: string): string => `<member><name>${name}</name>${value}</member>`;
const entry = (method: string, ...params: readonly string[]): string =>
  `<value><struct>${member('methodName', text(method))}${member('params', list(params))}</struct></value>`;

async function call(
  method: string,
  params: readonly string[] = [],
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${wiki.url}/?action=xmlrpc2`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml', ...headers },
    body: `<methodCall><methodName>${method}</methodName><params>${params.map((one) => `<param>${one}</param>`).join('')}</params></methodCall>`,
  });
  return { status: response.status, text: await response.text(), setCookie: response.headers.getSetCookie() };
}
const multicall = (...entries: readonly string[]) => call('system.multicall', [list(entries)]);

const sessionFiles = (): Promise<readonly string[]> =>
  readdir(path.join(wiki.directory, 'data', 'cache', '__session__'));

describe('XML-RPC', () => {
  it('is refused unless the wiki takes the word off its list of excluded actions', async () => {
    wiki.change({ actionsExcluded: ['xmlrpc'] });
    const answer = await call('getPage', [text('FrontPage')]);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('does not allow xmlrpc');
    expect(answer.text).not.toContain('Welcome');
  });

  it('does not know who a cookie belongs to, and leaves that session alone', async () => {
    const browser = wiki.visitor();
    await browser.login('BobBuilder', 'bobpw');
    const before = await sessionFiles();
    const answer = await call('getPage', [text('Secret')], { Cookie: browser.cookies() });
    expect(answer.text).toContain('not allowed to read');
    expect(answer.setCookie).toEqual([]);
    expect(await sessionFiles()).toEqual(before);
    expect((await browser.get('/Secret')).text).toContain('hidden text');
  });

  it('takes a cookie only where the wiki says so, and never from a form of a foreign page', async () => {
    wiki.change({ xmlrpcOverwriteUser: false });
    const browser = wiki.visitor();
    await browser.login('BobBuilder', 'bobpw');
    const cookie = { Cookie: browser.cookies() };
    expect((await call('getPage', [text('Secret')], cookie)).text).toContain('hidden text');
    const foreign = await call('getPage', [text('Secret')], { ...cookie, 'Content-Type': 'text/plain' });
    expect(foreign.text).not.toContain('hidden text');
  });

  it('makes a session for a token, good inside one multicall until it is deleted', async () => {
    const login = await call('getAuthToken', [text('BobBuilder'), text('bobpw')]);
    const token = /<string>([0-9a-f]{40})<\/string>/.exec(login.text)?.[1] ?? '';
    expect(login.setCookie).toHaveLength(1);
    expect(await sessionFiles()).toEqual([token]);
    const read = () => multicall(entry('applyAuthToken', text(token)), entry('getPage', text('Secret')));
    expect((await read()).text).toContain('hidden text');
    expect((await call('getPage', [text('Secret')])).text).not.toContain('hidden text');
    expect((await call('deleteAuthToken', [text(token)])).text).toContain('SUCCESS');
    expect(await sessionFiles()).toEqual([]);
    expect((await read()).text).toContain('INVALID');
  });

  it('never tells a password hash, nor what broke', async () => {
    const profile = await multicall(
      entry('getAuthToken', text('BobBuilder'), text('bobpw')),
      entry('getUserProfile'),
    );
    expect(profile.text).toContain('<name>email</name>');
    expect(profile.text).not.toMatch(/passw|recoverpass|SSHA|PASSLIB/i);
    const wrong = await call('getPage', ['<value><int>1</int></value>']);
    expect(wrong.text).toContain('Wrong arguments');
    expect(wrong.text).not.toMatch(/\.ts|at \w+ \(|Zod/);
  });

  it('lets nobody try many passwords in one request', async () => {
    const tries = Array.from({ length: 10 }, () => entry('getAuthToken', text('BobBuilder'), text('wrong')));
    const answer = await multicall(...tries);
    expect(answer.text.match(/Too many logins/g)).toHaveLength(7);
  });

  it('says so when a rename was none', async () => {
    wiki.change({ aclRightsDefault: 'All:read,write,delete,revert' });
    const taken = await call('renamePage', [text('Other'), text('FrontPage')]);
    expect(taken.text).toContain('faultCode');
  });

  it('answers what is no call at all with a fault', async () => {
    const response = await fetch(`${wiki.url}/?action=xmlrpc2`, {
      method: 'POST',
      body: 'action=login&name=x',
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('no XML-RPC method call');
  });
});
