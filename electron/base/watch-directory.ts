import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { guarded, heard } from './guard.ts';
import { KeyedQueue } from './queues.ts';
import { systemErrorCode } from './system-error.ts';

/**
 * One flat kernel watch on one directory, wherever it is in its life: missing, there, replaced, gone.
 *
 * Session directories may hold 100,000 files, and a watch per file is what makes watchers slow there (chokidar with 60,000
 * files: 3.9 s to start, and it missed every new file). A single `fs.watch` costs nothing to start at any size, so it serves
 * small directories as well; a slow reconcile by the owner is the net below it.
 */
export interface DirectoryWatch {
  /** Resolves when the kernel tells about changes: what is read from then on misses nothing. */
  readonly ready: Promise<void>;
  close(): void;
}

export interface WatchListener {
  /** Names that may have been added, changed or removed since the last call; gathered for `quietMs`. */
  readonly onNames: (names: ReadonlySet<string>) => void;
  /** Everything may have changed: the directory appeared or went away, or the kernel lost events. */
  readonly onUnknown: () => void;
}

const quietMs = 40;
/** A folder that is moved along with a folder above it tells nobody; nor does a network disk that comes back. */
const verifyMs = 60_000;
/** The kernel has no watches left: then looking again and again is what remains. */
const pollMs = 5_000;

export function watchDirectory(directory: string, listener: WatchListener): DirectoryWatch {
  return new FlatWatch(path.resolve(directory), listener);
}

/** A directory and which one it is: another of the same name has another identity. */
interface Place {
  readonly directory: string;
  readonly identity: string;
}

class FlatWatch implements DirectoryWatch {
  readonly ready: Promise<void>;
  private closed = false;
  private watcher: FSWatcher | null = null;
  /** What is watched: the directory, or while that is missing the nearest one above it. */
  private place: Place | null = null;
  /** The kernel told of the end of what is watched; another may stand there under the same number. */
  private ended = false;
  private readonly turns = new KeyedQueue();
  private names = new Set<string>();
  private flushTimer: NodeJS.Timeout | null = null;
  private lookTimer: NodeJS.Timeout | null = null;
  private readonly verifyTimer: NodeJS.Timeout;

  constructor(
    private readonly directory: string,
    private readonly listener: WatchListener,
  ) {
    this.verifyTimer = setInterval(
      guarded('watching: looking again', () => this.lookSoon(0)),
      verifyMs,
    );
    this.verifyTimer.unref();
    this.ready = this.look(true);
  }

  close(): void {
    this.closed = true;
    this.unwatch();
    clearInterval(this.verifyTimer);
    if (this.flushTimer) clearTimeout(this.flushTimer);
    if (this.lookTimer) clearTimeout(this.lookTimer);
  }

  /** One look at a time; `first` = nobody has read anything yet that could be out of date. */
  private look(first: boolean): Promise<void> {
    return this.turns.run('look', () => this.lookNow(first));
  }

  private lookSoon(delayMs: number): void {
    if (this.closed) return;
    this.lookTimer ??= setTimeout(
      guarded('watching: looking', () => {
        this.lookTimer = null;
        return this.look(false);
      }),
      delayMs,
    ).unref();
  }

  private async lookNow(first: boolean): Promise<void> {
    let unknown = false;
    // Until the place stands still: it may have changed between looking at it and watching it.
    for (;;) {
      const found = await nearestDirectory(this.directory);
      if (this.closed || (!this.ended && samePlace(found, this.place))) break;
      unknown ||= found?.directory === this.directory || this.place?.directory === this.directory;
      this.unwatch();
      if (found === null || !this.watchPlace(found)) {
        this.lookSoon(pollMs);
        unknown = true;
        break;
      }
    }
    if (unknown && !first && !this.closed) this.listener.onUnknown();
  }

  private watchPlace(place: Place): boolean {
    try {
      this.watcher = heard(watch(place.directory), () => {
        this.unwatch();
        this.lookSoon(quietMs);
      });
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
      return false; // gone again, no permission, or no watches left
    }
    this.watcher.on(
      'change',
      guarded('watching: a change', (_event: string, name: string | null) => this.receive(place, name)),
    );
    this.place = place;
    return true;
  }

  private receive(place: Place, name: string | null): void {
    if (this.closed || place !== this.place) return;
    if (place.directory !== this.directory) return this.lookSoon(quietMs);
    if (name === null) return this.listener.onUnknown();
    // The kernel tells the end of the directory itself under its own name.
    if (name === path.basename(this.directory)) {
      this.ended = true;
      this.lookSoon(0);
    }
    this.names.add(name);
    this.flushTimer ??= setTimeout(
      guarded('watching: telling', () => this.flush()),
      quietMs,
    );
  }

  private flush(): void {
    this.flushTimer = null;
    const gathered = this.names;
    this.names = new Set();
    this.listener.onNames(gathered);
  }

  private unwatch(): void {
    this.watcher?.close();
    this.watcher = null;
    this.place = null;
    this.ended = false;
  }
}

function samePlace(a: Place | null, b: Place | null): boolean {
  return a !== null && b !== null && a.directory === b.directory && a.identity === b.identity;
}

/** The directory itself or the nearest one above it that is there; null when not even the root can be read. */
async function nearestDirectory(directory: string): Promise<Place | null> {
  for (let candidate = directory; ; candidate = path.dirname(candidate)) {
    const identity = await identityOf(candidate);
    if (identity !== null) return { directory: candidate, identity };
    if (candidate === path.dirname(candidate)) return null;
  }
}

async function identityOf(directory: string): Promise<string | null> {
  try {
    const facts = await stat(directory, { bigint: true });
    return facts.isDirectory() ? `${facts.dev}:${facts.ino}` : null;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return null; // missing or unreadable: either way there is nothing to watch
  }
}
