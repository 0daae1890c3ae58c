import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatEditLogLine } from '../../electron/page/edit-log.ts';
import { pageKinds } from '../../electron/page/page-kind.ts';
import { folderOfPage } from '../../electron/page/page-name.ts';
import { openPageStore, type PageStore } from '../../electron/page/page-store.ts';
import { recentChanges } from '../../electron/page/recent-changes.ts';
import { pageSearch } from '../../electron/page/search/page-search.ts';
import { anybody, labSettings } from '../golden/kinds/storage/support.ts';

/**
 * The page store beside bare file access in the same folder and the same run: reading, durable saves, lists and search
 * over 10,000 pages, RecentChanges over 100,000 log lines.
 */
const pageCount = 10_000;
const logLines = 100_000;
const author = anybody({ userId: '1.1.1' });

const root = await mkdtemp(path.join(tmpdir(), 'croft-bench-'));
try {
  await fill();
  const store = openStore();
  await report('names of 10,000 pages, first time', 1, () => store.names());
  await report('names of 10,000 pages, again', 200, () => {
    store.refresh();
    store.names();
  });
  await measureReading(store);
  await measureSaving(store);
  await measureSearch(store);
  await measureChanges(store);
  console.log(`memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`);
} finally {
  await rm(root, { recursive: true, force: true });
}

function openStore(): PageStore {
  return openPageStore({
    dataDir: path.join(root, 'data'),
    underlayDir: null,
    settings: labSettings,
    nowMicroseconds: () => Date.now() * 1000,
    log: () => undefined,
  });
}

async function fill(): Promise<void> {
  for (let index = 0; index < pageCount; index++) {
    const folder = path.join(root, 'data', 'pages', folderOfPage(nameOf(index)));
    await mkdir(path.join(folder, 'revisions'), { recursive: true });
    const text = `= Page ${index} =\n${'Some words about apples and pears. '.repeat(40)}\nnumber${index}\n`;
    await writeFile(path.join(folder, 'revisions', '00000001'), text);
    await writeFile(path.join(folder, 'current'), '00000001\n');
  }
  const lines = Array.from({ length: logLines }, (_, index) =>
    formatEditLogLine({
      timeMicroseconds: (1_600_000_000 + index * 60) * 1e6,
      revision: 1,
      action: 'SAVE',
      page: nameOf(index % pageCount),
      address: '10.0.0.1',
      host: 'host.example',
      userId: `${index % 20}.1.1`,
      comment: 'a comment',
    }),
  );
  await writeFile(path.join(root, 'data', 'edit-log'), lines.join(''));
}

function nameOf(index: number): string {
  return `Bench Page/${index}`;
}

async function report(what: string, times: number, work: (index: number) => unknown): Promise<void> {
  const started = performance.now();
  for (let index = 0; index < times; index++) await work(index);
  const each = (performance.now() - started) / times;
  console.log(`${what}: ${each.toFixed(3)} ms (${Math.round(1000 / each)}/s)`);
}

async function measureReading(store: PageStore): Promise<void> {
  const fileOf = (index: number): string =>
    path.join(root, 'data', 'pages', folderOfPage(nameOf(index)), 'revisions', '00000001');
  await report('bare read of a file', 3000, (index) => readFile(fileOf(index)));
  await report('read a page', 3000, (index) => store.read(nameOf(index)));
  await report('does a page exist (known)', 3000, (index) => store.exists(nameOf(index)));
}

async function measureSaving(store: PageStore): Promise<void> {
  const bare = async (index: number): Promise<void> => {
    const temporary = path.join(root, 'bare.tmp');
    const handle = await open(temporary, 'w');
    await handle.writeFile(`text ${index}\n`);
    await handle.sync();
    await handle.close();
    await rename(temporary, path.join(root, 'bare'));
  };
  await report('bare durable write of one file', 100, bare);
  const save = async (name: string, index: number): Promise<void> => {
    const saved = await store.save({ name, text: `text ${index}\n`, author, variables: null });
    if (!saved.ok) throw new Error(saved.error.kind);
  };
  await report('durable save, one page', 100, (index) => save('Bench Saved', index));
  const together = 16;
  await report(`durable saves, ${together} pages at once (each)`, 10, (index) =>
    Promise.all(Array.from({ length: together }, (_, page) => save(`Bench Saved ${page}`, index))),
  );
}

async function measureSearch(store: PageStore): Promise<void> {
  const search = pageSearch({ store, kinds: pageKinds(labSettings), linksOf: () => [] });
  const find = async (text: string): Promise<void> => {
    const query = search.parse(text);
    if (query === null) throw new Error(text);
    await search.search(query, { order: 'weight', mayRead: () => true });
  };
  await report('search over 10,000 pages, first time', 1, () => find('number777'));
  await report('search over 10,000 pages, again', 5, (index) => find(`number${index * 7}`));
  await report('search with a regular expression', 5, () => find('number[0-9]{3}7\\b'));
}

async function measureChanges(store: PageStore): Promise<void> {
  const changes = (maxDays: number): unknown =>
    recentChanges({
      entries: store.changes(),
      exists: (page) => store.exists(page),
      hasConflictFlag: (page) => store.hasConflictFlag(page),
      mayRead: () => true,
      maxDays,
      utcOffsetSeconds: 0,
    });
  await report('bare read of the log with 100,000 lines', 5, () =>
    readFile(path.join(root, 'data', 'edit-log')),
  );
  await report('RecentChanges of 1 day, log of 100,000 lines', 5, () => changes(1));
  await report('RecentChanges of 7 days, log of 100,000 lines', 5, () => changes(7));
}
