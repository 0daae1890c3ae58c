import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExpiryCount, LiveCounts } from '../../../electron/api/farm/live-counts.ts';
import type { FarmContext } from '../../../electron/api/farm/context.ts';
import { everySession, SessionQueries } from '../../../electron/api/farm/session-query.ts';
import { SessionRows } from '../../../electron/api/farm/session-rows.ts';
import { sortSliced } from '../../../electron/base/slices.ts';
import {
  sessionRowId,
  type IndexedSession,
  type SessionChange,
} from '../../../electron/session/indexed-session.ts';
import { sessionIdFrom } from '../../../shared/session/sid.ts';
import type { SessionFilter, SessionQuery } from '../../../shared/contract/session.ts';

const nowSeconds = 1_000;
const context = { host: { wikis: [] } } as unknown as FarmContext;

interface Facts {
  readonly number: number;
  readonly user: string | null;
  readonly setuid: string | null;
  readonly expires: number | null;
  readonly modified: number;
  readonly isDamaged: boolean;
}

const facts = fc.record<Facts>({
  number: fc.nat(30),
  user: fc.constantFrom(null, 'ann', 'bob', 'cleo'),
  setuid: fc.constantFrom(null, null, 'ann'),
  expires: fc.option(fc.integer({ min: 990, max: 1_010 })),
  modified: fc.nat(5),
  isDamaged: fc.boolean(),
});

function row({ number, user, setuid, expires, modified, isDamaged }: Facts): IndexedSession {
  const sid = sessionIdFrom(new Uint8Array(20).fill(number));
  return {
    id: sessionRowId('/sessions', sid),
    directory: '/sessions',
    sid,
    classification: isDamaged ? 'corrupt' : 'ok',
    userId: isDamaged ? null : user,
    setuid: user === null || isDamaged ? null : setuid,
    authMethod: 'moin',
    expiresSeconds: expires,
    trail: [`Page${modified}`],
    trailLength: 1,
    extensionKeys: 0,
    createdMs: number,
    modifiedMs: modified * 1_000,
    sizeBytes: 1,
  };
}

/** A table that changes happen to; a number alone is a session that goes. */
class Table {
  readonly rows = new Map<string, IndexedSession>();
  private readonly listeners: ((changes: readonly SessionChange[]) => void)[] = [];

  onChanges(listener: (changes: readonly SessionChange[]) => void): void {
    this.listeners.push(listener);
  }

  change(steps: readonly (Facts | number)[]): void {
    const changes = steps.map((step): SessionChange => {
      const after = typeof step === 'number' ? null : row(step);
      const id = after?.id ?? sessionRowId('/sessions', sessionIdFrom(new Uint8Array(20).fill(Number(step))));
      const before = this.rows.get(id) ?? null;
      if (after) this.rows.set(id, after);
      else this.rows.delete(id);
      return { before, after };
    });
    for (const listener of this.listeners) listener(changes.filter(({ before, after }) => before ?? after));
  }

  queries(): SessionQueries {
    const queries = new SessionQueries({
      sessions: () => this.rows.values(),
      rows: () => new SessionRows(context),
      revision: () => 1,
      nowSeconds: () => nowSeconds,
    });
    this.onChanges((changes) => queries.apply(changes));
    return queries;
  }
}

const query = (changes: Partial<SessionQuery> & { kind?: SessionFilter['kind'] } = {}): SessionQuery => ({
  filter: everySession(changes.kind ?? 'all'),
  sort: { by: 'lastSeenAt', descending: true },
  offset: 0,
  limit: 500,
  anchor: null,
  ...changes,
});

