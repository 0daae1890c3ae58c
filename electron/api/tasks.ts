import { randomBytes } from 'node:crypto';
import type { Task, TaskEnd, TaskPhase } from '../../shared/contract/task.ts';
import type { AppError } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** What long work is given. */
export interface TaskControl {
  /** Aborted when the person cancels, or the program ends. */
  readonly signal: AbortSignal;
  readonly progress: (phase: TaskPhase, done: number, total: number | null) => void;
}

export interface TaskWish {
  readonly kind: Task['kind'];
  readonly about: string;
  readonly phase: TaskPhase;
  readonly total?: number;
  readonly work: (control: TaskControl) => Promise<TaskEnd>;
}

/** Told no more often, so that a hundred thousand small files make no hundred thousand events. */
const tellEveryMs = 100;

/** Long work of one farm host, or of the program itself: told as it goes on, can be cancelled. */
export class Tasks {
  private readonly running = new Map<string, { readonly stop: AbortController; ended: Promise<void> }>();

  constructor(
    private readonly farmId: string | null,
    private readonly onChange: (task: Task) => void,
  ) {}

  /** Runs in the background and answers its id. */
  start(wish: TaskWish): string {
    const id = `task-${randomBytes(8).toString('hex')}`;
    const stop = new AbortController();
    const tell = (done: number, total: number | null, state: Task['state']): void =>
      this.onChange({ id, kind: wish.kind, farmId: this.farmId, about: wish.about, done, total, state });
    let [done, total, toldAtMs] = [0, wish.total ?? null, -Infinity];
    const progress: TaskControl['progress'] = (phase, count, of) => {
      [done, total] = [count, of];
      if (performance.now() - toldAtMs < tellEveryMs) return;
      toldAtMs = performance.now();
      tell(count, of, { kind: 'running', phase, cancellable: !stop.signal.aborted });
    };
    progress(wish.phase, 0, total);
    const finish = async (): Promise<void> => {
      tell(done, total, await outcomeOf(() => wish.work({ signal: stop.signal, progress })));
      this.running.delete(id);
    };
    this.running.set(id, { stop, ended: finish() });
    return id;
  }

  cancel(id: string): void {
    this.running.get(id)?.stop.abort();
  }

  has(id: string): boolean {
    return this.running.has(id);
  }

  /** Cancels everything and waits until it has tidied up. */
  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { stop } of all) stop.abort();
    await Promise.all(all.map(({ ended }) => ended));
  }
}

/** Work that throws has a defect; the task fails with the system's words, the program goes on. */
async function outcomeOf(work: () => Promise<TaskEnd>): Promise<TaskEnd> {
  try {
    return await work();
  } catch (error) {
    const failure: AppError = {
      code: 'internal',
      message: sentence('transfer.notEnded'),
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
    return { kind: 'failed', error: failure };
  }
}

/** How a task ends whose work failed as expected. */
export const failedEnd = (error: AppError): TaskEnd =>
  error.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', error };
