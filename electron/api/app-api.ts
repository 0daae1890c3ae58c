import { tellAll } from '../base/guard.ts';
import type { EventName, EventPayload, FarmRequestName } from '../../shared/contract.ts';
import { farmRequests } from '../../shared/contract.ts';
import type { Task } from '../../shared/contract/task.ts';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import type { FarmHostEvent } from '../farm/farm-connection.ts';
import type { AppContext, AppHandlers, AppParts } from './app/context.ts';
import { Confirmations } from './app/confirmations.ts';
import { createHandlers } from './app/create.ts';
import { openPersonalFile } from './app/farm-list.ts';
import { farmHandlers } from './app/farms.ts';
import { identityHandlers } from './app/identities.ts';
import { OpenFarms } from './app/open-farms.ts';
import { placeHandlers } from './app/places.ts';
import { programHandlers, TaskBoard } from './app/program.ts';
import { english } from '../../shared/texts/english.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { restoreHandlers } from './app/restore.ts';
import { Tasks } from './tasks.ts';
import { wholePath } from './whole-path.ts';
import { FarmNotices } from './app/farm-notices.ts';
import { NoticeBoard, problemNotice } from './app/notice-board.ts';
import { updateHandlers, Updates } from './app/updates.ts';

/** The whole contract as functions and events, ready for a transport. */
export interface AppApi {
  /** The list as it stands now. */
  farms(): readonly FarmSummary[];
  readonly handlers: AppHandlers<keyof typeof import('../../shared/contract.ts').appRequests> & FarmRelay;
  onEvent(listener: <K extends EventName>(name: K, payload: EventPayload<K>) => void): () => void;
  /** Opens what was open at the end of the last run. */
  restore(): Promise<void>;
  openFarm(directory: string, choice: { readonly readOnly: boolean }): Promise<string>;
  /** The machine woke up: every farm looks at its folder, sockets and sessions again. */
  wake(): Promise<void>;
  /** Shows a problem of the program itself in its window. */
  tellProblem(problem: AppError): void;
  close(): Promise<void>;
}

type AnyHandler = (...args: readonly unknown[]) => Promise<Result<unknown>>;
type FarmRelay = { readonly [K in FarmRequestName]: AnyHandler };

export async function createAppApi(parts: AppParts): Promise<AppApi> {
  const notices = new NoticeBoard((count) => emit('notice:raised', { count }));
  const tellProblem = (problem: AppError): void => {
    parts.log(`settings: ${english(problem.message)} ${problem.detail ?? ''}`);
    notices.put(problemNotice(problem));
  };
  const listeners = new Set<(name: EventName, payload: never) => void>();
  const emit = <K extends EventName>(name: K, payload: EventPayload<K>): void => {
    tellAll(`event ${name}`, listeners, name, payload as never);
  };
  const personal = await openPersonalFile(parts.dataDirectory, {
    nowMs: parts.nowMs,
    onProblem: tellProblem,
  });
  const tasks = new TaskBoard();
  const ownTasks = new Tasks(null, (task) => {
    tasks.record(task);
    emit('task:changed', task);
  });
  const farms = new OpenFarms(parts, personal, {
    onChanged: (summary) => emit('farm:changed', summary),
    onEvent: (_farmId, event) => relayEvent(event, tasks, emit),
  });
  const confirmations = new Confirmations(parts.desktop, parts.nowMs);
  const context: AppContext = { ...parts, personal, farms, notices, confirmations, emit };
  listeners.add(noticeTeller(context));
  const updates = new Updates({
    ...parts,
    feed: () => personal.value.updateFeed,
    tell: (notice) => notices.put(notice),
  });
  parts.desktop?.setTheme(personal.value.theme);

  const handlers: AppApi['handlers'] = {
    ...farmRelay(context),
    'program:confirm': async (typed) => confirmations.type(typed),
    ...farmHandlers(context),
    ...createHandlers(context),
    ...placeHandlers(context),
    ...programHandlers(context, tasks, ownTasks),
    ...restoreHandlers(context, ownTasks),
    ...updateHandlers(updates),
    ...identityHandlers(context),
  };
  return {
    farms: () => farms.list(),
    handlers,
    onEvent(listener) {
      const any = listener as (name: EventName, payload: never) => void;
      listeners.add(any);
      return () => listeners.delete(any);
    },
    restore: async () => {
      if (personal.value.restoreFarms) await farms.restore();
    },
    openFarm: async (directory, choice) => (await farms.open(directory, choice)).id,
    wake: () => farms.wake(),
    tellProblem,
    close: async () => {
      updates.close();
      await Promise.all([ownTasks.close(), farms.closeAll()]);
    },
  };
}

/** Farm-level requests go to the host of the farm that their first argument names. */
function farmRelay(context: AppContext): FarmRelay {
  const relay = Object.fromEntries(
    (Object.keys(farmRequests) as FarmRequestName[]).map((name) => [
      name,
      async (...args: readonly unknown[]) => {
        const may = await beforeRelay(context, name, args);
        if (!may.ok) return may;
        return afterRelay(context, name, args, await context.farms.request(String(args[0]), name, args));
      },
    ]),
  );
  return relay as FarmRelay;
}

/** What a farm's host can't ask, because only the main process has dialogs. */
async function beforeRelay(
  { confirmations }: AppContext,
  name: FarmRequestName,
  args: readonly unknown[],
): Promise<Result<unknown>> {
  if (name !== 'farm:backup') return ok(null);
  const file = wholePath(String(args[1]));
  return file.ok ? confirmations.ask({ kind: 'backup', paths: [file.value] }) : file;
}

/** What only the main process knows is added to a host's answer. */
async function afterRelay(
  context: AppContext,
  name: FarmRequestName,
  args: readonly unknown[],
  result: Result<unknown>,
): Promise<Result<unknown>> {
  if (!result.ok) return result;
  if (name === 'identity:choices' && context.farms.known(String(args[0]))?.switchingAllowed === false)
    return ok({ ...(result.value as object), unavailable: { reason: 'forbidden', fix: null } });
  if (name === 'session:copySid' && context.desktop) {
    const answer = result.value as { readonly sid?: string };
    if (answer.sid === undefined) return fail({ code: 'not-found', message: sentence('sessions.gone') });
    context.desktop.copyText(answer.sid);
    return ok({ where: 'clipboard' });
  }
  return result;
}

/** On the desktop, what happens while nobody looks is told by the system, or waits for the window. */
function noticeTeller(context: AppContext): (name: EventName, payload: never) => void {
  const farmNotices = new FarmNotices(context.farms.list());
  return (name, payload) => {
    for (const notice of farmNotices.of(name, payload)) {
      if (!context.personal.value.notifications) continue;
      if (context.desktop?.notify(notice) === 'impossible') context.notices.put(notice);
    }
  };
}

function relayEvent(
  event: FarmHostEvent,
  tasks: TaskBoard,
  emit: <K extends EventName>(name: K, payload: EventPayload<K>) => void,
): void {
  if (event.event === 'task:changed') tasks.record(event.payload as Task);
  // The transport checks every payload against the contract before it reaches a page.
  emit(event.event as EventName, event.payload as never);
}
