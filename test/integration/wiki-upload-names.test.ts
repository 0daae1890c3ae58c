import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

const boundary = 'xxBoundary';

let wiki: TestWiki;
let editor: TestVisitor;

beforeEach(async () => {
  wiki = await startTestWiki({ aclRightsDefault: 'All:read,write,delete' });
  await wiki.addPage('FrontPage', 'Text.\n');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
  editor = wiki.visitor();
  await editor.login('BobBuilder', 'bobpw');
});
afterEach(() => wiki.close());

/** Sends a file whose name stands in the form's header as these bytes. */
async function upload(disposition: Buffer | string): Promise<string> {
  const list = await editor.get('/FrontPage?action=AttachFile');
  const ticket = /name="ticket" value="([^"]+)"/.exec(list.text)?.[1] ?? '';
  const fields = { action: 'AttachFile', do: 'upload', ticket };
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.concat([
    Buffer.from(`${texts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; `),
    Buffer.from(disposition),
    Buffer.from(`\r\nContent-Type: text/plain\r\n\r\ncontent\r\n--${boundary}--\r\n`),
  ]);
  const answer = await fetch(`${wiki.url}/FrontPage`, {
    method: 'POST',
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      Cookie: editor.cookies(),
    },
    body,
  });
  return answer.text();
}

const attached = async (): Promise<readonly string[]> => {
  const folder = path.join(wiki.directory, 'data', 'pages', 'FrontPage', 'attachments');
  return readdir(folder);
};

describe('an uploaded file', () => {
  it.each<readonly [string, Buffer | string, string]>([
    ['in UTF-8', 'filename="отчёт.txt"', 'отчёт.txt'],
    ['beyond the first plane', 'filename="🙂.txt"', '🙂.txt'],
    ['in the extended form', `filename="x.txt"; filename*=UTF-8''%D0%BE%D1%82.txt`, 'от.txt'],
    ['in Latin-1', Buffer.from('filename="B\xe4r.txt"', 'latin1'), 'Bär.txt'],
    ['with a slash', 'filename="a/b.txt"', 'a_b.txt'],
    ['with a path that leads out', 'filename="../../../x.txt"', '.._.._.._x.txt'],
  ])('keeps its name %s', async (_what, disposition, name) => {
    const answer = await upload(disposition);
    expect(answer).toContain(`Attachment &#39;${name}&#39;`);
    expect(await attached()).toEqual([name]);
    const found = await editor.get(`/FrontPage?action=AttachFile&do=get&target=${encodeURIComponent(name)}`);
    expect([found.status, found.text]).toEqual([200, 'content']);
  });
});

describe('an attachment', () => {
  const link = async () => {
    const list = await editor.get('/FrontPage?action=AttachFile');
    return /href="([^"]*do=del[^"]*)"/.exec(list.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  };

  it('is deleted by the button of a form, not by the link that leads to it', async () => {
    await upload('filename="a.txt"');
    const asked = await editor.get(await link());
    expect(asked.text).toContain('data-message="del-form"');
    expect(await attached()).toEqual(['a.txt']);
    const form = /<form[^>]*>(?:(?!<\/form>).)*name="do" value="del".*?<\/form>/s.exec(asked.text)?.[0] ?? '';
    const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const done = await editor.post('/FrontPage', Object.fromEntries(fields));
    expect(done.text).toContain('data-message="attachment-deleted"');
    expect(await attached()).toEqual([]);
  });

  it('is deleted by the link in strict compatibility', async () => {
    await upload('filename="a.txt"');
    wiki.change({ compatibility: 'strict' });
    expect((await editor.get(await link())).text).toContain('data-message="attachment-deleted"');
    expect(await attached()).toEqual([]);
  });
});
