import { useState } from 'react';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Checkbox, RadioGroup, TextField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toasts.tsx';
import type { UserDialogProps } from './disable-user-dialog.tsx';
import { PasswordOutcome, type ShownOnce } from './password-outcome.tsx';

/** A new password made by Croft or given; or a link, mailed or shown once, with which its owner chooses one. */
type How = 'generate' | 'given' | 'mail' | 'show';

export function ResetPasswordDialog({ farmId, row, onClose }: UserDialogProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const [how, setHow] = useState<How>(row.canBeMailed && !row.disabled ? 'mail' : 'generate');
  const [typed, setTyped] = useState('');
  const [endSessions, setEndSessions] = useState(true);
  const [shown, setShown] = useState<ShownOnce | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const byLink = how === 'mail' || how === 'show';

  async function reset(): Promise<void> {
    const wish =
      how === 'given' ? ({ kind: 'given', password: typed } as const) : ({ kind: 'generate' } as const);
    const result = await bridge.request('user:resetPassword', farmId, row.storeId, row.id, wish, {
      endSessions: endSessions && row.sessions > 0,
    });
    if (!result.ok) return setError(result.error);
    if (result.value.generated !== null)
      return setShown({ kind: 'password', password: result.value.generated });
    toasts.show({ text: text('users.passwordSet', { user: row.name }) });
    onClose();
  }

  async function recover(by: 'mail' | 'show'): Promise<void> {
    const result = await bridge.request('user:recover', farmId, row.storeId, row.id, by);
    if (!result.ok) return setError(result.error);
    if (result.value.kind === 'link') return setShown(result.value);
    toasts.show({ text: text('users.linkMailed', { address: result.value.address }) });
    onClose();
  }

  async function confirm(): Promise<void> {
    setBusy(true);
    setError(null);
    await (how === 'mail' || how === 'show' ? recover(how) : reset());
    setBusy(false);
  }

  const title = text('users.resetPasswordOf', { user: row.name });
  if (shown !== null)
    return <PasswordOutcome title={title} user={row.name} shown={shown} onClose={onClose} />;
  return (
    <Dialog
      title={title}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={how === 'mail' ? text('users.mailLink') : how === 'show' ? text('users.showLink') : title}
          busy={busy}
          ready={how !== 'given' || typed !== ''}
          onConfirm={() => void confirm()}
          onCancel={onClose}
        />
      }
    >
      <RadioGroup
        label={text('users.passwordHow')}
        choices={[
          ...(row.canBeMailed && !row.disabled
            ? [{ id: 'mail' as const, text: text('users.byMail', { address: row.email }) }]
            : []),
          ...(row.disabled ? [] : [{ id: 'show' as const, text: text('users.byLink', { user: row.name }) }]),
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
      {byLink && <p className="soft">{text('users.linkHelp')}</p>}
      {!byLink && row.sessions > 0 && (
        <Checkbox isSelected={endSessions} onChange={setEndSessions}>
          {text('users.endSessions', { count: row.sessions })}
        </Checkbox>
      )}
    </Dialog>
  );
}
