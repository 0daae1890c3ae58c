import type { IndexedSession } from '../../session/indexed-session.ts';
import type { HistoryEntry } from '../../session/session-history.ts';

/**
 * When each account logged in last, in seconds, as far as Croft saw it: from the history, and from the start of sessions
 * that are still there. MoinMoin keeps no such time itself.
 */
export function lastLogins(
  directories: ReadonlySet<string>,
  entries: readonly HistoryEntry[],
  sessions: Iterable<Pick<IndexedSession, 'userId' | 'directory' | 'createdMs'>>,
): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  const note = (userId: string | null, directory: string, atMs: number): void => {
    if (userId === null || !directories.has(directory)) return;
    latest.set(userId, Math.max(latest.get(userId) ?? 0, atMs / 1000));
  };
  for (const { kind, userId, directory, atMs } of entries)
    if (kind === 'login') note(userId, directory, atMs);
  for (const { userId, directory, createdMs } of sessions) note(userId, directory, createdMs);
  return latest;
}
