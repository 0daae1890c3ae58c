import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SessionFilter } from '../../../shared/contract/session.ts';
import type { IndexedSession } from '../../session/session-index.ts';
import { nowSeconds, type FarmContext, type Handlers } from './context.ts';
import { showSession } from './session-details.ts';
import { filterSessions, querySessions, type QueryInput } from './session-query.ts';
import type { SessionRows } from './session-rows.ts';
import type { EndedSessions } from './set-aside.ts';
import type { Tasks } from './tasks.ts';

export interface SessionTools {
  readonly rows: () => SessionRows;
  readonly ended: EndedSessions;
  readonly tasks: Tasks;
}

/** Expired sessions keep their files until somebody returns; an hour is the age of forgotten temporary files. */
const everything: SessionFilter = {
  text: '',
  userId: null,
  userText: '',
  wikis: [],
  kind: 'all',
  seenBetween: null,
};

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
  const input = (): QueryInput => ({
    sessions: host.sessions.rows.values(),
    rows: tools.rows(),
    revision: host.sessions.revision,
    nowSeconds: nowSeconds(context),
  });
  const mayEnd = (): Result<null> =>
    host.options.readOnly
      ? fail({
          code: 'read-only',
          message: 'This farm is open read-only.',
          hint: 'Open it for writing to end sessions.',
        })
      : ok(null);
  const expired = (): IndexedSession[] => filterSessions(input(), { ...everything, kind: 'expired' }).found;
  const endInBackground = (kind: 'session:end' | 'session:clean', sessions: IndexedSession[]) =>
    tools.tasks.start(kind, sessions.length, (progress) => tools.ended.end(sessions, progress));

  return {
    'session:range': async (_farmId, query) => ok(querySessions(input(), query)),
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
      return ok({ taskId: endInBackground('session:end', filterSessions(input(), filter).found) });
    },
    'session:undoEnd': async (_farmId, token) => ok({ restored: await tools.ended.undo(token) }),
    'session:countExpired': async () => ok({ expired: expired().length, leftovers: 0 }),
    'session:cleanExpired': async () => {
      const allowed = mayEnd();
      if (!allowed.ok) return allowed;
      return ok({ taskId: endInBackground('session:clean', expired()) });
    },
    'session:copySid': async (_farmId, rowId) => {
      const session = host.sessions.rows.get(rowId);
      return session ? ok({ where: 'page', sid: session.sid }) : goneAlready;
    },
  };
}

const goneAlready = fail({ code: 'not-found' as const, message: 'This session is gone.' });
