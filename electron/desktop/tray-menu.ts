import type { MenuItemConstructorOptions } from 'electron';
import type { FarmSummary, WindowCommand } from '../../shared/contract/app.ts';
import type { DesktopTexts } from './texts/texts.ts';

export interface TrayActs {
  /** Null = only show the window. */
  readonly invoke: (command: WindowCommand | null) => void;
  readonly quit: () => void;
}

/** How many wikis answer at this moment. */
export const runningWikis = (farms: readonly FarmSummary[]): number =>
  farms.reduce((sum, { wikis }) => sum + wikis.running, 0);

/** The tray's menu as plain data: what runs, each farm, the way back, the way out. */
export function trayMenu(
  farms: readonly FarmSummary[],
  words: DesktopTexts,
  { invoke, quit }: TrayActs,
): MenuItemConstructorOptions[] {
  return [
    { id: 'state', label: words.trayRunning(runningWikis(farms)), enabled: false },
    { type: 'separator' },
    ...farms.map((farm) => ({
      id: `farm-${farm.id}`,
      // An ampersand in a name is no letter to reach by Alt.
      label: words.trayFarm(farm.name, stateOf(farm, words)).replaceAll('&', '&&'),
      click: () => invoke({ kind: 'show-farm', farmId: farm.id, view: 'overview' }),
    })),
    ...(farms.length > 0 ? ([{ type: 'separator' }] as const) : []),
    { id: 'open', label: words.trayOpen, click: () => invoke(null) },
    { id: 'quit', label: words.trayQuit, click: quit },
  ];
}

/** In words, since a colour says nothing in a menu. */
function stateOf({ state, wikis }: FarmSummary, words: DesktopTexts): string {
  if (state.kind !== 'open') return words.farmState[state.kind];
  const running = words.farmRunning(wikis.running, wikis.total);
  return wikis.failed === 0 ? running : `${running}, ${words.farmFailing(wikis.failed)}`;
}
