import type { RequestValue } from '../../shared/contract.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** What a person gets to see once: a password that was made, or a link for choosing one. */
export type ShownOnce =
  | { readonly kind: 'password'; readonly password: string }
  | Extract<RequestValue<'user:recover'>, { readonly kind: 'link' }>;

export interface PasswordOutcomeProps {
  readonly title: string;
  readonly user: string;
  readonly shown: ShownOnce;
  readonly onClose: () => void;
}

export function PasswordOutcome({ title, user, shown, onClose }: PasswordOutcomeProps) {
  const text = useText();
  const isLink = shown.kind === 'link';
  const secret = isLink ? shown.link : shown.password;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      buttons={<Button onPress={onClose}>{text('common.close')}</Button>}
    >
      <p>{text(isLink ? 'users.recoveryLink' : 'users.newPassword', { user })}</p>
      <p className="row">
        <code className="users__password">{secret}</code>
        <CopyButton text={secret} label={text(isLink ? 'users.copyLink' : 'users.copyPassword')} />
      </p>
      {isLink && (
        <p className="soft">
          {text('users.linkEnds')} <TimeText at={shown.endsAt} />
        </p>
      )}
      <p className="soft">{text('users.shownOnce')}</p>
    </Dialog>
  );
}
