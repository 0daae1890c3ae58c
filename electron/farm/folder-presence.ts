import { guarded, inBackground } from '../base/guard.ts';
import { stat } from '../base/file-system.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { watchDirectory, type DirectoryWatch } from '../base/watch-directory.ts';

/** A folder that is replaced by another is away for a moment only. */
const settleMs = 1_000;

/** Tells when a folder goes away and comes back: a drive that is unplugged, a share that is not mounted. */
export class FolderPresence {
  private readonly watch: DirectoryWatch;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly directory: string,
    private isThere: boolean,
    private readonly onChange: (isThere: boolean) => void,
  ) {
    this.watch = watchDirectory(directory, {
      onNames: () => undefined,
      onUnknown: () => this.soon(),
    });
    // What happened before the watch stood.
    inBackground('farm folder: looking', () => this.watch.ready.then(() => this.look()));
  }

  /** Looks now, for example because the machine woke up. */
  async look(): Promise<void> {
    const isThere = await isDirectory(this.directory);
    if (this.closed || isThere === this.isThere) return;
    this.isThere = isThere;
    this.onChange(isThere);
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.watch.close();
  }

  private soon(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(
      guarded('farm folder: looking', () => this.look()),
      settleMs,
    );
  }
}

export async function isDirectory(directory: string): Promise<boolean> {
  try {
    return (await stat(directory)).isDirectory();
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return false; // away, whatever the reason
  }
}
