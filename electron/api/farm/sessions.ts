import { fail, ok, type Result } from '../../../shared/result.ts';
import type { IndexedSession } from '../../session/indexed-session.ts';
import { nowSeconds, type FarmContext, type Handlers } from './context.ts';
import { leftoverFiles, removeLeftovers } from './leftovers.ts';
import { showSession } from './session-details.ts';
import type { LiveCounts } from './live-counts.ts';
import { everySession, type SessionQueries } from './session-query.ts';
import type { SessionRows } from './session-rows.ts';
import type { EndedSessions } from './set-aside.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import type { Tasks } from '../tasks.ts';

export interface SessionTools {
  readonly rows: () => SessionRows;
  readonly ended: EndedSessions;
  readonly tasks: Tasks;
  readonly queries: SessionQueries;
  readonly live: LiveCounts;
}

export function sessionHandlers(
  context: FarmContext,
  tools: SessionTools,
): Handlers<
  | 'session:range'
  | 'session:show'
  | 'session:end'
  | 'session:endMatching'
  | 'session:undoEnd'
  | 'session:countExpired'
  | 'session:cleanExpired'
  | 'session:copySid'
> {
  const { host } = context;
  const mayEnd = (): Result<null> =>
    host.options.readOnly
      ? fail({
          code: 'read-only',
          message: sentence('options.readOnly'),
          hint: sentence('sessions.readOnly.hint'),
        })
      : ok(null);
  const expired = () => tools.queries.matching(everySession('expired'));
  const endInBackground = (kind: 'session:end' | 'session:clean', sessions: readonly IndexedSession[]) =>
    tools.tasks.start({
      kind,
      about: '',
      phase: 'sessions',
      total: sessions.length,
      work: async ({ progress, signal }) => {
        const report = await tools.ended.end(sessions, (done) => {
          progress('sessions', done, sessions.length);
          return !signal.aborted;
        });
        return { kind: 'sessions-ended', report, cancelled: signal.aborted };
      },
    });

  return {
    'session:range': async (_farmId, query) => ok(await tools.queries.range(query)),
    'session:show': async (_farmId, rowId) => {
      const session = host.sessions.rows.get(rowId);
      return session ? showSession(context, tools.rows(), session) : goneAlready;
    },
    'session:end': async (_farmId, ids) => {
      const allowed = mayEnd();
      if (!allowed.ok) return allowed;
      const sessions = ids.flatMap((id) => host.sessions.rows.get(id) ?? []);
      return ok(await tools.ended.end(sessions));
    },
    'session:endMatching': async (_farmId, filter) => {
      const allowed = mayEnd();
      if (!allowed.ok) return allowed;
      return ok({ taskId: endInBackground('session:end', await tools.queries.matching(filter)) });
    },
    'session:undoEnd': async (_farmId, token) => ok({ restored: await tools.ended.undo(token) }),
    'session:countExpired': async () => {
      const leftovers = await leftoverFiles(context);
      return ok({ expired: tools.live.counts(nowSeconds(context)).expired, leftovers: leftovers.length });
    },
    'session:cleanExpired': async () => {
      const allowed = mayEnd();
      if (!allowed.ok) return allowed;
      await removeLeftovers(context);
      return ok({ taskId: endInBackground('session:clean', await expired()) });
    },
    'session:copySid': async (_farmId, rowId) => {
      const session = host.sessions.rows.get(rowId);
      return session ? ok({ where: 'page', sid: session.sid }) : goneAlready;
    },
  };
}

const goneAlready = fail({ code: 'not-found' as const, message: sentence('sessions.gone') });
