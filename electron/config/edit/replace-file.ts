import { stat } from '../../base/file-system.ts';
import { writeFileAtomic } from '../../base/atomic-write.ts';

/**
 * Puts new bytes in a configuration file's place: in one step, mode and owner kept.
 *
 * Python tells by the modification time in whole seconds whether its compiled copy is stale (spec/config.md §1), so the
 * new file's time is at least one whole second away from the old one's.
 */
export async function replaceConfigFile(file: string, bytes: Uint8Array, nowMs: () => number): Promise<void> {
  const oldSeconds = (await stat(file)).mtimeMs / 1000;
  const nowSeconds = Math.floor(nowMs() / 1000);
  const modifiedSeconds = nowSeconds - oldSeconds >= 1 ? nowSeconds : Math.ceil(oldSeconds) + 1;
  await writeFileAtomic(file, bytes, { modifiedSeconds });
}
