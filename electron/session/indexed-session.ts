import { createHash } from 'node:crypto';
import type { SessionId } from '../../shared/session/sid.ts';
import type { SessionSummary } from './session-summary.ts';

/** One stored session as a plain row. The sid is a secret: rows that leave this process go without it. */
export interface IndexedSession extends SessionSummary {
  /** Opaque and stable: names the row without telling the sid. */
  readonly id: string;
  /** The `session_dir` that its wikis name, also where a farm keeps its sessions in memory or in Redis. */
  readonly directory: string;
  readonly sid: SessionId;
  /** For files their birth and modification (DECISIONS 16), else when it was first seen and last written. */
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly sizeBytes: number;
}

/** What happened to one session: `before` null = it appeared, `after` null = it went. */
export interface SessionChange {
  readonly before: IndexedSession | null;
  readonly after: IndexedSession | null;
}

export interface SessionDelta {
  /** In the order of what happened as far as that is known; a session that was given a new id appears before the old goes. */
  readonly changes: readonly SessionChange[];
  /** Part of the first reading of the place: these sessions did not just begin. */
  readonly initial: boolean;
}

/** `place` is the session directory, or the key of another store (`store-source.ts`). */
export function sessionRowId(place: string, sid: SessionId): string {
  // Not a slice of the longer text, which would keep that alive in every row.
  return createHash('sha256').update(`${place}\0${sid}`).digest().toString('hex', 0, 8);
}
