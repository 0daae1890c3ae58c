import { guarded, inBackground, reportFault } from '../base/guard.ts';
import { turn } from '../base/slices.ts';
import { isSessionId, type SessionId } from '../../shared/session/sid.ts';
import type { IndexedSession, SessionChange, SessionDelta } from './indexed-session.ts';
import { SourceUnreachable, type SessionSource } from './session-source.ts';
import type { DirectoryWatch } from '../base/watch-directory.ts';

/** How long the index works before it gives the event loop back. */
const sliceMs = 5;
const reconcileMs = 60_000;
/** Looking through everything may take at most this part of the time. */
const reconcileShare = 1 / 200;
/** An unreachable place is tried again after this. */
const retryMs = 5_000;
/** A session that nobody told about and that is older than this did not just begin: its folder came back, say. */
const freshMs = 10_000;

/** One look through everything. */
interface Scan {
  readonly parts: AsyncIterator<readonly SessionId[]>;
  readonly seen: Set<SessionId>;
  /** Listed, but not yet looked at. */
  readonly waiting: SessionId[];
  isListed: boolean;
}

/**
 * The live sessions of one place: decoded once, told about changes, looked through slowly as a net below that.
 *
 * Work is done in slices of a few milliseconds, so that 100,000 files never block a server; what changes while everything is
 * looked through goes first.
 */
export class SessionIndex {
  private readonly rows = new Map<SessionId, IndexedSession>();
  private readonly watch: DirectoryWatch;
  private timer: NodeJS.Timeout | null = null;
  /** Names that were told about. */
  private pending = new Set<SessionId>();
  /** Null = everything has been looked through. */
  private scan: Scan | null = null;
  private scanWanted = true;
  private scannedAt: string | null = null;
  private scanMs = 0;
  private working: Promise<void> | null = null;
  private closed = false;
  private initial = true;
  private told = false;

  constructor(
    readonly source: SessionSource,
    private readonly nowMs: () => number,
    private readonly onDelta: (delta: SessionDelta) => void,
    private readonly onProblem: (message: string) => void,
  ) {
    this.watch = source.follow({
      onNames: (names) => this.namesChanged(names),
      onUnknown: () => this.lookThrough(),
    });
    this.start(this.watch.ready);
  }

  /** Current rows by session id. */
  get sessions(): ReadonlyMap<SessionId, IndexedSession> {
    return this.rows;
  }

  /** Resolves when everything seen so far is in the index. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  /** Everything may have changed. */
  lookThrough(): void {
    this.scanWanted = true;
    this.scannedAt = null;
    this.start();
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.giveUpScan();
    this.watch.close();
  }

  private namesChanged(names: ReadonlySet<string>): void {
    for (const name of names) if (isSessionId(name)) this.pending.add(name);
    if (this.pending.size > 0) this.start();
  }

  private start(after: Promise<void> = Promise.resolve()): void {
    if (this.closed) return;
    this.working ??= after
      .then(() => this.work())
      .finally(() => {
        this.working = null;
        if (this.hasWork()) this.start();
      });
  }

  private hasWork(): boolean {
    return !this.closed && (this.scanWanted || this.scan !== null || this.pending.size > 0);
  }

  private async work(): Promise<void> {
    await turn(); // whoever made the index gets it before the first delta
    const began = performance.now();
    try {
      while (this.hasWork()) {
        if (this.pending.size > 0) await this.takeSlice(this.pending);
        else if (this.scan !== null) await this.takeScanSlice(this.scan);
        else await this.beginScan();
      }
      this.told = false;
    } catch (error) {
      if (!(error instanceof SourceUnreachable)) reportFault('sessions: reading them', error);
      this.unreachable(error);
      return;
    }
    if (!this.closed) this.reconcileLater(performance.now() - began);
  }

  /** What is known stays; said once until the place can be reached again. */
  private unreachable(error: unknown): void {
    if (!this.told) this.onProblem(error instanceof Error ? error.message : String(error));
    this.told = true;
    this.giveUpScan();
    this.scanWanted = false;
    this.pending = new Set();
    this.again(retryMs, () => this.lookThrough());
  }

