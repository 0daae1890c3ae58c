import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestWiki, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;

const picture = Buffer.from('\x89PNG\r\n\x1a\nnot really');

/** A tar file with one 512-byte head and padded content for each member. */
function tar(members: Readonly<Record<string, Buffer>>): Buffer {
  const blocks = Object.entries(members).flatMap(([name, content]) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    return [head, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

beforeAll(async () => {
  wiki = await startTestWiki();
  await wiki.addPage('Sketches', '{{drawing:garden.tdraw}}\n');
  await wiki.addPage('Secret', '#acl All:\n{{drawing:garden.tdraw}}\n');
  const drawing = tar({ 'drawing.draw': Buffer.from('source'), 'drawing.png': picture });
  for (const page of ['Sketches', 'Secret']) {
    const folder = path.join(wiki.directory, 'data/pages', page, 'attachments');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'garden.tdraw'), drawing);
    await writeFile(path.join(folder, 'cut.tdraw'), drawing.subarray(0, drawing.length - 1600));
    await writeFile(path.join(folder, 'other.txt'), drawing);
  }
});
afterAll(() => wiki.close());

const box = (page: string, target: string, member: string) =>
  fetch(`${wiki.url}/${page}?action=AttachFile&do=box&target=${target}&member=${member}`);

describe('a drawing', () => {
  it('is shown by the picture inside it, under the address that the page names', async () => {
    const page = await wiki.visitor().get('/Sketches');
    const source = /<img[^>]* src="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(source).toContain('do=box');
    const answer = await fetch(`${wiki.url}${source}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(picture);
  });

  it.each([
    ['a member that is no picture', 'garden.tdraw', 'drawing.draw'],
    ['a member that is not there', 'garden.tdraw', 'other.png'],
    ['a file that is cut off', 'cut.tdraw', 'drawing.png'],
    ['a file that is no drawing', 'other.txt', 'drawing.png'],
    ['no file', 'none.tdraw', 'drawing.png'],
  ])('%s is not found', async (_what, target, member) => {
    expect((await box('Sketches', target, member)).status).toBe(404);
  });

  it('is kept from whoever may not read its page', async () => {
    expect((await box('Secret', 'garden.tdraw', 'drawing.png')).status).toBe(403);
  });
});
