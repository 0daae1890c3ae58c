import type { UserRow } from '../../shared/contract/user.ts';
import { useAnswer } from '../data/use-answer.ts';
import { helpOfView } from '../help/help-names.ts';
import { useWikiEntries } from '../overview/use-wiki-entries.ts';
import { useText } from '../texts/text.ts';
import { useRested } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { farmRoute, farmViews, go } from './route.ts';
import type { ShellDialog } from './shell.tsx';
import { useChangeSettings } from './use-change-settings.ts';
import { useFarmActions } from './use-farm-actions.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly text: string;
  readonly kind: 'farm' | 'wiki' | 'view' | 'action' | 'option' | 'user' | 'help';
  readonly run: () => void;
}

const action = (id: string, text: string, run: () => void): PaletteEntry => ({
  id,
  text,
  kind: 'action',
  run,
});

/** What is there whatever is open. */
export function useGeneralEntries(
  onDialog: (dialog: ShellDialog) => void,
  onTour: () => void,
): readonly PaletteEntry[] {
  const text = useText();
  const toasts = useToasts();
  const change = useChangeSettings();
  const farms = useAnswer('farm:list', []).data ?? [];
  const set = async (part: Parameters<typeof change>[0]): Promise<void> => {
    const failed = await change(part);
    if (failed !== null) toasts.fail(failed);
  };
  return [
    ...farms.map((farm) => ({
      id: `farm ${farm.id}`,
      text: farm.name,
      kind: 'farm' as const,
      run: () => go(farmRoute(farm.id)),
    })),
    action('open-farm', text('app.open'), () => onDialog({ kind: 'open-farm', path: null })),
    action('create', text('app.create'), () => go({ kind: 'create' })),
    action('sample', text('app.sample'), () => go({ kind: 'home' })),
    action('home', text('app.allFarms'), () => go({ kind: 'home' })),
    action('settings', text('app.settings'), () => onDialog({ kind: 'settings' })),
    ...(['system', 'light', 'dark'] as const).map((theme) =>
      action(
        `theme ${theme}`,
        `${text('settings.theme')}: ${text(`settings.theme.${theme}`)}`,
        () => void set({ theme }),
      ),
    ),
    ...(['system', 'en', 'de'] as const).map((language) =>
      action(
        `language ${language}`,
        `${text('settings.language')}: ${text(`settings.language.${language}`)}`,
        () => void set({ language }),
      ),
    ),
    action('help', text('help.title'), () => go({ kind: 'help', page: 'start' })),
    action('tour', text('tour.start'), onTour),
    action('about', text('about.title'), () => onDialog({ kind: 'about' })),
    action('diagnose', text('about.diagnose'), () => onDialog({ kind: 'about' })),
  ];
}

/** Views, wikis, options, accounts and deeds of the farm that is shown. */
export function useFarmEntries(
  farmId: string | null,
  typed: string,
  onBecome: (user: UserRow) => void,
): readonly PaletteEntry[] {
  const text = useText();
  const id = farmId ?? '';
  const enabled = farmId !== null;
  const farm = useAnswer('farm:list', []).data?.find((one) => one.id === farmId);
  const overview = useAnswer('farm:overview', [id], { enabled });
  const matrix = useAnswer('option:matrix', [id], { enabled });
  const query = { text: useRested(typed), storeId: null, offset: 0, limit: 20 };
  const users = useAnswer('user:list', [id, query], { enabled: enabled && typed !== '', keepPrevious: true });
  const entriesOfWiki = useWikiEntries(id);
  const actionsOfFarm = useFarmActions();
  if (farmId === null || farm === undefined) return [];
  const { start, stop, menu } = actionsOfFarm(farm);
  const views = farmViews.flatMap((view) => [
    {
      id: `view ${view}`,
      text: text(`view.${view}`),
      kind: 'view' as const,
      run: () => go(farmRoute(farmId, view)),
    },
    {
      id: `help ${view}`,
      text: text('help.about', { view: text(`view.${view}`) }),
      kind: 'help' as const,
      run: () => go({ kind: 'help', page: helpOfView[view] }),
    },
  ]);
  const deeds = [
    action('start-all', text('farm.start', { farm: farm.name }), start),
    action('stop-all', text('farm.stop', { farm: farm.name }), stop),
    ...menu
      .filter(({ disabled }) => disabled !== true)
      .map((entry) => action(`farm-${entry.id}`, withName(farm.name, entry.text), entry.onSelect)),
    action('history', text('history.title'), () => go(farmRoute(farmId, 'sessions', { show: 'history' }))),
    action('audit', text('users.audit'), () =>
      go(farmRoute(farmId, 'sessions', { show: 'history', what: 'switches' })),
    ),
    ...(farm.readOnly
      ? []
      : [
          action('create-user', text('users.create'), () =>
            go(farmRoute(farmId, 'users', { create: 'yes' })),
          ),
        ]),
  ];
  const wikis = (overview.data?.wikis ?? []).flatMap((wiki) =>
    entriesOfWiki(wiki)
      .filter(({ disabled }) => disabled !== true)
      .map((entry) => ({
        id: `${entry.id} ${wiki.id}`,
        text: withName(wiki.sitename, entry.text),
        kind: 'wiki' as const,
        run: entry.onSelect,
      })),
  );
  const people = (typed === '' ? [] : (users.data?.rows ?? [])).map((user) => ({
    id: `user ${user.storeId} ${user.id}`,
    text: text('palette.become', { user: user.name }),
    kind: 'user' as const,
    run: () => onBecome(user),
  }));
  const options = (matrix.data?.rows ?? []).map((row) => ({
    id: `option ${row.option}`,
    text: row.option,
    kind: 'option' as const,
    run: () => go(farmRoute(farmId, 'options', { option: row.option })),
  }));
  return [...views, ...people, ...wikis, ...options, ...deeds];
}

/** Every entry says what it acts on; most sentences do already. */
const withName = (name: string, sentence: string): string =>
  sentence.includes(name) ? sentence : `${name}: ${sentence}`;
