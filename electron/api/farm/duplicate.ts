import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { duplicateWiki } from '../../farm/duplicate/duplicate-wiki.ts';
import {
  planDuplicate,
  type DuplicatePlan,
  type DuplicateWish,
} from '../../farm/duplicate/plan-duplicate.ts';
import { keepBackup } from './config-backup.ts';
import type { FarmContext } from './context.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** What a copy of a wiki would be, for showing; nothing written. */
export async function planCopy(
  { host }: FarmContext,
  wikiId: string,
  wish: DuplicateWish,
): Promise<Result<DuplicatePlan>> {
  if (host.options.readOnly)
    return fail({
      code: 'read-only',
      message: sentence('options.readOnly'),
      hint: sentence('duplicate.readOnly.hint'),
    });
  const source = host.model?.wikis.find(({ id }) => id === wikiId);
  if (!host.model || !source) return fail({ code: 'not-found', message: sentence('farm.noWiki') });
  return planDuplicate(host.model, source, { ...wish, name: wish.name.trim() });
}

export interface CopyControl {
  readonly progress: (files: number) => void;
  readonly signal: AbortSignal;
}

/** Makes the copy; the farm has read its new configuration when this is done. */
export async function makeCopy(
  { host, nowMs }: FarmContext,
  plan: DuplicatePlan,
  control: CopyControl,
): Promise<Result<{ readonly files: number }>> {
  const backups = path.join(host.options.stateDirectory, 'config-backups');
  const made = await duplicateWiki(plan, {
    ...control,
    nowMs,
    backup: (file, bytes) => keepBackup(backups, file, bytes, nowMs),
  });
  if (!made.ok) return made;
  await host.reload();
  return ok(made.value);
}
