import { X } from 'lucide-react';
import type { OptionEdit, RefusedEdit } from '../../shared/contract/option.ts';
import { useSay, useText, type Text } from '../texts/text.ts';
import { Button, IconButton } from '../ui/button.tsx';

export interface StagedListProps {
  readonly edits: readonly OptionEdit[];
  readonly refused: readonly RefusedEdit[];
  readonly onStage: (edits: readonly OptionEdit[]) => void;
  readonly onDrop: (edit: OptionEdit) => void;
}

/** Every staged edit, each to be dropped alone; one that is refused says why and what would have to be accepted. */
export function StagedList({ edits, refused, onStage, onDrop }: StagedListProps) {
  const text = useText();
  return (
    <ul className="staged-list" aria-label={text('options.staged')}>
      {edits.map((edit, index) => (
        <li key={JSON.stringify(edit)} className="staged-list__one">
          <div className="row">
            <span className="spread cut">
              <span className="code strong">{edit.option}</span>{' '}
              <span className="soft">{scopeText(edit, text)}</span>{' '}
              <span className="code">{changeText(edit, text)}</span>
            </span>
            {edit.acceptDependents === true && <span className="tag">{text('options.withDependents')}</span>}
            {replacesCode(edit) && <span className="tag">{text('options.inPlaceOfCode')}</span>}
            <IconButton label={text('options.drop', { option: edit.option })} onPress={() => onDrop(edit)}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
          {refused
            .filter((one) => one.index === index)
            .map((one) => (
              <Refusal key={one.index} edit={edit} refused={one} onStage={onStage} />
            ))}
        </li>
      ))}
    </ul>
  );
}

interface RefusalProps {
  readonly edit: OptionEdit;
  readonly refused: RefusedEdit;
  readonly onStage: StagedListProps['onStage'];
}

function Refusal({ edit, refused: { error, unlessAccepted }, onStage }: RefusalProps) {
  const text = useText();
  const say = useSay();
  return (
    <div className="failure" role="alert">
      <p>{say(error.message)}</p>
      {unlessAccepted === null ? (
        error.hint !== undefined && <p>{say(error.hint)}</p>
      ) : (
        <Button small onPress={() => onStage([accepted(edit, unlessAccepted)])}>
          {text(`options.accept.${unlessAccepted}`)}
        </Button>
      )}
    </div>
  );
}

function accepted(edit: OptionEdit, what: NonNullable<RefusedEdit['unlessAccepted']>): OptionEdit {
  if (what === 'dependents') return { ...edit, acceptDependents: true };
  const { change } = edit;
  return change.kind === 'set' || change.kind === 'unset'
    ? { ...edit, change: { ...change, replaceComputed: true } }
    : edit;
}

const replacesCode = ({ change }: OptionEdit): boolean =>
  (change.kind === 'set' || change.kind === 'unset') && change.replaceComputed === true;

const scopeText = ({ scope }: OptionEdit, text: Text): string =>
  scope.kind === 'farm' ? text('options.farm') : scope.wikiId;

/** What an edit makes of its option, in few characters. */
export function changeText({ change }: OptionEdit, text: Text): string {
  switch (change.kind) {
    case 'set':
      return change.text;
    case 'unset':
      return text('options.inherit');
    case 'list-add':
      return `+ ${change.text}`;
    case 'list-remove':
      return `− ${change.text}`;
  }
}
