import { useState } from 'react';
import type { AccountStore } from '../../shared/contract/user.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Select, TextField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toasts.tsx';

export interface CreateUserDialogProps {
  readonly farmId: string;
  readonly stores: readonly AccountStore[];
  /** Filled in already. */
  readonly name?: string;
  /** A wiki whose people the account is to be one of. */
  readonly wikiId?: string | undefined;
  readonly onClose: () => void;
}

/** A new account; the host checks it by MoinMoin's rules and says what is wrong. */
export function CreateUserDialog(props: CreateUserDialogProps) {
  const { farmId, stores, wikiId, onClose } = props;
  const proposed = stores.find((store) => wikiId !== undefined && store.wikis.includes(wikiId)) ?? stores[0];
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const [storeId, setStoreId] = useState(proposed?.id ?? '');
  const [name, setName] = useState(props.name ?? '');
  const [email, setEmail] = useState('');
  const [aliasName, setAliasName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function create(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('user:create', farmId, storeId, {
      name: name.trim(),
      email: email.trim(),
      aliasName: aliasName.trim(),
      password: password === '' ? null : password,
    });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    toasts.show({ text: text('users.createdToast', { user: name.trim() }) });
    onClose();
  }

  return (
    <Dialog
      title={text('users.create')}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('users.createButton')}
          busy={busy}
          ready={name.trim() !== '' && storeId !== ''}
          onConfirm={() => void create()}
          onCancel={onClose}
        />
      }
    >
      {stores.length > 1 && (
        <Select
          label={text('users.store')}
          choices={stores.map((store) => ({ id: store.id, text: store.wikis.join(', ') }))}
          value={storeId}
          onChange={setStoreId}
        />
      )}
      <TextField label={text('users.name')} value={name} onChange={setName} autoFocus />
      <TextField label={text('users.email')} type="email" value={email} onChange={setEmail} />
      <TextField label={text('users.alias')} value={aliasName} onChange={setAliasName} />
      <TextField
        label={text('users.password')}
        help={text('users.passwordHelp')}
        type="password"
        value={password}
        onChange={setPassword}
      />
    </Dialog>
  );
}
