import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import type { SessionRow, SessionSort } from '../../shared/contract/session.ts';
import { useText } from '../texts/text.ts';
import { isSelected, noneSelected, toggleSelected, type SelectedSessions } from './selection.ts';
import { SessionLine } from './session-line.tsx';
import type { LiveSessions } from './use-session-window.ts';

export interface SessionTableProps {
  readonly live: LiveSessions;
  readonly sort: SessionSort;
  readonly onSort: (sort: SessionSort) => void;
  readonly selected: SelectedSessions;
  readonly onSelect: (selected: SelectedSessions) => void;
  /** The row whose details are open. */
  readonly shown: string | null;
  readonly onShow: (row: SessionRow | null) => void;
  readonly onEnd: (selected: SelectedSessions) => void;
}

export const rowHeight = 28;
/** As many as one request may name (contract `session:end`). */
const mostRows = 1000;

const columns: readonly (SessionSort['by'] | 'wikis' | 'trail' | 'values')[] = [
  'user',
  'actingAs',
  'wikis',
  'authMethod',
  'startedAt',
  'lastSeenAt',
  'expiresAt',
  'trail',
  'values',
];

/** A grid with one tab stop: the arrows move, Space selects, Enter shows, Delete ends. */
export function SessionTable(props: SessionTableProps) {
  const { live, selected, onSelect } = props;
  const { snapshot } = live;
  const text = useText();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  /** The cursor is a row, not a place: it moves along when the order changes. */
  const [cursor, setCursor] = useState<{ place: number; id: string | null }>({ place: 0, id: null });
  const anchor = useRef(0);

  const virtualizer = useVirtualizer({
    count: snapshot.total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1000, height: 600 },
    // React draws before the next frame anyway, and must not be hurried where a layout effect scrolls.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const first = Math.floor((virtualizer.scrollOffset ?? 0) / rowHeight);
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => live.window.show(first, last), [live.window, first, last, snapshot.total]);
  useHoldStill(snapshot.moved, (pixels) => virtualizer.scrollBy(pixels));

  const placeOfCursor = usePlaceOf(cursor, snapshot.rows);

  function moveTo(place: number, extend: boolean): void {
    const target = Math.max(0, Math.min(snapshot.total - 1, place));
    const row = snapshot.rows.get(target);
    setCursor({ place: target, id: row?.id ?? null });
    virtualizer.scrollToIndex(target);
    if (extend) void selectRange(anchor.current, target);
    else anchor.current = target;
    if (props.shown !== null && row !== undefined) props.onShow(row);
  }

  async function selectRange(from: number, to: number): Promise<void> {
    const [low, high] = from < to ? [from, to] : [to, from];
    const known = Array.from({ length: high - low + 1 }, (_, index) => snapshot.rows.get(low + index)?.id);
    const ids = known.every((one) => one !== undefined)
      ? known.slice(0, mostRows)
      : await live.window.idsBetween(low, high, mostRows);
    onSelect({ kind: 'rows', ids: new Set(ids) });
  }

  function press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 600) / rowHeight) - 2);
    const row = snapshot.rows.get(placeOfCursor);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: placeOfCursor + 1,
      ArrowUp: placeOfCursor - 1,
      PageDown: placeOfCursor + page,
      PageUp: placeOfCursor - page,
      Home: 0,
      End: snapshot.total - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (event.key === ' ' && row !== undefined) onSelect(toggleSelected(selected, row.id));
    else if (event.key === 'Enter' && row !== undefined) props.onShow(row);
    else if (event.key === 'Escape' && props.shown !== null) props.onShow(null);
    else if (event.key === 'Escape') onSelect(noneSelected);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelect({ kind: 'all-matching' });
    else if (event.key === 'Delete') endHere(row);
    else return;
    event.preventDefault();
  }

  /** Delete ends what is selected, or the row under the cursor. */
  function endHere(row: SessionRow | undefined): void {
    const nothing = selected.kind === 'rows' && selected.ids.size === 0;
    if (!nothing) props.onEnd(selected);
    else if (row !== undefined) props.onEnd({ kind: 'rows', ids: new Set([row.id]) });
  }

  function click(event: MouseEvent, place: number, row: SessionRow): void {
    setCursor({ place, id: row.id });
    if (event.shiftKey) return void selectRange(anchor.current, place);
    anchor.current = place;
    if (event.ctrlKey || event.metaKey) onSelect(toggleSelected(selected, row.id));
    else {
      onSelect({ kind: 'rows', ids: new Set([row.id]) });
      if (props.shown !== null) props.onShow(row);
    }
  }

  const cursorShown = items.some(({ index }) => index === placeOfCursor);
  return (
    <div
      ref={frame}
      className="session-table"
      role="grid"
      aria-label={text('sessions.table')}
      aria-rowcount={snapshot.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={cursorShown ? `${id}-${placeOfCursor}` : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <HeaderLine sort={props.sort} onSort={props.onSort} />
      <div role="rowgroup" className="session-table__rows" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = snapshot.rows.get(index);
          return (
            <SessionLine
              key={row?.id ?? `place-${index}`}
              id={`${id}-${index}`}
              place={index}
              top={start}
              row={row}
              cursor={index === placeOfCursor}
              selected={row !== undefined && isSelected(selected, row.id)}
              mark={markOf(row, snapshot)}
              onClick={click}
              onOpen={props.onShow}
            />
          );
        })}
      </div>
    </div>
  );
}

function markOf(row: SessionRow | undefined, snapshot: LiveSessions['snapshot']): 'fresh' | 'gone' | null {
  if (row === undefined) return null;
  if (snapshot.gone.has(row.id)) return 'gone';
  return snapshot.fresh.has(row.id) ? 'fresh' : null;
}

/** Where the row of the cursor stands now; its last place when it is not on screen. */
function usePlaceOf(
  cursor: { readonly place: number; readonly id: string | null },
  rows: ReadonlyMap<number, SessionRow>,
): number {
  if (cursor.id === null || rows.get(cursor.place)?.id === cursor.id) return cursor.place;
  for (const [place, row] of rows) if (row.id === cursor.id) return place;
  return cursor.place;
}

/** Scrolls along when rows above came or went, so that what one reads stays where it is. */
function useHoldStill(moved: LiveSessions['snapshot']['moved'], scrollBy: (pixels: number) => void): void {
  const done = useRef(moved.serial);
  const scroll = useEffectEvent(scrollBy);
  useLayoutEffect(() => {
    if (done.current === moved.serial) return;
    done.current = moved.serial;
    scroll(moved.by * rowHeight);
  }, [moved]);
}

interface HeaderLineProps {
  readonly sort: SessionSort;
  readonly onSort: (sort: SessionSort) => void;
}

function HeaderLine({ sort, onSort }: HeaderLineProps) {
  const text = useText();
  return (
    <div role="rowgroup" className="session-table__head">
      <div role="row" aria-rowindex={1} className="session-line session-line--head">
        {columns.map((column) => {
          if (column === 'wikis' || column === 'trail' || column === 'values')
            return (
              <span key={column} role="columnheader">
                {text(`sessions.${column}`)}
              </span>
            );
          const sorted = sort.by === column;
          return (
            <span
              key={column}
              role="columnheader"
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className="session-table__sort"
                tabIndex={-1}
                onClick={() => onSort({ by: column, descending: sorted ? !sort.descending : false })}
              >
                {text(`sessions.${column}`)}
                {sorted &&
                  (sort.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}
