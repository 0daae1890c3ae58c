import { randomBytes } from 'node:crypto';
import type { Task } from '../../../shared/contract/app.ts';
import type { EndReport } from '../../../shared/contract/session.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** Long work of one farm host: told as it goes on, can be cancelled. */
export class Tasks {
  private readonly cancelled = new Set<string>();

  constructor(
    private readonly farmId: string,
    private readonly onChange: (task: Task) => void,
  ) {}

  /** Runs in the background; `work` gets a function to report progress with, which answers whether to go on. */
  start(
    kind: Task['kind'],
    total: number,
    work: (progress: (done: number) => boolean) => Promise<EndReport>,
  ): string {
    const id = `task-${randomBytes(8).toString('hex')}`;
    const tell = (done: number, state: Task['state']) =>
      this.onChange({ id, kind, farmId: this.farmId, done, total, state });
    let done = 0;
    tell(0, { kind: 'running', cancellable: true });
    const progress = (count: number): boolean => {
      done = count;
      if (count % 25 === 0) tell(count, { kind: 'running', cancellable: true });
      return !this.cancelled.has(id);
    };
    const finish = async (): Promise<void> => {
      try {
        const report = await work(progress);
        tell(done, { kind: 'sessions-ended', report, cancelled: this.cancelled.delete(id) });
      } catch (error) {
        tell(done, {
          kind: 'failed',
          error: { code: 'internal', message: sentence('sessions.notAllEnded'), detail: String(error) },
        });
      }
    };
    void finish();
    return id;
  }

  cancel(id: string): void {
    this.cancelled.add(id);
  }
}
