import { fail, ok } from '../../../shared/result.ts';
import { hostOnly, type WikiPlaces } from '../host-only.ts';
import type { AppContext, AppHandlers } from './context.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

const needsDesktop = fail({ code: 'unsupported' as const, message: sentence('program.needsDesktop') });

/** Things of a farm that open outside Croft's own window. */
export function placeHandlers(
  context: AppContext,
): AppHandlers<'wiki:reveal' | 'wiki:openInBrowser' | 'config:openInEditor'> {
  const { desktop, farms } = context;
  const places = (farmId: string, wikiId: string) =>
    farms.request(farmId, hostOnly.wikiPlaces, [farmId, wikiId]);
  return {
    'wiki:reveal': async (farmId, wikiId) => {
      if (!desktop) return needsDesktop;
      const found = await places(farmId, wikiId);
      if (!found.ok) return found;
      await desktop.revealFolder((found.value as WikiPlaces).dataDir); // from our own host process
      return ok(null);
    },
    'wiki:openInBrowser': async (farmId, wikiId, page) => {
      const found = await places(farmId, wikiId);
      if (!found.ok) return found;
      const { url, reachable, connect } = found.value as WikiPlaces;
      if (url === null || !reachable)
        return fail({
          code: 'unsupported',
          message: sentence('program.cantBrowse', { url: url ?? sentence('program.thisWiki') }),
          hint: desktop
            ? sentence('program.cantBrowse.hint')
            : sentence('program.sendHost.hint', { connect: connect ?? '?' }),
        });
      const address = page === null ? url : url + page.split('/').map(encodeURIComponent).join('/');
      const opened = desktop ? await desktop.openExternally(address) : false;
      return ok({ opened, url: address });
    },
    'config:openInEditor': async (farmId, source) => {
      if (!desktop) return needsDesktop;
      const file = await farms.request(farmId, hostOnly.filePath, [farmId, source.fileId]);
      if (!file.ok) return file;
      const problem = await desktop.openFile(file.value as string); // from our own host process
      return problem === null
        ? ok(null)
        : fail({ code: 'unreadable', message: sentence('program.cantOpenFile'), detail: problem });
    },
  };
}
