import path from 'node:path';
import {
  known,
  linesBackwards,
  linesForwards,
  readFrom,
  splitByteLines,
  statNow,
} from '../base/disk-reading.ts';
import { appendLine } from '../base/disk-writing.ts';
import { KeyedQueue } from '../base/queues.ts';
import { isBlankEntry, parseEditLogLine, type EditLogEntry, type LogLine } from './edit-log.ts';
import { parseEventLogLine, type EventLogEntry } from './event-log.ts';
import { mostBytes } from './page-folder.ts';

export interface LogProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly detail: string;
}

export interface LogContents<T> {
  readonly entries: readonly T[];
  /** Lines that were passed over because they are damaged. */
  readonly problems: readonly LogProblem[];
}

/** All lines of an edit-log, blank ones as empty entries (spec/storage.md §6.1). */
export const readEditLog = (file: string): LogContents<EditLogEntry> => readLog(file, parseEditLogLine);

/** All entries of an event log. */
export const readEventLog = (file: string): LogContents<EventLogEntry> => readLog(file, parseEventLogLine);

function readLog<T>(file: string, parse: (line: Buffer) => LogLine<T> | null): LogContents<T> {
  const entries: T[] = [];
  const problems: LogProblem[] = [];
  let number = 0;
  for (const line of linesForwards(file)) {
    number += 1;
    const parsed = parse(line);
    if (parsed?.ok === true) entries.push(parsed.entry);
    else if (parsed !== null) problems.push({ file, line: number, detail: parsed.detail });
  }
  return { entries, problems };
}

/** Readable entries of an edit-log, newest first. */
export function* entriesBackwards(file: string): Iterable<EditLogEntry> {
  for (const line of linesBackwards(file)) {
    const parsed = parseEditLogLine(line);
    if (parsed.ok && !isBlankEntry(parsed.entry)) yield parsed.entry;
  }
}

/** A log that was not there before and is no longer than this is read; a longer one came from elsewhere. */
const firstLinesBytes = 65_536;
/** The identity of a log that could not be looked at: no file's. */
const unseen = 'unseen';

/**
 * The global edit-log of a wiki, followed as it grows: its new lines are how every server of the wiki learns what the
 * others changed (spec/storage.md §6.1, "Co-existence").
 */
export class GlobalEditLog {
  readonly file: string;
  private seenBytes = 0;
  private identity = '';
  private readonly owed: string[] = [];
  private readonly appending = new KeyedQueue();

  constructor(dataDir: string) {
    this.file = path.join(dataDir, 'edit-log');
    this.newEntries();
  }

  /**
   * Complete lines since the last call; null when the file was replaced or cut or can't be read, so that anything may have
   * changed.
   */
  newEntries(): readonly EditLogEntry[] | null {
    const found = statNow(this.file);
    if (found.kind === 'unreadable') return this.lostSight();
    const stat = known(found);
    const identity = stat === null ? '' : `${stat.dev}:${stat.ino}`;
    const size = Number(stat?.size ?? 0n);
    if (identity !== this.identity || size < this.seenBytes) {
      const isFirstLine = this.identity === '' && this.seenBytes === 0 && size < firstLinesBytes;
      this.identity = identity;
      if (!isFirstLine) {
        this.seenBytes = size;
        return null;
      }
    }
    if (size === this.seenBytes) return [];
    const bytes = readFrom(this.file, this.seenBytes, mostBytes.newLogLines);
    if (bytes.kind !== 'present') return this.lostSight();
    const complete = bytes.value.subarray(0, bytes.value.lastIndexOf(0x0a) + 1);
    if (complete.length === 0 && bytes.value.length === mostBytes.newLogLines) return this.lostSight();
    this.seenBytes += complete.length;
    return splitByteLines(complete).flatMap((line) => {
      const parsed = parseEditLogLine(line);
      return parsed.ok ? [parsed.entry] : [];
    });
  }

  /** What was added meanwhile nobody knows; that is so at the next look, too. */
  private lostSight(): null {
    this.identity = unseen;
    return null;
  }

  /** Lines that the disk refused before go first: a change that is stored must not stay unknown to the others. */
  append(lines: readonly string[]): Promise<void> {
    this.owed.push(...lines);
    return this.appending.run('', async () => {
      for (let [line] = this.owed; line !== undefined; [line] = this.owed) {
        await appendLine(this.file, line);
        this.owed.shift();
      }
    });
  }
}
