import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionWindow } from '../../../renderer/sessions/session-window.ts';
import { makeFilter } from '../../../renderer/sessions/session-filter.ts';
import type { SessionQuery, SessionRow } from '../../../shared/contract/session.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { countSessions, makeSession, makeSessions, rangeOf } from '../../fakes/garden.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

const filter = makeFilter('', 'all', null);
const sort = { by: 'lastSeenAt', descending: true } as const;

function openWindow(first: readonly SessionRow[]) {
  let rows = first;
  const asked: SessionQuery[] = [];
  const window = new SessionWindow(
    (query) => {
      asked.push(query);
      return Promise.resolve(ok(rangeOf(rows, query)));
    },
    filter,
    sort,
  );
  window.open();
  const change = (next: readonly SessionRow[], ...appeared: readonly SessionRow[]): void => {
    rows = next;
    window.hear({
      farmId: 'garden',
      revision: 2,
      counts: countSessions(next),
      changes: appeared.map((row) => ({ kind: 'appeared', row })),
      overflow: false,
    });
  };
  return { window, asked, change };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the window on the live sessions', () => {
  it('asks only for the pages that are on screen', async () => {
    const { window, asked } = openWindow(makeSessions(1000));
    await vi.runAllTimersAsync();
    window.show(450, 480);
    window.show(455, 485);
    await vi.runAllTimersAsync();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 400]);
    expect(window.snapshot().rows.get(450)?.id).toBe('row-450');
    expect(window.snapshot().total).toBe(1000);
  });

  it('tells how far the rows on screen moved, so that the view can hold still', async () => {
    const rows = makeSessions(1000);
    const { window, change } = openWindow(rows);
    await vi.runAllTimersAsync();
    window.show(40, 60);
    const newer = [makeSession(-3), makeSession(-2)];
    change([...newer, ...rows], ...newer);
    await vi.runAllTimersAsync();
    expect(window.snapshot().moved.by).toBe(2);
    expect(window.snapshot().rows.get(42)?.id).toBe('row-40');
  });

  it('lets new rows be seen at the very top', async () => {
    const rows = makeSessions(10);
    const { window, change } = openWindow(rows);
    await vi.runAllTimersAsync();
    window.show(0, 9);
    change([makeSession(-1), ...rows], makeSession(-1));
    await vi.runAllTimersAsync();
    expect(window.snapshot().moved.by).toBe(0);
    expect(window.snapshot().rows.get(0)?.id).toBe('row--1');
  });

  it('gathers many changes into one question', async () => {
    const rows = makeSessions(10);
    const { asked, change } = openWindow(rows);
    await vi.runAllTimersAsync();
    for (let count = 0; count < 50; count += 1) change(rows, makeSession(1));
    await vi.runAllTimersAsync();
    expect(asked).toHaveLength(2);
  });

  it('drops an answer that a newer question has overtaken', async () => {
    const answers: ((result: Result<never>) => void)[] = [];
    const window = new SessionWindow(
      () =>
        new Promise((settle) => {
          answers.push(settle);
        }),
      filter,
      sort,
    );
    window.open();
    const refreshed = window.refresh();
    answers[1]?.(
      ok({ rows: [], total: 7, counts: countSessions([]), revision: 1, anchorIndex: null }) as never,
    );
    await refreshed;
    answers[0]?.(
      ok({ rows: [], total: 3, counts: countSessions([]), revision: 0, anchorIndex: null }) as never,
    );
    await vi.runAllTimersAsync();
    expect(window.snapshot().total).toBe(7);
  });

  it('says what failed and comes back with the next answer', async () => {
    let broken = true;
    const window = new SessionWindow(
      (query) =>
        Promise.resolve(
          broken
            ? fail({ code: 'host-died' as const, message: sentence('farm.hostEnded') })
            : ok(rangeOf(makeSessions(3), query)),
        ),
      filter,
      sort,
    );
    window.open();
    await vi.runAllTimersAsync();
    expect(window.snapshot().error?.code).toBe('host-died');
    broken = false;
    await window.refresh();
    expect(window.snapshot()).toMatchObject({ status: 'ready', error: null, total: 3 });
  });

  it('asks for the ids between two far places in pieces', async () => {
    const { window, asked } = openWindow(makeSessions(3000));
    await vi.runAllTimersAsync();
    const ids = await window.idsBetween(10, 2500, 1000);
    expect(ids).toHaveLength(1000);
    expect(ids[0]).toBe('row-10');
    expect(Math.max(...asked.map(({ limit }) => limit))).toBeLessThanOrEqual(500);
  });
});
