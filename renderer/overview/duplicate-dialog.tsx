import { useState } from 'react';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { DiffView } from '../options/diff-view.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';
import { useRested } from '../ui/time-text.tsx';

export interface DuplicateDialogProps {
  readonly farmId: string;
  readonly wiki: WikiOverview;
  readonly onClose: () => void;
}

/** A second wiki like this one: what it would be is shown while one types; progress is told as of every task. */
export function DuplicateDialog({ farmId, wiki, onClose }: DuplicateDialogProps) {
  const text = useText();
  const bridge = useBridge();
  const [name, setName] = useState(`${wiki.siteid}2`);
  const [sitename, setSitename] = useState(`${wiki.sitename} 2`);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const wish = { name: name.trim(), sitename: sitename.trim() };
  const key = useRested(JSON.stringify(wish));
  const rested = JSON.parse(key) as typeof wish; // what was printed a moment ago
  const preview = useAnswer('wiki:previewDuplicate', [farmId, wiki.id, rested]);
  const isCurrent = key === JSON.stringify(wish);

  async function duplicate(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('wiki:duplicate', farmId, wiki.id, wish);
    setBusy(false);
    if (result.ok) onClose();
    else setError(result.error);
  }

  return (
    <Dialog
      wide
      title={text('duplicate.title', { wiki: wiki.sitename })}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('duplicate.start', { wiki: wiki.sitename })}
          busy={busy}
          ready={isCurrent && preview.data !== undefined}
          onConfirm={() => void duplicate()}
          onCancel={onClose}
        />
      }
    >
      <p>{text('duplicate.explain')}</p>
      <TextField
        label={text('duplicate.name')}
        help={text('duplicate.nameHelp')}
        code
        value={name}
        onChange={setName}
        autoFocus
      />
      <TextField label={text('duplicate.sitename')} value={sitename} onChange={setSitename} />
      {preview.error !== null && <Failure error={preview.error.error} />}
      {preview.data !== undefined && (
        <section aria-label={text('duplicate.preview')} className="stack">
          <dl className="facts">
            <dt>{text('overview.address')}</dt>
            <dd className="code">{preview.data.url}</dd>
            <dt>{text('duplicate.folder')}</dt>
            <dd className="code">{preview.data.to}</dd>
          </dl>
          {preview.data.diffs.map((diff) => (
            <DiffView key={diff.file} diff={diff} />
          ))}
        </section>
      )}
    </Dialog>
  );
}
