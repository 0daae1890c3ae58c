import { fail, ok, type Result } from '../../../shared/result.ts';
import { carryOutCleaning, planCleaning } from '../../session/clean.ts';
import { nowSeconds, type FarmContext } from './context.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

export interface CleaningReport {
  /** Sessions that were there. */
  readonly before: number;
  readonly removed: number;
  /** Files that hold objects or code: only removed on explicit request. */
  readonly refused: number;
}

/** `maint cleansessions` over all session directories of a farm (spec/sessions.md §16.1). */
export async function cleanFarm(
  context: FarmContext,
  choice: { readonly all: boolean; readonly userName: string | null; readonly dryRun: boolean },
): Promise<Result<CleaningReport>> {
  const { host } = context;
  const user = choice.userName === null ? null : findUser(context, choice.userName);
  if (user?.ok === false) return user;
  const stores = new Set(
    host.wikis.flatMap((unit) => (unit.settings ? [host.sessionPlaces.storeOf(unit.settings)] : [])),
  );
  const report = { before: 0, removed: 0, refused: 0 };
  for (const store of stores) {
    const plan = await planCleaning(store, {
      all: choice.all,
      userId: user?.value ?? null,
      nowSeconds: nowSeconds(context),
    });
    report.before += plan.remove.length + plan.keep.length + plan.refused.length;
    report.refused += plan.refused.length;
    report.removed += choice.dryRun ? plan.remove.length : await carryOutCleaning(store, plan);
  }
  return ok(report);
}

/** Unknown and disabled accounts are refused, as in MoinMoin; nothing is removed then. */
function findUser(context: FarmContext, name: string): Result<string> {
  for (const store of context.accounts.stores(context.host.wikis))
    for (const profile of store.people.values())
      if (profile.name === name && !profile.disabled) return ok(profile.id);
  return fail({ code: 'not-found', message: sentence('sessions.noAccount', { name }) });
}
