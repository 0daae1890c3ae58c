import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;
let visitor: TestVisitor;

beforeEach(async () => {
  wiki = await startTestWiki();
  await wiki.addPage('FrontPage', 'Welcome. [[Missing]]\n');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
  visitor = wiki.visitor();
});
afterEach(() => wiki.close());

async function again(who: TestVisitor, path: string) {
  const first = await who.get(path);
  return who.get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
}

describe('asking for what one has', () => {
  it.each([
    '/FrontPage',
    '/FrontPage?action=raw',
    '/FrontPage?action=titleindex',
    '/moin_static1911/croft/wiki.css',
  ])('%s is not sent a second time', async (path) => {
    const answer = await again(visitor, path);
    expect([answer.status, answer.text]).toEqual([304, '']);
  });

  it('gets the page anew when a page that it links to comes', async () => {
    const tag = (await visitor.get('/FrontPage')).headers.get('etag') ?? '';
    await wiki.addPage('Missing', 'here\n');
    expect((await visitor.get('/FrontPage', { 'if-none-match': tag })).status).toBe(200);
  });

  it('gets the page of somebody else after a login, and keeps the session alive', async () => {
    const tag = (await visitor.get('/FrontPage')).headers.get('etag') ?? '';
    await visitor.login('BobBuilder', 'bobpw');
    const own = await visitor.get('/FrontPage', { 'if-none-match': tag });
    expect([own.status, own.text.includes('BobBuilder')]).toEqual([200, true]);
    const same = await again(visitor, '/FrontPage');
    expect([same.status, same.setCookie.length]).toEqual([304, 1]);
  });

  it('never for forms, whose tickets are fresh', async () => {
    const form = await visitor.get('/FrontPage?action=edit');
    expect(form.headers.get('etag')).toBeNull();
  });
});
