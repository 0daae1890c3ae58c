import { useState } from 'react';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Checkbox, RadioGroup, TextField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toasts.tsx';
import type { UserDialogProps } from './disable-user-dialog.tsx';

/** A new password, made by Croft and shown once, or given. */
export function ResetPasswordDialog({ farmId, row, onClose }: UserDialogProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const [how, setHow] = useState<'generate' | 'given'>('generate');
  const [typed, setTyped] = useState('');
  const [endSessions, setEndSessions] = useState(true);
  const [generated, setGenerated] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function reset(): Promise<void> {
    setBusy(true);
    setError(null);
    const wish =
      how === 'given' ? ({ kind: 'given', password: typed } as const) : ({ kind: 'generate' } as const);
    const result = await bridge.request('user:resetPassword', farmId, row.storeId, row.id, wish, {
      endSessions: endSessions && row.sessions > 0,
    });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    if (result.value.generated !== null) return setGenerated(result.value.generated);
    toasts.show({ text: text('users.passwordSet', { user: row.name }) });
    onClose();
  }

  const title = text('users.resetPasswordOf', { user: row.name });
  if (generated !== null)
    return (
      <Dialog
        title={title}
        onClose={onClose}
        buttons={<Button onPress={onClose}>{text('common.close')}</Button>}
      >
        <p>{text('users.newPassword', { user: row.name })}</p>
        <p className="row">
          <code className="users__password">{generated}</code>
          <CopyButton text={generated} label={text('users.copyPassword')} />
        </p>
        <p className="soft">{text('users.shownOnce')}</p>
      </Dialog>
    );
  return (
    <Dialog
      title={title}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={title}
          busy={busy}
          ready={how === 'generate' || typed !== ''}
          onConfirm={() => void reset()}
          onCancel={onClose}
        />
      }
    >
      <RadioGroup
        label={text('users.passwordHow')}
        choices={[
          { id: 'generate', text: text('users.generate') },
          { id: 'given', text: text('users.given') },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'given' && (
        <TextField
          label={text('users.typePassword')}
          type="password"
          value={typed}
          onChange={setTyped}
          autoFocus
        />
      )}
      {row.sessions > 0 && (
        <Checkbox isSelected={endSessions} onChange={setEndSessions}>
          {text('users.endSessions', { count: row.sessions })}
        </Checkbox>
      )}
    </Dialog>
  );
}
