import { randomBytes } from 'node:crypto';
import type { EndReport } from '../../../shared/contract/session.ts';
import type { AppError } from '../../../shared/result.ts';
import {
  bringSessionBack,
  forgetOldSetAside,
  forgetSetAside,
  setSessionAside,
  type SetAside,
} from '../../session/end-sessions.ts';
import { sessionRowId, type IndexedSession } from '../../session/session-index.ts';

/** How long an undo stays possible; the window offers it for a few seconds, the command line not at all. */
const undoMs = 10 * 60_000;

/** Sessions that were ended and may come back: their files wait beside their place (DECISIONS 20). */
export class EndedSessions {
  private readonly byToken = new Map<
    string,
    { readonly sessions: SetAside[]; readonly timer: NodeJS.Timeout }
  >();
  /** Rows whose end or return is Croft's doing, for the history. */
  readonly ending = new Set<string>();
  readonly restoring = new Set<string>();

  constructor(private readonly onProblem: (message: string) => void) {}

  /** Ends each session; a session that was gone already counts as neither ended nor failed. */
  async end(
    sessions: readonly IndexedSession[],
    progress: (done: number) => boolean = () => true,
  ): Promise<EndReport> {
    const aside: SetAside[] = [];
    const failed: { id: string; error: AppError }[] = [];
    for (const [index, session] of sessions.entries()) {
      this.ending.add(session.id);
      try {
        if (await setSessionAside(session)) aside.push({ directory: session.directory, sid: session.sid });
      } catch (error) {
        failed.push({
          id: session.id,
          error: {
            code: 'read-only',
            message: `The session ${session.sid.slice(0, 6)}… could not be ended.`,
            hint: 'Check that this account may write to the session folder.',
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
    for (const session of kept.sessions) {
      this.restoring.add(sessionRowId(session.directory, session.sid));
      if (await bringSessionBack(session)) restored++;
    }
    return restored;
  }

  /** What earlier runs left behind: nobody can undo it any more. */
  async sweep(directories: Iterable<string>, nowMs: number): Promise<void> {
    for (const directory of directories) await forgetOldSetAside(directory, undoMs, nowMs);
  }

  /** The farm closes: ended is ended. */
  async close(): Promise<void> {
    const kept = [...this.byToken.values()];
    this.byToken.clear();
    for (const { sessions, timer } of kept) {
      clearTimeout(timer);
      await Promise.all(sessions.map(forgetSetAside));
    }
  }

  private keep(sessions: SetAside[]): string {
    const token = randomBytes(12).toString('hex');
    const timer = setTimeout(() => void this.forget(token), undoMs);
    timer.unref();
    this.byToken.set(token, { sessions, timer });
    return token;
  }

  private async forget(token: string): Promise<void> {
    const kept = this.byToken.get(token);
    this.byToken.delete(token);
    try {
      await Promise.all(kept?.sessions.map(forgetSetAside) ?? []);
    } catch (error) {
      this.onProblem(`A session that was ended could not be removed: ${String(error)}`);
    }
  }
}
