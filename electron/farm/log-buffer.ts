import type { Spoken } from '../../shared/texts/sentence.ts';

/** One line of a farm's log, kept in memory; session ids and passwords never enter it. */
export interface LogRow {
  /** Grows by one per row. */
  readonly sequence: number;
  readonly timeMs: number;
  /** Id of the wiki, or null for the farm itself. */
  readonly wiki: string | null;
  readonly level: 'info' | 'warning' | 'error';
  readonly kind: 'request' | 'session' | 'config' | 'server';
  readonly text: Spoken;
  readonly request: LoggedRequest | null;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

export type LogEntry = Omit<LogRow, 'sequence' | 'timeMs' | 'request'> & { readonly request?: LoggedRequest };

const capacity = 5000;
const minuteMs = 60_000;
const countedMinutes = 60;

/** The last few thousand rows of one farm, and how many requests each wiki had in each of the last minutes. */
export class LogBuffer {
  private kept: LogRow[] = [];
  private nextSequence = 1;
  /** Per wiki: minute → requests. */
  private readonly requests = new Map<string, Map<number, number>>();

  constructor(
    private readonly nowMs: () => number,
    private readonly onAppend: (row: LogRow) => void,
  ) {}

  /** Oldest first. */
  get rows(): readonly LogRow[] {
    return this.kept;
  }

  append(entry: LogEntry): void {
    const row: LogRow = { request: null, ...entry, sequence: this.nextSequence++, timeMs: this.nowMs() };
    this.kept.push(row);
    // Trimmed in lumps, so that appending stays cheap.
    if (this.kept.length > capacity * 1.2) this.kept = this.kept.slice(-capacity);
    if (row.request && row.wiki !== null) this.count(row.wiki);
    this.onAppend(row);
  }

  /** Requests of the last full minute and the one that runs, as a rate. */
  requestsPerMinute(wiki: string): number {
    return this.requestsByMinute(wiki, 1)[0] ?? 0;
  }

  /** Requests in each of the last minutes, oldest first, the running one last. */
  requestsByMinute(wiki: string, minutes: number): number[] {
    const now = Math.floor(this.nowMs() / minuteMs);
    const counted = this.requests.get(wiki);
    return Array.from({ length: minutes }, (_, index) => counted?.get(now - minutes + 1 + index) ?? 0);
  }

  /** Whether any wiki was asked for anything in the last minutes. */
  hadRequests(minutes: number): boolean {
    const oldest = Math.floor(this.nowMs() / minuteMs) - minutes;
    return [...this.requests.values()].some((counted) =>
      [...counted.keys()].some((minute) => minute >= oldest),
    );
  }

  lastProblem(wiki: string): LogRow | null {
    return this.kept.findLast((row) => row.wiki === wiki && row.level !== 'info') ?? null;
  }

  private count(wiki: string): void {
    const minute = Math.floor(this.nowMs() / minuteMs);
    const counted = this.requests.get(wiki) ?? new Map<number, number>();
    this.requests.set(wiki, counted);
    counted.set(minute, (counted.get(minute) ?? 0) + 1);
    for (const old of counted.keys()) if (old < minute - countedMinutes) counted.delete(old);
  }
}
