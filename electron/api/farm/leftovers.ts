import { rm } from '../../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';
import { abandonedTemporaryFiles } from '../../session/sweep-temporary-files.ts';
import type { FarmContext } from './context.ts';

/** A writer that still lives renames its file within milliseconds. */
const forgottenMs = 3_600_000;

/** Temporary files that writers of sessions left behind, which MoinMoin never removes (spec/sessions.md §8.3). */
export async function leftoverFiles(context: FarmContext): Promise<readonly string[]> {
  const directories = new Set(
    context.host.wikis.flatMap((unit) => (unit.settings ? [path.resolve(unit.settings.sessionDir)] : [])),
  );
  const found = await Promise.all(
    [...directories].map((directory) => abandonedIn(directory, context.nowMs())),
  );
  return found.flat();
}

async function abandonedIn(directory: string, nowMs: number): Promise<string[]> {
  try {
    const names = await abandonedTemporaryFiles(directory, forgottenMs, nowMs);
    return names.map((name) => path.join(directory, name));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return []; // nothing to see, nothing to clean
    throw error;
  }
}

export async function removeLeftovers(context: FarmContext): Promise<void> {
  for (const file of await leftoverFiles(context)) await rm(file, { force: true });
}
