import { fail, ok } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import type { FarmContext, Handlers } from './context.ts';

/** Pages whose save was cut off, by a crash or by a program that was ended: shown, and put right when a person says so. */
export function cutOffSaveHandlers({ host }: FarmContext): Handlers<'page:cutOff' | 'page:repair'> {
  return {
    'page:cutOff': async () => {
      const found = [];
      for (const unit of host.wikis)
        for (const { page, ageSeconds } of (await unit.parts?.state.pages.cutOffSaves()) ?? [])
          found.push({ wikiId: unit.id, page, sinceSeconds: ageSeconds });
      return ok(found);
    },
    'page:repair': async (_farmId, wikiId, page) => {
      if (host.options.readOnly)
        return fail({
          code: 'read-only',
          message: sentence('transfer.readOnly'),
          hint: sentence('transfer.readOnly.hint'),
        });
      const pages = host.wiki(wikiId)?.parts?.state.pages;
      if (!pages) return fail({ code: 'not-running', message: sentence('transfer.notRunning') });
      const repaired = await pages.repair(page);
      if (repaired.ok) return ok(null);
      return fail({
        code: 'unreadable',
        message: sentence('transfer.notRepaired', { page }),
        ...(repaired.error.kind === 'DiskRefused' ? { detail: repaired.error.detail } : {}),
      });
    },
  };
}
