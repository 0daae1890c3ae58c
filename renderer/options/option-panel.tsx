import { useEffect, useRef, useState } from 'react';
import type { OptionCell, OptionMatrix, OptionRow } from '../../shared/contract/option.ts';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { InsteadOfEditing } from './instead-of-edit.tsx';
import { OptionField, type OptionFieldProps } from './option-field.tsx';
import { cellOf, isSetHere, type ScopeColumn } from './option-scopes.ts';
import { SourceLink } from './source-link.tsx';
import { SuppliedValue, SupplyValue } from './supply-value.tsx';
import { findEdit, useStagedEdits } from './staged-edits.tsx';

export interface OptionPanelProps {
  readonly farmId: string;
  readonly matrix: OptionMatrix;
  readonly row: OptionRow;
  readonly column: ScopeColumn;
  /** Counts up when the person wants to edit: the first field then takes the focus. */
  readonly focusRequest: number;
}

/** What the option in focus does, where its value comes from, and the editor that fits its type. */
export function OptionPanel({ farmId, matrix, row, column, focusRequest }: OptionPanelProps) {
  const text = useText();
  const say = useSay();
  const { edits, stage, unstage } = useStagedEdits(farmId);
  const body = useRef<HTMLDivElement>(null);
  const cell = cellOf(matrix, row, column.scope);
  const edit = findEdit(edits, row.option, column.scope);
  const place = `${row.option}-${JSON.stringify(column.scope)}`;

  useEffect(() => {
    if (focusRequest === 0 || body.current === null) return;
    const first =
      body.current.querySelector<HTMLElement>('input:checked') ??
      body.current.querySelector<HTMLElement>('input, textarea, button');
    first?.focus();
  }, [focusRequest]);

  if (cell === null) return null;
  const setHere = isSetHere(cell, column.scope);
  const replacing = cell.instead?.kind === 'replace-code' && edit?.change.kind === 'set';
  const change = (next: string): void => {
    const original = {
      option: row.option,
      scope: column.scope,
      change: { kind: 'set', text: next, ...(replacing ? { replaceComputed: true } : {}) },
    } as const;
    if (setHere && next === cell.text) unstage(original);
    else stage([original]);
  };
  const refusal = matrix.readOnly ?? cell.refusal;
  return (
    <aside
      className="option-panel"
      aria-label={text('options.panel', { option: row.option, where: column.title })}
    >
      <h2 className="code">{row.option}</h2>
      <p>{say(row.help)}</p>
      {row.allowed !== null && <p className="soft">{row.allowed}</p>}
      <dl className="facts">
        <dt>{text('options.in')}</dt>
        <dd>{column.title}</dd>
        <dt>{text('options.type')}</dt>
        <dd>{say(row.type)}</dd>
        <dt>{text('options.from')}</dt>
        <dd>
          {text(`options.from.${cell.kind}`)}{' '}
          {cell.source !== null && <SourceLink farmId={farmId} place={cell.source} />}
        </dd>
      </dl>
      {cell.kind === 'computed' && cell.text !== '' && (
        <pre className="option-panel__source">{cell.text}</pre>
      )}
      <UnknownValue farmId={farmId} row={row} cell={cell} column={column} />
      <div ref={body} className="stack">
        {refusal === null || (replacing && matrix.readOnly === null) ? (
          <EditorSlot
            // A new cell is a new editor.
            key={place}
            farmId={farmId}
            row={row}
            cell={cell}
            scope={column.scope}
            staged={edit?.change.kind === 'set' ? edit.change.text : null}
            onChange={change}
          />
        ) : (
          <>
            <p className="note">{say(refusal)}</p>
            {matrix.readOnly === null && cell.instead !== null && edit === undefined && (
              <InsteadOfEditing
                key={place}
                farmId={farmId}
                row={row}
                scope={column.scope}
                instead={cell.instead}
              />
            )}
          </>
        )}
      </div>
      <div className="row option-panel__buttons">
        {edit !== undefined && <Button onPress={() => unstage(edit)}>{text('options.unstage')}</Button>}
        {setHere && refusal === null && edit?.change.kind !== 'unset' && (
          <Button
            onPress={() => stage([{ option: row.option, scope: column.scope, change: { kind: 'unset' } }])}
          >
            {text('options.unset')}
          </Button>
        )}
      </div>
    </aside>
  );
}

/**
 * Keeps the editor while its own typing changes what is staged, and makes a new one when the value changed from
 * elsewhere: undo, discard, another program.
 */
function EditorSlot(props: OptionFieldProps) {
  const current = props.staged ?? props.cell.text;
  const [seen, setSeen] = useState({ current, generation: 0 });
  if (seen.current !== current) setSeen({ current, generation: seen.generation + 1 });
  return (
    <OptionField
      key={seen.generation}
      {...props}
      onChange={(next) => {
        setSeen({ ...seen, current: next });
        props.onChange(next);
      }}
    />
  );
}

/** What Croft goes by where code computes the value: what the person supplies for this wiki. */
function UnknownValue({
  farmId,
  row,
  cell,
  column,
}: Pick<OptionPanelProps, 'farmId' | 'row' | 'column'> & { readonly cell: OptionCell }) {
  const text = useText();
  const { scope, title } = column;
  if (scope.kind !== 'wiki' || cell.kind !== 'computed' || cell.interpreted) return null;
  const place = { farmId, wikiId: scope.wikiId, option: row.option };
  if (cell.supplied !== null) return <SuppliedValue {...place} supplied={cell.supplied} />;
  // After code that may have changed every option the overview asks for an answer first.
  if (cell.text === '') return <p className="note">{text('options.notKnown')}</p>;
  return (
    <SupplyValue
      key={`${scope.wikiId} ${row.option}`}
      {...place}
      wikiName={title}
      placeholder={text('options.supply')}
    />
  );
}
