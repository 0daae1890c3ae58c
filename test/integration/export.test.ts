import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { exportWiki } from '../../electron/api/export-wiki.ts';
import { openWiki } from '../../electron/api/wiki-pages.ts';
import type { PageStore } from '../../electron/page/page-store.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { english } from '../../shared/texts/english.ts';

let farm: TemporaryFarm;
let api: FarmApi;
let target: string;

const author = { userId: '', address: '127.0.0.1', host: 'localhost', may: () => true };
const savePage = async (pages: PageStore, name: string, text: string): Promise<void> => {
  const saved = await pages.save({ name, text, author, variables: null });
  if (!saved.ok) throw new Error(saved.error.kind);
};

async function opened() {
  const unit = api.host.wikis[0];
  if (!unit) throw new Error('the farm has no wiki');
  const running = await openWiki(api.host, unit);
  if (!running.ok) throw new Error(english(running.error.message));
  return { unit, running: running.value };
}

beforeEach(async () => {
  farm = await temporaryFarm();
  api = await farm.open({ serve: false });
  target = path.join(farm.directory, '..', 'out');
});

afterEach(async () => {
  await api.close();
  await farm.remove();
});

const quiet = { progress: () => undefined };
const file = (name: string): Promise<string> => readFile(path.join(target, name), 'utf8');

describe('a wiki exported as files', () => {
  it('has what visitors may read, and links that work from a disk', async () => {
    const { unit, running } = await opened();
    const { pages } = running.state;
    await savePage(
      pages,
      'Größe/Maß',
      '= Heading =\n[[FrontPage]] [[OtherPage#there]] Secret NoSuchPage :) \n{{attachment:a b.png}} <<TitleSearch>>\n',
    );
    await savePage(pages, 'Secret', '#acl AdminUser:read All:\nhidden words\n');
    await savePage(pages, 'SecretPage', '#acl AdminUser:read All:\nhidden words\n');
    await savePage(pages, 'Moved', '#redirect OtherPage\n');
    await savePage(pages, 'FrontPage', 'SecretPage [[Größe/Maß]] [[Moved]] <<RecentChanges>>\n');
    const attached = await pages.attach({
      name: 'Größe/Maß',
      fileName: 'a b.png',
      content: Buffer.from('png'),
      author,
    });
    expect(attached).toMatchObject({ ok: true });
    const report = await exportWiki(unit, running, target, quiet);
    expect(report).toMatchObject({
      ok: true,
      value: { pages: 5, attachments: 1, unreadable: 2, failed: [] },
    });

    const names = await readdir(target, { recursive: true });
    const deep = names.find((name) => /^Gro[A-Za-z]*-Ma.*\.html$/.test(name)) ?? '';
    const page = await file(deep);
    expect(page).toContain('href="index.html"');
    expect(page).toContain('href="OtherPage.html#there"');
    expect(page).toContain('<a class="nonexistent">NoSuchPage</a>');
    expect(page).toMatch(/src="_static\/smile\.svg"/);
    expect(page).not.toMatch(/<form|<script|croft-export/);
    const picture = /src="(_attachments\/[^"]*)"/.exec(page)?.[1] ?? '';
    expect(await file(picture)).toBe('png');
    expect(await file('index.html')).toContain(`href="${deep}"`);
    expect(await file('Moved.html')).toContain('url=OtherPage.html');
    expect((await stat(path.join(target, '_static', 'wiki.css'))).isFile()).toBe(true);
    const all = await Promise.all(names.filter((name) => name.endsWith('.html')).map(file));
    expect(all.join('\n')).not.toContain('hidden words');

    const hrefs = all.flatMap((text) =>
      [...text.matchAll(/\s(?:href|src)="([^"#]+)/g)].map((match) => match[1] ?? ''),
    );
    const local = [...new Set(hrefs)].filter((href) => !/^[a-z]+:/.test(href));
    const gone = local.filter((href) => !names.includes(decodeURIComponent(href)));
    expect(gone).toEqual([]);
  });

  it('leaves no session and no trace in the logs of the farm', async () => {
    const { unit, running } = await opened();
    const files = async (): Promise<readonly string[]> => {
      const names = await readdir(farm.directory, { recursive: true });
      const facts = names.map(
        async (name) => `${name} ${(await stat(path.join(farm.directory, name))).size}`,
      );
      return (await Promise.all(facts)).sort();
    };
    const before = await files();
    await exportWiki(unit, running, target, quiet);
    expect(await files()).toEqual(before);
  });

  it('refuses a folder with something in it and takes an empty one', async () => {
    const { unit, running } = await opened();
    await mkdir(target);
    await writeFile(path.join(target, 'mine'), 'x');
    expect(await exportWiki(unit, running, target, quiet)).toMatchObject({
      ok: false,
      error: { code: 'already-exists' },
    });
    expect(await readdir(target)).toEqual(['mine']);
    await mkdir(`${target}2`);
    expect(await exportWiki(unit, running, `${target}2`, quiet)).toMatchObject({ ok: true });
  });

  it('is cancelled without a trace', async () => {
    const { unit, running } = await opened();
    const stop = new AbortController();
    stop.abort();
    expect(await exportWiki(unit, running, target, { ...quiet, signal: stop.signal })).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    });
    expect((await readdir(path.dirname(target))).filter((name) => name.includes('out'))).toEqual([]);
  });
});
