import { strToU8, unzipSync, zipSync } from 'fflate';
import { readFile, readdir, writeFile, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;
let boss: TestVisitor;

beforeEach(async () => {
  wiki = await startTestWiki({ superuser: ['BossUser'] });
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addUser('1700000000.11.1001', 'BossUser', 'bosspw');
  await wiki.addUser('1700000000.22.1002', 'BobBuilder', 'bobpw');
  boss = wiki.visitor();
  await boss.login('BossUser', 'bosspw');
});
afterEach(() => wiki.close());

const ticketIn = (html: string): string => /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '';
const messageIn = (html: string): string | undefined => /data-message="([^"]+)"/.exec(html)?.[1];
const inPages = (file: string): string => path.join(wiki.directory, 'data', 'pages', file);

/** Puts a file beside a page as if somebody had uploaded it. */
async function attach(fileName: string, bytes: Uint8Array): Promise<void> {
  await mkdir(inPages('FrontPage/attachments'), { recursive: true });
  await writeFile(inPages(`FrontPage/attachments/${fileName}`), bytes);
}

const packageOf = (script: string, files: Record<string, string | Uint8Array> = {}): Uint8Array =>
  zipSync({
    MOIN_PACKAGE: strToU8(`MoinMoinPackage|1\n${script}`),
    ...Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  });

const show = (fileName: string) => boss.get(`/FrontPage?action=AttachFile&do=install&target=${fileName}`);

async function install(fileName: string) {
  const asked = await show(fileName);
  return boss.post('/FrontPage', {
    ...{ action: 'AttachFile', do: 'install', target: fileName, install: 'yes' },
    ticket: ticketIn(asked.text),
  });
}

/** Package of pages as the action sends it. */
async function packed(pagelist: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const asked = await boss.get('/FrontPage?action=PackagePages');
  const form = new URLSearchParams({
    ...{ action: 'PackagePages', packagename: 'my pages', pagelist, submit: 'Package' },
    ticket: ticketIn(asked.text),
    ...more,
  });
  const answer = await fetch(`${wiki.url}/FrontPage`, {
    method: 'POST',
    body: form,
    headers: { Cookie: boss.cookies() },
  });
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my pages.zip"');
  expect(answer.headers.get('content-type')).toBe('application/zip');
  return new Uint8Array(await answer.arrayBuffer());
}

describe('packaging pages', () => {
  it('sends the chosen pages with their attachments, in a form that can be installed again', async () => {
    await wiki.addPage('Größe|2', 'Text | with a bar\n');
    await attach('a b.txt', strToU8('attached'));
    const bytes = await packed('FrontPage, Größe|2\nNoSuchPage', { include_attachments: '1' });
    const files = unzipSync(bytes);
    expect(Buffer.from(files['MOIN_PACKAGE'] ?? []).toString()).toBe(
      [
        'MoinMoinPackage|1',
        'AddRevision|1|FrontPage|||False',
        'AddAttachment|1_attachment_1|a b.txt|FrontPage||',
        String.raw`AddRevision|2|Größe\|2|||False`,
        '',
      ].join('\n'),
    );
    for (const page of ['FrontPage', 'Größe|2']) await wiki.addPage(page, 'changed meanwhile\n');
    await attach('again.zip', bytes);
    await install('again.zip');
    expect((await boss.get('/FrontPage?action=raw')).text).toBe('Welcome.\r\n');
    expect((await boss.get('/Gr%C3%B6%C3%9Fe%7C2?action=raw')).text).toBe('Text | with a bar\r\n');
  });

  it('leaves out pages that the person may not read, and leaves nothing in the temporary folder', async () => {
    await wiki.addPage('SecretPage', '#acl BossUser:read,write\nsecret\n');
    const bob = wiki.visitor();
    await bob.login('BobBuilder', 'bobpw');
    const asked = await bob.get('/FrontPage?action=PackagePages');
    const answer = await bob.post('/FrontPage', {
      ...{ action: 'PackagePages', packagename: 'x', pagelist: 'SecretPage', submit: 'Package' },
      ticket: ticketIn(asked.text),
    });
    expect(messageIn(answer.text)).toBe('PackagePages-form');
    expect(answer.text).toContain('None of these pages exists');
    await packed('FrontPage');
    await expect
      .poll(async () => (await readdir(os.tmpdir())).filter((name) => name.startsWith('croft-package-')))
      .toEqual([]);
  });
});

