import type { Sharing } from '../../../shared/contract/option.ts';
import { defaultSessionSettings } from '../../../shared/session/session-settings.ts';
import type { SharingWiki } from '../../../shared/session/sharing.ts';
import { dataFolders, interwikiName, plannedUrl, type FarmPlan } from '../../farm/farm-plan.ts';
import { contractSharing } from '../contract-sharing.ts';

/** Croft's own port is not known before the farm is open; any stands for it. */
const anyPort = '8080';

/** Who will share a login in a farm that does not exist yet. */
export function previewSharing(plan: FarmPlan): Sharing {
  const shares = plan.shareLogin && plan.topology !== 'single';
  const inFarm = plan.topology !== 'single' && plan.topology !== 'separate';
  const wikis = plan.wikis.map((wiki, index): SharingWiki => {
    const folders = dataFolders(plan, wiki);
    return {
      id: wiki.name,
      siteid: inFarm ? wiki.name : 'wikiconfig',
      url: plannedUrl(plan, index, anyPort),
      session: {
        ...defaultSessionSettings,
        cookieName: shares
          ? { kind: 'literal', text: 'farm_login' }
          : inFarm
            ? { kind: 'siteid' }
            : { kind: 'automatic' },
        cookieDomain: shares && plan.topology === 'host' ? `.${plan.domain}` : null,
        interwikiName: interwikiName(wiki),
      },
      sessionDir: shares ? 'shared/sessions' : `${folders.data}/cache/__session__`,
      userDir: folders.user,
      authMethods: ['moin'],
      superuser: plan.superuser === null ? [] : [plan.superuser],
    };
  });
  return contractSharing(
    wikis.map((wiki, index) => ({ wiki, sitename: plan.wikis[index]?.sitename ?? wiki.id })),
  );
}
