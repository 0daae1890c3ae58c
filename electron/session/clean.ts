import { textOf } from '../../shared/python-value.ts';
import { isExpired, isOutdated } from '../../shared/session/lifetime.ts';
import { isSessionId, type SessionId } from '../../shared/session/sid.ts';
import { decodePickle } from './pickle/decode.ts';
import { standardKeys } from './session.ts';
import { PyDict } from './py-dict.ts';
import type { SessionStore, StoredVersion } from './session-store.ts';

/** What to remove (spec/sessions.md §16.1): outdated sessions, or all; of one user, or of everybody. */
export interface CleaningRequest {
  readonly all: boolean;
  /** Null = of everybody. An unknown or disabled account is the caller's to refuse. */
  readonly userId: string | null;
  readonly nowSeconds: number;
}

export interface CleaningPlan {
  readonly remove: readonly PlannedRemoval[];
  /** Sessions that stay. */
  readonly keep: readonly SessionId[];
  /** Files that hold objects or code; only removed on explicit request, one by one. */
  readonly refused: readonly SessionId[];
  /** Listed names that are no session ids; never touched. */
  readonly foreign: readonly string[];
}

export interface PlannedRemoval {
  readonly sid: SessionId;
  /** Null = whatever is there. */
  readonly version: StoredVersion | null;
  /** `expired` sessions go whoever they belong to, as in MoinMoin, where looking at them removes them. */
  readonly why: 'expired' | 'outdated' | 'requested';
}

/** Says what a cleaning would do; nothing is changed. */
export async function planCleaning(store: SessionStore, request: CleaningRequest): Promise<CleaningPlan> {
  const remove: PlannedRemoval[] = [];
  const keep: SessionId[] = [];
  const refused: SessionId[] = [];
  const foreign: string[] = [];
  for (const name of await store.list()) {
    if (!isSessionId(name)) {
      foreign.push(name);
      continue;
    }
    const verdict = await judge(store, name, request);
    if (verdict === 'refused') refused.push(name);
    else if (verdict === 'keep') keep.push(name);
    else remove.push(verdict);
  }
  return { remove, keep, refused, foreign };
}

/** Carries a plan out; sessions that somebody wrote since it was made stay. Answers how many were removed. */
export async function carryOutCleaning(store: SessionStore, plan: CleaningPlan): Promise<number> {
  let removed = 0;
  for (const { sid, version } of plan.remove) {
    const stored = await store.read(sid);
    if (stored.kind === 'absent') continue;
    if (stored.kind === 'present' && version !== null && stored.version !== version) continue;
    await store.delete(sid);
    removed += 1;
  }
  return removed;
}

async function judge(
  store: SessionStore,
  sid: SessionId,
  request: CleaningRequest,
): Promise<PlannedRemoval | 'keep' | 'refused'> {
  const stored = await store.read(sid);
  if (stored.kind !== 'present') return 'keep';
  const decoded = decodePickle(stored.bytes);
  if (decoded.kind === 'refused') return 'refused';
  const content = decoded.kind === 'ok' ? PyDict.from(decoded.value) : new PyDict();
  const expires = content.get(standardKeys.expires);
  const { version } = stored;
  if (isExpired(expires, request.nowSeconds)) return { sid, version, why: 'expired' };
  if (request.userId !== null && textOf(content.get(standardKeys.userId)) !== request.userId) return 'keep';
  if (request.all) return { sid, version, why: 'requested' };
  return isOutdated(expires, request.nowSeconds) ? { sid, version, why: 'outdated' } : 'keep';
}
