import { useVirtualizer } from '@tanstack/react-virtual';
import { Lock } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import type { OptionEdit, OptionMatrix, OptionRow } from '../../shared/contract/option.ts';
import { useText } from '../texts/text.ts';
import { shortenPath } from '../ui/shorten.ts';
import { cellOf, isSetHere, type ScopeColumn } from './option-scopes.ts';
import { changeText } from './staged-list.tsx';
import { findEdits } from './staged-edits.tsx';

/** The cell in focus: an option and a column of `scopeColumns`. */
export interface MatrixCursor {
  readonly option: string;
  readonly column: number;
}

export interface OptionMatrixGridProps {
  readonly matrix: OptionMatrix;
  readonly rows: readonly OptionRow[];
  readonly columns: readonly ScopeColumn[];
  readonly edits: readonly OptionEdit[];
  readonly cursor: MatrixCursor;
  readonly onCursor: (cursor: MatrixCursor) => void;
  /** Enter: to the editor. */
  readonly onOpen: () => void;
}

const rowHeight = 28;
const columnWidth = 148;
/** Option name and default stand still while the wikis scroll. */
const fixedWidth = 168 + 120;

/** Options down, default, farm and each wiki across; drawn only where it is seen, in both directions. */
export function OptionMatrixGrid(props: OptionMatrixGridProps) {
  const { rows, columns, cursor, onCursor } = props;
  const text = useText();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 1000, height: 600 },
    // React draws before the next frame anyway, and must not be hurried where a layout effect scrolls.
    useFlushSync: false,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => frame.current,
    estimateSize: () => columnWidth,
    overscan: 3,
    scrollPaddingStart: fixedWidth,
    initialRect: { width: 1000, height: 600 },
    useFlushSync: false,
  });
  const place = Math.max(
    0,
    rows.findIndex((row) => row.option === cursor.option),
  );

  function moveTo(rowPlace: number, column: number): void {
    const toRow = Math.max(0, Math.min(rows.length - 1, rowPlace));
    const toColumn = Math.max(0, Math.min(columns.length - 1, column));
    const row = rows[toRow];
    if (row === undefined) return;
    onCursor({ option: row.option, column: toColumn });
    down.scrollToIndex(toRow);
    across.scrollToIndex(toColumn);
  }

  // A cursor that came from outside (palette, address) is brought into sight.
  useEffect(() => down.scrollToIndex(place), [down, place]);

  function press(event: KeyboardEvent): void {
    const page = 12;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [place + 1, cursor.column],
      ArrowUp: [place - 1, cursor.column],
      ArrowRight: [place, cursor.column + 1],
      ArrowLeft: [place, cursor.column - 1],
      PageDown: [place + page, cursor.column],
      PageUp: [place - page, cursor.column],
      Home: event.ctrlKey ? [0, cursor.column] : [place, 0],
      End: event.ctrlKey ? [rows.length - 1, cursor.column] : [place, columns.length - 1],
    };
    const step = steps[event.key];
    if (step !== undefined) moveTo(...step);
    else if (event.key === 'Enter' || event.key === 'F2') props.onOpen();
    else return;
    event.preventDefault();
  }

  const width = fixedWidth + across.getTotalSize();
  return (
    <div
      ref={frame}
      className="matrix"
      role="grid"
      data-tour="options"
      aria-label={text('options.table')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 2}
      aria-activedescendant={`${id}-${cursor.option}-${cursor.column}`}
      tabIndex={0}
      onKeyDown={press}
    >
      <div role="rowgroup" className="matrix__head" style={{ width }}>
        <div role="row" aria-rowindex={1} className="matrix__line">
          <span role="columnheader" aria-colindex={1} className="matrix__name">
            {text('options.option')}
          </span>
          <span role="columnheader" aria-colindex={2} className="matrix__default">
            {text('options.default')}
          </span>
          {across.getVirtualItems().map(({ index, start }) => (
            <span
              key={index}
              role="columnheader"
              aria-colindex={index + 3}
              className="matrix__cell cut"
              style={{ left: fixedWidth + start }}
            >
              {columns[index]?.title}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="matrix__rows" style={{ height: down.getTotalSize(), width }}>
        {down.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={row.option}
              role="row"
              aria-rowindex={item.index + 2}
              className="matrix__line"
              style={{ position: 'absolute', top: item.start, width }}
            >
              <span role="rowheader" aria-colindex={1} className="matrix__name cut" title={row.option}>
                {row.option}
              </span>
              <span
                role="gridcell"
                aria-colindex={2}
                className="matrix__default cut soft code"
                title={row.default}
              >
                {row.default}
              </span>
              {across.getVirtualItems().map(({ index, start }) => (
                <Cell
                  key={index}
                  {...props}
                  id={`${id}-${row.option}-${index}`}
                  row={row}
                  index={index}
                  left={fixedWidth + start}
                  current={index === cursor.column && item.index === place}
                  onClick={() => moveTo(item.index, index)}
                />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface CellProps extends OptionMatrixGridProps {
  readonly id: string;
  readonly row: OptionRow;
  readonly index: number;
  readonly left: number;
  readonly current: boolean;
  readonly onClick: () => void;
}

/** Set here: plain. Inherited: grey. Computed: a lock and the source text. Staged: marked, with the new text. */
function Cell({ id, matrix, row, columns, index, left, edits, current, onClick, onOpen }: CellProps) {
  const text = useText();
  const column = columns[index];
  const cell = column === undefined ? null : cellOf(matrix, row, column.scope);
  if (column === undefined || cell === null) return null;
  const staged = findEdits(edits, row.option, column.scope);
  const setHere = isSetHere(cell, column.scope);
  const shown =
    staged.length === 0
      ? (cell.supplied ?? cell.text)
      : staged.map((edit) => changeText(edit, text)).join(', ');
  const className = [
    'matrix__cell cut code',
    setHere || staged.length > 0 ? '' : 'soft',
    staged.length === 0 ? '' : 'matrix__cell--staged',
    current ? 'matrix__cell--current' : '',
  ].join(' ');
  return (
    // The grid has the focus and hears the keys; cells answer to the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <span
      role="gridcell"
      id={id}
      aria-colindex={index + 3}
      aria-selected={current}
      className={className}
      style={{ left }}
      title={shown}
      onClick={onClick}
      onDoubleClick={onOpen}
    >
      {cell.kind === 'computed' && (
        <Lock
          size={11}
          role="img"
          aria-hidden={false}
          aria-label={text(cell.supplied === null ? 'options.computed' : 'options.suppliedMark')}
        />
      )}
      {row.editor === 'folder' && cell.kind !== 'computed' ? shortenPath(shown, 18) : shown}
    </span>
  );
}