describe('installing a package', () => {
  const script = [
    '# a comment',
    'AddRevision|1|NewPage|Ann Author|made elsewhere|False',
    'AddRevision|2|FrontPage|Ann Author||False',
    'AddAttachment|3|no/tes.txt|NewPage|Ann Author|',
    'RenamePage|OldName|BetterName|Ann Author|renamed',
    'DeletePage|DoomedPage|Ann Author|gone',
    'InstallPlugin|4|all|macro|Evil.py',
    'Print|All done',
  ].join('\n');
  const files = { '1': 'new text\n', '2': 'Welcome, all.\n', '3': 'notes', '4': 'import os' };

  beforeEach(async () => {
    await wiki.addPage('OldName', 'old\n');
    await wiki.addPage('DoomedPage', 'doomed\n');
    await attach('set.zip', packageOf(script, files));
  });

  it('shows what will change, and changes nothing before the button is used', async () => {
    const page = await show('set.zip');
    for (const sentence of [
      'New page',
      'New revision',
      'Attachment no_tes.txt',
      'Renames the page to BetterName',
      'Deletes the page',
      'Left out: InstallPlugin is not possible here',
      'Says: All done',
      'would change (5)',
    ])
      expect(page.text).toContain(sentence);
    expect((await boss.get('/NewPage')).status).toBe(404);
    expect((await boss.get('/OldName')).status).toBe(200);
  });

  it('writes pages, attachments, renames and deletions, with the package’s author in the log', async () => {
    const answer = await install('set.zip');
    expect(messageIn(answer.text)).toBe('package-installed');
    expect((await boss.get('/NewPage?action=raw')).text).toBe('new text\r\n');
    expect((await boss.get('/FrontPage?action=raw')).text).toBe('Welcome, all.\r\n');
    expect((await boss.get('/NewPage?action=AttachFile&do=get&target=no_tes.txt')).text).toBe('notes');
    expect((await boss.get('/OldName')).status).toBe(404);
    expect((await boss.get('/BetterName')).status).toBe(200);
    expect((await boss.get('/DoomedPage')).status).toBe(404);
    const [, , action, , address, host, user, , comment] = (
      await readFile(inPages('NewPage/edit-log'), 'utf8')
    )
      .trimEnd()
      .split(/[\t\n]/);
    expect([action, address, host, user, comment]).toEqual([
      ...['SAVENEW', '', 'Ann Author', '', 'made elsewhere'],
    ]);
  });

  it('changes nothing the second time', async () => {
    await attach('once.zip', packageOf('AddRevision|1|NewPage|||\n', { '1': 'new text\n' }));
    await install('once.zip');
    const again = await show('once.zip');
    expect(again.text).toContain('there is nothing to change');
    expect(again.text).not.toContain('name="install"');
  });

  it('is for superusers, who need the form’s ticket', async () => {
    const bob = wiki.visitor();
    await bob.login('BobBuilder', 'bobpw');
    const denied = await bob.get('/FrontPage?action=AttachFile&do=install&target=set.zip');
    expect(messageIn(denied.text)).toBe('action-not-allowed');
    expect((await bob.get('/FrontPage?action=AttachFile')).text).not.toContain('do=install');
    expect((await boss.get('/FrontPage?action=AttachFile')).text).toContain('do=install');
    const form = { action: 'AttachFile', do: 'install', target: 'set.zip', install: 'yes', ticket: 'x' };
    expect(messageIn((await boss.post('/FrontPage', form)).text)).toBe('ticket-refused');
    expect((await boss.get('/NewPage')).status).toBe(404);
  });
});

