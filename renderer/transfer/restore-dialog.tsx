import { useState } from 'react';
import type { RestorePreview } from '../../shared/contract/transfer.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useNameList, useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { shortenPath } from '../ui/shorten.ts';
import { TimeText } from '../ui/time-text.tsx';
import { megabytes } from './megabytes.ts';
import { PathField } from './path-field.tsx';

/** A backup and a new folder; first what is in the backup, then restoring it. Nothing that is there is written over. */
export function RestoreDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const bridge = useBridge();
  const [file, setFile] = useState('');
  const [folder, setFolder] = useState('');
  const [found, setFound] = useState<RestorePreview | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (set: (path: string) => void) => (path: string) => {
    set(path);
    setFound(null);
    setError(null);
  };

  async function look(): Promise<void> {
    setBusy(true);
    setError(null);
    const result = await bridge.request('farm:previewRestore', file, folder);
    setBusy(false);
    if (result.ok) setFound(result.value);
    else setError(result.error);
  }

  async function restore(): Promise<void> {
    const result = await bridge.request('farm:restore', file, folder);
    if (result.ok) onClose();
    else setError(result.error);
  }

  const ready = file.trim() !== '' && folder.trim() !== '';
  return (
    <Dialog
      title={text('restore.title')}
      error={error}
      onClose={onClose}
      buttons={
        found === null || found.problem !== null ? (
          <DialogButtons
            confirm={text('restore.look')}
            busy={busy}
            ready={ready}
            onConfirm={() => void look()}
            onCancel={onClose}
          />
        ) : (
          <DialogButtons
            confirm={text('restore.start')}
            onConfirm={() => void restore()}
            onCancel={onClose}
          />
        )
      }
    >
      <PathField
        label={text('restore.file')}
        purpose="open-zip"
        value={file}
        onChange={change(setFile)}
        autoFocus
      />
      <PathField
        label={text('restore.folder')}
        purpose="new-folder"
        suggestion={nameOf(file)}
        value={folder}
        onChange={change(setFolder)}
      />
      {found !== null && <Found found={found} />}
    </Dialog>
  );
}

/** `/backups/Garden farm.zip` → `Garden farm` */
const nameOf = (file: string): string => (file.split(/[\\/]/).at(-1) ?? '').replace(/\.zip$/i, '');

function Found({ found }: { readonly found: RestorePreview }) {
  const text = useText();
  const list = useNameList();
  return (
    <div className="stack" role="status">
      <p>
        {text('restore.found', {
          files: found.files,
          size: megabytes(found.bytes),
          configs: list(found.configFiles),
        })}{' '}
        {found.newestAt !== null && (
          <>
            {text('restore.newest')} <TimeText at={found.newestAt} />.
          </>
        )}
      </p>
      {found.problem === null ? (
        <p>{text('restore.into', { folder: shortenPath(found.path, 60) })}</p>
      ) : (
        <Failure error={found.problem} />
      )}
    </div>
  );
}
