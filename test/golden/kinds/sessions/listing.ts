import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { FileSessionStore } from '../../../../electron/session/file-store.ts';
import { isSessionId } from '../../../../shared/session/sid.ts';
import { compare, tableRunner } from './runner.ts';

const row = z.object({
  name: z.string(),
  listed: z.boolean(),
  valid_sid: z.boolean(),
  is_directory: z.boolean().optional(),
});

/** Which directory entries count, listed by the file store from a real folder. */
export const listing = tableRunner('listing.json', z.array(row), async function* (rows) {
  const directory = await mkdtemp(path.join(tmpdir(), 'croft-listing-'));
  try {
    for (const { name, is_directory } of rows)
      if (is_directory === true) await mkdir(path.join(directory, name));
      else await writeFile(path.join(directory, name), '');
    const store = new FileSessionStore(directory, { processId: process.pid, randomInteger: () => 0 });
    const listed = new Set(await store.list());
    for (const entry of rows)
      yield () =>
        Promise.resolve({
          name: entry.name,
          difference:
            compare('listed', entry.listed, listed.has(entry.name)) ??
            compare('valid_sid', entry.valid_sid, isSessionId(entry.name)),
        });
  } finally {
    await rm(directory, { recursive: true });
  }
});
