import { readFile, rm, writeFile } from '../../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';
import { replaceConfigFile } from '../../config/edit/replace-file.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { copyDataFolder } from './copy-data.ts';
import type { DuplicatePlan } from './plan-duplicate.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

export interface DuplicateParts {
  /** Keeps a copy of `farmconfig.py` as it was. */
  readonly backup: (file: string, bytes: Uint8Array) => Promise<unknown>;
  readonly progress: (files: number) => void;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

/**
 * Data first, then the wiki's file, then its entry: the wiki is there when everything of it is. What was stopped or
 * failed before leaves nothing behind.
 */
export async function duplicateWiki(
  plan: DuplicatePlan,
  parts: DuplicateParts,
): Promise<Result<{ readonly files: number }>> {
  const wikiFile = path.join(plan.configDir, plan.wikiFile.file);
  const farmFile = path.join(plan.configDir, plan.farmFile.file);
  let [madeData, madeFile] = [false, false];
  try {
    const files = await copyDataFolder(plan.data.from, plan.data.to, { ...parts, leftOut: plan.leftOut });
    madeData = true;
    parts.signal.throwIfAborted();
    if (Buffer.compare(await readFile(farmFile), plan.farmFile.before) !== 0) throw new ChangedMeanwhile();
    await parts.backup(plan.farmFile.file, plan.farmFile.before);
    await writeFile(wikiFile, plan.wikiFile.bytes, { flag: 'wx', flush: true });
    madeFile = true;
    await replaceConfigFile(farmFile, plan.farmFile.after, parts.nowMs);
    return ok({ files });
  } catch (error) {
    if (madeFile) await rm(wikiFile, { force: true });
    if (madeData) await rm(plan.data.to, { recursive: true, force: true });
    const expected = asError(error, plan);
    if (expected === null) throw error;
    return fail(expected);
  }
}

class ChangedMeanwhile extends Error {}

function asError(error: unknown, plan: DuplicatePlan): AppError | null {
  if (error instanceof ChangedMeanwhile)
    return {
      code: 'config-changed',
      message: sentence('duplicate.changed', { file: plan.farmFile.file }),
      hint: sentence('duplicate.changed.hint'),
    };
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'cancelled', message: sentence('duplicate.stopped') };
  const system = systemErrorCode(error);
  if (system === 'ENOSPC' || system === 'EDQUOT')
    return {
      code: 'disk-full',
      message: sentence('duplicate.diskFull'),
      detail: String(error),
    };
  if (system !== null)
    return {
      code: system === 'EACCES' || system === 'EPERM' || system === 'EROFS' ? 'read-only' : 'unreadable',
      message: sentence('duplicate.notCopied'),
      hint: sentence('duplicate.notCopied.hint'),
      detail: String(error),
    };
  return null;
}
