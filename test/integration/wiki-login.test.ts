import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;

beforeEach(async () => {
  wiki = await startTestWiki({ superuser: ['AdminUser'] });
  await wiki.addPage('FrontPage', '= Welcome =\nRead PageOne and NoSuchPage.\n');
  await wiki.addPage('PageOne', 'One.\n');
  await wiki.addPage('Old Name', 'Spaced.\n');
  await wiki.addPage('Moved', '#redirect PageOne\n');
  await wiki.addPage('Secret', '#acl AdminUser:read,write All:\nhidden text\n');
  await wiki.addUser('1700000000.11.1001', 'AdminUser', 'adminpw');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
});
afterEach(() => wiki.close());

const sessionFiles = async (): Promise<readonly string[]> => {
  try {
    return await readdir(path.join(wiki.directory, 'data', 'cache', '__session__'));
  } catch {
    return []; // made with the first session
  }
};

const shownUser = (text: string): string | null => /id="userhome"[^>]*>([^<]*)</.exec(text)?.[1] ?? null;
const shownTrail = (text: string): readonly string[] =>
  [...(/<div id="pagetrail"[^>]*>(.*?)<\/div>/s.exec(text)?.[1] ?? '').matchAll(/<a[^>]*>([^<]*)<\/a>/g)].map(
    (match) => match[1] ?? '',
  );

describe('a wiki over HTTP', () => {
  it('shows pages, with links that tell whether their page exists', async () => {
    const page = await wiki.visitor().get('/FrontPage');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<h1 id="Welcome">Welcome</h1>');
    expect(page.text).toContain('<a href="/PageOne">PageOne</a>');
    expect(page.text).toContain('<a class="nonexistent" href="/NoSuchPage">NoSuchPage</a>');
    expect(page.setCookie).toEqual([]);
  });

  it('answers missing, denied, moved and oldly named pages as MoinMoin does', async () => {
    const visitor = wiki.visitor();
    expect((await visitor.get('/NoSuchPage')).status).toBe(404);
    const denied = await visitor.get('/Secret');
    expect(denied.status).toBe(403);
    expect(denied.text).not.toContain('hidden text');
    expect((await visitor.get('/Moved')).headers.get('location')).toBe(
      `${wiki.url}/PageOne?action=show&redirect=Moved`,
    );
    expect((await visitor.get('/Old_Name')).headers.get('location')).toBe(`${wiki.url}/Old%20Name`);
  });

  it('takes no login that a page of another site put into an address', async () => {
    const login = '/FrontPage?action=login&login=Login&name=BobBuilder&password=bobpw';
    const send = (site: string) => wiki.visitor().get(login, { 'Sec-Fetch-Site': site });
    const refused = await send('cross-site');
    expect(refused.setCookie).toEqual([]);
    expect(shownUser(refused.text)).toBeNull();
    expect(refused.text).toContain('This login came from another site');
    expect(await sessionFiles()).toEqual([]);
    for (const site of ['none', 'same-origin', 'same-site'])
      expect(shownUser((await send(site)).text)).toBe('BobBuilder');
    wiki.change({ compatibility: 'strict' });
    expect(shownUser((await send('cross-site')).text)).toBe('BobBuilder');
  });

  it('takes no form that a page of another site sent', async () => {
    const send = (origin: string | null) =>
      fetch(`${wiki.url}/FrontPage`, {
        method: 'POST',
        headers: origin === null ? {} : { Origin: origin },
        body: new URLSearchParams({ action: 'login', login: 'Login', name: 'BobBuilder', password: 'bobpw' }),
      });
    const { hostname } = new URL(wiki.url);
    for (const foreign of ['https://evil.example', 'null', `http://${hostname}.evil.example`]) {
      const answer = await send(foreign);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    }
    for (const own of [new URL(wiki.url).origin, `http://${hostname}:1`, null]) {
      const answer = await send(own);
      expect([answer.status, answer.headers.getSetCookie().length]).toEqual([200, 1]);
    }
  });

  it('logs in, keeps the trail, and logs out', async () => {
    const visitor = wiki.visitor();
    const login = await visitor.login('BobBuilder', 'bobpw');
    expect(shownUser(login.text)).toBe('BobBuilder');
    expect(login.setCookie).toHaveLength(1);
    expect(login.setCookie[0]).toMatch(/^MOIN_SESSION_8080_ROOT=[0-9a-f]{40}; .*HttpOnly.*SameSite=Lax/);
    const page = await visitor.get('/PageOne');
    expect(shownTrail(page.text)).toEqual(['FrontPage', 'PageOne']);
    expect(await sessionFiles()).toHaveLength(1);
    const logout = await visitor.get('/PageOne?action=logout&logout=logout');
    expect(shownUser(logout.text)).toBeNull();
    expect(await sessionFiles()).toEqual([]);
    expect(visitor.cookies()).toBe('');
  });

  it('says no more than that a login failed, and logs the attempt', async () => {
    const wrong = await wiki.visitor().login('BobBuilder', 'nope');
    const unknown = await wiki.visitor().login('Nobody', 'nope');
    for (const answer of [wrong, unknown]) expect(answer.text).toContain('data-message="login-failed"');
    expect(wiki.events.filter((event) => event.kind === 'abuse')).toMatchObject([
      { system: 'auth/login (moin)', level: 'WARNING', userName: 'BobBuilder', succeeded: false },
      { system: 'auth/login (moin)', level: 'WARNING', userName: 'Nobody', succeeded: false },
    ]);
  });

  it('gives a new session id when a login comes with a session that somebody else may know', async () => {
    const { session } = (await import('../fakes/wiki-settings.ts')).testSettings(wiki.directory);
    wiki.change({ session: { ...session, cookieLifetime: [1, 12] } });
    const visitor = wiki.visitor();
    await visitor.get('/PageOne');
    await visitor.get('/PageOne');
    const before = visitor.cookies();
    await visitor.login('BobBuilder', 'bobpw');
    expect(visitor.cookies()).not.toBe(before);
    expect(await sessionFiles()).toHaveLength(1);
  });

  it('makes a superuser wait after repeated wrong passwords', async () => {
    const visitor = wiki.visitor();
    for (let attempt = 0; attempt < 6; attempt += 1) await visitor.login('BobBuilder', 'wrong');
    expect((await visitor.login('BobBuilder', 'bobpw')).text).toContain('data-message="login-wait"');
    wiki.nowSeconds += 2;
    expect(shownUser((await visitor.login('BobBuilder', 'bobpw')).text)).toBe('BobBuilder');
  });

  it('sends safe headers and escapes whatever comes from the address', async () => {
    const page = await wiki.visitor().get('/FrontPage?action=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(page.text).not.toContain('<script>alert');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('serves its style sheet and icons below the static prefix and nothing else from there', async () => {
    const visitor = wiki.visitor();
    const sheet = await visitor.get('/moin_static1911/croft/wiki.css');
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect((await visitor.get('/moin_static1911/croft/..%2f..%2fwiki.ts')).status).toBe(404);
    expect((await visitor.get('/moin_static1911/../wiki.ts')).status).toBe(404);
  });
});
