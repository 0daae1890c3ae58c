import { useEffect, useRef, useState } from 'react';
import type { LogQuery, LogRow } from '../../shared/contract/farm.ts';
import { farmRoute, printRoute } from '../app/route.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useLanguage, useSay, useText } from '../texts/text.ts';
import { Empty, Skeleton } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Checkbox, SearchField, Select } from '../ui/fields.tsx';
import { useExactTime, useRested } from '../ui/time-text.tsx';
import { logText, useLog } from './use-log.ts';

export interface LogViewProps {
  readonly farmId: string;
  readonly details: Readonly<Record<string, string>>;
}

const levels = ['info', 'warning', 'error'] as const;
type Level = (typeof levels)[number];

/** Requests, session events and errors, newest below; follows them until one scrolls up. */
export function LogView({ farmId, details }: LogViewProps) {
  const text = useText();
  const overview = useAnswer('farm:overview', [farmId]);
  const [wikiId, setWikiId] = useState(details['wiki'] ?? '*');
  const [level, setLevel] = useState<Level>(levels.find((one) => one === details['level']) ?? 'info');
  const [typed, setTyped] = useState('');
  const [follow, setFollow] = useState(true);
  const [hiddenBefore, setHiddenBefore] = useState(0);
  const query: Omit<LogQuery, 'before' | 'limit'> = {
    wikis: wikiId === '*' ? [] : [wikiId],
    level,
    text: useRested(typed),
    language: useLanguage(),
  };
  const log = useLog(farmId, query);
  const rows = log.rows.filter(({ sequence }) => sequence > hiddenBefore);

  return (
    <div className="log">
      <div className="log__bar">
        <div className="log__filter">
          <SearchField label={text('log.find')} value={typed} onChange={setTyped} />
        </div>
        <Select
          label={text('log.wiki')}
          hideLabel
          choices={[
            { id: '*', text: text('log.allWikis') },
            ...(overview.data?.wikis ?? []).map(({ id, sitename }) => ({ id, text: sitename })),
          ]}
          value={wikiId}
          onChange={setWikiId}
        />
        <Select
          label={text('log.level')}
          hideLabel
          choices={levels.map((id) => ({ id, text: text(`log.level.${id}`) }))}
          value={level}
          onChange={setLevel}
        />
        <Checkbox isSelected={follow} onChange={setFollow}>
          {text('log.follow')}
        </Checkbox>
        <span className="spread" />
        {hiddenBefore > 0 ? (
          <Button onPress={() => setHiddenBefore(0)}>{text('log.showEarlier')}</Button>
        ) : (
          <Button isDisabled={rows.length === 0} onPress={() => setHiddenBefore(rows.at(-1)?.sequence ?? 0)}>
            {text('log.hideEarlier')}
          </Button>
        )}
      </div>
      {log.error !== null ? (
        <Failure error={log.error} onRetry={log.retry} />
      ) : log.loading ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <Empty sentence={text(typed === '' && level === 'info' ? 'log.none' : 'log.noneFound')} />
      ) : (
        <LogLines
          farmId={farmId}
          rows={rows}
          more={log.more && hiddenBefore === 0}
          onMore={log.loadOlder}
          follow={follow}
          onFollow={setFollow}
        />
      )}
    </div>
  );
}

interface LogLinesProps {
  readonly farmId: string;
  readonly rows: readonly LogRow[];
  readonly more: boolean;
  readonly onMore: () => void;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
}

function LogLines({ farmId, rows, more, onMore, follow, onFollow }: LogLinesProps) {
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  const newest = rows.at(-1)?.sequence;
  useEffect(() => {
    if (follow && frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight;
  }, [follow, newest]);

  const scroll = (): void => {
    const element = frame.current;
    if (element === null) return;
    const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 8;
    if (atEnd !== follow) onFollow(atEnd);
  };
  return (
    <div
      ref={frame}
      className="log__lines code"
      role="log"
      aria-label={text('view.log')}
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={scroll}
    >
      {more && (
        <Button small onPress={onMore}>
          {text('log.older')}
        </Button>
      )}
      {rows.map((row) => (
        <LogLine key={row.sequence} farmId={farmId} row={row} />
      ))}
    </div>
  );
}

function LogLine({ farmId, row }: { readonly farmId: string; readonly row: LogRow }) {
  const text = useText();
  const say = useSay();
  const exact = useExactTime();
  return (
    <div className={`log__line log__line--${row.level}`}>
      <time title={exact(row.at)}>{clockTime(row.at)}</time>
      <span className="log__wiki cut">{row.wikiId ?? ''}</span>
      {row.level !== 'info' && <span className="log__level">{text(`log.word.${row.level}`)}</span>}
      {row.request !== null && <span className="log__status">{row.request.status}</span>}
      <span className="log__text">
        {logText(row, say)}
        {row.request !== null && <span className="soft"> {Math.round(row.request.durationMs)} ms</span>}{' '}
        {row.session !== null && (
          <a href={printRoute(farmRoute(farmId, 'sessions', { session: row.session }))}>
            {text('log.session')}
          </a>
        )}
      </span>
    </div>
  );
}

const clockTime = (at: number): string =>
  new Date(at * 1000).toLocaleTimeString(undefined, { hour12: false });
