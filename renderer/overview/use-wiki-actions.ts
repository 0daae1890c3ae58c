import type { WikiOverview } from '../../shared/contract/farm.ts';
import type { Result } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useOpenIdentity } from '../identity/use-open-identity.ts';
import { useToasts } from '../ui/toasts.tsx';

export interface WikiActions {
  readonly start: (...wikiIds: readonly string[]) => Promise<void>;
  readonly stop: (...wikiIds: readonly string[]) => Promise<void>;
  readonly restart: (...wikiIds: readonly string[]) => Promise<void>;
  readonly reveal: (wikiId: string) => Promise<void>;
  /** In the browser, or in an identity window where the browser can't reach it. */
  readonly openWiki: (wiki: Pick<WikiOverview, 'id' | 'reach'>) => Promise<void>;
  readonly canReveal: boolean;
}

export function useWikiActions(farmId: string): WikiActions {
  const bridge = useBridge();
  const toasts = useToasts();
  const openIdentity = useOpenIdentity(farmId);
  const settle = async (answer: Promise<Result<unknown>>): Promise<void> => {
    const result = await answer;
    if (!result.ok) toasts.fail(result.error);
  };
  return {
    start: (...wikiIds) => settle(bridge.request('wiki:start', farmId, [...wikiIds])),
    stop: (...wikiIds) => settle(bridge.request('wiki:stop', farmId, [...wikiIds])),
    restart: (...wikiIds) => settle(bridge.request('wiki:restart', farmId, [...wikiIds])),
    reveal: (wikiId) => settle(bridge.request('wiki:reveal', farmId, wikiId)),
    openWiki: async (wiki) => {
      if (wiki.reach === 'identity-window' && !bridge.platform.headless) {
        await openIdentity(wiki.id, { kind: 'visitor' });
        return;
      }
      const result = await bridge.request('wiki:openInBrowser', farmId, wiki.id, null);
      if (!result.ok) return toasts.fail(result.error);
      if (!result.value.opened) window.open(result.value.url, '_blank', 'noopener');
    },
    canReveal: !bridge.platform.headless,
  };
}
