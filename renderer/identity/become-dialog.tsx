import { useState } from 'react';
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components';
import type { SwitchChoices } from '../../shared/contract/identity.ts';
import type { UserRow } from '../../shared/contract/user.ts';
import type { AppError } from '../../shared/result.ts';
import { farmRoute, go } from '../app/route.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useStagedEdits } from '../options/staged-edits.tsx';
import { useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { SearchField, Select } from '../ui/fields.tsx';
import { useRested } from '../ui/time-text.tsx';
import { useOpenIdentity } from './use-open-identity.ts';

export interface BecomeDialogProps {
  readonly farmId: string;
  /** Where; null = the person chooses when it matters. */
  readonly wikiId: string | null;
  /** Whom; null = the person searches. */
  readonly target: UserRow | null;
  /** What the search begins with. */
  readonly search?: string;
  readonly onClose: () => void;
}

/** Asks on which wiki, as which superuser and whom to become; then opens an identity window. */
export function BecomeDialog(props: BecomeDialogProps) {
  const text = useText();
  const choices = useAnswer('identity:choices', [props.farmId]);
  return choices.data !== undefined && choices.data.unavailable === null ? (
    <BecomeForm {...props} choices={choices.data} />
  ) : (
    <Dialog
      title={text('become.title')}
      onClose={props.onClose}
      buttons={<Button onPress={props.onClose}>{text('common.close')}</Button>}
    >
      <AnswerView answer={choices}>
        {(value) => <Unavailable farmId={props.farmId} choices={value} onClose={props.onClose} />}
      </AnswerView>
    </Dialog>
  );
}

interface UnavailableProps {
  readonly farmId: string;
  readonly choices: SwitchChoices;
  readonly onClose: () => void;
}

function Unavailable({ farmId, choices, onClose }: UnavailableProps) {
  const text = useText();
  const { stage } = useStagedEdits(farmId);
  const { unavailable } = choices;
  if (unavailable === null) return null;
  const { fix } = unavailable;
  return (
    <>
      <p>{text(`become.unavailable.${unavailable.reason}`)}</p>
      {fix !== null && (
        <Button
          onPress={() => {
            stage(fix);
            onClose();
            go(farmRoute(farmId, 'options', { review: 'yes' }));
          }}
        >
          {text('become.enable')}
        </Button>
      )}
    </>
  );
}

function BecomeForm(props: BecomeDialogProps & { readonly choices: SwitchChoices }) {
  const { farmId, choices, onClose } = props;
  const text = useText();
  const { platform } = useBridge();
  const [wikiId, setWikiId] = useState(props.wikiId ?? choices.wikis[0]?.wikiId ?? '');
  const [target, setTarget] = useState<UserRow | null>(props.target);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const open = useOpenIdentity(farmId, setError);
  const actors = choices.superusers.filter(({ wikis }) => wikis.includes(wikiId));
  const [chosenActor, setActor] = useState<string | null>(null);
  const actor = actors.find(({ person }) => person.id === chosenActor) ?? actors[0];

  async function become(): Promise<void> {
    if (actor === undefined || target === null) return;
    setBusy(true);
    setError(null);
    const opened = await open(wikiId, {
      kind: 'switched',
      superuserId: actor.person.id,
      targetId: target.id,
    });
    setBusy(false);
    if (opened) onClose();
  }

  return (
    <Dialog
      title={target === null ? text('become.title') : text('become.titleOf', { user: target.name })}
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={target === null ? text('become.none') : text('become.button', { user: target.name })}
          ready={target !== null && actor !== undefined && target.id !== actor.person.id}
          busy={busy}
          onConfirm={() => void become()}
          onCancel={onClose}
        />
      }
    >
      {choices.wikis.length > 1 && (
        <Select
          label={text('become.wiki')}
          choices={choices.wikis.map((wiki) => ({ id: wiki.wikiId, text: wiki.wikiId }))}
          value={wikiId}
          onChange={setWikiId}
        />
      )}
      {actor === undefined ? (
        <p className="bad">{text('become.noActor', { wiki: wikiId })}</p>
      ) : actors.length === 1 ? (
        <p>{text('become.actingAs', { superuser: actor.person.name })}</p>
      ) : (
        <Select
          label={text('become.superuser')}
          choices={actors.map(({ person }) => ({ id: person.id, text: person.name }))}
          value={actor.person.id}
          onChange={setActor}
        />
      )}
      {props.target === null && (
        <TargetSearch
          farmId={farmId}
          choices={choices}
          wikiId={wikiId}
          search={props.search ?? ''}
          onTarget={setTarget}
        />
      )}
      {target !== null && <Warnings target={target} wikiId={wikiId} self={actor?.person.id === target.id} />}
      <p className="soft">{text(platform.headless ? 'become.limitsTab' : 'become.limits')}</p>
    </Dialog>
  );
}

interface WarningsProps {
  readonly target: UserRow;
  readonly wikiId: string;
  readonly self: boolean;
}

/** Said before, not found out afterwards. */
function Warnings({ target, wikiId, self }: WarningsProps) {
  const text = useText();
  return (
    <>
      {self && <p className="note">{text('become.self', { user: target.name })}</p>}
      {target.disabled && <p className="note">{text('become.disabled', { user: target.name })}</p>}
      {!self && target.superuserOn.includes(wikiId) && (
        <p className="note">{text('become.otherSuperuser', { user: target.name })}</p>
      )}
    </>
  );
}

interface TargetSearchProps {
  readonly farmId: string;
  readonly choices: SwitchChoices;
  readonly wikiId: string;
  readonly search: string;
  readonly onTarget: (target: UserRow | null) => void;
}

/** Search as you type; with nothing typed the recent ones come first. */
function TargetSearch({ farmId, choices, wikiId, search, onTarget }: TargetSearchProps) {
  const text = useText();
  const [typed, setTyped] = useState(search);
  const query = { text: useRested(typed), storeId: null, offset: 0, limit: 50 };
  const users = useAnswer('user:list', [farmId, query], { keepPrevious: true });
  const stores = users.data?.stores ?? [];
  const store = stores.find(({ wikis }) => wikis.includes(wikiId));
  const recent = new Set(choices.recent.map(({ person }) => person.id));
  const rows = (users.data?.rows ?? [])
    .filter((row) => store === undefined || row.storeId === store.id)
    .toSorted((a, b) => Number(recent.has(b.id)) - Number(recent.has(a.id)));

  const choose = (selection: Selection): void => {
    const [key] = selection === 'all' ? [] : [...selection];
    onTarget(rows.find(({ id }) => id === key) ?? null);
  };

  return (
    <div className="stack">
      <SearchField label={text('become.search')} value={typed} onChange={setTyped} autoFocus />
      <ListBox
        aria-label={text('become.people')}
        className="menu become__people"
        selectionMode="single"
        onSelectionChange={choose}
        renderEmptyState={() => <p className="soft">{text('users.noneFound', { text: typed })}</p>}
      >
        {rows.map((row) => (
          <ListBoxItem key={row.id} id={row.id} textValue={row.name} className="menu__item">
            <span className="spread cut">{row.name}</span>
            {recent.has(row.id) && typed === '' && <span className="tag">{text('become.recent')}</span>}
            {row.superuserOn.length > 0 && <span className="tag">{text('users.superuser')}</span>}
            {row.disabled && <span className="tag">{text('users.disabled')}</span>}
          </ListBoxItem>
        ))}
      </ListBox>
    </div>
  );
}
