import path from 'node:path';
import { PluginMacros, type FarmMacros } from '../plugin/plugin-macros.ts';
import { KeyedQueue } from '../base/queues.ts';
import { watchDirectory, type DirectoryWatch } from '../base/watch-directory.ts';
import type { Sentence } from '../../shared/texts/sentence.ts';

/** The macros that one wiki brings itself, kept in step with the files in its plugin folders. */
export class WikiPlugins {
  private readonly loader: PluginMacros;
  private readonly watches = new Map<string, DirectoryWatch>();
  private readonly turns = new KeyedQueue();

  /** `onChange`: a file in one of the folders may have changed since the last `load`. */
  constructor(
    private readonly onChange: () => void,
    report: (message: Sentence) => void,
  ) {
    this.loader = new PluginMacros({ report });
  }

  /** Loads what lies there now, and follows exactly these plugin folders from now on. */
  load(directories: readonly string[]): Promise<FarmMacros> {
    const folders = new Set(directories.map((directory) => path.join(directory, 'macro')));
    for (const [folder, watch] of this.watches) {
      if (folders.has(folder)) continue;
      watch.close();
      this.watches.delete(folder);
    }
    for (const folder of folders)
      if (!this.watches.has(folder)) this.watches.set(folder, this.follow(folder));
    // One after the other, so that the newest files win.
    const ready = Promise.all([...this.watches.values()].map((watch) => watch.ready));
    return this.turns.run('macros', async () => {
      await ready;
      return this.loader.load(directories);
    });
  }

  close(): void {
    for (const watch of this.watches.values()) watch.close();
    this.watches.clear();
  }

  private follow(folder: string): DirectoryWatch {
    return watchDirectory(folder, {
      onNames: (names) => {
        if ([...names].some((name) => name.endsWith('.mjs'))) this.onChange();
      },
      onUnknown: () => this.onChange(),
    });
  }
}
