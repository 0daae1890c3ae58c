import { readdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;
let bob: TestVisitor;

beforeEach(async () => {
  wiki = await startTestWiki();
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addPage('PageOne', 'first\nsecond\nthird\nfourth\n');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
  bob = wiki.visitor();
  await bob.login('BobBuilder', 'bobpw');
});
afterEach(() => wiki.close());

const ticketIn = (html: string): string => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
const messageIn = (html: string): string | undefined => /data-message="([^"]+)"/.exec(html)?.[1];
const onDisk = (file: string): Promise<string> =>
  readFile(path.join(wiki.directory, 'data', 'pages', file), 'utf8');

async function saveAs(visitor: TestVisitor, page: string, text: string, revision: number) {
  const form = await visitor.get(`/${page}?action=edit`);
  return visitor.post(`/${page}`, {
    action: 'edit',
    ticket: ticketIn(form.text),
    rev: String(revision),
    savetext: text,
    comment: 'my change',
    button_save: 'Save Changes',
  });
}

describe('editing a page', () => {
  it('shows the headings that the page will have, each with its line; code is no heading', async () => {
    await wiki.addPage('Long', '#language en\n= One & all =\ntext\n{{{\n== no ==\n}}}\n== Two ==\n');
    const { text } = await bob.get('/Long?action=edit');
    const outline = /<nav id="editor-outline"[^]*?<\/nav>/.exec(text)?.[0] ?? '';
    expect([...outline.matchAll(/data-line="(\d+)">([^<]*)</g)].map(([, ...parts]) => parts)).toEqual([
      ['2', 'One &amp; all'],
      ['7', 'Two'],
    ]);
    expect((await bob.get('/PageOne?action=edit')).text).not.toContain('editor-outline');
  });

  it('writes a new revision in the layout of MoinMoin, logged under the person who saved', async () => {
    const saved = await saveAs(bob, 'PageOne', 'changed\r\n', 1);
    expect(messageIn(saved.text)).toBe('saved');
    expect(await onDisk('PageOne/revisions/00000002')).toBe('changed\r\n');
    expect(await onDisk('PageOne/current')).toBe('00000002\n');
    const [, revision, action, page, address, , user, , comment] =
      (await onDisk('PageOne/edit-log')).trimEnd().split('\n').at(-1)?.split('\t') ?? [];
    expect([revision, action, page, address, user, comment]).toEqual([
      '00000002',
      'SAVE',
      'PageOne',
      '127.0.0.1',
      '1700000000.22.1002',
      'my change',
    ]);
  });

  it('saves nothing without a ticket, and keeps the text in the editor', async () => {
    const answer = await bob.post('/PageOne', {
      action: 'edit',
      rev: '1',
      savetext: 'evil',
      button_save: 'Save',
    });
    expect(messageIn(answer.text)).toBe('ticket-refused');
    expect(answer.text).toContain('evil\n</textarea>');
    expect(await onDisk('PageOne/current')).toBe('00000001\n');
  });

  it('saves nothing with the ticket of another person', async () => {
    const form = await wiki.visitor().get('/PageOne?action=edit');
    const answer = await bob.post('/PageOne', {
      action: 'edit',
      ticket: ticketIn(form.text),
      rev: '1',
      savetext: 'evil',
      button_save: 'Save',
    });
    expect(messageIn(answer.text)).toBe('ticket-refused');
  });

  it('says so when somebody else saved meanwhile, and offers both texts', async () => {
    await saveAs(bob, 'PageOne', 'bob\nsecond\nthird\nfourth\n', 1);
    const other = wiki.visitor();
    const conflict = await saveAs(other, 'PageOne', 'visitor\nsecond\nthird\nfourth\n', 1);
    expect(messageIn(conflict.text)).toBe('edit-conflict');
    expect(conflict.text).toContain('Edit conflict - other version');
    expect(conflict.text).toContain('name="rev" value="2"');
    expect(await onDisk('PageOne/current')).toBe('00000002\n');
  });

  it('shows a preview without saving, and offers the draft in the next editor', async () => {
    const form = await bob.get('/PageOne?action=edit');
    const preview = await bob.post('/PageOne', {
      action: 'edit',
      ticket: ticketIn(form.text),
      rev: '1',
      savetext: "some '''bold''' text",
      button_preview: 'Preview',
    });
    expect(preview.text).toContain('<strong>bold</strong>');
    expect((await bob.get('/PageOne?action=edit')).text).toContain('button_load_draft');
    expect(await onDisk('PageOne/current')).toBe('00000001\n');
  });

  const draftFolder = (): string => path.join(wiki.directory, 'data', 'cache', 'wikiconfig', 'croft-drafts');
  const preview = async (visitor: TestVisitor, page: string): Promise<void> => {
    const form = await visitor.get(`/${page}?action=edit`);
    await visitor.post(`/${page}`, {
      action: 'edit',
      ticket: ticketIn(form.text),
      rev: '1',
      savetext: 'not saved',
      button_preview: 'Preview',
    });
  };

  it('keeps no draft of visitors without an account, who may share an address', async () => {
    await preview(wiki.visitor(), 'PageOne');
    expect((await wiki.visitor().get('/PageOne?action=edit')).text).not.toContain('button_load_draft');
    await expect(readdir(draftFolder())).rejects.toThrow('ENOENT');
  });

  it('drops drafts that nobody came back for within 90 days, when the next one is kept', async () => {
    await preview(bob, 'PageOne');
    const [old = ''] = await readdir(draftFolder());
    const daysAgo = (days: number): number => Date.now() / 1000 - days * 86_400;
    await utimes(path.join(draftFolder(), old), daysAgo(89), daysAgo(89));
    await preview(bob, 'FrontPage');
    expect(await readdir(draftFolder())).toHaveLength(2);
    await utimes(path.join(draftFolder(), old), daysAgo(91), daysAgo(91));
    await preview(bob, 'FrontPage');
    const left = await readdir(draftFolder());
    expect(left).toHaveLength(1);
    expect(left).not.toContain(old);
  });

  it('keeps the first line of a text that begins with an empty one', async () => {
    await wiki.addPage('EmptyStart', '\nsecond line\n');
    const form = await bob.get('/EmptyStart?action=edit');
    // A browser drops exactly one line feed after the tag.
    expect(form.text).toMatch(/<textarea[^>]*>\n\nsecond line/);
  });

  it('deletes only after asking, and brings the page back by reverting', async () => {
    const question = await bob.get('/PageOne?action=DeletePage');
    expect(question.status).toBe(200);
    const deleted = await bob.post('/PageOne', {
      action: 'DeletePage',
      ticket: ticketIn(question.text),
      delete: 'Delete',
    });
    expect(deleted.status).toBe(404);
    const ask = await bob.get('/PageOne?action=revert&rev=1');
    await bob.post('/PageOne', { action: 'revert', rev: '1', ticket: ticketIn(ask.text), revert: 'Revert' });
    expect((await bob.get('/PageOne?action=raw')).text).toBe('first\r\nsecond\r\nthird\r\nfourth\r\n');
  });
});
