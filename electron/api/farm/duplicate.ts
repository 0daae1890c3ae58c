import path from 'node:path';
import type { RequestValue } from '../../../shared/contract.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { duplicateWiki } from '../../farm/duplicate/duplicate-wiki.ts';
import {
  planDuplicate,
  type DuplicatePlan,
  type DuplicateWish,
} from '../../farm/duplicate/plan-duplicate.ts';
import { shortenPath } from '../shorten-path.ts';
import { failedEnd, type Tasks } from '../tasks.ts';
import { keepBackup } from '../../config/edit/apply.ts';
import { writing } from './config-backup.ts';
import { fileDiff } from './config-edits.ts';
import type { FarmContext, Handlers } from './context.ts';

export function duplicateHandlers(
  context: FarmContext,
  tasks: Tasks,
): Handlers<'wiki:previewDuplicate' | 'wiki:duplicate'> {
  return {
    'wiki:previewDuplicate': async (_farmId, wikiId, wish) => {
      const plan = await planCopy(context, wikiId, wish);
      if (!plan.ok) return plan;
      return context.host.model ? ok(preview(context.host.model, plan.value)) : gone;
    },
    'wiki:duplicate': async (_farmId, wikiId, wish) => {
      const plan = await planCopy(context, wikiId, wish);
      if (!plan.ok) return plan;
      const work: Parameters<Tasks['start']>[0]['work'] = async ({ progress, signal }) => {
        const made = await makeCopy(context, plan.value, {
          progress: (files) => progress('files', files, null),
          signal,
        });
        if (!made.ok) return failedEnd(made.error);
        return {
          kind: 'wiki-duplicated',
          name: wish.name.trim(),
          url: plan.value.url,
          files: made.value.files,
        };
      };
      const about = context.host.wiki(wikiId)?.settings?.sitename ?? wikiId;
      return ok({ taskId: tasks.start({ kind: 'wiki:duplicate', about, phase: 'files', work }) });
    },
  };
}

function preview(model: FarmModel, plan: DuplicatePlan): RequestValue<'wiki:previewDuplicate'> {
  const { configDir, wikiFile, farmFile } = plan;
  const fresh = { file: wikiFile.file, before: new Uint8Array(), after: wikiFile.bytes };
  return {
    url: plan.url,
    from: shortenPath(plan.data.from),
    to: shortenPath(plan.data.to),
    diffs: [farmFile, fresh].map(({ file: name, before, after }) => {
      const file = path.join(configDir, name);
      return fileDiff({ file, shown: path.relative(model.target.directory, file), before, after });
    }),
  };
}

const gone = fail({ code: 'not-found' as const, message: sentence('farm.noWiki') });

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
  if (!host.model || !source) return gone;
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
  const { backupDirectory } = writing({ host, nowMs });
  const made = await duplicateWiki(plan, {
    ...control,
    nowMs,
    backup: (file, bytes) => keepBackup(backupDirectory, file, bytes, nowMs),
  });
  if (!made.ok) return made;
  await host.reload();
  return ok(made.value);
}
