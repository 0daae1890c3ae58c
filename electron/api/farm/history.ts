import type { HistoryRow, TimelineBucket } from '../../../shared/contract/session.ts';
import type { Person } from '../../../shared/contract/common.ts';
import { ok } from '../../../shared/result.ts';
import type { HistoryEntry } from '../../session/session-history.ts';
import type { FarmContext, Handlers } from './context.ts';
import path from 'node:path';

export function historyHandlers(
  context: FarmContext,
): Handlers<'history:list' | 'history:clear' | 'session:timeline'> {
  return {
    'history:list': async (_farmId, query) => {
      const kinds = new Set(query.kinds);
      const text = query.text.trim().toLowerCase();
      const rows = context.history.entries
        .map((entry, index) => historyRow(context, entry, index))
        .filter((row) => kinds.size === 0 || kinds.has(row.kind))
        .filter((row) => `${row.user?.name ?? ''}\n${row.actingAs?.name ?? ''}`.toLowerCase().includes(text))
        .toReversed();
      return ok({ rows: rows.slice(query.offset, query.offset + query.limit), total: rows.length });
    },
    'history:clear': async () => {
      await context.history.clear();
      return ok(null);
    },
    'session:timeline': async (_farmId, { from, to, buckets }) =>
      ok(timeline(context.history.entries, from, to, buckets)),
  };
}

/** Names are looked up when they are shown: an account that was renamed has its name of today. */
export function historyRow(context: FarmContext, entry: HistoryEntry, index: number): HistoryRow {
  const wikis = context.host.wikis.filter(
    (unit) => unit.settings && path.resolve(unit.settings.sessionDir) === entry.directory,
  );
  const person = (id: string | null): Person | null => {
    if (id === null) return null;
    const known = wikis.flatMap((unit) => context.accounts.of(unit)?.people.get(id) ?? []);
    return { id, name: known[0]?.name ?? id };
  };
  return {
    id: `${entry.atMs}-${index}`,
    at: entry.atMs / 1000,
    kind: entry.kind,
    by: entry.by,
    user: person(entry.userId),
    actingAs: person(entry.actingAsId),
    wikis: wikis.map((unit) => unit.id),
    shortSid: entry.shortSid,
    durationSeconds: entry.durationSeconds,
  };
}

export function timeline(
  entries: readonly HistoryEntry[],
  from: number,
  to: number,
  buckets: number,
): TimelineBucket[] {
  const width = Math.max((to - from) / buckets, 1e-9);
  const counted = Array.from({ length: buckets }, (_, index) => ({
    at: from + index * width,
    logins: 0,
    switches: 0,
    ends: 0,
  }));
  for (const entry of entries) {
    const bucket = counted[Math.floor((entry.atMs / 1000 - from) / width)];
    if (!bucket) continue;
    if (entry.kind === 'login' || entry.kind === 'restored') bucket.logins++;
    else if (entry.kind === 'switched') bucket.switches++;
    else bucket.ends++;
  }
  return counted;
}
