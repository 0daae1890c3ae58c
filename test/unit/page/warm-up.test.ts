import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageSearch, type PageSearch } from '../../../electron/page/search/page-search.ts';
import { warmUp } from '../../../electron/page/search/warm-up.ts';
import { anybody } from '../../golden/kinds/storage/support.ts';
import { openLabWiki, type LabWiki } from '../../golden/kinds/storage/lab-wiki.ts';

let root: string;
let wiki: LabWiki;
let search: PageSearch;
const author = anybody({});

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-warm-'));
  wiki = await openLabWiki(root, { knownUsers: new Set(), nowMicroseconds: 1e15 });
  search = pageSearch({ store: wiki.store, kinds: wiki.kinds, linksOf: () => [] });
  for (const name of ['One', 'Two', 'Three'])
    await wiki.store.save({ name, text: `apples in ${name}\n`, author, variables: null });
});
afterEach(() => rm(root, { recursive: true }));

const run = (steps: Iterable<void>): number => Array.from(steps).length;

async function found(text: string): Promise<readonly string[]> {
  const query = search.parse(text);
  if (query === null) throw new Error(text);
  const { hits } = await search.search(query, { order: 'name', mayRead: () => true });
  return hits.map(({ page }) => page);
}

test('prepared pages are not read again by a search', async () => {
  run(search.prepare());
  const read = vi.spyOn(wiki.store, 'read');
  expect(await found('apples')).toEqual(['One', 'Three', 'Two']);
  expect(read).not.toHaveBeenCalled();
});

test('a page that changes after preparing is found as it is now', async () => {
  run(search.prepare());
  await wiki.store.save({ name: 'Two', text: 'pears\n', author, variables: null });
  await wiki.store.save({ name: 'Four', text: 'pears\n', author, variables: null });
  expect(await found('pears')).toEqual(['Four', 'Two']);
  expect(await found('apples')).toEqual(['One', 'Three']);
});

test('names are right when a page comes while they are prepared', async () => {
  const steps = wiki.store.prepareNames()[Symbol.iterator]();
  steps.next();
  await wiki.store.save({ name: 'Four', text: 'x\n', author, variables: null });
  while (steps.next().done !== true);
  expect(wiki.store.names()).toEqual(['Four', 'One', 'Three', 'Two']);
});

test('reading ahead goes on by itself in slices, and stops when told', async () => {
  const prepare = vi.fn<PageSearch['prepare']>(function* () {
    for (let step = 0; step < 1000; step++) yield;
  });
  const problems: unknown[] = [];
  const stop = warmUp({ ...search, prepare }, (error) => problems.push(error), { sliceMs: 5, pauseMs: 1 });
  await vi.waitFor(() => expect(prepare).toHaveBeenCalledTimes(1));
  stop();
  expect(problems).toEqual([]);
});