  private giveUpScan(): void {
    const { scan } = this;
    this.scan = null;
    inBackground('sessions: closing a listing', () => scan?.parts.return?.());
  }

  private reconcileLater(tookMs: number): void {
    this.scanMs = Math.max(this.scanMs, tookMs);
    this.again(Math.max(reconcileMs, this.scanMs / reconcileShare), () => this.reconcile());
  }

  private again(afterMs: number, what: () => unknown): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(guarded('sessions: looking again', what), afterMs);
    this.timer.unref();
  }

  private async reconcile(): Promise<void> {
    const now = await this.source.fingerprint();
    if (this.closed) return;
    if (now !== null && now === this.scannedAt) this.reconcileLater(0);
    else this.lookThrough();
  }

  private async beginScan(): Promise<void> {
    this.scanWanted = false;
    this.scannedAt = await this.source.fingerprint();
    const parts = this.source.names()[Symbol.asyncIterator]();
    this.scan = { parts, seen: new Set(), waiting: [], isListed: false };
  }

  private async takeScanSlice(scan: Scan): Promise<void> {
    if (scan.waiting.length === 0 && !scan.isListed) {
      const part = await scan.parts.next();
      if (part.done === true) {
        scan.isListed = true;
        // A listing may miss a file that is being replaced: what seems gone is looked at once more.
        for (const sid of this.rows.keys()) if (!scan.seen.has(sid)) scan.waiting.push(sid);
      } else {
        for (const sid of part.value) {
          scan.seen.add(sid);
          scan.waiting.push(sid);
        }
      }
    }
    await this.slice(true, () => scan.waiting.splice(-this.source.concurrency));
    if (!scan.isListed || scan.waiting.length > 0) return;
    this.scan = null;
    this.initial = false;
  }

  private async takeSlice(pending: Set<SessionId>): Promise<void> {
    await this.slice(false, () => {
      const taken = [...take(pending, this.source.concurrency)];
      for (const sid of taken) pending.delete(sid);
      return taken;
    });
  }

  private async slice(isScan: boolean, next: () => readonly SessionId[]): Promise<void> {
    const changes: SessionChange[] = [];
    const until = performance.now() + sliceMs;
    try {
      do {
        const sids = next();
        if (sids.length === 0) break;
        await this.refresh(sids, isScan, changes);
      } while (performance.now() < until);
    } finally {
      this.tell(changes, isScan);
    }
    await turn();
  }

  private async refresh(
    sids: readonly SessionId[],
    isScan: boolean,
    changes: SessionChange[],
  ): Promise<void> {
    const answers = sids.map((sid) => this.source.load(sid, this.rows.get(sid), isScan));
    for (const [index, sid] of sids.entries()) {
      const answer = answers[index];
      const loaded = answer instanceof Promise ? await answer : answer;
      if (loaded === undefined || loaded === 'unchanged') continue;
      const before = this.rows.get(sid) ?? null;
      if (loaded !== 'gone') {
        this.rows.set(sid, loaded);
        changes.push({ before, after: loaded });
      } else if (before !== null) {
        this.rows.delete(sid);
        changes.push({ before, after: null });
      }
    }
  }

  private tell(changes: readonly SessionChange[], isScan: boolean): void {
    if (changes.length === 0 || this.closed) return;
    // A session that was given a new id is written before the old one is removed.
    const ordered = [
      ...changes.filter(({ after }) => after !== null),
      ...changes.filter(({ after }) => after === null),
    ];
    if (!isScan || this.initial) return this.onDelta({ changes: ordered, initial: this.initial });
    const since = this.nowMs() - freshMs;
    const isOld = ({ before, after }: SessionChange): boolean =>
      after === null ? this.scannedAt === null : before === null && after.modifiedMs < since;
    for (const initial of [true, false]) {
      const part = ordered.filter((change) => isOld(change) === initial);
      if (part.length > 0) this.onDelta({ changes: part, initial });
    }
  }
}

function* take<T>(values: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const value of values) {
    if (left-- <= 0) return;
    yield value;
  }
}
