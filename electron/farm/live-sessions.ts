import type { IndexedSession, SessionDelta } from '../session/indexed-session.ts';
import { SessionIndex } from '../session/session-index.ts';
import type { SessionAside, SessionSource } from '../session/session-source.ts';

/** The live sessions of all places where a farm has some, whether its wikis run or not (DECISIONS 21). */
export class LiveSessions {
  private readonly indexes = new Map<string, SessionIndex>();
  private readonly byId = new Map<string, IndexedSession>();
  private version = 0;

  constructor(
    private readonly nowMs: () => number,
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

  /** Follows exactly these places from now on; a source is made for those that are new. */
  watch(places: ReadonlyMap<string, () => SessionSource>): void {
    for (const [key, index] of this.indexes) {
      if (places.has(key)) continue;
      index.close();
      this.indexes.delete(key);
      const changes = [...index.sessions.values()].map((before) => ({ before, after: null }));
      this.apply({ changes, initial: true });
    }
    for (const [key, makeSource] of places) {
      if (this.indexes.has(key)) continue;
      const onDelta = (delta: SessionDelta): void => this.apply(delta);
      this.indexes.set(key, new SessionIndex(makeSource(), this.nowMs, onDelta, this.onProblem));
    }
  }

  /** The stored bytes of a session; null when there are none that can be read. */
  read(session: IndexedSession): Promise<Uint8Array | null> {
    return this.sourceOf(session)?.read(session.sid) ?? Promise.resolve(null);
  }

  /** Ends a session so that it can be brought back; null when it was gone already. */
  setAside(session: IndexedSession): Promise<SessionAside | null> {
    return this.sourceOf(session)?.setAside(session.sid) ?? Promise.resolve(null);
  }

  /** Looks at every stored session again, whatever the folders told. */
  lookThrough(): void {
    for (const index of this.indexes.values()) index.lookThrough();
  }

  async settled(): Promise<void> {
    for (const index of this.indexes.values()) await index.settled();
  }

  close(): void {
    for (const index of this.indexes.values()) index.close();
    this.indexes.clear();
  }

  private sourceOf(session: IndexedSession): SessionSource | null {
    for (const index of this.indexes.values())
      if (index.sessions.get(session.sid)?.id === session.id) return index.source;
    return null;
  }

  private apply(delta: SessionDelta): void {
    if (delta.changes.length === 0) return;
    for (const { before, after } of delta.changes) {
      if (after) this.byId.set(after.id, after);
      else if (before) this.byId.delete(before.id);
    }
    this.version++;
    this.onDelta(delta);
  }
}
