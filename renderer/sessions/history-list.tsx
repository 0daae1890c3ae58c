import { useState } from 'react';
import type { HistoryRow } from '../../shared/contract/session.ts';
import { farmRoute, printRoute } from '../app/route.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { AnswerView, Empty } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { SearchField, Select } from '../ui/fields.tsx';
import { printSpan, TimeText, useRested } from '../ui/time-text.tsx';

const page = 200;
/** As many as one answer may hold; older ones are found by typing. */
const most = 500;

export interface HistoryListProps {
  readonly farmId: string;
  /** What is shown first. */
  readonly what: 'all' | 'switches';
}

/** Logins, ends and switches: who, when, for how long. */
export function HistoryList({ farmId, what }: HistoryListProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [kinds, setKinds] = useState(what);
  const [limit, setLimit] = useState(page);
  const query = {
    kinds: kinds === 'switches' ? (['switched', 'returned'] as const) : [],
    text: useRested(typed),
    offset: 0,
    limit: Math.min(limit, most),
  };
  const history = useAnswer('history:list', [farmId, query], { keepPrevious: true });
  return (
    <div className="sessions">
      <div className="sessions__bar">
        <div className="sessions__filter">
          <SearchField label={text('history.filter')} value={typed} onChange={setTyped} />
        </div>
        <Select
          label={text('history.what')}
          hideLabel
          choices={[
            { id: 'all', text: text('history.all') },
            { id: 'switches', text: text('history.switches') },
          ]}
          value={kinds}
          onChange={setKinds}
        />
        <span className="spread" />
        <a href={printRoute(farmRoute(farmId, 'sessions'))}>{text('sessions.live')}</a>
      </div>
      <div className="table-frame spread">
        <AnswerView answer={history}>
          {(value) =>
            value.rows.length === 0 ? (
              <Empty sentence={text(typed === '' ? 'history.none' : 'sessions.noneFound')} />
            ) : (
              <>
                <HistoryTable rows={value.rows} />
                {value.total > most && limit >= most && (
                  <p className="soft table__end">
                    {text('users.firstOnly', { shown: most, total: value.total })}
                  </p>
                )}
                {value.total > value.rows.length && limit < most && (
                  <Button onPress={() => setLimit(limit + page)}>{text('history.older')}</Button>
                )}
              </>
            )
          }
        </AnswerView>
      </div>
    </div>
  );
}

function HistoryTable({ rows }: { readonly rows: readonly HistoryRow[] }) {
  const text = useText();
  return (
    <table className="table" aria-label={text('history.title')}>
      <thead>
        <tr>
          {(['at', 'who', 'what', 'where', 'duration'] as const).map((column) => (
            <th key={column} scope="col">
              {text(`history.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <TimeText at={row.at} />
            </td>
            <td>
              {row.user?.name ?? text('sessions.anonymous')}{' '}
              {row.actingAs !== null && <span className="tag tag--amber">{row.actingAs.name}</span>}
            </td>
            <td>{text(`history.${row.kind}`)}</td>
            <td>{row.wikis.join(' ')}</td>
            <td className="soft">
              {row.durationSeconds === null ? '' : printSpan(text, row.durationSeconds)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
