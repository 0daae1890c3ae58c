import { randomBytes } from 'node:crypto';
import { mkdir } from '../../base/file-system.ts';
import path from 'node:path';
import { writeFileAtomic } from '../../base/atomic-write.ts';
import type { FarmContext } from './context.ts';

/** Where the backups of a farm's configuration lie. */
export const backupsOf = ({ host }: Pick<FarmContext, 'host'>): string =>
  path.join(host.options.stateDirectory, 'config-backups');

/** A copy of a configuration file in Croft's own folder, never beside the original (DECISIONS 3). */
export async function keepBackup(
  directory: string,
  shown: string,
  bytes: Uint8Array,
  nowMs: () => number,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const stamp = new Date(nowMs()).toISOString().replace(/[:.]/g, '-');
  const backup = path.join(
    directory,
    `${shown.replace(/[\\/]/g, '__')}.${stamp}.${randomBytes(2).toString('hex')}`,
  );
  await writeFileAtomic(backup, bytes, { mode: 0o600 });
  return backup;
}
