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
import { BecomeDialog } from '../identity/become-dialog.tsx';
import { useText } from '../texts/text.ts';
import { useFarmEntries, useGeneralEntries } from './palette-entries.ts';
import type { Route } from './route.ts';
import type { ShellDialog } from './shell.tsx';

export interface PaletteProps {
  readonly route: Route;
  readonly onDialog: (dialog: ShellDialog) => void;
  readonly onTour: () => void;
  readonly onClose: () => void;
}

/** More than this nobody reads; typing on narrows it. */
const mostShown = 60;

/** Every action, farm, wiki, user and option by name. */
export function Palette(props: PaletteProps) {
  const text = useText();
  const farmId = props.route.kind === 'farm' ? props.route.farmId : null;
  const [typed, setTyped] = useState('');
  const [becoming, setBecoming] = useState<UserRow | null>(null);
  const general = useGeneralEntries(props.onDialog, props.onTour);
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
