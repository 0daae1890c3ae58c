import { useState } from 'react';
import type { AddressWish, ExplainedAddress } from '../../shared/contract/address.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useSay, useText, type MessageId } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { useRested } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';

export interface AddressDialogProps {
  readonly farmId: string;
  readonly wikiId: string;
  readonly sitename: string;
  readonly onClose: () => void;
}

/** Where a wiki is reached and why; another mount or address is tried while it is typed. */
export function AddressDialog(props: AddressDialogProps) {
  const { farmId, wikiId, sitename, onClose } = props;
  const text = useText();
  const now = useAnswer('address:show', [farmId, wikiId]);
  if (now.data !== undefined) return <AddressForm {...props} now={now.data} />;
  return (
    <Dialog title={text('address.title', { wiki: sitename })} onClose={onClose}>
      <AnswerView answer={now}>{() => null}</AnswerView>
    </Dialog>
  );
}

function AddressForm(props: AddressDialogProps & { readonly now: ExplainedAddress }) {
  const { farmId, wikiId, sitename, onClose, now } = props;
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const toasts = useToasts();
  const [mount, setMount] = useState(now.set.mount ?? '');
  const [url, setUrl] = useState(now.set.url ?? '');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const wish: AddressWish = { mount: orNull(mount), url: orNull(url) };
  const changed = wish.mount !== now.set.mount || wish.url !== now.set.url;
  const rested = useRested(JSON.stringify(wish));
  const tried = useAnswer('address:try', [farmId, wikiId, JSON.parse(rested) as AddressWish], {
    enabled: changed,
    keepPrevious: true,
  });
  const shown = changed ? tried.data : now;

  async function keep(next: AddressWish, isUndo: boolean): Promise<void> {
    setBusy(true);
    const result = await bridge.request('address:set', farmId, wikiId, next);
    setBusy(false);
    if (!result.ok) return isUndo ? toasts.fail(result.error) : setError(result.error);
    const undo = { text: text('common.undo'), onPress: () => void keep(now.set, true) };
    toasts.show({
      text: text('address.kept', { wiki: sitename, url: result.value.url ?? text('overview.noAddress') }),
      ...(isUndo ? {} : { action: undo }),
    });
    onClose();
  }

  return (
    <Dialog
      title={text('address.title', { wiki: sitename })}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('address.use')}
          ready={changed && !tried.isFetching && tried.error === null}
          busy={busy}
          onConfirm={() => void keep(wish, false)}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        {shown !== undefined && <AddressFacts address={shown} />}
        <TextField
          label={text('address.mount')}
          help={text('address.mountHelp')}
          placeholder={now.inferred?.mount ?? ''}
          code
          value={mount}
          onChange={setMount}
        />
        <TextField
          label={text('address.url')}
          help={text('address.urlHelp')}
          placeholder={now.inferred?.url ?? ''}
          code
          value={url}
          problem={changed && tried.error !== null ? say(tried.error.error.message) : null}
          onChange={setUrl}
        />
        {(mount !== '' || url !== '') && (
          <div className="row">
            <Button
              small
              onPress={() => {
                setMount('');
                setUrl('');
              }}
            >
              {text('address.infer')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** What was found out, the address first; obstacles are read out when they change. */
function AddressFacts({ address }: { readonly address: ExplainedAddress }) {
  const text = useText();
  const say = useSay();
  return (
    <>
      <dl className="facts">
        <dt>{text('overview.address')}</dt>
        <dd className="code">{address.url ?? text('overview.noAddress')}</dd>
        <dt>{text('options.from')}</dt>
        <dd>{text(originOf(address))}</dd>
        {address.patterns.length > 0 && (
          <>
            <dt>{text('address.patterns')}</dt>
            <dd className="code">
              {address.patterns.map((pattern) => (
                <div key={pattern}>{pattern}</div>
              ))}
            </dd>
          </>
        )}
        {address.connect !== null && (
          <>
            <dt>{text('address.listens')}</dt>
            <dd className="code">{address.connect}</dd>
          </>
        )}
      </dl>
      <ul className="address__obstacles" aria-live="polite" aria-label={text('address.obstacles')}>
        {address.obstacles.map((obstacle) => (
          <li key={say(obstacle)} className="note">
            {say(obstacle)}
          </li>
        ))}
      </ul>
    </>
  );
}

const setOrigins = {
  typed: 'address.fromTyped',
  'croft.json': 'address.fromSettings',
  'own-folder': 'address.fromOwnFolder',
} as const;

function originOf({ setBy, patterns }: ExplainedAddress): MessageId {
  if (setBy !== null) return setOrigins[setBy];
  return patterns.length > 0 ? 'address.fromPattern' : 'address.fromCroft';
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
