import { SessionDirectoryIndex, type IndexedSession, type SessionDelta } from '../session/session-index.ts';

/** The live sessions of all session directories of a farm, whether its wikis run or not (DECISIONS 21). */
export class LiveSessions {
  private readonly directories = new Map<string, SessionDirectoryIndex>();
  private readonly byId = new Map<string, IndexedSession>();
  private version = 0;

  constructor(
    private readonly onDelta: (delta: SessionDelta) => void,
    private readonly onProblem: (message: string) => void,
  ) {}

  /** Grows with every change. */
  get revision(): number {
    return this.version;
  }

  get rows(): ReadonlyMap<string, IndexedSession> {
    return this.byId;
  }

  /** Follows exactly these directories from now on. */
  watch(directories: ReadonlySet<string>): void {
    for (const [directory, index] of this.directories) {
      if (directories.has(directory)) continue;
      index.close();
      this.directories.delete(directory);
      const changes = [...index.sessions.values()].map((before) => ({ before, after: null }));
      this.apply({ changes, initial: true });
    }
    for (const directory of directories) {
      if (this.directories.has(directory)) continue;
      this.directories.set(
        directory,
        new SessionDirectoryIndex(directory, (delta) => this.apply(delta), this.onProblem),
      );
    }
  }

  async settled(): Promise<void> {
    for (const index of this.directories.values()) await index.settled();
  }

  close(): void {
    for (const index of this.directories.values()) index.close();
    this.directories.clear();
  }

  private apply(delta: SessionDelta): void {
    for (const { before, after } of delta.changes) {
      if (after) this.byId.set(after.id, after);
      else if (before) this.byId.delete(before.id);
    }
    this.version++;
    this.onDelta(delta);
  }
}
