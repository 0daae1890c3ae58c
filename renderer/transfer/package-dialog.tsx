import { useState } from 'react';
import type { PackageStep } from '../../shared/contract/transfer.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import type { WikiTransferProps } from './export-dialog.tsx';
import { PathField } from './path-field.tsx';
import { useWikis, WikiChoice } from './wiki-choice.tsx';

/** A page package: first what it would change in the wiki, then installing it. */
export function PackageDialog({ farmId, wikiId, onClose }: WikiTransferProps) {
  const text = useText();
  const bridge = useBridge();
  const wikis = useWikis(farmId);
  const [chosen, setChosen] = useState(wikiId);
  const [file, setFile] = useState('');
  const [steps, setSteps] = useState<readonly PackageStep[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const wiki = wikis.find(({ id }) => id === chosen) ?? wikis[0];
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    setSteps(null);
    setError(null);
  };

  async function look(): Promise<void> {
    if (wiki === undefined) return;
    setBusy(true);
    setError(null);
    const result = await bridge.request('package:preview', farmId, wiki.id, file);
    setBusy(false);
    if (result.ok) setSteps(result.value);
    else setError(result.error);
  }

  async function install(): Promise<void> {
    if (wiki === undefined) return;
    const result = await bridge.request('package:install', farmId, wiki.id, file);
    if (result.ok) onClose();
    else setError(result.error);
  }

  const changes = (steps ?? []).filter(({ effect }) => !idle.has(effect)).length;
  return (
    <Dialog
      title={text('package.title')}
      wide={steps !== null}
      error={error}
      onClose={onClose}
      buttons={
        steps === null ? (
          <DialogButtons
            confirm={text('package.look')}
            busy={busy}
            ready={wiki !== undefined && file.trim() !== ''}
            onConfirm={() => void look()}
            onCancel={onClose}
          />
        ) : (
          <DialogButtons
            confirm={text('package.start', { count: changes })}
            ready={changes > 0}
            onConfirm={() => void install()}
            onCancel={onClose}
          />
        )
      }
    >
      <p>{text('package.explain')}</p>
      <WikiChoice wikis={wikis} value={wiki?.id ?? ''} onChange={change(setChosen)} />
      <PathField
        label={text('package.file')}
        purpose="open-zip"
        value={file}
        onChange={change(setFile)}
        autoFocus
      />
      {steps !== null && <Steps steps={steps} changes={changes} />}
    </Dialog>
  );
}

/** Effects that write nothing. */
const idle: ReadonlySet<PackageStep['effect']> = new Set([
  ...(['say', 'same', 'unsupported', 'missing', 'taken', 'badName'] as const),
]);

/** More than this nobody reads line by line. */
const mostShown = 500;

function Steps({ steps, changes }: { readonly steps: readonly PackageStep[]; readonly changes: number }) {
  const text = useText();
  return (
    <>
      <p role="status">{text(changes === 0 ? 'package.nothing' : 'package.changes', { count: changes })}</p>
      <div className="table-frame transfer__steps">
        <table className="table" aria-label={text('package.steps')}>
          <thead>
            <tr>
              <th scope="col">{text('package.page')}</th>
              <th scope="col">{text('package.change')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.slice(0, mostShown).map(({ page, effect, detail }, index) => (
              // The same step may stand in a package twice.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index} className={idle.has(effect) ? 'soft' : ''}>
                <td>{page}</td>
                <td>{text(`package.${effect}`, { what: detail })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {steps.length > mostShown && (
        <p className="soft">{text('package.more', { count: steps.length - mostShown })}</p>
      )}
    </>
  );
}
