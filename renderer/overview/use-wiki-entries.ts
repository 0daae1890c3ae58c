import type { WikiOverview } from '../../shared/contract/farm.ts';
import { farmRoute, go } from '../app/route.ts';
import { useOpenIdentity } from '../identity/use-open-identity.ts';
import { useText } from '../texts/text.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { useWikiActions } from './use-wiki-actions.ts';

/** What can be done with one wiki without asking anything: its menu and the palette offer the same. */
export function useWikiEntries(farmId: string): (wiki: WikiOverview) => readonly MenuEntry[] {
  const text = useText();
  const actions = useWikiActions(farmId);
  const openIdentity = useOpenIdentity(farmId);
  return (wiki) => {
    const name = { wiki: wiki.sitename };
    const running = wiki.state.kind === 'running';
    return [
      { id: 'open', text: text('palette.openWiki', name), onSelect: () => void actions.openWiki(wiki) },
      {
        id: 'visitor',
        text: text('overview.openVisitor'),
        onSelect: () => void openIdentity(wiki.id, { kind: 'visitor' }),
      },
      running
        ? {
            id: 'stop',
            text: text('palette.stopWiki', name),
            apart: true,
            onSelect: () => void actions.stop(wiki.id),
          }
        : {
            id: 'start',
            text: text('palette.startWiki', name),
            apart: true,
            onSelect: () => void actions.start(wiki.id),
          },
      {
        id: 'restart',
        text: text('palette.restartWiki', name),
        disabled: !running,
        onSelect: () => void actions.restart(wiki.id),
      },
      {
        id: 'log',
        text: text('overview.showLog'),
        apart: true,
        onSelect: () => go(farmRoute(farmId, 'log', { wiki: wiki.id })),
      },
      ...(actions.canReveal
        ? [{ id: 'folder', text: text('overview.folder'), onSelect: () => void actions.reveal(wiki.id) }]
        : []),
    ];
  };
}
