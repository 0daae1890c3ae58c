import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { startTestWiki, type TestAnswer, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';
import { failDisk, type FailingDisk } from '../support/failing-disk.ts';

/**
 * What can't be read is neither open nor absent, and nothing is remembered of it (issue 11 §2): for as long as the disk
 * refuses, the page itself is 503 and every list goes on without it; afterwards all is as before.
 */
let wiki: TestWiki;
let stranger: TestVisitor;
let disk: FailingDisk | null = null;

const inPage = (...parts: string[]): string => path.join(wiki.directory, 'data', 'pages', ...parts);
const heal = (): void => {
  disk?.restore();
  disk = null;
};
/** Every call that names a path with `part` is refused. */
const refuse = (part: string, code: string): void => {
  heal();
  disk = failDisk(({ paths }) => (paths.some((one) => one.includes(part)) ? code : null));
};
/** The caches are as after a start. */
const forgetEverything = (): void => wiki.change({});
const problems = (): string =>
  wiki.events.flatMap((event) => (event.kind === 'problem' ? [event.what] : [])).join('\n');
const defects = () => wiki.events.filter(({ kind }) => kind === 'defect');
const brief = ({ status, text }: TestAnswer): [number, boolean] => [status, text.includes('secret words')];

const closed = [
  '/ClosedPage',
  '/ClosedPage?action=raw',
  '/ClosedPage?action=print',
  '/ClosedPage?action=info',
  '/ClosedPage?action=edit',
  '/ClosedPage?action=AttachFile&do=view&target=a.txt',
  '/ClosedPage?action=AttachFile&do=get&target=a.txt',
];
const lists = [
  '/FrontPage',
  '/RecentChanges',
  '/FrontPage?action=titleindex',
  '/FrontPage?action=sitemap',
  '/FrontPage?action=rss_rc',
  '/FrontPage?action=fullsearch&value=words&fullsearch=1',
];

async function visitAll(addresses: readonly string[]): Promise<[string, number, boolean][]> {
  const found: [string, number, boolean][] = [];
  for (const address of addresses) found.push([address, ...brief(await stranger.get(address))]);
  return found;
}

beforeEach(async () => {
  wiki = await startTestWiki();
  await wiki.addPage('FrontPage', 'Open words.\n[[ClosedPage]]\n');
  await wiki.addPage('RecentChanges', '<<RecentChanges>>\n');
  await wiki.addPage('ClosedPage', '#acl JoeDoe:read,write,delete\nsecret words\n');
  await wiki.addPage('BannedGroup', ' * Mallory\n');
  await wiki.addPage('StaffGroup', ' * JoeDoe\n');
  await wiki.addPage('RuledPage', '#acl BannedGroup: StaffGroup:read,write All:read\nsecret words\n');
  await mkdir(inPage('ClosedPage', 'attachments'));
  await writeFile(inPage('ClosedPage', 'attachments', 'a.txt'), 'secret words');
  stranger = wiki.visitor();
});
afterEach(async () => {
  heal();
  await wiki.close();
});

describe('a page whose current revision can not be read', () => {
  const revision = path.join('ClosedPage', 'revisions', '00000001');

  async function isClosedMeanwhileAndAfter(): Promise<void> {
    for (const [address, status, told] of await visitAll(closed))
      expect([address, status, told]).toEqual([address, 503, false]);
    for (const [address, status, told] of await visitAll(lists))
      expect([address, status, told]).toEqual([address, 200, false]);
    expect((await stranger.get('/FrontPage?action=fullsearch&value=words&fullsearch=1')).text).toContain(
      'FrontPage',
    );
    expect((await stranger.get('/FrontPage?action=titleindex')).text).not.toContain('ClosedPage');
    expect(problems()).toContain(revision);
  }

  it.each(['EACCES', 'EIO', 'EISDIR', 'ELOOP'])(
    'refused with %s is 503, and afterwards as before',
    async (code) => {
      const before = await visitAll([...closed, ...lists]);
      forgetEverything();
      refuse(revision, code);
      await isClosedMeanwhileAndAfter();
      heal();
      expect(await visitAll([...closed, ...lists])).toEqual(before);
      expect(defects()).toEqual([]);
    },
  );

  const odd: readonly [string, (file: string) => Promise<void> | void][] = [
    ['a folder', (file) => mkdir(file).then(() => undefined)],
    ['a link to itself', (file) => symlink(file, file)],
    ['a named pipe', (file) => void execFileSync('mkfifo', [file])],
    ['a device without end', (file) => symlink('/dev/zero', file)],
    [
      'a file without end',
      async (file) => {
        await writeFile(file, '');
        await truncate(file, 2 ** 36);
      },
    ],
  ];
  it.each(odd)('or is %s, is 503 at once, and afterwards as before', async (_, put) => {
    const before = await visitAll(closed);
    for (const part of ['current', path.join('revisions', '00000001')]) {
      const file = inPage('ClosedPage', part);
      forgetEverything();
      await rename(file, `${file}.away`);
      await put(file);
      for (const answer of await visitAll(closed)) expect(answer.slice(1)).toEqual([503, false]);
      expect((await stranger.get('/FrontPage?action=titleindex')).text).toContain('RuledPage');
      await rm(file, { recursive: true });
      await rename(`${file}.away`, file);
      expect(await visitAll(closed)).toEqual(before);
    }
    expect(defects()).toEqual([]);
  });

  it('is refused to a save, which loses nothing', async () => {
    refuse(revision, 'EIO');
    forgetEverything();
    const posted = await stranger.post('/ClosedPage', {
      action: 'edit',
      savetext: 'open now\n',
      button_save: 'Save',
    });
    expect(posted.status).toBe(503);
    heal();
    expect(await visitAll(['/ClosedPage'])).toEqual([['/ClosedPage', 403, false]]);
  });
});

describe('a group page that can not be read', () => {
  it.each(['BannedGroup', 'StaffGroup'])(
    '(%s) closes what it rules, and rules again afterwards',
    async (group) => {
      await wiki.addUser('1.1', 'Mallory', 'pw');
      await wiki.addUser('2.2', 'JoeDoe', 'pw');
      const [mallory, joe] = [wiki.visitor(), wiki.visitor()];
      await mallory.login('Mallory', 'pw');
      await joe.login('JoeDoe', 'pw');
      const whoMay = async () => [
        brief(await mallory.get('/RuledPage')),
        brief(await joe.get('/RuledPage?action=edit')),
      ];
      expect(await whoMay()).toEqual([
        [403, false],
        [200, true],
      ]);
      forgetEverything();
      refuse(path.join(group, 'revisions', '00000001'), 'EIO');
      const meanwhile = await whoMay();
      expect(meanwhile.every(([, told]) => !told)).toBe(true);
      expect(meanwhile.some(([status]) => status === 503)).toBe(true);
      heal();
      expect(await whoMay()).toEqual([
        [403, false],
        [200, true],
      ]);
      expect(defects()).toEqual([]);
    },
  );
});

test('too many open files are 503, never a missing page or an empty result', async () => {
  const addresses = [...closed, ...lists, '/NoSuchPage'];
  const before = await visitAll(addresses);
  forgetEverything();
  disk = failDisk(({ operation, paths }) =>
    ['open', 'readdir'].includes(operation) && paths.some((one) => one.includes('pages')) ? 'EMFILE' : null,
  );
  for (const [address, status, told] of await visitAll(addresses))
    expect([address, status, told]).toEqual([address, 503, false]);
  heal();
  expect(await visitAll(addresses)).toEqual(before);
  expect(defects()).toEqual([]);
});

describe('an attachment that can not be read', () => {
  it.each(['get', 'view'])('is 503 for do=%s, and its page is shown', async (what) => {
    await mkdir(inPage('FrontPage', 'attachments'));
    await writeFile(inPage('FrontPage', 'attachments', 'b.txt'), 'open words');
    await wiki.addPage('Inlining', '{{attachment:FrontPage/b.txt}}\n');
    const address = `/FrontPage?action=AttachFile&do=${what}&target=b.txt`;
    const before = (await stranger.get(address)).text;
    expect(before).toContain('open words');
    disk = failDisk(({ operation, paths }) =>
      operation === 'open' && paths[0]?.endsWith('b.txt') === true ? 'EIO' : null,
    );
    expect((await stranger.get(address)).status).toBe(503);
    expect((await stranger.get('/FrontPage?action=AttachFile')).text).toContain('b.txt');
    expect((await stranger.get('/Inlining')).status).toBe(200);
    heal();
    expect((await stranger.get(address)).text).toBe(before);
    expect(defects()).toEqual([]);
  });

  it('and a pipe in its place is none', async () => {
    await mkdir(inPage('FrontPage', 'attachments'));
    execFileSync('mkfifo', [inPage('FrontPage', 'attachments', 'pipe.txt')]);
    expect((await stranger.get('/FrontPage?action=AttachFile&do=get&target=pipe.txt')).status).toBe(404);
  });
});

test('a save whose log line can not be written says that it is stored, and what is lacking', async () => {
  refuse(path.join('data', 'edit-log'), 'ENOSPC');
  const form = (await stranger.get('/FrontPage?action=edit')).text;
  const valueOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  const saved = await stranger.post('/FrontPage', {
    action: 'edit',
    savetext: 'Other words.\n',
    rev: valueOf('rev'),
    ticket: valueOf('ticket'),
    button_save: 'Save',
  });
  expect([saved.status, saved.text]).toEqual([
    200,
    expect.stringContaining('data-message="stored-incomplete"'),
  ]);
  expect(saved.text).toContain('Stored, but the log of changes could not be written (ENOSPC)');
  heal();
  expect((await stranger.get('/FrontPage?action=raw')).text).toBe('Other words.\r\n');
  await wiki.addPage('NextPage', 'next\n');
  expect((await stranger.get('/FrontPage?action=rss_rc')).text.match(/<title>FrontPage/g)).toHaveLength(2);
});

test.each(['edit-log', 'intermap.txt'])('a pipe in place of %s holds nobody up', async (name) => {
  const file = path.join(wiki.directory, 'data', name);
  await rm(file, { force: true });
  execFileSync('mkfifo', [file]);
  forgetEverything();
  expect(brief(await stranger.get('/FrontPage'))).toEqual([200, false]);
  expect(brief(await stranger.get('/ClosedPage'))).toEqual([403, false]);
  await rm(file);
  expect(defects()).toEqual([]);
});
