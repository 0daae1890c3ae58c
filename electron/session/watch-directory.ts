import { watch, type FSWatcher } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * One flat kernel watch on one directory.
 *
 * Session directories may hold 100,000 files, and a watch per file is what makes watchers slow there (measured in
 * ../shared/dependencies.md: chokidar missed every new file among 60,000). A single `fs.watch` costs nothing to start
 * at any size, so it serves small directories as well; a slow reconcile by the owner is the net below it.
 */
export interface DirectoryWatch {
  close(): void;
}

export interface WatchListener {
  /** Names that may have been added, changed or removed since the last call; gathered for `quietMs`. */
  readonly onNames: (names: ReadonlySet<string>) => void;
  /** Everything may have changed: the directory appeared, went away, or the kernel lost events. */
  readonly onUnknown: () => void;
}

const quietMs = 40;
const retryMs = 2000;

/** Watches `directory`; while it does not exist its parent is watched (or retried slowly when that is missing too). */
export function watchDirectory(directory: string, listener: WatchListener): DirectoryWatch {
  let closed = false;
  let watcher: FSWatcher | null = null;
  let retry: NodeJS.Timeout | null = null;
  let flush: NodeJS.Timeout | null = null;
  let names = new Set<string>();

  function report(name: string): void {
    names.add(name);
    flush ??= setTimeout(() => {
      flush = null;
      const gathered = names;
      names = new Set();
      listener.onNames(gathered);
    }, quietMs);
  }

  function restart(): void {
    watcher?.close();
    watcher = null;
    if (closed) return;
    listener.onUnknown();
    void start();
  }

  async function start(): Promise<void> {
    const present = await isDirectory(directory);
    if (closed) return;
    try {
      if (present) {
        watcher = watch(directory, (_event, name) => {
          if (name === null) listener.onUnknown();
          else if (name === path.basename(directory)) void restartIfGone();
          else report(name);
        });
      } else {
        watcher = watch(path.dirname(directory), (_event, name) => {
          if (name === null || name === path.basename(directory)) void restartIfPresent();
        });
        // It may have appeared between looking and watching.
        void restartIfPresent();
      }
      watcher.on('error', () => restartLater());
    } catch {
      restartLater(); // the parent is missing too, or no watches are left
    }
  }

  async function restartIfGone(): Promise<void> {
    if (!(await isDirectory(directory))) restart();
  }

  async function restartIfPresent(): Promise<void> {
    if (await isDirectory(directory)) restart();
  }

  function restartLater(): void {
    watcher?.close();
    watcher = null;
    if (closed) return;
    retry = setTimeout(restart, retryMs);
    retry.unref();
  }

  void start();
  return {
    close() {
      closed = true;
      watcher?.close();
      if (retry) clearTimeout(retry);
      if (flush) clearTimeout(flush);
    },
  };
}

async function isDirectory(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).isDirectory();
  } catch {
    return false; // missing or unreadable: either way there is nothing to watch
  }
}

/** Creates a session directory with its parents (spec/sessions.md §8.1, D7). */
export async function ensureDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o770 });
}
