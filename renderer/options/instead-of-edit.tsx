import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { InsteadOfEdit, OptionEdit, OptionRow, OptionScope } from '../../shared/contract/option.ts';
import { useText } from '../texts/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { printText } from './python-literal.ts';
import { findEdits, useStagedEdits } from './staged-edits.tsx';

export interface InsteadOfEditProps {
  readonly farmId: string;
  readonly row: OptionRow;
  readonly scope: OptionScope;
  readonly instead: InsteadOfEdit;
}

/** What a person can do about a value that can't be edited where it stands. */
export function InsteadOfEditing(props: InsteadOfEditProps) {
  const { instead } = props;
  return instead.kind === 'replace-code' ? (
    <ReplaceCode {...props} />
  ) : (
    <ChangeLines {...props} lines={instead.lines} />
  );
}

/** Staged with the default at first; the editor that then appears changes it. */
function ReplaceCode({ farmId, row, scope }: InsteadOfEditProps) {
  const text = useText();
  const { stage } = useStagedEdits(farmId);
  const put = (change: OptionEdit['change']): void => stage([{ option: row.option, scope, change }]);
  return (
    <div className="row option-panel__buttons">
      <Button onPress={() => put({ kind: 'set', text: row.default, replaceComputed: true })}>
        {text('options.replaceCode')}
      </Button>
      <Button onPress={() => put({ kind: 'unset', replaceComputed: true })}>
        {text('options.unsetCode')}
      </Button>
    </div>
  );
}

type Lines = Extract<InsteadOfEdit, { kind: 'change-lines' }>['lines'];

/** Lines such as `superuser.append(u'Ada')`: each can be taken out, new ones come below. */
function ChangeLines(props: InsteadOfEditProps & { readonly lines: Lines }) {
  const { farmId, row, scope, lines } = props;
  const text = useText();
  const { edits, stage, unstage } = useStagedEdits(farmId);
  const [typed, setTyped] = useState('');
  const staged = findEdits(edits, row.option, scope);
  const line = (method: string, literal: string): string => `${row.option}.${method}(${literal})`;
  const taken = (literal: string): OptionEdit | undefined =>
    staged.find(({ change }) => change.kind === 'list-remove' && change.text === literal);
  const item = typed.trim();

  return (
    <>
      <ul className="names" aria-label={text('options.lines')}>
        {lines.map(({ line: number, method, text: literal }) => {
          const edit = taken(literal);
          return (
            <li key={`${number}-${literal}`} className="row">
              <span className={edit === undefined ? 'spread code cut' : 'spread code cut struck'}>
                {line(method, literal)}
              </span>
              {edit === undefined ? (
                <IconButton
                  label={text('options.takeLineOut', { line: line(method, literal) })}
                  onPress={() =>
                    stage([{ option: row.option, scope, change: { kind: 'list-remove', text: literal } }])
                  }
                >
                  <Minus size={14} aria-hidden />
                </IconButton>
              ) : (
                <Button small onPress={() => unstage(edit)}>
                  {text('options.keepLine')}
                </Button>
              )}
            </li>
          );
        })}
        {staged.map((edit) =>
          edit.change.kind === 'list-add' ? (
            <li key={edit.change.text} className="row">
              <span className="spread code cut added">{line('append', edit.change.text)}</span>
              <Button small onPress={() => unstage(edit)}>
                {text('options.unstageLine')}
              </Button>
            </li>
          ) : null,
        )}
      </ul>
      {lines.length === 0 && <p className="soft">{text('options.noLines')}</p>}
      <form
        className="row option-panel__add"
        onSubmit={(event) => {
          event.preventDefault();
          if (item === '') return;
          stage([
            { option: row.option, scope, change: { kind: 'list-add', text: printText(item, row.unicode) } },
          ]);
          setTyped('');
        }}
      >
        <div className="spread">
          <TextField label={text('options.newItem')} value={typed} onChange={setTyped} />
        </div>
        <Button type="submit" isDisabled={item === ''}>
          <Plus size={14} aria-hidden /> {text('options.addLine')}
        </Button>
      </form>
    </>
  );
}
