import type {
  SessionFilter,
  SessionQuery,
  SessionRange,
  SessionSort,
} from '../../../shared/contract/session.ts';
import type { IndexedSession, SessionChange } from '../../session/indexed-session.ts';
import { KindTally } from './live-counts.ts';
import { isExpired, sessionKind, type SessionRows } from './session-rows.ts';
import { filterSliced, forEachSliced, lowerBound, sortSliced, spliced } from '../../base/slices.ts';

export interface QuerySurroundings {
  readonly sessions: () => Iterable<IndexedSession>;
  readonly rows: () => SessionRows;
  readonly revision: () => number;
  readonly nowSeconds: () => number;
}

interface Item {
  readonly session: IndexedSession;
  readonly key: string | number;
}

/** The rows under a filter without its `kind`, in one order; kept in step change by change. */
interface Order {
  readonly matches: (session: IndexedSession) => boolean;
  readonly itemOf: (session: IndexedSession) => Item;
  readonly compare: (a: Item, b: Item) => number;
  readonly tally: KindTally;
  items: readonly Item[];
  /** By row: what `items` has, and what it is now. */
  readonly changed: Map<string, SessionChange>;
  /** The rows of one kind, as long as nothing changes. */
  views: Map<string, readonly Item[]>;
}

/** As many views as a window has open, and what they asked for just before. */
const keptOrders = 4;
/** With more changes than this part of all rows, making the order anew costs less. */
const patchShare = 1 / 4;

const everything: SessionFilter = {
  text: '',
  userId: null,
  userText: '',
  wikis: [],
  kind: 'all',
  seenBetween: null,
};
export const everySession = (kind: SessionFilter['kind']): SessionFilter => ({ ...everything, kind });

/**
 * Answers ranges of the live table. Ordering 100,000 rows takes a tenth of a second, in slices; it is done once for each
 * filter and order, and changes are merged into it from then on (a few milliseconds, measured in test/bench/session-index.ts).
 */
export class SessionQueries {
  private orders = new Map<string, Promise<Order>>();
  /** What changes is gathered here for every order, also while it is being made. */
  private readonly listeners = new Set<Map<string, SessionChange>>();

  constructor(private readonly around: QuerySurroundings) {}

  apply(changes: readonly SessionChange[]): void {
    for (const changed of this.listeners)
      for (const { before, after } of changes) {
        const id = (after ?? before)?.id;
        if (id === undefined) continue;
        const known = changed.get(id);
        changed.set(id, { before: known ? known.before : before, after });
      }
  }

  /** Names of people, or which wiki honours what, may be others now. */
  forget(): void {
    this.orders.clear();
    this.listeners.clear();
  }

  async range(query: SessionQuery): Promise<SessionRange> {
    const order = await this.orderOf(query.filter, query.sort);
    patch(order);
    const nowSeconds = this.around.nowSeconds();
    const found = await view(order, query.filter.kind, nowSeconds);
    const anchorIndex =
      query.anchor === null ? -1 : found.findIndex(({ session }) => session.id === query.anchor);
    const rows = this.around.rows();
    return {
      rows: found
        .slice(query.offset, query.offset + query.limit)
        .map(({ session }) => rows.row(session, nowSeconds)),
      total: found.length,
      counts: order.tally.counts(nowSeconds),
      revision: this.around.revision(),
      anchorIndex: anchorIndex < 0 ? null : anchorIndex,
    };
  }

  /** The sessions that a filter finds now, in no particular order. */
  async matching(filter: SessionFilter): Promise<readonly IndexedSession[]> {
    const order = await this.orderOf(filter, { by: 'lastSeenAt', descending: true });
    patch(order);
    const found = await view(order, filter.kind, this.around.nowSeconds());
    return found.map(({ session }) => session);
  }

  private async orderOf(filter: SessionFilter, sort: SessionSort): Promise<Order> {
    const key = JSON.stringify([{ ...filter, kind: null }, sort]);
    const known = this.orders.get(key);
    const order = known && (await known);
    const isStale = order !== undefined && order.changed.size > order.items.length * patchShare + 64;
    const isKept = known !== undefined && this.orders.get(key) === known;
    if (order !== undefined && isKept && !isStale) {
      this.orders.delete(key); // the newest last
      this.orders.set(key, known);
      return order;
    }
    if (isKept) await this.drop(key);
    const making = this.make(filter, sort);
    this.orders.set(key, making);
    for (const oldest of [...this.orders.keys()].slice(0, -keptOrders)) await this.drop(oldest);
    return making;
  }

  private async drop(key: string): Promise<void> {
    const order = this.orders.get(key);
    this.orders.delete(key);
    if (order) this.listeners.delete((await order).changed);
  }

  private async make(filter: SessionFilter, sort: SessionSort): Promise<Order> {
    const rows = this.around.rows();
    const keyOf = sortKey(sort.by, rows);
    const direction = sort.descending ? -1 : 1;
    const changed = new Map<string, SessionChange>();
    this.listeners.add(changed);
    const order: Order = {
      matches: matcher(rows, filter),
      itemOf: (session) => ({ session, key: keyOf(session) }),
      // The id breaks ties, so that rows with equal keys keep their places from one query to the next.
      compare: (a, b) => compare(a.key, b.key) * direction || compare(a.session.id, b.session.id),
      tally: new KindTally(),
      items: [],
      changed,
      views: new Map(),
    };
    const items: Item[] = [];
    await forEachSliced([...this.around.sessions()], (session) => {
      if (!order.matches(session)) return;
      items.push(order.itemOf(session));
      order.tally.add(session, 1);
    });
    order.items = await sortSliced(items, order.compare);
    return order;
  }
}

/** Takes out what changed and puts in what it is now; the rest is copied, not looked at. */
function patch(order: Order): void {
  const { changed, items } = order;
  if (changed.size === 0) return;
  const gone: number[] = [];
  const come: Item[] = [];
  for (const { before, after } of changed.values()) {
    if (before !== null && order.matches(before)) {
      gone.push(placeOf(order, before));
      order.tally.add(before, -1);
    }
    if (after === null || !order.matches(after)) continue;
    come.push(order.itemOf(after));
    order.tally.add(after, 1);
  }
  gone.sort((a, b) => a - b);
  come.sort(order.compare);
  order.items = spliced(items, gone, come, (item) => lowerBound(items, item, order.compare));
  order.views = new Map();
  changed.clear();
}

/** Where a row stands in the order. Names that changed meanwhile may have moved its key: then it is searched for. */
function placeOf(order: Order, session: IndexedSession): number {
  const place = lowerBound(order.items, order.itemOf(session), order.compare);
  return order.items[place]?.session.id === session.id
    ? place
    : order.items.findIndex((item) => item.session.id === session.id);
}

async function view(order: Order, kind: SessionFilter['kind'], nowSeconds: number): Promise<readonly Item[]> {
  const { items, views } = order;
  if (kind === 'all') return items;
  const key = kind === 'expired' ? `expired ${nowSeconds}` : kind;
  const known = views.get(key);
  if (known) return known;
  const found = await filterSliced(items, ({ session }) =>
    kind === 'expired' ? isExpired(session, nowSeconds) : sessionKind(session) === kind,
  );
  if (kind === 'expired') views.clear(); // those of other moments
  views.set(key, found); // of no use to anybody when changes brought other views meanwhile
  return found;
}

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
