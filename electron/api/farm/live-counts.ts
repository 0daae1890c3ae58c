import type { SessionCounts, SessionKind } from '../../../shared/contract/session.ts';
import type { IndexedSession, SessionChange } from '../../session/indexed-session.ts';
import { countOfKind, sessionKind, type SessionRows } from './session-rows.ts';
import { forEachSliced } from '../../base/slices.ts';

/** How many of the sessions that were added have ended by a moment, without looking at each of them again. */
export class ExpiryCount {
  total = 0;
  /** Number of sessions by the whole second of their end. */
  private readonly ends = new Map<number, number>();
  private expiredTotal = 0;
  private countedUntil = 0;

  add(endSeconds: number | null, by: 1 | -1 = 1): void {
    this.total += by;
    if (endSeconds === null) return;
    const second = Math.floor(endSeconds);
    const count = (this.ends.get(second) ?? 0) + by;
    if (count === 0) this.ends.delete(second);
    else this.ends.set(second, count);
    if (second < this.countedUntil) this.expiredTotal += by;
  }

  /** An end of exactly `nowSeconds` is not over yet (spec/sessions.md §4.1). */
  expired(nowSeconds: number): number {
    const now = Math.floor(nowSeconds);
    const passed = now - this.countedUntil;
    if (passed < 0 || passed > this.ends.size) {
      this.expiredTotal = 0;
      for (const [second, count] of this.ends) if (second < now) this.expiredTotal += count;
    } else {
      for (let second = this.countedUntil; second < now; second += 1)
        this.expiredTotal += this.ends.get(second) ?? 0;
    }
    this.countedUntil = now;
    return this.expiredTotal;
  }
}

interface WikiCount {
  readonly sessions: ExpiryCount;
  readonly loggedIn: ExpiryCount;
}

/** Sessions by kind, and how many of them have expired. */
export class KindTally {
  private readonly kinds: Record<SessionKind, number> = {
    'logged-in': 0,
    switched: 0,
    anonymous: 0,
    problem: 0,
  };
  private readonly all = new ExpiryCount();

  add(session: IndexedSession, by: 1 | -1): void {
    this.kinds[sessionKind(session)] += by;
    this.all.add(session.expiresSeconds, by);
  }

  counts(nowSeconds: number): SessionCounts {
    const counts = { all: this.all.total, loggedIn: 0, switched: 0, anonymous: 0, problem: 0, expired: 0 };
    for (const kind of ['logged-in', 'switched', 'anonymous', 'problem'] as const)
      counts[countOfKind[kind]] = this.kinds[kind];
    return { ...counts, expired: this.all.expired(nowSeconds) };
  }
}

class Tally {
  readonly kinds = new KindTally();
  readonly wikis = new Map<string, WikiCount>();

  constructor(private readonly rows: SessionRows) {}

  add(session: IndexedSession, by: 1 | -1): void {
    this.kinds.add(session, by);
    if (session.classification !== 'ok') return;
    for (const { id } of this.rows.wikis(session)) {
      let count = this.wikis.get(id);
      if (!count) this.wikis.set(id, (count = { sessions: new ExpiryCount(), loggedIn: new ExpiryCount() }));
      count.sessions.add(session.expiresSeconds, by);
      if (session.userId !== null) count.loggedIn.add(session.expiresSeconds, by);
    }
  }

  change({ before, after }: SessionChange): void {
    if (before) this.add(before, -1);
    if (after) this.add(after, 1);
  }
}

/** The numbers that are always shown, kept in step change by change. */
export class LiveCounts {
  private tally: Tally;
  /** Changes since a recount began; null = none is under way. */
  private meanwhile: SessionChange[] | null = null;
  private recountWanted = false;

  constructor(
    private readonly makeRows: () => SessionRows,
    private readonly sessions: () => Iterable<IndexedSession>,
  ) {
    this.tally = new Tally(makeRows());
    for (const session of sessions()) this.tally.add(session, 1);
  }

  apply(changes: readonly SessionChange[]): void {
    for (const change of changes) {
      this.tally.change(change);
      this.meanwhile?.push(change);
    }
  }

  /** Counts everything anew, in slices: who honours which session depends on accounts and settings, and those changed. */
  async recount(): Promise<void> {
    this.recountWanted = true;
    if (this.meanwhile) return; // whoever counts now begins again at its end
    while (this.recountWanted) {
      this.recountWanted = false;
      const meanwhile: SessionChange[] = (this.meanwhile = []);
      const tally = new Tally(this.makeRows());
      await forEachSliced([...this.sessions()], (session) => tally.add(session, 1));
      for (const change of meanwhile) tally.change(change);
      this.meanwhile = null;
      this.tally = tally;
    }
  }

  counts(nowSeconds: number): SessionCounts {
    return this.tally.kinds.counts(nowSeconds);
  }

  /** Sessions that a wiki honours now. */
  ofWiki(id: string, nowSeconds: number): { readonly sessions: number; readonly loggedIn: number } {
    const count = this.tally.wikis.get(id);
    if (!count) return { sessions: 0, loggedIn: 0 };
    const live = (one: ExpiryCount): number => one.total - one.expired(nowSeconds);
    return { sessions: live(count.sessions), loggedIn: live(count.loggedIn) };
  }
}
