import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { decodePickle } from '../../../../electron/session/pickle/decode.ts';
import { toTypedJson } from '../../../../shared/session/typed-json.ts';
import { compare, tableRunner } from './runner.ts';
import { orderFree } from './typed-content.ts';

const row = z.object({
  name: z.string(),
  file: z.string(),
  classification: z.string(),
  content: z.unknown().optional(),
  trailing_bytes: z.number().optional(),
});

/** The reader: class of every file, content of those that are plain data. */
export const sessionFiles = tableRunner(
  'session-files.json',
  z.object({ files: z.array(row) }),
  function* ({ files }, directory) {
    for (const entry of files)
      yield async () => ({ name: entry.name, difference: await check(entry, directory) });
  },
);

async function check(entry: z.infer<typeof row>, directory: string): Promise<string | null> {
  const decoded = decodePickle(await readFile(path.join(directory, entry.file)));
  const classified = compare('classification', entry.classification, decoded.kind);
  if (classified !== null) return classified;
  if (decoded.kind !== 'ok' && decoded.kind !== 'not-a-dict') return null;
  const content = compare('content', orderFree(entry.content), orderFree(toTypedJson(decoded.value)));
  if (content !== null || decoded.kind !== 'ok') return content;
  return compare('trailing_bytes', entry.trailing_bytes ?? 0, decoded.trailingBytes);
}
