import { watch, type FSWatcher } from 'chokidar';
import { guarded, heard } from '../base/guard.ts';

const quietMs = 120;
/** When the system can't watch (no watches or file handles left, no permission), looking now and then is what remains. */
const pollMs = 10_000;

/**
 * Tells when configuration files change, ours or an editor's (issue 4, "Following").
 *
 * Watches the config folders flat, for their `.py` files and `croft.json`, so that a file that is replaced, added or
 * taken away is seen as well.
 */
export class ConfigFollower {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  private polling: NodeJS.Timeout | null = null;

  constructor(
    private directories: readonly string[],
    private readonly onChange: () => unknown,
    /** Told once, when changes are no longer told by the system but looked for. */
    private readonly onTrouble: (reason: string) => void,
  ) {}

  async start(): Promise<void> {
    let failed = (): void => undefined;
    const watcher = heard(
      watch([...this.directories], {
        depth: 0,
        ignoreInitial: true,
        ignored: (path, info) => info?.isFile() === true && !/(\.py|[\\/]croft\.json)$/.test(path),
      }),
      (error) => {
        this.poll(error.message);
        failed(); // it may never be ready
      },
    );
    this.watcher = watcher;
    watcher.on(
      'all',
      guarded('configuration: a change', () => this.soon()),
    );
    await new Promise<void>((resolve) => {
      failed = resolve;
      watcher.once('ready', () => resolve());
    });
  }

  /** Members of a collection come and go. */
  follow(directories: readonly string[]): void {
    const added = directories.filter((directory) => !this.directories.includes(directory));
    this.watcher?.add(added);
    if (added.length > 0) this.soon(); // what was written before the watching began
    this.watcher?.unwatch(this.directories.filter((directory) => !directories.includes(directory)));
    this.directories = directories;
  }

  /** Editors write in several steps; the files are read once they have been quiet for a moment. */
  private soon(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(guarded('configuration: reading it again', this.onChange), quietMs);
  }

  private poll(reason: string): void {
    if (this.polling !== null) return;
    this.polling = setInterval(guarded('configuration: looking again', this.onChange), pollMs).unref();
    this.onTrouble(reason);
  }

  async close(): Promise<void> {
    if (this.polling) clearInterval(this.polling);
    if (this.timer) clearTimeout(this.timer);
    await this.watcher?.close();
  }
}
