import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSessionId, type SessionId } from '../../shared/session/sid.ts';
import { systemErrorCode } from '../config/disk.ts';
import { summariseSession, unreadableSummary, type SessionSummary } from './session-summary.ts';
import { watchDirectory, type DirectoryWatch } from './watch-directory.ts';

/** One session file as a plain row. The sid is a secret: rows that leave this process go without it. */
export interface IndexedSession extends SessionSummary {
  /** Opaque and stable: names the row without telling the sid. */
  readonly id: string;
  readonly directory: string;
  /** The file's name. */
  readonly sid: SessionId;
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
  readonly changes: readonly SessionChange[];
  /** Part of the first reading of the directory: these sessions did not just begin. */
  readonly initial: boolean;
}

const filesPerBatch = 64;
const reconcileMs = 60_000;
const maxFileBytes = 4 * 1024 * 1024; // spec/sessions.md §9.4

export function sessionRowId(directory: string, sid: SessionId): string {
  return createHash('sha256').update(`${directory}\0${sid}`).digest('hex').slice(0, 16);
}

/**
 * The live sessions of one session directory: decoded once, followed by a flat watch, reconciled slowly.
 *
 * Work is done in small batches that give the event loop back in between, so that 100,000 files never block a server.
 */
export class SessionDirectoryIndex {
  private readonly rows = new Map<SessionId, IndexedSession>();
  private readonly watch: DirectoryWatch;
  private readonly timer: NodeJS.Timeout;
  private pending = new Set<SessionId>();
  private rescanWanted = true;
  private working: Promise<void> | null = null;
  private closed = false;
  private initial = true;

  constructor(
    readonly directory: string,
    private readonly onDelta: (delta: SessionDelta) => void,
    private readonly onProblem: (message: string) => void,
  ) {
    this.watch = watchDirectory(directory, {
      onNames: (names) => this.enqueue(names),
      onUnknown: () => this.enqueue(null),
    });
    this.timer = setInterval(() => this.enqueue(null), reconcileMs);
    this.timer.unref();
    this.enqueue(null);
  }

  /** Current rows by file name. */
  get sessions(): ReadonlyMap<SessionId, IndexedSession> {
    return this.rows;
  }

  /** Resolves when everything seen so far is in the index. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.watch.close();
  }

  private enqueue(names: ReadonlySet<string> | null): void {
    if (names === null) this.rescanWanted = true;
    else for (const name of names) if (isSessionId(name)) this.pending.add(name);
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
  }

  private async work(): Promise<void> {
    // One turn of the loop first: the constructor's caller gets the index before the first delta.
    await new Promise((resolve) => setImmediate(resolve));
    while (!this.closed && (this.rescanWanted || this.pending.size > 0)) {
      if (this.rescanWanted) {
        this.rescanWanted = false;
        await this.rescan();
      } else {
        const names = this.pending;
        this.pending = new Set();
        await this.refresh([...names], false);
      }
    }
  }

  private async rescan(): Promise<void> {
    const present = await this.list();
    const gone = [...this.rows.keys()].filter((name) => !present.has(name));
    this.drop(gone);
    await this.refresh([...present], true);
    this.initial = false;
  }

  private async list(): Promise<Set<SessionId>> {
    try {
      return new Set((await readdir(this.directory)).filter(isSessionId));
    } catch (error) {
      const code = systemErrorCode(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        this.onProblem(`${this.directory} can't be listed (${code ?? String(error)}).`);
      return new Set();
    }
  }

  private drop(names: readonly SessionId[]): void {
    if (names.length === 0) return;
    const changes = names.flatMap((name) => {
      const before = this.rows.get(name);
      this.rows.delete(name);
      return before ? [{ before, after: null }] : [];
    });
    if (changes.length > 0) this.onDelta({ changes, initial: false });
  }

  /** Reads the named files; with `onlyIfNewer` those whose time and size are known are left alone. */
  private async refresh(names: readonly SessionId[], onlyIfNewer: boolean): Promise<void> {
    for (let start = 0; start < names.length && !this.closed; start += filesPerBatch) {
      const batch = names.slice(start, start + filesPerBatch);
      const results = await Promise.all(batch.map((name) => this.load(name, onlyIfNewer)));
      const changes: SessionChange[] = [];
      const gone: SessionId[] = [];
      for (const [index, result] of results.entries()) {
        const name = batch[index] as SessionId;
        if (result === 'gone') gone.push(name);
        else if (result !== 'unchanged') {
          changes.push({ before: this.rows.get(name) ?? null, after: result });
          this.rows.set(name, result);
        }
      }
      this.drop(gone);
      if (changes.length > 0) this.onDelta({ changes, initial: this.initial });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private async load(name: SessionId, onlyIfNewer: boolean): Promise<IndexedSession | 'gone' | 'unchanged'> {
    const file = path.join(this.directory, name);
    try {
      const info = await stat(file);
      if (!info.isFile()) return 'gone';
      const known = this.rows.get(name);
      if (onlyIfNewer && known && known.modifiedMs === info.mtimeMs && known.sizeBytes === info.size)
        return 'unchanged';
      const summary = info.size > maxFileBytes ? unreadableSummary : summariseSession(await readFile(file));
      return {
        ...summary,
        id: sessionRowId(this.directory, name),
        directory: this.directory,
        sid: name,
        // An atomic rewrite makes a new file: the earliest birth seen is when the session began (DECISIONS 16).
        createdMs: Math.min(known?.createdMs ?? Infinity, info.birthtimeMs || info.mtimeMs),
        modifiedMs: info.mtimeMs,
        sizeBytes: info.size,
      };
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return 'gone';
      return this.unreadable(name);
    }
  }

  private unreadable(name: SessionId): IndexedSession {
    return {
      ...unreadableSummary,
      id: sessionRowId(this.directory, name),
      directory: this.directory,
      sid: name,
      createdMs: 0,
      modifiedMs: 0,
      sizeBytes: 0,
    };
  }
}
