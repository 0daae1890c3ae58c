import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Dialog as AriaDialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import type { UserRow } from '../../shared/contract/user.ts';
import { useAnswer } from '../data/use-answer.ts';
import { BecomeDialog } from '../identity/become-dialog.tsx';
import { useWikiActions } from '../overview/use-wiki-actions.ts';
import { useText, type Text } from '../texts/text.ts';
import { useRested } from '../ui/time-text.tsx';
import { farmRoute, farmViews, go, type Route } from './route.ts';
import type { ShellDialog } from './shell.tsx';

export interface PaletteProps {
  readonly route: Route;
  readonly onDialog: (dialog: ShellDialog) => void;
  readonly onClose: () => void;
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly kind: 'farm' | 'wiki' | 'view' | 'action' | 'option' | 'user';
  readonly run: () => void;
}

/** More than this nobody reads; typing on narrows it. */
const mostShown = 60;

/** Every action, farm, wiki, user and option by name. */
export function Palette(props: PaletteProps) {
  const text = useText();
  const farmId = props.route.kind === 'farm' ? props.route.farmId : null;
  const [typed, setTyped] = useState('');
  const [becoming, setBecoming] = useState<UserRow | null>(null);
  const general = useGeneralEntries(props);
  const ofFarm = useFarmEntries(farmId, typed, setBecoming);
  const shown = useMemo(() => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return [...ofFarm, ...general]
      .filter((entry) => words.every((word) => entry.text.toLowerCase().includes(word)))
      .slice(0, mostShown);
  }, [typed, general, ofFarm]);

  if (becoming !== null && farmId !== null)
    return <BecomeDialog farmId={farmId} wikiId={null} target={becoming} onClose={props.onClose} />;

  const run = (key: unknown): void => {
    const entry = shown.find(({ id }) => id === key);
    if (entry === undefined) return;
    // Before it runs: what it opens takes the place of the palette.
    if (entry.kind !== 'user') props.onClose();
    entry.run();
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => !open && props.onClose()}>
      <Modal className="palette">
        <AriaDialog aria-label={text('palette.title')}>
          <Autocomplete inputValue={typed} onInputChange={setTyped} filter={() => true}>
            <SearchField aria-label={text('app.palette')} className="palette__field" autoFocus>
              <Input className="input" placeholder={text('app.palette')} />
            </SearchField>
            <ListBox
              aria-label={text('palette.title')}
              className="palette__list"
              items={shown}
              onAction={run}
              renderEmptyState={() => <p className="empty">{text('palette.empty', { text: typed })}</p>}
            >
              {(entry) => (
                <ListBoxItem id={entry.id} textValue={entry.text} className="menu__item">
                  <span className="cut">{entry.text}</span>
                  <span className="palette__kind">{text(`palette.${entry.kind}`)}</span>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What is there whatever is open. */
function useGeneralEntries({ onDialog }: PaletteProps): readonly Entry[] {
  const text = useText();
  const farms = useAnswer('farm:list', []);
  return useMemo(
    () => [
      ...(farms.data ?? []).map((farm) => ({
        id: `farm ${farm.id}`,
        text: farm.name,
        kind: 'farm' as const,
        run: () => go(farmRoute(farm.id)),
      })),
      action('open-farm', text('app.open'), () => onDialog({ kind: 'open-farm', path: null })),
      action('create', text('app.create'), () => go({ kind: 'create' })),
      action('home', text('app.sample'), () => go({ kind: 'home' })),
      action('settings', text('app.settings'), () => onDialog({ kind: 'settings' })),
      action('about', text('about.title'), () => onDialog({ kind: 'about' })),
    ],
    [farms.data, onDialog, text],
  );
}

const action = (id: string, text: string, run: () => void): Entry => ({ id, text, kind: 'action', run });

/** Views, wikis, options and accounts of the farm that is open. */
function useFarmEntries(
  farmId: string | null,
  typed: string,
  onBecome: (user: UserRow) => void,
): readonly Entry[] {
  const text = useText();
  const id = farmId ?? '';
  const enabled = farmId !== null;
  const overview = useAnswer('farm:overview', [id], { enabled });
  const matrix = useAnswer('option:matrix', [id], { enabled });
  const query = { text: useRested(typed), storeId: null, offset: 0, limit: 20 };
  const users = useAnswer('user:list', [id, query], { enabled: enabled && typed !== '', keepPrevious: true });
  const actions = useWikiActions(id);
  if (farmId === null) return [];
  const wikis = (overview.data?.wikis ?? []).flatMap((wiki) => [
    {
      id: `open ${wiki.id}`,
      text: text('palette.openWiki', { wiki: wiki.sitename }),
      kind: 'wiki' as const,
      run: () => void actions.openWiki(wiki),
    },
    wiki.state.kind === 'running'
      ? action(
          `stop ${wiki.id}`,
          text('palette.stopWiki', { wiki: wiki.sitename }),
          () => void actions.stop(wiki.id),
        )
      : action(
          `start ${wiki.id}`,
          text('palette.startWiki', { wiki: wiki.sitename }),
          () => void actions.start(wiki.id),
        ),
  ]);
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
  return [...viewEntries(farmId, text), ...wikis, ...people, ...options];
}

function viewEntries(farmId: string, text: Text): readonly Entry[] {
  return farmViews.map((view) => ({
    id: `view ${view}`,
    text: text(`view.${view}`),
    kind: 'view' as const,
    run: () => go(farmRoute(farmId, view)),
  }));
}
