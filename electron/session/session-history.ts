import { appendFile, mkdir, readFile } from '../base/file-system.ts';
import path from 'node:path';
import * as z from 'zod/mini';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { systemErrorCode } from '../base/system-error.ts';
import type { IndexedSession, SessionChange } from './indexed-session.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** One line of a farm's history of logins, switches and ends; lies in Croft's own folder, never in the farm. */
const historyEntry = z.object({
  atMs: z.number(),
  kind: z.enum(['login', 'logout', 'ended', 'restored', 'expired', 'switched', 'returned']),
  by: z.enum(['visitor', 'croft']),
  /** Account ids; null = anonymous or nobody. */
  userId: z.nullable(z.string()),
  actingAsId: z.nullable(z.string()),
  directory: z.string(),
  shortSid: z.string(),
  /** How long the session, or the switch, had lasted. */
  durationSeconds: z.nullable(z.number()),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
export type HistoryKind = HistoryEntry['kind'];

export interface HistoryMoment {
  readonly nowMs: number;
  /** When the person of the session logged in; null = not known. */
  readonly sinceMs: number | null;
  /** When the switch began that the session is in; null = not known. */
  readonly switchedSinceMs: number | null;
}

/** What a change of a stored session means; nothing for the everyday ones (a page more in the trail). */
export function historyOf({ before, after }: SessionChange, moment: HistoryMoment): readonly HistoryEntry[] {
  const entry = (kind: HistoryKind, of: IndexedSession, sinceMs: number | null): HistoryEntry =>
    historyEntryOf(kind, 'visitor', of, moment.nowMs, sinceMs);
  if (after === null)
    return before?.userId ? [entry(endKind(before, moment.nowMs), before, moment.sinceMs)] : [];
  const begun =
    after.userId === null ? [] : [entry(after.setuid === null ? 'login' : 'switched', after, null)];
  if (!before?.userId) return begun;
  if (after.userId !== before.userId) return [entry('logout', before, moment.sinceMs), ...begun];
  if (after.setuid === before.setuid) return [];
  if (after.setuid !== null) return [entry('switched', after, null)];
  return [entry('returned', before, moment.switchedSinceMs)];
}

export function historyEntryOf(
  kind: HistoryKind,
  by: HistoryEntry['by'],
  of: IndexedSession,
  nowMs: number,
  sinceMs: number | null,
): HistoryEntry {
  return {
    atMs: nowMs,
    kind,
    by,
    userId: of.userId,
    actingAsId: of.setuid,
    directory: of.directory,
    shortSid: of.sid.slice(0, 6),
    durationSeconds: sinceMs === null ? null : Math.max(0, Math.round((nowMs - sinceMs) / 1000)),
  };
}

function endKind(before: IndexedSession, nowMs: number): HistoryKind {
  const expired = before.expiresSeconds !== null && before.expiresSeconds * 1000 < nowMs;
  return expired ? 'expired' : 'logout';
}

const keptEntries = 20_000;

/** The history file: one JSON line per entry, appended; cut to the newest entries when it is opened. */
export class SessionHistory {
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    private kept: HistoryEntry[],
    private readonly onProblem: (message: Sentence) => void,
  ) {}

  static async open(directory: string, onProblem: (message: Sentence) => void): Promise<SessionHistory> {
    const file = path.join(directory, 'history.jsonl');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    let text = '';
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
    const entries = text.split('\n').flatMap((line) => parseLine(line));
    const history = new SessionHistory(file, entries.slice(-keptEntries), onProblem);
    if (entries.length > keptEntries) await history.rewrite();
    return history;
  }

  /** Oldest first. */
  get entries(): readonly HistoryEntry[] {
    return this.kept;
  }

  append(entries: readonly HistoryEntry[]): void {
    if (entries.length === 0) return;
    this.kept.push(...entries);
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    this.enqueue(() => appendFile(this.file, lines, { mode: 0o600 }));
  }

  clear(): Promise<void> {
    this.kept = [];
    this.enqueue(() => this.rewrite());
    return this.writing;
  }

  /** Resolves when everything appended is on disk (or was reported). */
  flushed(): Promise<void> {
    return this.writing;
  }

  private enqueue(write: () => Promise<void>): void {
    this.writing = this.writing
      .then(write)
      .catch((error: unknown) => this.onProblem(sentence('log.historyUnwritten', { reason: String(error) })));
  }

  private rewrite(): Promise<void> {
    const lines = this.kept.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    return writeFileAtomic(this.file, lines, { mode: 0o600 });
  }
}

/** A line cut off by a crash, or of another version, is passed over; the rest counts. */
function parseLine(line: string): HistoryEntry[] {
  if (line === '') return [];
  try {
    const parsed = historyEntry.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
