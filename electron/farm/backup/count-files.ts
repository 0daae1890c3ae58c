import { readdir } from '../../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';

/** How many files lie below a folder, for showing how far work is; folders in `without` are passed over. */
export async function countFiles(
  root: string,
  without: ReadonlySet<string>,
  options: { readonly onCount?: (count: number) => void; readonly signal?: AbortSignal | undefined } = {},
): Promise<number> {
  let count = 0;
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    options.signal?.throwIfAborted();
    for (const entry of await entriesOf(folder)) {
      const place = path.join(folder, entry.name);
      if (entry.isFile()) count += 1;
      else if (entry.isDirectory() && !without.has(place)) waiting.push(place);
    }
    options.onCount?.(count);
  }
  return count;
}

/** A folder that went away meanwhile has none. */
async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
