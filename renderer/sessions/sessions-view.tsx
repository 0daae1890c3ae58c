import { useState } from 'react';
import type { SessionRow, SessionSort } from '../../shared/contract/session.ts';
import { farmRoute, go, printRoute } from '../app/route.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Empty, Skeleton } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { SearchField } from '../ui/fields.tsx';
import { useRested } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { HistoryList } from './history-list.tsx';
import { KindChips } from './kind-chips.tsx';
import { countSelected, noneSelected, type SelectedSessions } from './selection.ts';
import { SessionDetailsPanel } from './session-details.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { filterText, makeFilter, parseFilter, type FilterKind } from './session-filter.ts';
import { SessionTable } from './session-table.tsx';
import { Timeline } from './timeline.tsx';
import { useEndSessions } from './use-end-sessions.ts';
import { useSessionWindow } from './use-session-window.ts';

export interface SessionsViewProps {
  readonly farmId: string;
  readonly details: Readonly<Record<string, string>>;
}

export function SessionsView({ farmId, details }: SessionsViewProps) {
  if (details['show'] === 'history')
    return <HistoryList farmId={farmId} what={details['what'] === 'switches' ? 'switches' : 'all'} />;
  return <LiveSessions key={JSON.stringify(details)} farmId={farmId} details={details} />;
}

/** What the address asks for, in the words of the filter. */
function filterFromDetails(details: Readonly<Record<string, string>>): string {
  const quote = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);
  return [
    details['user'] === undefined ? '' : `user:${quote(details['user'])}`,
    details['wiki'] === undefined ? '' : `wiki:${quote(details['wiki'])}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function LiveSessions({ farmId, details }: SessionsViewProps) {
  const text = useText();
  const [typed, setTyped] = useState(() => filterFromDetails(details));
  const [kind, setKind] = useState<FilterKind>('all');
  const [seenBetween, setSeenBetween] = useState<readonly [number, number] | null>(null);
  const [sort, setSort] = useState<SessionSort>({ by: 'lastSeenAt', descending: true });
  const [shown, setShown] = useState<string | null>(details['session'] ?? null);
  const filter = makeFilter(useRested(typed), kind, seenBetween);
  const filterKey = JSON.stringify(filter);
  const [selection, setSelection] = useState({ filterKey, selected: noneSelected });
  // What was chosen under another filter is chosen no more.
  const selected = selection.filterKey === filterKey ? selection.selected : noneSelected;
  const setSelected = (next: SelectedSessions): void => setSelection({ filterKey, selected: next });
  const live = useSessionWindow(farmId, filter, sort);
  const end = useEndSessions(farmId);
  const { snapshot } = live;
  const filtered = typed !== '' || kind !== 'all' || seenBetween !== null;

  function endSelected(which: SelectedSessions): void {
    void end(which, filter);
    setSelected(noneSelected);
  }
  function showAll(): void {
    setTyped('');
    setKind('all');
    setSeenBetween(null);
  }

  const chosen = countSelected(selected, snapshot.total);
  return (
    <div className="sessions">
      <div className="sessions__bar">
        <div className="sessions__filter">
          <SearchField label={text('sessions.filter')} value={typed} onChange={setTyped} />
        </div>
        <SavedFilters
          text={filterText(typed, kind)}
          onChoose={(saved) => {
            setTyped(saved);
            setKind('all');
          }}
        />
        <KindChips
          counts={snapshot.counts}
          kind={parseFilter(typed).kind ?? kind}
          onKind={setKind}
          clear={<ClearExpired farmId={farmId} />}
        />
        <span className="spread" />
        {chosen > 0 && (
          <>
            <span className="soft" role="status">
              {text('sessions.selected', { count: chosen })}
            </span>
            <Button tone="danger" onPress={() => endSelected(selected)}>
              {text('sessions.end', { count: chosen })}
            </Button>
          </>
        )}
        <a href={printRoute(farmRoute(farmId, 'sessions', { show: 'history' }))}>
          {text('sessions.history')}
        </a>
      </div>
      <Timeline farmId={farmId} value={seenBetween} onChange={setSeenBetween} />
      <div className="sessions__body" data-tour="sessions">
        {snapshot.status === 'failed' && snapshot.error !== null ? (
          <Failure error={snapshot.error} onRetry={() => void live.window.refresh()} />
        ) : snapshot.status === 'loading' ? (
          <Skeleton />
        ) : snapshot.total === 0 ? (
          <NoSessions farmId={farmId} filtered={filtered} onShowAll={showAll} />
        ) : (
          <SessionTable
            live={live}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={setSelected}
            shown={shown}
            onShow={(row: SessionRow | null) => setShown(row?.id ?? null)}
            onEnd={endSelected}
          />
        )}
        {shown !== null && (
          <SessionDetailsPanel farmId={farmId} rowId={shown} onClose={() => setShown(null)} />
        )}
      </div>
    </div>
  );
}

interface NoSessionsProps {
  readonly farmId: string;
  readonly filtered: boolean;
  readonly onShowAll: () => void;
}

function NoSessions({ farmId, filtered, onShowAll }: NoSessionsProps) {
  const text = useText();
  if (filtered)
    return (
      <Empty sentence={text('sessions.noneFound')}>
        <Button onPress={onShowAll}>{text('sessions.showAll')}</Button>
      </Empty>
    );
  return (
    <Empty sentence={text('sessions.none')}>
      <Button onPress={() => go(farmRoute(farmId, 'overview'))}>{text('sessions.openWikis')}</Button>
    </Empty>
  );
}

/** By the rules of MoinMoin's own cleaning, so its number may differ from the chip's. */
function ClearExpired({ farmId }: { readonly farmId: string }) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const { data } = useAnswer('session:countExpired', [farmId]);
  if (data === undefined || data.expired + data.leftovers === 0) return null;
  const count = data.expired + data.leftovers;
  async function clear(): Promise<void> {
    const started = await bridge.request('session:cleanExpired', farmId);
    if (!started.ok) toasts.fail(started.error);
  }
  return (
    <Button small aria-label={text('sessions.clearLabel', { count })} onPress={() => void clear()}>
      {text('sessions.clear', { count })}
    </Button>
  );
}
