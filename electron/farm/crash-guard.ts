import { fail } from '../../shared/result.ts';
import type { FarmState } from './farm-state.ts';
import type { LogBuffer } from './log-buffer.ts';
import type { RunWiki } from './run-wiki.ts';
import { StartMarks } from './start-marks.ts';
import type { StateFile } from '../base/state-file.ts';
import { crashedAtStart } from './wiki-unit.ts';

/** Keeps a wiki that crashes when it is started from taking others with it, and from doing it again by itself. */
export class CrashGuard {
  private readonly marks: StartMarks;

  constructor(
    stateDirectory: string,
    private readonly state: StateFile<FarmState>,
    private readonly log: LogBuffer,
  ) {
    this.marks = new StartMarks(stateDirectory);
  }

  /** Whoever was being started when the last process ended has taken it down. */
  async findCrashes(): Promise<void> {
    await this.remember(this.marks.takeLeftOver());
  }

  isHeld(wikiId: string): boolean {
    return this.state.value.crashed.includes(wikiId);
  }

  /** A person starts them: what happened before counts no more. */
  async release(wikiIds: readonly string[]): Promise<void> {
    const crashed = this.state.value.crashed.filter((id) => !wikiIds.includes(id));
    if (crashed.length < this.state.value.crashed.length) await this.state.change({ crashed });
  }

  guard(run: RunWiki): RunWiki {
    return async (settings, model) => {
      try {
        return await this.marks.during(model.id, () => run(settings, model));
      } catch (error) {
        await this.remember([model.id]);
        const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return fail({ ...crashedAtStart(model.id), detail });
      }
    };
  }

  private async remember(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const id of ids)
      this.log.append({ wiki: id, level: 'error', kind: 'server', text: crashedAtStart(id).message });
    await this.state.change({ crashed: [...new Set([...this.state.value.crashed, ...ids])] });
  }
}
