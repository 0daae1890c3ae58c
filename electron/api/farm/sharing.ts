import path from 'node:path';
import type { Sharing } from '../../../shared/contract/option.ts';
import { isInside } from '../../farm/backup/farm-folders.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { sharingWiki } from '../../farm/sharing-wiki.ts';
import { contractSharing } from '../contract-sharing.ts';
import type { FarmContext } from './context.ts';

/** The sharing of the farm as it is, or as `model` would make it (what-if, preview). */
export function farmSharing(context: FarmContext, model: FarmModel | null = null): Sharing {
  const units = new Map(context.host.wikis.map((unit) => [unit.id, unit]));
  const shown = model ?? context.host.model;
  if (shown === null) return contractSharing([]);
  const fromFarm = (folder: string): string => pathFromFarm(shown.target.directory, folder);
  return contractSharing(
    shown.wikis.flatMap((wiki) => {
      const unit = units.get(wiki.id);
      const inForce = model === null ? (unit?.settings ?? null) : null;
      const settings = inForce ?? (wiki.settings.ok ? wiki.settings.value : null);
      if (!settings || !wiki.address) return [];
      const sameAccounts = settings.userDir === unit?.settings?.userDir;
      const accounts = unit && sameAccounts ? context.accounts.of(unit)?.people : undefined;
      const facts = sharingWiki(wiki.id, wiki.siteid, wiki.address.url, settings, accounts);
      return [
        {
          wiki: { ...facts, sessionDir: fromFarm(facts.sessionDir), userDir: fromFarm(facts.userDir) },
          sitename: settings.sitename,
        },
      ];
    }),
  );
}

/** Folders inside of the farm are named from there: whole paths hide in what they differ. */
function pathFromFarm(farm: string, folder: string): string {
  return isInside(farm, folder) ? path.relative(farm, folder) || '.' : folder;
}
