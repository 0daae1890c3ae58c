import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pageKinds } from '../../electron/page/page-kind.ts';
import { folderOfPage } from '../../electron/page/page-name.ts';
import { openPageStore, type PageStore } from '../../electron/page/page-store.ts';
import { pageSearch, type PageSearch } from '../../electron/page/search/page-search.ts';
import { WarmUps } from '../../electron/page/search/warm-up.ts';
import { anybody, labSettings } from '../golden/kinds/storage/support.ts';

/**
 * Search over 10,000 pages: the first one cold, and after the pages were read ahead in the background, beside reading
 * the same files without anything around it. Prints ratios to those bare reads and the longest the event loop was held.
 */
const pageCount = 10_000;
const nameOf = (index: number): string => `Bench Page/${index}`;
const textFileOf = (index: number): string =>
  path.join(root, 'data', 'pages', folderOfPage(nameOf(index)), 'revisions', '00000001');

const root = await mkdtemp(path.join(tmpdir(), 'croft-bench-search-'));
try {
  await fill();
  const bareMs = await timed(async () => {
    for (let index = 0; index < pageCount; index++) await readFile(textFileOf(index));
  });
  console.log(`bare reads of ${pageCount} files, one after the other: ${bareMs.toFixed(0)} ms`);

  const cold = openSearch();
  await report('first search, nothing read ahead', bareMs, () => find(cold.search, 'number777'));

  const warm = openSearch();
  await report('reading ahead in the background', bareMs, () => readAhead(warm.search));
  await report('names, read ahead', bareMs, () => warm.store.names());
  await report('first search, read ahead', bareMs, () => find(warm.search, 'number777'));
  await report('search with a regular expression', bareMs, () => find(warm.search, 'number[0-9]{3}7\\b'));
  await report('title search', bareMs, () => find(warm.search, 'title:Page/77'));
  await report('search after one page changed', bareMs, async () => {
    await warm.store.save({ name: nameOf(5), text: 'another\n', author: anybody({}), variables: null });
    await find(warm.search, 'another');
  });
  console.log(`memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`);
} finally {
  await rm(root, { recursive: true, force: true });
}

async function fill(): Promise<void> {
  for (let index = 0; index < pageCount; index++) {
    await mkdir(path.dirname(textFileOf(index)), { recursive: true });
    const text = `= Page ${index} =\n${'Some words about apples and pears. '.repeat(40)}\nnumber${index}\n`;
    await writeFile(textFileOf(index), text);
    await writeFile(path.join(path.dirname(textFileOf(index)), '..', 'current'), '00000001\n');
  }
}

function openSearch(): { readonly store: PageStore; readonly search: PageSearch } {
  const store = openPageStore({
    dataDir: path.join(root, 'data'),
    underlayDir: null,
    settings: labSettings,
    nowMicroseconds: () => Date.now() * 1000,
    log: () => undefined,
  });
  return { store, search: pageSearch({ store, kinds: pageKinds(labSettings), linksOf: () => [] }) };
}

async function find(search: PageSearch, text: string): Promise<void> {
  const query = search.parse(text);
  if (query === null) throw new Error(text);
  await search.search(query, { order: 'weight', mayRead: () => true });
}

/** As the farm does it, waiting for the end by looking whether steps are left. */
async function readAhead(search: PageSearch): Promise<void> {
  let steps = 0;
  let done = false;
  const counted: PageSearch = {
    ...search,
    *prepare() {
      for (const step of search.prepare()) {
        steps += 1;
        yield step;
      }
      done = true;
    },
  };
  const warmUps = new WarmUps();
  const stop = warmUps.add(counted, (error) => {
    throw error;
  });
  warmUps.begin();
  while (!done) await new Promise((resolve) => setTimeout(resolve, 20));
  stop();
  console.log(`  ${steps} steps`);
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function report(what: string, bareMs: number, work: () => unknown): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const took = await timed(work);
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const ratio = (took / bareMs).toFixed(2);
  console.log(
    `${what}: ${took.toFixed(1)} ms (${ratio} of bare), loop held at most ${(delay.max / 1e6).toFixed(0)} ms`,
  );
}
