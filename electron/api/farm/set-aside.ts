import { randomBytes } from 'node:crypto';
import { guarded } from '../../base/guard.ts';
import type { EndReport } from '../../../shared/contract/session.ts';
import type { AppError } from '../../../shared/result.ts';
import type { LiveSessions } from '../../farm/live-sessions.ts';
import { forgetOldSetAside } from '../../session/end-sessions.ts';
import type { IndexedSession, SessionChange } from '../../session/indexed-session.ts';
import type { SessionAside } from '../../session/session-source.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** How long an undo stays possible; the window offers it for a few seconds, the command line not at all. */
const undoMs = 10 * 60_000;

type Aside = SessionAside & { readonly session: IndexedSession };

/** Sessions that were ended and may come back: their files wait beside their place (DECISIONS 20). */
export class EndedSessions {
  private readonly byToken = new Map<
    string,
    { readonly sessions: readonly Aside[]; readonly timer: NodeJS.Timeout }
  >();
  /** Rows whose end or return stands in the history and will be seen once more, on the disk. */
  private readonly ending = new Set<string>();
  private readonly restoring = new Set<string>();
  /** Told what Croft did, for the history. */
  onAct: (kind: 'ended' | 'restored', session: IndexedSession) => void = () => undefined;

  constructor(
    private readonly sessions: Pick<LiveSessions, 'setAside'>,
    private readonly onProblem: (message: Sentence) => void,
  ) {}

  /** Ends each session; a session that was gone already counts as neither ended nor failed. */
  async end(
    sessions: readonly IndexedSession[],
    progress: (done: number) => boolean = () => true,
  ): Promise<EndReport> {
    const aside: Aside[] = [];
    const failed: { id: string; error: AppError }[] = [];
    for (const [index, session] of sessions.entries()) {
      try {
        const one = await this.act('ended', session, () => this.sessions.setAside(session));
        if (one) aside.push({ ...one, session });
      } catch (error) {
        failed.push({
          id: session.id,
          error: {
            code: 'read-only',
            message: sentence('sessions.notEnded', { session: session.sid.slice(0, 6) }),
            hint: sentence('sessions.notEnded.hint'),
            detail: String(error),
          },
        });
      }
      if (!progress(index + 1)) break;
    }
    return { ended: aside.length, undo: aside.length > 0 ? this.keep(aside) : null, failed };
  }

  /** How many came back. */
  async undo(token: string): Promise<number> {
    const kept = this.byToken.get(token);
    if (!kept) return 0;
    this.byToken.delete(token);
    clearTimeout(kept.timer);
    let restored = 0;
    for (const aside of kept.sessions)
      try {
        if (await this.act('restored', aside.session, () => aside.restore())) restored++;
      } catch (error) {
        this.onProblem(sentence('log.notBroughtBack', { reason: String(error) }));
      }
    return restored;
  }

  /** Croft removes a session that nobody shall bring back. */
  async destroy(session: IndexedSession | undefined, remove: () => Promise<void>): Promise<void> {
    if (!session) return remove();
    await this.act('ended', session, async () => {
      await remove();
      return true;
    });
  }

  /** Whether this change is one that `onAct` was told; each is asked about once. */
  wasTold({ before, after }: SessionChange): boolean {
    if (after === null) return before !== null && this.ending.delete(before.id);
    return before === null && this.restoring.delete(after.id);
  }

  /** What earlier runs left behind: nobody can undo it any more. */
  async sweep(directories: Iterable<string>, nowMs: number): Promise<void> {
    for (const directory of directories)
      try {
        await forgetOldSetAside(directory, undoMs, nowMs);
      } catch (error) {
        this.onProblem(sentence('log.notCleared', { folder: directory, reason: String(error) }));
      }
  }

  /** The farm closes: ended is ended. */
  async close(): Promise<void> {
    for (const token of [...this.byToken.keys()]) await this.forget(token);
  }

  /** `work` answers something true when it was done; the disk may tell of it before or after that. */
  private async act<T>(
    kind: 'ended' | 'restored',
    session: IndexedSession,
    work: () => Promise<T>,
  ): Promise<T> {
    const expected = kind === 'ended' ? this.ending : this.restoring;
    expected.add(session.id);
    try {
      const done = await work();
      if (done) this.onAct(kind, session);
      else expected.delete(session.id);
      return done;
    } catch (error) {
      expected.delete(session.id);
      throw error;
    }
  }

  private keep(sessions: readonly Aside[]): string {
    const token = randomBytes(12).toString('hex');
    const timer = setTimeout(
      guarded('undo: forgetting', () => this.forget(token)),
      undoMs,
    );
    timer.unref();
    this.byToken.set(token, { sessions, timer });
    return token;
  }

  private async forget(token: string): Promise<void> {
    const kept = this.byToken.get(token);
    if (!kept) return;
    this.byToken.delete(token);
    clearTimeout(kept.timer);
    for (const session of kept.sessions)
      try {
        await session.forget();
      } catch (error) {
        this.onProblem(sentence('log.notRemoved', { reason: String(error) }));
      }
  }
}
