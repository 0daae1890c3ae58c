import { mkdirSync, readdirSync, rmSync, writeFileSync } from '../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';

/**
 * Which wikis are being started this moment: an empty file each in Croft's own folder.
 *
 * A wiki that takes the whole process down can't say so itself. Whoever opens the farm next finds its mark and leaves that
 * wiki alone, so that nothing crashes in a loop. Synchronous and not flushed: it must outlive the process, not the computer.
 */
export class StartMarks {
  private readonly directory: string;

  constructor(stateDirectory: string) {
    this.directory = path.join(stateDirectory, 'starting');
  }

  /** The wikis that were being started when the last process ended; their marks are taken away. */
  takeLeftOver(): readonly string[] {
    try {
      const names = readdirSync(this.directory);
      rmSync(this.directory, { recursive: true });
      return names.map(decodeURIComponent);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async during<T>(wikiId: string, start: () => Promise<T>): Promise<T> {
    const mark = path.join(this.directory, encodeURIComponent(wikiId));
    try {
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      writeFileSync(mark, '');
    } catch (error) {
      // Croft's own folder refuses the mark, which says nothing about the wiki.
      if (systemErrorCode(error) === null) throw error;
    }
    try {
      return await start();
    } finally {
      takeAway(mark);
    }
  }
}

/** Tried once more: a mark that stays calls a wiki crashed at the next opening that is running now. */
function takeAway(mark: string): void {
  for (let triesLeft = 1; triesLeft >= 0; triesLeft--)
    try {
      rmSync(mark, { force: true });
      return;
    } catch (error) {
      if (systemErrorCode(error) === null) throw error;
    }
}
