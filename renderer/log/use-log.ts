import { useEffect, useEffectEvent, useState } from 'react';
import type { LogQuery, LogRow } from '../../shared/contract/farm.ts';
import type { RequestValue } from '../../shared/contract.ts';
import type { AppError, Result } from '../../shared/result.ts';
import type { Speaker } from '../../shared/texts/speaker.ts';
import { speakers } from '../../shared/texts/speakers.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useBridgeEvent } from '../data/use-answer.ts';

export interface Log {
  readonly rows: readonly LogRow[];
  readonly loading: boolean;
  readonly error: AppError | null;
  /** There are older rows. */
  readonly more: boolean;
  readonly loadOlder: () => void;
  readonly retry: () => void;
}

const page = 300;
/** What a browser lays out without a hitch; older rows are a press away. */
const most = 3000;
const levelOrder = { info: 0, warning: 1, error: 2 } as const;

type LogState = Pick<Log, 'rows' | 'error' | 'more'> & {
  /** The query that it answers. */
  readonly key: string;
};

const nothingYet = { rows: [], error: null, more: false } as const;

/** The newest rows that fit the query, growing as they are written. */
export function useLog(farmId: string, query: Omit<LogQuery, 'before' | 'limit'>): Log {
  const bridge = useBridge();
  const key = JSON.stringify(query);
  const [state, setState] = useState<LogState>({ ...nothingYet, key: '' });
  const isCurrent = state.key === key;

  const ask = useEffectEvent(() =>
    bridge.request('log:range', farmId, { ...query, before: null, limit: page }),
  );
  const take = useEffectEvent((result: Result<RequestValue<'log:range'>>) => {
    if (!result.ok) return setState({ ...nothingYet, key, error: result.error });
    setState({ key, rows: result.value.rows, error: null, more: result.value.more });
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    void ask().then((result) => {
      if (wanted) take(result);
    });
    return () => {
      wanted = false;
    };
  }, [farmId, key, attempt]);

  useBridgeEvent('log:appended', (event) => {
    if (event.farmId !== farmId) return;
    setState((old) => {
      const last = old.rows.at(-1)?.sequence ?? 0;
      const added = event.rows.filter((row) => row.sequence > last && fits(row, query));
      if (old.key !== key || added.length === 0) return old;
      const rows = [...old.rows, ...added];
      return { ...old, rows: rows.slice(-most), more: old.more || rows.length > most };
    });
  });

  async function loadOlder(): Promise<void> {
    const before = state.rows[0]?.sequence ?? null;
    const result = await bridge.request('log:range', farmId, { ...query, before, limit: page });
    if (!result.ok) return setState({ ...nothingYet, key, error: result.error });
    const { rows, more } = result.value;
    setState((old) => (old.key === key ? { ...old, rows: [...rows, ...old.rows], more } : old));
  }

  return {
    rows: isCurrent ? state.rows : [],
    error: isCurrent ? state.error : null,
    more: isCurrent && state.more,
    loading: !isCurrent,
    loadOlder: () => void loadOlder(),
    retry: () => setAttempt((count) => count + 1),
  };
}

/** What a line says: the request and who made it, else its text. */
export function logText(row: LogRow, say: Speaker): string {
  const said = say(row.text);
  return row.request === null ? said : `${row.request.method} ${row.request.path} ${said}`.trimEnd();
}

function fits(row: LogRow, query: Omit<LogQuery, 'before' | 'limit'>): boolean {
  if (query.wikis.length > 0 && (row.wikiId === null || !query.wikis.includes(row.wikiId))) return false;
  if (levelOrder[row.level] < levelOrder[query.level]) return false;
  return logText(row, speakers[query.language]).toLowerCase().includes(query.text.toLowerCase());
}
