import { memo, type MouseEvent } from 'react';
import type { SessionRow } from '../../shared/contract/session.ts';
import { useSay, useText } from '../texts/text.ts';
import { TimeText, useExactTime, useNow } from '../ui/time-text.tsx';
import { expiryText, userText } from './session-texts.ts';

export interface SessionLineProps {
  readonly id: string;
  readonly place: number;
  /** In pixels from the first row. */
  readonly top: number;
  /** Not known yet while it is asked. */
  readonly row: SessionRow | undefined;
  readonly cursor: boolean;
  readonly selected: boolean;
  readonly mark: 'fresh' | 'gone' | null;
  readonly onClick: (event: MouseEvent, place: number, row: SessionRow) => void;
  readonly onOpen: (row: SessionRow) => void;
}

/** How many pages of a trail one line holds. */
const trailShown = 4;

function Line(props: SessionLineProps) {
  const text = useText();
  const { row } = props;
  const className = [
    'session-line',
    (row?.actingAs ?? null) === null ? '' : 'session-line--switched',
    props.cursor ? 'session-line--cursor' : '',
    props.mark === null ? '' : `session-line--${props.mark}`,
  ].join(' ');
  return (
    // Keys are handled by the grid, which has the focus; rows answer to the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      id={props.id}
      className={className}
      style={{ transform: `translateY(${props.top}px)` }}
      aria-rowindex={props.place + 2}
      aria-selected={props.selected}
      aria-busy={row === undefined}
      onClick={(event) => row !== undefined && props.onClick(event, props.place, row)}
      onDoubleClick={() => row !== undefined && props.onOpen(row)}
    >
      {row === undefined ? (
        <span role="gridcell" aria-label={text('common.loading')} className="session-line__wait" />
      ) : (
        <Cells row={row} />
      )}
    </div>
  );
}

export const SessionLine = memo(Line);

function Cells({ row }: { readonly row: SessionRow }) {
  const text = useText();
  const say = useSay();
  const now = useNow();
  const exact = useExactTime();
  const trail = row.trail.slice(-trailShown).toReversed();
  return (
    <>
      <span role="gridcell" className={row.user === null ? 'cut soft' : 'cut'}>
        {userText(row, text)}
      </span>
      <span role="gridcell" className="cut">
        {row.actingAs === null ? (
          <span className="soft">{text('common.none')}</span>
        ) : (
          <span className="tag tag--amber">{row.actingAs.name}</span>
        )}
      </span>
      <span role="gridcell" className="cut" title={row.wikis.join(' ')}>
        {row.wikis.join(' ')}
      </span>
      <span role="gridcell" className="cut soft">
        {row.authMethod ?? text('common.none')}
      </span>
      <span role="gridcell" className="cut soft">
        <TimeText at={row.startedAt} />
      </span>
      <span role="gridcell" className="cut">
        <TimeText at={row.lastSeenAt} />
      </span>
      <span
        role="gridcell"
        className={row.expired ? 'cut soft' : 'cut'}
        title={row.expiresAt === null ? undefined : exact(row.expiresAt)}
      >
        {expiryText(row, text, now)}
      </span>
      <span role="gridcell" className={row.problem === null ? 'cut soft' : 'cut bad'}>
        {row.problem === null ? trail.join(' › ') : say(row.problem)}
        {row.problem === null && row.trailLength > trail.length && ' …'}
      </span>
      <span role="gridcell" className="cut soft session-line__number">
        {row.extensionKeys > 0 && row.extensionKeys}
      </span>
    </>
  );
}
