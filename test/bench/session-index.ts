import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFarmApi } from '../../electron/api/farm-api.ts';
import { createFarm } from '../../electron/farm/create-farm.ts';
import { LiveSessions } from '../../electron/farm/live-sessions.ts';
import { DirectorySource } from '../../electron/session/directory-source.ts';
import { english } from '../../shared/texts/english.ts';
import { content, fill, sidOf } from '../fakes/many-sessions.ts';

/**
 * The index of live sessions at three sizes beside a bare readdir + read of the same files, and the live table on the
 * largest.
 */
const sizes = [1_000, 10_000, 100_000];
/**
 * The longest stall while `work` runs, in milliseconds of the clock and of the processor. Where other programs compete for
 * the processor only the second says something about this one.
 */
async function stallOf<T>(work: () => Promise<T>): Promise<{ readonly stall: string; readonly value: T }> {
  let [clock, processor] = [0, 0];
  let before = performance.now();
  let used = process.cpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const more = process.cpuUsage(used);
    clock = Math.max(clock, now - before);
    processor = Math.max(processor, (more.user + more.system) / 1000);
    before = now;
    used = process.cpuUsage();
  }, 1);
  const value = await work();
  await new Promise((resolve) => setTimeout(resolve, 5));
  clearInterval(timer);
  return { stall: `longest stall ${clock.toFixed(0)} ms (${processor.toFixed(0)} ms of work)`, value };
}

function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What the same files cost without an index: their names, then their bytes, 64 at a time. */
async function bareRead(directory: string): Promise<number> {
  const began = performance.now();
  const names = await readdir(directory);
  for (let start = 0; start < names.length; start += 64)
    await Promise.all(names.slice(start, start + 64).map((name) => readFile(path.join(directory, name))));
  return performance.now() - began;
}

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function indexOf(directory: string, count: number): Promise<void> {
  const bareMs = await bareRead(directory);
  const before = usedBytes();
  let firstMs = 0;
  const began = performance.now();
  const live = new LiveSessions(
    Date.now,
    () => {
      firstMs ||= performance.now() - began;
    },
    (message) => console.log(message),
  );
  const { stall, value: allMs } = await stallOf(async () => {
    live.watch(new Map([[directory, () => new DirectorySource(directory)]]));
    await live.settled();
    return performance.now() - began;
  });
  if (live.rows.size !== count) throw new Error(`${live.rows.size} rows`);
  const megabytes = (usedBytes() - before) / 1e6;
  const revision = live.revision;
  const changedAt = performance.now();
  const name = path.join(directory, sidOf(5));
  writeFileSync(path.join(directory, 'tmpabcdef.__session'), content(1));
  renameSync(path.join(directory, 'tmpabcdef.__session'), name);
  await until(() => live.revision > revision);
  const seenMs = performance.now() - changedAt;
  live.close();
  console.log(
    `${String(count).padStart(7)} sessions: first row ${firstMs.toFixed(0)} ms, all ${allMs.toFixed(0)} ms ` +
      `(bare read ${bareMs.toFixed(0)} ms, ratio ${(allMs / bareMs).toFixed(2)}), ${stall}, ` +
      `${megabytes.toFixed(1)} MB, a change seen after ${seenMs.toFixed(0)} ms`,
  );
}

async function tableOf(root: string, count: number): Promise<void> {
  const farm = path.join(root, 'farm');
  const plan = {
    topology: 'single' as const,
    wikis: [{ name: 'wiki', sitename: 'Wiki' }],
    shareLogin: false,
    superuser: null,
    domain: 'example.org',
    firstPort: 8080,
  };
  const created = await createFarm(farm, plan, null, Date.now);
  if (!created.ok) throw new Error(english(created.error.message));
  const options = {
    farmId: 'bench',
    directory: farm,
    readOnly: false,
    trusted: false,
    stateDirectory: path.join(root, 'state'),
    port: 0,
    allowedHosts: [],
  };
  const first = await openFarmApi(options);
  if (!first.ok) throw new Error(english(first.error.message));
  const directory = first.value.host.wikis[0]?.settings?.sessionDir ?? '';
  await first.value.close();
  fill(directory, count);
  const opened = await openFarmApi(options);
  if (!opened.ok) throw new Error(english(opened.error.message));
  const api = opened.value;
  let events = 0;
  api.onEvent(({ event }) => {
    if (event === 'session:changed') events += 1;
  });
  const filling = await stallOf(() => until(() => api.host.sessions.rows.size === count));
  await api.host.sessions.settled();
  await new Promise((resolve) => setTimeout(resolve, 600));
  console.log(`  the open farm fills its table: ${filling.stall}`);
  const ask = async (label: string, query: object): Promise<void> => {
    const began = performance.now();
    const { stall, value } = await stallOf(async () => {
      const answer = await api.request('session:range', ['bench', query]);
      return { answer, tookMs: performance.now() - began };
    });
    if (!value.answer.ok) throw new Error(english(value.answer.error.message));
    console.log(`  ${label}: ${value.tookMs.toFixed(0)} ms, ${stall}`);
  };
  const filter = { text: '', userId: null, userText: '', wikis: [], kind: 'all', seenBetween: null };
  const sort = { by: 'lastSeenAt', descending: true };
  const query = { filter, sort, offset: 0, limit: 100, anchor: null };
  await ask('first range, newest first', query);
  await ask('the same again', query);
  await ask('the middle of it', { ...query, offset: count / 2 });
  await ask('by user', { ...query, sort: { by: 'user', descending: false } });
  await ask('text search', { ...query, filter: { ...filter, text: 'page77' } });
  await ask('expired ones', { ...query, filter: { ...filter, kind: 'expired' } });
  const before = events;
  for (let number = 0; number < 150; number += 1)
    writeFileSync(path.join(directory, sidOf(number)), content(number + 1));
  await until(() => events > before);
  await ask('after 150 changes', query);
  await api.close();
}

for (const size of sizes) {
  const root = mkdtempSync(path.join(tmpdir(), 'croft-bench-'));
  try {
    fill(path.join(root, 'sessions'), size);
    await indexOf(path.join(root, 'sessions'), size);
    if (size === sizes.at(-1)) await tableOf(root, size);
  } finally {
    rmSync(root, { recursive: true });
  }
}