describe('the live table', () => {
  test('an order that followed changes is the order made anew, for every filter and order', async () => {
    const step = fc.oneof({ weight: 3, arbitrary: facts }, fc.nat(30));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 6 }),
        fc.constantFrom<SessionFilter['kind']>(
          'all',
          'logged-in',
          'switched',
          'anonymous',
          'problem',
          'expired',
        ),
        fc.constantFrom('user', 'lastSeenAt', 'expiresAt', 'startedAt'),
        fc.boolean(),
        fc.constantFrom('', 'ann', 'page3'),
        async (rounds, kind, by, descending, text) => {
          const table = new Table();
          const followed = table.queries();
          const asked = query({
            filter: { ...everySession(kind), text },
            sort: { by: by as 'user', descending },
          });
          for (const round of rounds) {
            table.change(round);
            expect(await followed.range(asked)).toEqual(await table.queries().range(asked));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('changes that happen while an order is being made are in it', async () => {
    const table = new Table();
    const base = { user: 'ann', setuid: null, expires: null, isDamaged: false };
    table.change([1, 2, 3].map((number) => ({ ...base, number, modified: number })));
    const queries = table.queries();
    const asking = queries.range(query());
    table.change([{ ...base, number: 9, modified: 9 }, 2]);
    await asking;
    const { rows, total, counts } = await queries.range(query());
    expect(rows.map(({ lastSeenAt }) => lastSeenAt)).toEqual([9, 3, 1]);
    expect([total, counts.loggedIn]).toEqual([3, 3]);
  });

  test('counts go without the kind of the filter, and an anchor tells its place', async () => {
    const table = new Table();
    const base = { setuid: null, isDamaged: false };
    table.change([
      { ...base, number: 1, modified: 1, user: 'ann', expires: 999 },
      { ...base, number: 2, modified: 2, user: null, expires: 1_000 },
      { ...base, number: 3, modified: 3, user: 'bob', setuid: 'ann', expires: null },
    ]);
    const anchor = row({ ...base, number: 1, modified: 1, user: 'ann', expires: 999 }).id;
    const range = await table.queries().range(query({ anchor, limit: 1 }));
    expect(range.counts).toEqual({ all: 3, loggedIn: 1, switched: 1, anonymous: 1, problem: 0, expired: 1 });
    expect(range).toMatchObject({ total: 3, anchorIndex: 2, rows: [{ shortSid: '030303' }] });
    const expired = await table.queries().range(query({ kind: 'expired' }));
    expect([expired.total, expired.counts.all]).toEqual([1, 3]);
  });
});

describe('counts', () => {
  test('of what has expired are those of looking at each, whichever way the clock goes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.record({ add: fc.option(fc.double({ min: 0, max: 50, noNaN: true })) }),
            fc.record({ at: fc.nat(60) }),
          ),
        ),
        (steps) => {
          const count = new ExpiryCount();
          const ends: (number | null)[] = [];
          const expiredAt = (now: number): number => ends.filter((end) => end !== null && end < now).length;
          const answers: (readonly [found: number, expected: number])[] = [];
          for (const step of steps) {
            if ('at' in step) answers.push([count.expired(step.at), expiredAt(step.at)]);
            else if (ends.length > 5 && ends.length % 3 === 0) count.add(ends.pop() ?? null, -1);
            else {
              ends.push(step.add);
              count.add(step.add);
            }
          }
          expect(answers.map(([found]) => found)).toEqual(answers.map(([, expected]) => expected));
          expect(count.total).toBe(ends.length);
        },
      ),
    );
  });

  test('kept change by change are those of counting anew, also while that goes on', async () => {
    const table = new Table();
    const make = (): LiveCounts =>
      new LiveCounts(
        () => new SessionRows(context),
        () => table.rows.values(),
      );
    const counts = make();
    table.onChanges((changes) => counts.apply(changes));
    const rounds = fc.sample(fc.array(fc.oneof(facts, fc.nat(30)), { maxLength: 20 }), {
      numRuns: 30,
      seed: 1,
    });
    for (const round of rounds) {
      const counting = counts.recount();
      table.change(round);
      expect(counts.counts(nowSeconds)).toEqual(make().counts(nowSeconds));
      await counting;
      expect(counts.counts(nowSeconds)).toEqual(make().counts(nowSeconds));
    }
  });
});

test('sorting in slices is sorting', async () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ key: (index * 7919) % 1_000, index }));
  const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
  expect(await sortSliced(items, compare)).toEqual(items.toSorted(compare));
});
