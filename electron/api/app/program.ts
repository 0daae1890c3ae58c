import type { Settings } from '../../../shared/contract/app.ts';
import type { Task } from '../../../shared/contract/task.ts';
import { fail, ok } from '../../../shared/result.ts';
import { hostOnly } from '../host-only.ts';
import { shortenPath } from '../shorten-path.ts';
import type { Tasks } from '../tasks.ts';
import type { AppContext, AppHandlers } from './context.ts';
import { diagnosisText } from './diagnosis.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

type ProgramRequests =
  | 'settings:get'
  | 'settings:set'
  | 'app:info'
  | 'app:licences'
  | 'app:diagnose'
  | 'task:list'
  | 'task:cancel'
  | 'notice:take';

/** Tasks of all hosts as they were last told; finished ones leave when the list grows. */
export class TaskBoard {
  private readonly tasks = new Map<string, Task>();

  record(task: Task): void {
    this.tasks.delete(task.id);
    this.tasks.set(task.id, task);
    for (const [id, old] of this.tasks) {
      if (this.tasks.size <= 50) break;
      if (old.state.kind !== 'running') this.tasks.delete(id);
    }
  }

  get list(): Task[] {
    return [...this.tasks.values()];
  }

  find(id: string): Task | null {
    return this.tasks.get(id) ?? null;
  }
}

/** `own` are the tasks of the program itself; all others run in a farm's host. */
export function programHandlers(
  context: AppContext,
  tasks: TaskBoard,
  own: Tasks,
): AppHandlers<ProgramRequests> {
  const settings = (): Settings => {
    const { version: _version, farms: _farms, ...settings } = context.personal.value;
    return settings;
  };
  return {
    'settings:get': async () => ok(settings()),
    'settings:set': async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      await context.personal.change(given);
      context.desktop?.setTheme(context.personal.value.theme);
      context.emit('settings:changed', settings());
      return ok(settings());
    },
    'app:info': async () =>
      ok({
        version: context.version,
        os: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        headless: context.desktop === null,
        runtimes: [...context.runtimes],
        dataFolder: shortenPath(context.dataDirectory),
        ...((await context.desktop?.abilities()) ?? { tray: false, notifications: false }),
      }),
    'app:licences': async () => ok({ text: await context.licences() }),
    'notice:take': async () => ok(context.notices.take()),
    'app:diagnose': async () => ok({ text: diagnosisText(context) }),
    'task:list': async () => ok(tasks.list),
    'task:cancel': async (taskId) => {
      if (own.has(taskId)) {
        own.cancel(taskId);
        return ok(null);
      }
      const farmId = tasks.find(taskId)?.farmId;
      if (!farmId) return fail({ code: 'not-found', message: sentence('program.taskEnded') });
      const cancelled = await context.farms.request(farmId, hostOnly.cancelTask, [farmId, taskId]);
      return cancelled.ok ? ok(null) : cancelled;
    },
  };
}
