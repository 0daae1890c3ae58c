/** One line of a farm's log, kept in memory; session ids and passwords never enter it. */
export interface LogRow {
  /** Grows by one per row; a page asks for rows after the last one it has. */
  readonly sequence: number;
  readonly timeMs: number;
  /** Id of the wiki, or null for the farm itself. */
  readonly wiki: string | null;
  readonly level: 'info' | 'warning' | 'error';
  readonly kind: 'request' | 'session' | 'config' | 'farm';
  readonly text: string;
  /** HTTP status of a request. */
  readonly status?: number;
  readonly durationMs?: number;
  readonly user?: string;
}

export type LogEntry = Omit<LogRow, 'sequence' | 'timeMs'>;

const capacity = 5000;

/** The last few thousand rows of one farm. */
export class LogBuffer {
  private rows: LogRow[] = [];
  private nextSequence = 1;

  constructor(
    private readonly nowMs: () => number,
    private readonly onAppend: (row: LogRow) => void,
  ) {}

  append(entry: LogEntry): void {
    const row: LogRow = { ...entry, sequence: this.nextSequence++, timeMs: this.nowMs() };
    this.rows.push(row);
    // Trimmed in lumps, so that appending stays cheap.
    if (this.rows.length > capacity * 1.2) this.rows = this.rows.slice(-capacity);
    this.onAppend(row);
  }

  after(sequence: number, limit: number, wiki: string | null = null): readonly LogRow[] {
    const found = this.rows.filter((row) => row.sequence > sequence && (wiki === null || row.wiki === wiki));
    return found.slice(-limit);
  }

  /** Requests of a wiki in the last minute. */
  requestsPerMinute(wiki: string): number {
    const since = this.nowMs() - 60_000;
    let count = 0;
    for (let index = this.rows.length - 1; index >= 0; index--) {
      const row = this.rows[index];
      if (row === undefined || row.timeMs < since) break;
      if (row.kind === 'request' && row.wiki === wiki) count++;
    }
    return count;
  }

  lastProblem(wiki: string): LogRow | null {
    return this.rows.findLast((row) => row.wiki === wiki && row.level !== 'info') ?? null;
  }
}
