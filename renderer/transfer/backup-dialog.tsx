import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/fields.tsx';
import { PathField } from './path-field.tsx';

export interface BackupDialogProps {
  readonly farm: FarmSummary;
  readonly onClose: () => void;
}

/** Where the backup of a farm goes; what comes of it is told by the task. */
export function BackupDialog({ farm, onClose }: BackupDialogProps) {
  const text = useText();
  const bridge = useBridge();
  const [file, setFile] = useState('');
  const [replace, setReplace] = useState(false);
  const [withSessions, setWithSessions] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function start(): Promise<void> {
    const result = await bridge.request('farm:backup', farm.id, file, { withSessions, replace });
    if (result.ok) onClose();
    else setError(result.error);
  }

  return (
    <Dialog
      title={text('backup.title', { farm: farm.name })}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('backup.start', { farm: farm.name })}
          ready={file.trim() !== ''}
          onConfirm={() => void start()}
          onCancel={onClose}
        />
      }
    >
      <p>{text('backup.explain')}</p>
      <PathField
        label={text('backup.file')}
        purpose="save-zip"
        suggestion={`${farm.name}.zip`}
        value={file}
        onChange={(path, from) => {
          setFile(path);
          setReplace(from === 'dialog');
        }}
        autoFocus
      />
      <Checkbox isSelected={withSessions} onChange={setWithSessions}>
        {text('backup.withSessions')}
      </Checkbox>
    </Dialog>
  );
}
