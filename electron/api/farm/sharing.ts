import type { Sharing } from '../../../shared/contract/option.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { sharingWiki } from '../../farm/sharing-wiki.ts';
import { contractSharing } from '../contract-sharing.ts';
import type { FarmContext } from './context.ts';

/** The sharing of the farm as it is, or as `model` would make it (what-if, preview). */
export function farmSharing(context: FarmContext, model: FarmModel | null = null): Sharing {
  const units = new Map(context.host.wikis.map((unit) => [unit.id, unit]));
  const wikis = (model ?? context.host.model)?.wikis ?? [];
  return contractSharing(
    wikis.flatMap((wiki) => {
      const unit = units.get(wiki.id);
      const inForce = model === null ? (unit?.settings ?? null) : null;
      const settings = inForce ?? (wiki.settings.ok ? wiki.settings.value : null);
      if (!settings || !wiki.address) return [];
      const sameAccounts = settings.userDir === unit?.settings?.userDir;
      const accounts = unit && sameAccounts ? context.accounts.of(unit)?.people : undefined;
      return [
        {
          wiki: sharingWiki(wiki.id, wiki.siteid, wiki.address.url, settings, accounts),
          sitename: settings.sitename,
        },
      ];
    }),
  );
}
