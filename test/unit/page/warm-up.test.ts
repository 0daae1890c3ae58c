import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageSearch, type PageSearch } from '../../../electron/page/search/page-search.ts';
import { WarmUps } from '../../../electron/page/search/warm-up.ts';
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

const stepping = (steps: number) =>
  vi.fn<PageSearch['prepare']>(function* () {
    for (let step = 0; step < steps; step++) yield;
  });

test('nothing is read ahead before it begins; then wikis are read one after the other', async () => {
  const order: string[] = [];
  const telling = (name: string) => ({
    ...search,
    *prepare() {
      for (let step = 0; step < 3; step++) {
        order.push(name);
        yield;
      }
    },
  });
  const warmUps = new WarmUps({ sliceMs: 5, pauseMs: 1 });
  const fail = (error: unknown): never => {
    throw error;
  };
  vi.useFakeTimers();
  warmUps.add(telling('a'), fail);
  warmUps.add(telling('b'), fail);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(order).toEqual([]);
  vi.useRealTimers();
  warmUps.begin();
  await vi.waitFor(() => expect(order).toEqual(['a', 'a', 'a', 'b', 'b', 'b']));
});

test('a wiki that is taken out is not read any further, and the others are', async () => {
  const stopped = stepping(Infinity);
  let steps = 0;
  const going = {
    ...search,
    *prepare() {
      for (; steps < 3; steps++) yield;
    },
  };
  const warmUps = new WarmUps({ sliceMs: 5, pauseMs: 1 });
  const stop = warmUps.add({ ...search, prepare: stopped }, () => undefined);
  warmUps.add(going, () => undefined);
  warmUps.begin();
  await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(1));
  stop();
  await vi.waitFor(() => expect(steps).toBe(3));
});

test('a wiki whose pages can’t be read says so and does not hold up the next', async () => {
  const problems: unknown[] = [];
  const broken = {
    ...search,
    prepare: (): Iterable<void> => ({
      [Symbol.iterator]: () => ({
        next: () => {
          throw new Error('no right');
        },
      }),
    }),
  };
  const done = vi.fn<() => void>();
  const fine = {
    ...search,
    *prepare() {
      yield;
      done();
    },
  };
  const warmUps = new WarmUps({ sliceMs: 5, pauseMs: 1 });
  warmUps.add(broken, (error) => problems.push(error));
  warmUps.add(fine, (error) => problems.push(error));
  warmUps.begin();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  expect(problems.map(String)).toEqual(['Error: no right']);
});

test('a text that somebody changed without a line in the log is found by the next search', async () => {
  search = pageSearch({ store: wiki.store, kinds: wiki.kinds, linksOf: () => [], recheckMs: 0 });
  run(search.prepare());
  const file = path.join(root, 'data', 'pages', 'Two', 'revisions', '00000001');
  await writeFile(file, 'cherries, changed by hand\r\n');
  expect(await found('cherries')).toEqual(['Two']);
});