describe('a package that can’t be trusted', () => {
  const script = 'AddRevision|1|NewPage|||\n';

  it.each([
    ['no zip file', strToU8('hello'), 'can’t be installed'],
    ['no package', zipSync({ a: strToU8('x') }), 'is no page package'],
    ['a name that leaves its folder', packageOf(script, { '1': 'x', '../../evil': 'x' }), 'leads out'],
    ['an absolute name', packageOf(script, { '1': 'x', '/etc/passwd': 'x' }), 'leads out'],
    ['a bomb', packageOf(script, { '1': new Uint8Array(20_000_000) }), 'is larger than'],
    ['a file that is not there', packageOf('AddRevision|7|NewPage|||\n'), 'names 7'],
    ['no words', packageOf('AddRevision|1\n', { '1': 'x' }), 'line 2 of its script'],
    ['a newer language', zipSync({ MOIN_PACKAGE: strToU8('MoinMoinPackage|2\n') }), 'line 1 of its script'],
    ['a text that is no UTF-8', packageOf(script, { '1': new Uint8Array([0xff, 0xfe, 0x41]) }), 'not UTF-8'],
    [
      'one member used so often that it fills the disk',
      packageOf('AddAttachment|1|a|NewPage||\n'.repeat(60), { '1': randomBytes(10_000_000) }),
      'is larger than',
    ],
  ])('is refused whole: %s', async (_what, bytes, reason) => {
    await attach('bad.zip', bytes);
    const answer = await show('bad.zip');
    expect(messageIn(answer.text)).toBe('package-refused');
    expect(answer.text).toContain(reason);
    expect((await boss.get('/NewPage')).status).toBe(404);
  });

  it('is refused when a member is not what the list says, before anything is written', async () => {
    const bytes = Buffer.from(packageOf(`AddRevision|2|OtherPage|||\n${script}`, { '1': 'aaaa', '2': 'ok' }));
    const local = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])); // the first member's line in the list
    bytes.writeUInt32LE(0xdeadbeef, bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), local + 4) + 16);
    await attach('bad.zip', bytes);
    expect(messageIn((await show('bad.zip')).text)).toBe('package-refused');
    expect((await boss.get('/OtherPage')).status).toBe(404);
  });
});

describe('an attached zip file', () => {
  it('is listed by its view, and unpacked into attachments by name', async () => {
    await attach('two.zip', zipSync({ 'sub/one.txt': strToU8('1'), 'two.txt': strToU8('22') }));
    await attach('two.txt', strToU8('mine'));
    expect((await boss.get('/FrontPage?action=AttachFile&do=view&target=two.zip')).text).toContain(
      'sub/one.txt',
    );
    const list = await boss.get('/FrontPage?action=AttachFile');
    const link = /href="([^"]*do=unzip[^"]*)"/.exec(list.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const asked = await boss.get(link);
    expect(messageIn(asked.text)).toBe('unzip-form');
    expect((await boss.get('/FrontPage?action=AttachFile&do=get&target=one.txt')).status).toBe(404);
    const answer = await boss.post(link, {});
    expect(answer.text).toContain('Files of two.zip that are attached now: 1. Passed over');
    const get = (name: string) => boss.get(`/FrontPage?action=AttachFile&do=get&target=${name}`);
    expect((await get('one.txt')).text).toBe('1');
    expect((await get('two.txt')).text).toBe('mine');
  });

  it('is not unpacked when it holds more than the configuration allows', async () => {
    wiki.change({ unzipSingleFileSizeBytes: 10 });
    await attach('big.zip', zipSync({ 'big.txt': new Uint8Array(5000) }));
    const list = await boss.get('/FrontPage?action=AttachFile');
    const link = /href="([^"]*do=unzip[^"]*)"/.exec(list.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(messageIn((await boss.post(link, {})).text)).toBe('unzip-failed');
    expect((await boss.get('/FrontPage?action=AttachFile&do=get&target=big.txt')).status).toBe(404);
  });

  it('is unpacked by nobody without a ticket', async () => {
    await attach('two.zip', zipSync({ 'two.txt': strToU8('22') }));
    const answer = await boss.post('/FrontPage?action=AttachFile&do=unzip&target=two.zip', {});
    expect(messageIn(answer.text)).toBe('ticket-refused');
  });
});

/** Bytes that don't get smaller by packing, always the same. */
function randomBytes(count: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length: count }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16);
}
