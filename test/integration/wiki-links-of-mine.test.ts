import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

/** Changes by a link carry a ticket, and the links that the wiki itself draws have a good one (DECISIONS 15). */
let wiki: TestWiki;
let joe: TestVisitor;
const id = '1700000000.22.1';

beforeEach(async () => {
  wiki = await startTestWiki();
  await wiki.addPage('RecentChanges', '<<RecentChanges>>\n');
  await wiki.addUser(id, 'JoeDoe', 'pw');
  joe = wiki.visitor();
  await joe.login('JoeDoe', 'pw');
});
afterEach(() => wiki.close());

const linkTo = (html: string, action: string, after = ''): string =>
  new RegExp(`href="([^"]*action=${action}&amp;[^"]*${after}[^"]*)"`)
    .exec(html)?.[1]
    ?.replaceAll('&amp;', '&') ?? '';

it('sets and deletes the bookmark by the links of RecentChanges', async () => {
  await joe.get(linkTo((await joe.get('/RecentChanges')).text, 'bookmark', 'time=\\d'));
  expect(await wiki.profile(id)).toMatch(/^bookmarks\{\}=:\d{16}$/m);
  await joe.get(linkTo((await joe.get('/RecentChanges')).text, 'bookmark', 'time=del'));
  expect(await wiki.profile(id)).toMatch(/^bookmarks\{\}=$/m);
});

it('adds and removes a quick link by the link of the edit bar', async () => {
  await joe.get(linkTo((await joe.get('/RecentChanges')).text, 'quicklink'));
  expect(await wiki.profile(id)).toContain('quicklinks[]=RecentChanges\n');
  await joe.get(linkTo((await joe.get('/RecentChanges')).text, 'quickunlink'));
  expect(await wiki.profile(id)).toContain('quicklinks[]=\n');
});

it.each(['bookmark', 'quicklink', 'quickunlink', 'subscribe', 'unsubscribe'])(
  'does nothing for a link to %s from somewhere else',
  async (action) => {
    const before = await wiki.profile(id);
    const answer = await joe.get(`/RecentChanges?action=${action}&time=1`);
    expect(answer.text).toContain('data-message="ticket-refused"');
    expect(await wiki.profile(id)).toBe(before);
  },
);
