import { useState } from 'react';
import type { UserRow } from '../../shared/contract/user.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/fields.tsx';
import { useToasts } from '../ui/toasts.tsx';

export interface UserDialogProps {
  readonly farmId: string;
  readonly row: UserRow;
  readonly onClose: () => void;
}

/** Disabling changes the profile as MoinMoin does; it offers to end the sessions too. */
export function DisableUserDialog({ farmId, row, onClose }: UserDialogProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const [endSessions, setEndSessions] = useState(true);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function disable(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('user:disable', farmId, row.storeId, row.id, {
      endSessions: endSessions && row.sessions > 0,
    });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    onClose();
    const { undo, ended } = result.value;
    const enable = async (): Promise<void> => {
      const back = await bridge.request('user:enable', farmId, row.storeId, row.id);
      if (!back.ok) return toasts.fail(back.error);
      if (undo !== null) {
        const restored = await bridge.request('session:undoEnd', farmId, undo);
        if (!restored.ok) return toasts.fail(restored.error);
      }
      toasts.show({ text: text('users.enabled', { user: row.name }) });
    };
    toasts.show({
      text: text('users.disabledToast', { user: row.name, count: ended }),
      action: { text: text('common.undo'), onPress: () => void enable() },
    });
  }

  return (
    <Dialog
      title={text('users.disable', { user: row.name })}
      role="alertdialog"
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('users.disable', { user: row.name })}
          tone="danger-main"
          busy={busy}
          focusCancel
          onConfirm={() => void disable()}
          onCancel={onClose}
        />
      }
    >
      <p>{text('users.disableHelp', { user: row.name })}</p>
      {row.sessions > 0 && (
        <Checkbox isSelected={endSessions} onChange={setEndSessions}>
          {text('users.endSessions', { count: row.sessions })}
        </Checkbox>
      )}
    </Dialog>
  );
}
