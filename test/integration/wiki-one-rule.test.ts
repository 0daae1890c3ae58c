import { afterEach, expect, it } from 'vitest';
import { startTestWiki, type TestWiki } from '../fakes/wiki-server.ts';

/** A rule that two places show is one rule: both are asked, and must say the same. */
let wiki: TestWiki;
afterEach(() => wiki.close());

it('writes a time alike in a macro and below the page', async () => {
  wiki = await startTestWiki({ datetimeFmt: '%Y week %W %Z %Q' });
  wiki.nowSeconds = Date.now() / 1000;
  await wiki.addPage('PlantList', '<<DateTime>>');
  const { text } = await wiki.visitor().get('/PlantList');
  const [macro, footer] = text.match(/\d{4} week \d\d UTC %Q/g) ?? [];
  expect(macro).toBeDefined();
  expect(footer).toBe(macro);
});

it('puts a page into every place of another wiki’s address, wherever the link stands', async () => {
  wiki = await startTestWiki({ naviBar: ['Other:Tea Pot'] });
  await wiki.addPage('InterWikiMap', 'Other http://other.example/$PAGE?back=$PAGE');
  await wiki.addPage('PlantList', '[[Other:Tea Pot]] [[Other:Tea Pot#a b]]');
  await wiki.addPage('OldName', '#redirect Other:Tea Pot');
  const address = 'http://other.example/Tea%20Pot?back=Tea%20Pot';
  const { text } = await wiki.visitor().get('/PlantList');
  const targets = [...text.matchAll(/href="(http:\/\/other[^"]*)"/g)].map(([, href]) => href);
  expect(new Set(targets)).toEqual(new Set([address, `${address}#a_b`]));
  expect(targets).toHaveLength(3);
  const redirect = await wiki.visitor().get('/OldName');
  expect(redirect.headers.get('location')).toBe(address);
});

it('reads bytes that are no text alike in path and query', async () => {
  wiki = await startTestWiki();
  await wiki.addPage('Tr\ufffdee', 'found it');
  expect((await wiki.visitor().get('/Tr%ffee')).text).toContain('found it');
  expect((await wiki.visitor().get('/?action=goto&target=Tr%ffee')).headers.get('location') ?? '').toMatch(
    /Tr%EF%BF%BDee/,
  );
});

it('breaks long words of comments in the list of changes', async () => {
  wiki = await startTestWiki();
  await wiki.addPage('RecentChanges', '<<RecentChanges>>');
  await wiki.addUser('1.1.1', 'Ann', 'secret-1');
  const ann = wiki.visitor();
  await ann.login('Ann', 'secret-1');
  const form = (await ann.get('/PlantList?action=edit')).text;
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  const saved = await ann.post('/PlantList', {
    action: 'edit',
    savetext: 'Fern',
    comment: 'x'.repeat(40),
    rev: field('rev'),
    ticket: field('ticket'),
    button_save: 'Save',
  });
  expect(saved.status).toBeLessThan(400);
  const { text } = await ann.get('/RecentChanges');
  expect(text).toContain(`${'x'.repeat(20)} ${'x'.repeat(20)}`);
});
