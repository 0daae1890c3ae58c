import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;

beforeEach(async () => {
  wiki = await startTestWiki({ naviBar: ['Evil:FromSite'] });
  await writeFile(
    path.join(wiki.directory, 'data', 'intermap.txt'),
    'Evil javascript:alert(1)//\nGood http://good.example/\n',
  );
});
afterEach(() => wiki.close());

describe('a program in the interwiki map', () => {
  it('is in no address of a page, wherever it names the wiki', async () => {
    await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw', {
      'quicklinks[]': 'Evil:Mine\tjavascript:alert(2)\t[[data:text/html,x|Text]]',
    });
    await wiki.addPage('FrontPage', 'Evil:PageName [[Evil:x|label]] {{Evil:y}} [[Good:z]] <<InterWiki>>\n');
    const bob = wiki.visitor();
    await bob.login('BobBuilder', 'bobpw');
    const { text } = await bob.get('/FrontPage');
    expect(text).toContain('href="http://good.example/z"');
    expect(text).toContain('label');
    expect([...text.matchAll(/(?:href|src|data|action)="(?:javascript|data):[^"]*"/gi)]).toEqual([]);
  });

  it('is nowhere that a page or a wiki name in the address sends a browser', async () => {
    await wiki.addPage('Moved', '#redirect Evil:x\n');
    for (const address of ['/Moved', '/Evil:x', '/FrontPage?action=show&wikiname=Evil']) {
      const answer = await wiki.visitor().get(address);
      expect(answer.headers.get('location') ?? '').not.toMatch(/^javascript:/i);
    }
  });
});
