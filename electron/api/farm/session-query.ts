import type {
  SessionCounts,
  SessionFilter,
  SessionKind,
  SessionQuery,
  SessionRange,
  SessionSort,
} from '../../../shared/contract/session.ts';
import type { IndexedSession } from '../../session/session-index.ts';
import type { SessionRows } from './session-rows.ts';

export interface QueryInput {
  readonly sessions: Iterable<IndexedSession>;
  readonly rows: SessionRows;
  readonly revision: number;
  readonly nowSeconds: number;
}

/** Answers one range of the live table: filter, counts for the chips, order, slice. */
export function querySessions(input: QueryInput, query: SessionQuery): SessionRange {
  const { found, counts } = filterSessions(input, query.filter);
  const ordered = sortSessions(found, query.sort, input.rows);
  const anchorIndex =
    query.anchor === null ? -1 : ordered.findIndex((session) => session.id === query.anchor);
  return {
    rows: ordered
      .slice(query.offset, query.offset + query.limit)
      .map((session) => input.rows.row(session, input.nowSeconds)),
    total: ordered.length,
    counts,
    revision: input.revision,
    anchorIndex: anchorIndex < 0 ? null : anchorIndex,
  };
}

/** The sessions a filter finds; counts are those of the filter without its `kind`. */
export function filterSessions(
  input: QueryInput,
  filter: SessionFilter,
): { readonly found: IndexedSession[]; readonly counts: SessionCounts } {
  const counts = { all: 0, loggedIn: 0, switched: 0, anonymous: 0, problem: 0, expired: 0 };
  const matches = matcher(input.rows, filter);
  const found: IndexedSession[] = [];
  for (const session of input.sessions) {
    if (!matches(session)) continue;
    const kind = input.rows.kind(session);
    const expired = input.rows.isExpired(session, input.nowSeconds);
    counts.all++;
    counts[countOf[kind]]++;
    if (expired) counts.expired++;
    if (filter.kind === 'all' || filter.kind === kind || (filter.kind === 'expired' && expired))
      found.push(session);
  }
  return { found, counts };
}

/** Somebody switched is logged in as well, but has a chip of their own. */
const countOf: Record<SessionKind, Exclude<keyof SessionCounts, 'all' | 'expired'>> = {
  'logged-in': 'loggedIn',
  switched: 'switched',
  anonymous: 'anonymous',
  problem: 'problem',
};

function matcher(rows: SessionRows, filter: SessionFilter): (session: IndexedSession) => boolean {
  const text = filter.text.trim().toLowerCase();
  const userText = filter.userText.trim().toLowerCase();
  const wikis = new Set(filter.wikis);
  return (session) => {
    if (filter.userId !== null && session.userId !== filter.userId && session.setuid !== filter.userId)
      return false;
    if (filter.seenBetween !== null) {
      const [from, to] = filter.seenBetween;
      const seen = session.modifiedMs / 1000;
      if (seen < from || seen > to) return false;
    }
    if (wikis.size > 0 && !rows.wikis(session).some((unit) => wikis.has(unit.id))) return false;
    if (userText !== '' && !names(rows, session).some((name) => name.toLowerCase().includes(userText)))
      return false;
    return text === '' || haystack(rows, session).includes(text);
  };
}

function names(rows: SessionRows, session: IndexedSession): string[] {
  return [rows.person(session, session.userId), rows.person(session, session.setuid)].flatMap((person) =>
    person ? [person.name] : [],
  );
}

function haystack(rows: SessionRows, session: IndexedSession): string {
  const words = [
    ...names(rows, session),
    ...session.trail,
    session.authMethod ?? '',
    session.sid.slice(0, 6),
  ];
  return words.join('\n').toLowerCase();
}

function sortSessions(found: IndexedSession[], sort: SessionSort, rows: SessionRows): IndexedSession[] {
  const key = sortKey(sort.by, rows);
  const keyed = found.map((session) => ({ session, key: key(session) }));
  const direction = sort.descending ? -1 : 1;
  // The id breaks ties, so that rows with equal keys keep their places from one query to the next.
  keyed.sort((a, b) => compare(a.key, b.key) * direction || compare(a.session.id, b.session.id));
  return keyed.map((item) => item.session);
}

function sortKey(by: SessionSort['by'], rows: SessionRows): (session: IndexedSession) => string | number {
  switch (by) {
    case 'user':
      return (session) => rows.person(session, session.userId)?.name.toLowerCase() ?? '\uFFFF';
    case 'actingAs':
      return (session) => rows.person(session, session.setuid)?.name.toLowerCase() ?? '\uFFFF';
    case 'authMethod':
      return (session) => session.authMethod ?? '';
    case 'startedAt':
      return (session) => session.createdMs;
    case 'lastSeenAt':
      return (session) => session.modifiedMs;
    case 'expiresAt':
      return (session) => session.expiresSeconds ?? Number.MAX_SAFE_INTEGER;
  }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
