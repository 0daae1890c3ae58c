import { useState } from 'react';
import type { SavedFilter } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { useSettings } from '../app/settings-provider.tsx';
import { useChangeSettings } from '../app/use-change-settings.ts';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { MenuButton, type MenuEntry } from '../ui/menu.tsx';
import { useToasts } from '../ui/toasts.tsx';

export interface SavedFiltersProps {
  /** What is filtered by now; empty = nothing. */
  readonly text: string;
  readonly onChoose: (text: string) => void;
}

/** Filters that a person keeps under a name, for every farm. */
export function SavedFilters({ text: current, onChoose }: SavedFiltersProps) {
  const text = useText();
  const toasts = useToasts();
  const { savedFilters } = useSettings();
  const change = useChangeSettings();
  const [naming, setNaming] = useState(false);
  const same = savedFilters.find((saved) => saved.text === current);

  async function put(filters: readonly SavedFilter[]): Promise<AppError | null> {
    return change({ savedFilters: filters });
  }
  async function forget(saved: SavedFilter): Promise<void> {
    const failed = await put(savedFilters.filter((one) => one !== saved));
    if (failed !== null) return toasts.fail(failed);
    toasts.show({
      text: text('sessions.forgotFilter', { name: saved.name }),
      action: { text: text('common.undo'), onPress: () => void put(savedFilters) },
    });
  }

  const entries: MenuEntry[] = savedFilters.map((saved) => ({
    id: `saved ${saved.name}`,
    text: saved.name,
    onSelect: () => onChoose(saved.text),
  }));
  const own: MenuEntry =
    same === undefined
      ? {
          id: 'keep',
          text: text('sessions.keepFilter'),
          disabled: current === '',
          onSelect: () => setNaming(true),
        }
      : {
          id: 'forget',
          text: text('sessions.forgetFilter', { name: same.name }),
          onSelect: () => void forget(same),
        };
  return (
    <>
      <MenuButton
        label={text('sessions.savedFilters')}
        text={text('sessions.filters')}
        entries={[...entries, { ...own, apart: entries.length > 0 }]}
      />
      {naming && (
        <NameDialog
          text={current}
          onKeep={(name) =>
            put([...savedFilters.filter((one) => one.name !== name), { name, text: current }])
          }
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

interface NameDialogProps {
  readonly text: string;
  readonly onKeep: (name: string) => Promise<AppError | null>;
  readonly onClose: () => void;
}

function NameDialog({ text: filter, onKeep, onClose }: NameDialogProps) {
  const text = useText();
  const [name, setName] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  async function keep(): Promise<void> {
    const failed = await onKeep(name.trim());
    if (failed === null) onClose();
    else setError(failed);
  }
  return (
    <Dialog
      title={text('sessions.keepFilter')}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('sessions.keepFilter')}
          ready={name.trim() !== ''}
          onConfirm={() => void keep()}
          onCancel={onClose}
        />
      }
    >
      <p className="code">{filter}</p>
      <TextField label={text('sessions.filterName')} value={name} onChange={setName} autoFocus />
    </Dialog>
  );
}
