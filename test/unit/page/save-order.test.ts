import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPageStore, type PageStore } from '../../../electron/page/page-store.ts';
import { folderOfPage } from '../../../electron/page/page-name.ts';
import type { Author } from '../../../electron/page/page-types.ts';
import { labSettings, temporaryFolder } from '../../golden/kinds/storage/support.ts';
import { failDisk, type DiskCall } from '../../support/failing-disk.ts';

/**
 * What a MoinMoin beside us sees of our changes (DECISIONS 19). It keeps what it knows of pages until the global log has a
 * new line; then it looks, and remembers what it finds, "there is no such page" too.
 */
let root: string;
let store: PageStore;
const alice: Author = { userId: '1.1.1', address: '10.0.0.1', host: 'alice.example', may: () => true };
const inPage = (name: string, ...parts: string[]): string =>
  path.join(root, 'data', 'pages', folderOfPage(name), ...parts);

beforeEach(async () => {
  root = await temporaryFolder();
  await mkdir(path.join(root, 'data', 'pages'), { recursive: true });
  store = openPageStore({
    dataDir: path.join(root, 'data'),
    underlayDir: null,
    settings: { ...labSettings, compatibility: 'default' },
    nowMicroseconds: () => Date.now() * 1000,
    log: () => undefined,
  });
});
afterEach(() => rm(root, { recursive: true, force: true }));

type Remembered = readonly [page: string, current: number | null, text: string | null, files: string];

/** Reads as MoinMoin does: no patience with a lock, a missing number is a missing page. */
class Neighbour {
  private seenBytes = 0;
  readonly pages = ['P', 'Q', 'Caf(c3a9)'];
  private readonly known = new Map<string, Remembered>();
  private isLooking = false;
  looks = 0;

  /** A request comes in: what is known is dropped only where the log has grown. */
  request(): void {
    if (this.isLooking) return; // its own reads are calls, too
    this.isLooking = true;
    const log = path.join(root, 'data', 'edit-log');
    const size = existsSync(log) ? statSync(log).size : 0;
    if (size !== this.seenBytes) {
      this.looks += 1;
      this.known.clear();
      for (const page of this.pages) this.known.set(page, look(page));
    }
    this.seenBytes = size;
    this.isLooking = false;
  }

  get remembers(): readonly Remembered[] {
    return this.pages.map((page) => this.known.get(page) ?? look(page));
  }

  get truth(): readonly Remembered[] {
    return this.pages.map(look);
  }
}

function look(page: string): Remembered {
  const folder = path.join(root, 'data', 'pages', page);
  const read = (file: string): string | null =>
    existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : null;
  const number = read('current');
  const current = number === null ? null : Number.parseInt(number, 10);
  const text = current === null ? null : read(`revisions/${String(current).padStart(8, '0')}`);
  return [page, current, text, read('attachments/a.txt') ?? ''];
}

/** Runs one change with a neighbour who looks before every call to the disk; answers the calls. */
async function beside(change: () => Promise<{ readonly ok: boolean }>): Promise<readonly DiskCall[]> {
  const neighbour = new Neighbour();
  neighbour.request();
  const calls: DiskCall[] = [];
  let isOurs = true;
  const disk = failDisk((call) => {
    if (!isOurs) return null;
    isOurs = false;
    neighbour.request();
    isOurs = true;
    calls.push(call);
    return null;
  });
  let outcome: { readonly ok: boolean };
  try {
    outcome = await change();
  } finally {
    disk.restore();
  }
  neighbour.request();
  expect(outcome).toMatchObject({ ok: true });
  expect(neighbour.looks).toBeGreaterThan(1);
  expect(neighbour.remembers).toEqual(neighbour.truth);
  return calls;
}

const save = (name: string, text: string) => store.save({ name, text, author: alice, variables: null });
const content = Buffer.from('x');

const changes: Readonly<Record<string, () => Promise<{ readonly ok: boolean }>>> = {
  'a new page': () => save('Q', 'new\n'),
  'a save': () => save('P', 'two\n'),
  'a save of a deprecated page': () => save('Caf\u00e9', '#deprecated\nother\n'),
  'a deletion': () => store.delete({ name: 'P', author: alice }),
  'a revert': () => store.revert({ name: 'P', revision: 1, author: alice, variables: null }),
  'a rename': () => store.rename({ name: 'P', to: 'Q', author: alice, variables: null }),
  'a copy': () => store.copy({ name: 'P', to: 'Q', author: alice, variables: null }),
  'an attachment': () => store.attach({ name: 'P', fileName: 'b.txt', content, author: alice }),
  'a replaced attachment': () =>
    store.attach({ name: 'P', fileName: 'a.txt', content, overwrite: true, author: alice }),
  'a removed attachment': () => store.detach({ name: 'P', fileName: 'a.txt', author: alice }),
  'a moved attachment': () =>
    store.moveAttachment({
      name: 'P',
      fileName: 'a.txt',
      toPage: 'Caf\u00e9',
      toFileName: 'a.txt',
      author: alice,
    }),
};

test.each(Object.entries(changes))('%s is whole when the global log tells of it', async (_, change) => {
  await save('P', 'zero\n');
  await save('P', 'one\n');
  await save('Caf\u00e9', '#deprecated\nold\n');
  await store.attach({ name: 'P', fileName: 'a.txt', content: Buffer.from('a'), author: alice });

  const calls = await beside(change);

  const about = (ending: string) => (call: DiskCall) => call.paths.at(-1)?.endsWith(ending) === true;
  const taken = calls.findIndex((call) => call.operation === 'rename' && about('/current-locked')(call));
  const back = calls.findLastIndex((call) => call.operation === 'rename' && about('/current')(call));
  const announced = calls.findIndex(about(path.join('data', 'edit-log')));
  const locked = taken < 0 ? [] : calls.slice(taken, back + 1);
  expect(locked.filter(({ operation }) => operation === 'sync' || operation === 'fsync')).toEqual([]);
  expect(locked.filter(about(path.join('data', 'edit-log')))).toEqual([]);
  expect(announced).toBeGreaterThan(back);
});

test('what is acknowledged was flushed: text, number, both logs and their folders', async () => {
  await save('P', 'one\n');
  const calls = await beside(() => save('P', 'two\n'));
  const flushed = new Set(
    calls
      .filter(({ operation }) => operation === 'sync' || operation === 'fsync')
      .map(({ paths }) => paths[0]),
  );
  for (const one of ['', 'current', 'edit-log', 'revisions'])
    expect(flushed).toContain(path.join(inPage('P'), one).replace(/\/$/, ''));
  expect(flushed).toContain(path.join(root, 'data', 'edit-log'));
  expect([...flushed].some((file) => file?.includes('/revisions/.text.'))).toBe(true);
});

test('the lock is never held while the event loop does anything else', async () => {
  await save('P', 'one\n');
  let missed = 0;
  let longest = 0;
  const looking = setInterval(() => {
    const [, , text] = look('P');
    missed = text === null ? missed + 1 : 0;
    longest = Math.max(longest, missed);
  }, 0);
  for (let turn = 0; turn < 20; turn++) await save('P', `turn ${turn}\n`);
  clearInterval(looking);
  // Taking the lock and giving it back is one go, so nothing else of this process ever runs in between.
  expect(longest).toBe(0);
});
