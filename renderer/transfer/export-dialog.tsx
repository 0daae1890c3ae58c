import { useState } from 'react';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { PathField } from './path-field.tsx';
import { useWikis, WikiChoice } from './wiki-choice.tsx';

export interface WikiTransferProps {
  readonly farmId: string;
  /** Chosen beforehand; null = the first one. */
  readonly wikiId: string | null;
  readonly onClose: () => void;
}

/** A wiki as static HTML in a new folder. */
export function ExportDialog({ farmId, wikiId, onClose }: WikiTransferProps) {
  const text = useText();
  const bridge = useBridge();
  const wikis = useWikis(farmId);
  const [chosen, setChosen] = useState(wikiId);
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const wiki = wikis.find(({ id }) => id === chosen) ?? wikis[0];

  async function start(): Promise<void> {
    if (wiki === undefined) return;
    const result = await bridge.request('wiki:export', farmId, wiki.id, folder);
    if (result.ok) onClose();
    else setError(result.error);
  }

  return (
    <Dialog
      title={text('export.title')}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('export.start', { wiki: wiki?.sitename ?? '' })}
          ready={wiki !== undefined && folder.trim() !== ''}
          onConfirm={() => void start()}
          onCancel={onClose}
        />
      }
    >
      <p>{text('export.explain')}</p>
      <WikiChoice wikis={wikis} value={wiki?.id ?? ''} onChange={setChosen} />
      <PathField
        label={text('export.folder')}
        purpose="new-folder"
        suggestion={wiki?.sitename ?? ''}
        value={folder}
        onChange={setFolder}
        autoFocus
      />
    </Dialog>
  );
}
