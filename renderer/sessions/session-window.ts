import type { EventPayload } from '../../shared/contract.ts';
import type {
  SessionCounts,
  SessionFilter,
  SessionQuery,
  SessionRange,
  SessionRow,
  SessionSort,
} from '../../shared/contract/session.ts';
import type { AppError, Result } from '../../shared/result.ts';

export type AskRange = (query: SessionQuery) => Promise<Result<SessionRange>>;

export interface SessionSnapshot {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: AppError | null;
  readonly total: number;
  readonly counts: SessionCounts | null;
  /** What is known, by place in the order. */
  readonly rows: ReadonlyMap<number, SessionRow>;
  /** Rows that came or changed since the last look, to be marked for a moment. */
  readonly fresh: ReadonlySet<string>;
  /** Rows whose session went; they stay in place, faded, until the order is asked anew. */
  readonly gone: ReadonlySet<string>;
  /** How far the rows on screen moved in the order with the last refresh; the view scrolls along. */
  readonly moved: { readonly serial: number; readonly by: number };
}

const pageSize = 100;
const refreshMs = 200;
const most = 500;

const nothingYet: SessionSnapshot = {
  status: 'loading',
  error: null,
  total: 0,
  counts: null,
  rows: new Map(),
  fresh: new Set(),
  gone: new Set(),
  moved: { serial: 0, by: 0 },
};

/**
 * The part of the live table that is on screen, kept true by deltas.
 *
 * Rows are asked by ranges, never all of them. A change is put into the row at once; since it may also change the
 * order, the visible range is asked again a moment later, anchored to the first visible row.
 */
export class SessionWindow {
  readonly #ask: AskRange;
  readonly #filter: SessionFilter;
  readonly #sort: SessionSort;
  readonly #listeners = new Set<() => void>();
  readonly #underWay = new Set<number>();
  #snapshot = nothingYet;
  #visible = { first: 0, last: 0 };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;
  /** Answers to questions of an older generation are dropped. */
  #generation = 0;

  constructor(ask: AskRange, filter: SessionFilter, sort: SessionSort) {
    this.#ask = ask;
    this.#filter = filter;
    this.#sort = sort;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): SessionSnapshot => this.#snapshot;

  open(): void {
    this.#closed = false;
    void this.#load(0);
  }

  close(): void {
    this.#closed = true;
    this.#generation += 1;
    this.#underWay.clear();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Tells which places are on screen; what is not known of them is asked. */
  show(first: number, last: number): void {
    this.#visible = { first, last };
    for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page += 1) {
      if (this.#isMissing(page)) void this.#load(page);
    }
  }

  hear(delta: EventPayload<'session:changed'>): void {
    const rows = new Map(this.#snapshot.rows);
    const places = new Map([...rows].map(([place, row]) => [row.id, place]));
    const fresh = new Set<string>();
    const gone = new Set(this.#snapshot.gone);
    for (const change of delta.changes) {
      if (change.kind === 'went') {
        gone.add(change.id);
        continue;
      }
      fresh.add(change.row.id);
      gone.delete(change.row.id);
      const place = places.get(change.row.id);
      if (place !== undefined) rows.set(place, change.row);
    }
    this.#set({ rows, fresh, gone });
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, refreshMs);
  }

  /** Asks again for what is on screen. */
  async refresh(): Promise<void> {
    const { first, last } = this.#visible;
    const offset = Math.max(0, first - pageSize / 2);
    const limit = Math.min(most, Math.max(pageSize, last + pageSize / 2 - offset));
    // At the very top new rows are what one wants to see; further down the rows in sight must hold still.
    const anchor = first === 0 ? null : (this.#snapshot.rows.get(first)?.id ?? null);
    const generation = (this.#generation += 1);
    this.#underWay.clear();
    const result = await this.#ask({ filter: this.#filter, sort: this.#sort, offset, limit, anchor });
    if (generation !== this.#generation || this.#closed) return;
    if (!result.ok) return this.#set({ status: 'failed', error: result.error });
    const { value } = result;
    const by = anchor === null || value.anchorIndex === null ? 0 : value.anchorIndex - first;
    const moved = by === 0 ? this.#snapshot.moved : { serial: this.#snapshot.moved.serial + 1, by };
    const rows = new Map(value.rows.map((row, index) => [offset + index, row]));
    const { total, counts } = value;
    this.#set({ status: 'ready', error: null, total, counts, rows, gone: new Set(), moved });
  }

  /** The ids of a range of places, asked where they are not known; at most `most` of them. */
  async idsBetween(first: number, last: number, limit: number): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let offset = first; offset <= last && ids.length < limit; offset += most) {
      const size = Math.min(most, last - offset + 1);
      const result = await this.#ask({
        filter: this.#filter,
        sort: this.#sort,
        offset,
        limit: size,
        anchor: null,
      });
      if (!result.ok) break;
      ids.push(...result.value.rows.map(({ id }) => id));
    }
    return ids.slice(0, limit);
  }

  #isMissing(page: number): boolean {
    if (this.#underWay.has(page) || this.#snapshot.status === 'failed') return false;
    const { rows, total } = this.#snapshot;
    const end = Math.min(total, (page + 1) * pageSize);
    for (let place = page * pageSize; place < end; place += 1) if (!rows.has(place)) return true;
    return false;
  }

  async #load(page: number): Promise<void> {
    const generation = this.#generation;
    this.#underWay.add(page);
    const result = await this.#ask({
      filter: this.#filter,
      sort: this.#sort,
      offset: page * pageSize,
      limit: pageSize,
      anchor: null,
    });
    if (generation !== this.#generation || this.#closed) return;
    this.#underWay.delete(page);
    if (!result.ok) return this.#set({ status: 'failed', error: result.error });
    const rows = new Map(this.#snapshot.rows);
    for (const [index, row] of result.value.rows.entries()) rows.set(page * pageSize + index, row);
    const { total, counts } = result.value;
    this.#set({ status: 'ready', error: null, total, counts, rows });
  }

  #set(change: Partial<SessionSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
