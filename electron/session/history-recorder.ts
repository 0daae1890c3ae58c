import { guarded } from '../base/guard.ts';
import type { IndexedSession, SessionChange, SessionDelta } from './indexed-session.ts';
import { historyEntryOf, historyOf, type HistoryEntry } from './session-history.ts';

/**
 * A login, a switch and a return give a session a new id (D2): a new session appears and the old one goes, within
 * milliseconds. The kernel may tell the two apart, so nothing is written down before this time is over.
 */
const settleMs = 400;

interface Noted {
  readonly atMs: number;
  readonly change: SessionChange;
}

export interface RecorderOptions {
  readonly nowMs: () => number;
  /** Entries in the order of what happened. */
  readonly append: (entries: readonly HistoryEntry[]) => void;
}

/** Makes history out of changes of stored sessions. What Croft does to sessions itself is told to it by `acted`. */
export class HistoryRecorder {
  private noted: Noted[] = [];
  private timer: NodeJS.Timeout | null = null;
  /** By row: since when somebody is logged in, where that is not the begin of the stored session. */
  private readonly since = new Map<string, number>();
  private readonly switchedSince = new Map<string, number>();
  /** The last good state of sessions that can't be read just now: a writer that is not atomic, a lost permission. */
  private readonly lastGood = new Map<string, IndexedSession>();

  constructor(private readonly options: RecorderOptions) {}

  /** `isTold`: this change is Croft's own doing and stands in the history already. */
  note(delta: SessionDelta, isTold: (change: SessionChange) => boolean = () => false): void {
    if (delta.initial) return;
    const atMs = this.options.nowMs();
    for (const change of delta.changes) {
      if (isTold(change)) this.forget(change.before);
      else if (concernsPeople(change)) this.noted.push({ atMs, change });
    }
    this.timer ??= this.noted.length > 0 ? this.wait() : null;
  }

  /** Croft ended a session or brought one back. */
  acted(kind: 'ended' | 'restored', session: IndexedSession): void {
    if (session.userId === null) return;
    const since = kind === 'ended' ? (this.since.get(session.id) ?? session.createdMs) : null;
    this.options.append([historyEntryOf(kind, 'croft', session, this.options.nowMs(), since)]);
  }

  /** Writes down what is still waiting. */
  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.settle(Infinity);
  }

  private wait(): NodeJS.Timeout {
    return setTimeout(
      guarded('sessions: noting history', () => {
        this.timer = null;
        this.settle(this.options.nowMs() - settleMs);
        if (this.noted.length > 0) this.timer = this.wait();
      }),
      settleMs,
    ).unref();
  }

  private settle(untilMs: number): void {
    const entries: HistoryEntry[] = [];
    while (this.noted[0] !== undefined && this.noted[0].atMs <= untilMs) {
      const { atMs, change } = this.takeFirst(this.noted[0]);
      entries.push(...this.entriesOf(change, atMs));
    }
    if (entries.length > 0) this.options.append(entries);
  }

  /** The oldest change; where it is half of a session's new id, together with the other half. */
  private takeFirst(first: Noted): Noted {
    this.noted.shift();
    const index = this.noted.findIndex(({ change }) => renewal(first.change, change) !== null);
    const other = this.noted[index];
    const renewed = other ? renewal(first.change, other.change) : null;
    if (renewed === null) return first;
    this.noted.splice(index, 1);
    return { atMs: first.atMs, change: renewed };
  }

  private entriesOf(change: SessionChange, nowMs: number): readonly HistoryEntry[] {
    const { after } = change;
    const before = (change.before && this.lastGood.get(change.before.id)) ?? change.before;
    if (after !== null && after.classification !== 'ok') {
      if (before?.classification === 'ok') this.lastGood.set(after.id, before);
      return [];
    }
    const sinceMs = before && (this.since.get(before.id) ?? before.createdMs);
    const switchedSinceMs = (before && this.switchedSince.get(before.id)) ?? null;
    const entries = historyOf({ before, after }, { nowMs, sinceMs, switchedSinceMs });
    this.forget(before);
    if (after?.userId) this.remember(before, after, nowMs, { sinceMs, switchedSinceMs });
    return entries;
  }

  private remember(
    before: IndexedSession | null,
    after: IndexedSession,
    nowMs: number,
    old: { readonly sinceMs: number | null; readonly switchedSinceMs: number | null },
  ): void {
    const isSamePerson = before?.userId === after.userId;
    const since = isSamePerson ? (old.sinceMs ?? nowMs) : nowMs;
    if (since !== after.createdMs) this.since.set(after.id, since);
    if (after.setuid === null) return;
    const isSameSwitch = isSamePerson && before?.setuid === after.setuid;
    const switchedSince = isSameSwitch ? old.switchedSinceMs : nowMs;
    if (switchedSince !== null) this.switchedSince.set(after.id, switchedSince);
  }

  private forget(session: IndexedSession | null): void {
    if (session === null) return;
    for (const known of [this.since, this.switchedSince, this.lastGood]) known.delete(session.id);
  }
}

/** Of a hundred thousand visitors' sessions only those of people who log in are remembered. */
function concernsPeople({ before, after }: SessionChange): boolean {
  const isEveryday =
    before !== null &&
    after !== null &&
    before.classification === 'ok' &&
    after.classification === 'ok' &&
    before.userId === after.userId &&
    before.setuid === after.setuid;
  return (
    !isEveryday &&
    [before, after].some((row) => row !== null && (row.userId !== null || row.classification !== 'ok'))
  );
}

/**
 * The two halves of a session's new id as one change; null when they are none.
 *
 * Croft gives a new id when an identity begins or ends, and everything else moves along: the person is the same, whom they
 * act as is not, and the trail goes on.
 */
function renewal(a: SessionChange, b: SessionChange): SessionChange | null {
  const gone = [a, b].find(({ after }) => after === null)?.before;
  const come = [a, b].find(({ before }) => before === null)?.after;
  if (!gone || !come || gone.directory !== come.directory) return null;
  if (gone.userId === null || gone.userId !== come.userId || gone.setuid === come.setuid) return null;
  if (gone.extensionKeys > come.extensionKeys) return null;
  const last = gone.trail.at(-1);
  const trailGoesOn = last === undefined ? come.trailLength <= 1 : come.trail.includes(last);
  return trailGoesOn ? { before: gone, after: come } : null;
}
