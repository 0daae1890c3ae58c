import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderOfPage } from '../../../electron/page/page-name.ts';
import { openPageStore, type PageStore } from '../../../electron/page/page-store.ts';
import { savePolicy } from '../../../electron/page/save-policy.ts';
import { writePages } from '../../golden/kinds/wiki/golden-wiki.ts';
import { testSettings } from '../../fakes/wiki-settings.ts';

let dir: string;
let logged: string[];

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-spam-'));
  logged = [];
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const author = { userId: '', address: '127.0.0.1', host: '127.0.0.1', may: () => true };

async function wikiWith(
  pages: Readonly<Record<string, string>>,
  system: Readonly<Record<string, string>> = {},
): Promise<PageStore> {
  await writePages(path.join(dir, 'data'), pages);
  return openPageStore({
    dataDir: path.join(dir, 'data'),
    underlayDir: null,
    settings: testSettings(dir),
    nowMicroseconds: () => 1_796_000_000_000_000,
    log: (line) => logged.push(line),
    policy: savePolicy('antispam', (line) => logged.push(line)),
    systemPages: { names: Object.keys(system), text: (name) => system[name] ?? null },
  });
}

async function save(store: PageStore, text: string, comment = ''): Promise<unknown> {
  const saved = await store.save({ name: 'LogBook', text, comment, author, variables: null });
  return saved.ok ? 'saved' : saved.error.kind === 'Vetoed' ? saved.error.veto : saved.error;
}

describe('a wiki with the antispam policy', () => {
  test('refuses what a rule of either list forbids, and names it', async () => {
    const store = await wikiWith({ BadContent: 'cheap\\s*ropes # sold here\n', LocalBadContent: 'tar\n' });
    expect(await save(store, 'Buy CHEAP ropes!\n')).toEqual({
      kind: 'spam',
      match: 'CHEAP ropes',
      list: 'BadContent',
    });
    expect(await save(store, 'fine\n', 'tar')).toMatchObject({ list: 'LocalBadContent' });
    expect(await save(store, 'fine\n')).toBe('saved');
  });

  test('leaves old lines alone and judges changed ones', async () => {
    const store = await wikiWith({ BadContent: 'ropes\n', LogBook: 'old ropes\n' });
    expect(await save(store, 'new\nold ropes\n')).toBe('saved');
    expect(await save(store, 'new\nold ropes and more\n')).toMatchObject({ kind: 'spam' });
  });

  test('knows letters beyond ASCII by their case, as Python does', async () => {
    const store = await wikiWith({ BadContent: 'fähre\n' });
    expect(await save(store, 'FäHRE\n')).toMatchObject({ kind: 'spam' });
    expect(await save(store, 'FÄHRE\n')).toBe('saved');
  });

  test('passes a broken rule over and says so in the log', async () => {
    const store = await wikiWith({ BadContent: 'fine(\nropes\n' });
    expect(await save(store, 'ropes\n')).toMatchObject({ kind: 'spam' });
    expect(await save(store, 'fine\n')).toBe('saved');
    expect(logged.join('\n')).toContain('line 1 of BadContent');
  });

  test('refuses while a rule takes too long, and others are served meanwhile', async () => {
    const store = await wikiWith({ BadContent: '(a*)*\\1(a*)*\\2(a*)*\\3b\n' });
    expect(await save(store, `${'a'.repeat(20_000)}\n`)).toEqual({
      kind: 'untried-rule',
      list: 'BadContent',
      line: 1,
    });
  });

  test('takes a rule of Python that ours can not try for a reason to refuse', async () => {
    const store = await wikiWith({ LocalBadContent: `\n${'a'.repeat(60_000)}\n` });
    expect(await save(store, 'fine\n')).toEqual({ kind: 'untried-rule', list: 'LocalBadContent', line: 2 });
  });

  test('refuses while a list can not be read', async () => {
    const store = await wikiWith({ BadContent: 'ropes\n' });
    const revision = path.join(dir, 'data/pages', folderOfPage('BadContent'), 'revisions/00000001');
    await rm(revision);
    await mkdir(revision);
    expect(await save(store, 'ropes\n')).toMatchObject({ kind: 'DiskRefused' });
    await rm(revision, { recursive: true });
    await writeFile(revision, 'ropes\n');
    expect(await save(store, 'ropes\n')).toMatchObject({ kind: 'spam' });
  });

  test("takes no rules from Croft's own help page of that name", async () => {
    const store = await wikiWith({}, { LocalBadContent: 'the\n' });
    expect(await save(store, 'the ropes\n')).toBe('saved');
  });

  test('sees a rule that was just added', async () => {
    const store = await wikiWith({});
    expect(await save(store, 'ropes\n')).toBe('saved');
    await store.save({ name: 'BadContent', text: 'tar\n', author, variables: null });
    expect(await save(store, 'tar\n')).toMatchObject({ kind: 'spam', match: 'tar' });
    await store.save({ name: 'BadContent', text: 'tar\nropes\n', author, variables: null });
  });

  test('judges reverts, renames by their comment, and deletions by theirs', async () => {
    const store = await wikiWith({ LogBook: 'ropes\n' });
    await save(store, 'clean\n');
    await store.save({ name: 'BadContent', text: 'ropes\n', author, variables: null });
    const change = { name: 'LogBook', author, variables: null };
    const kinds = [
      await store.revert({ ...change, revision: 1 }),
      await store.delete({ ...change, comment: 'ropes' }),
      await store.rename({ ...change, to: 'OldBook', comment: 'ropes' }),
    ].map((outcome) => (outcome.ok ? 'done' : outcome.error.kind));
    expect(kinds).toEqual(['Vetoed', 'Vetoed', 'Vetoed']);
    expect((await store.copy({ ...change, to: 'BookOfRopes', comment: 'ropes' })).ok).toBe(true);
  });

  test('thousands of rules give the event loop its turn', async () => {
    const rules = Array.from({ length: 5000 }, (_, index) => `spam${index}\\.example`).join('\n');
    const store = await wikiWith({ BadContent: rules });
    let turns = 0;
    const count = (): void => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    expect(await save(store, 'see spam4999.example\n')).toMatchObject({ match: 'spam4999.example' });
    clearImmediate(next);
    expect(turns).toBeGreaterThan(3);
  });
});
