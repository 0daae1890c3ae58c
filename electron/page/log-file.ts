import path from 'node:path';
import { linesBackwards, readFileIfThere, readFrom, splitByteLines, statIfThere } from './disk-reading.ts';
import { appendLine } from '../base/disk-writing.ts';
import { KeyedQueue } from '../base/queues.ts';
import { isBlankEntry, parseEditLogLine, type EditLogEntry, type LogLine } from './edit-log.ts';
import { parseEventLogLine, type EventLogEntry } from './event-log.ts';

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
  splitByteLines(readFileIfThere(file) ?? new Uint8Array()).forEach((line, index) => {
    const parsed = parse(line);
    if (parsed === null) return;
    if (parsed.ok) entries.push(parsed.entry);
    else problems.push({ file, line: index + 1, detail: parsed.detail });
  });
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

  /** Complete lines since the last call; null when the file was replaced or cut, so that anything may have changed. */
  newEntries(): readonly EditLogEntry[] | null {
    const stat = statIfThere(this.file);
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
    const bytes = readFrom(this.file, this.seenBytes);
    if (bytes === null) return null;
    const complete = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    this.seenBytes += complete.length;
    return splitByteLines(complete).flatMap((line) => {
      const parsed = parseEditLogLine(line);
      return parsed.ok ? [parsed.entry] : [];
    });
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
