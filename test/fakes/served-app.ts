import { createAppApi, type AppApi } from '../../electron/api/app-api.ts';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import type { AppParts } from '../../electron/api/app/context.ts';
import type { EventName, EventPayload } from '../../shared/contract.ts';

/** The program without windows: farms in this process, everything it tells kept. */
export interface ServedApp {
  readonly api: AppApi;
  /** The newest host that was started. */
  farm(): FarmApi;
  /** Payloads of one event so far. */
  told<K extends EventName>(name: K): readonly EventPayload<K>[];
}

export async function servedApp(dataDirectory: string, changes: Partial<AppParts> = {}): Promise<ServedApp> {
  const nowMs = changes.nowMs ?? Date.now;
  const farms: FarmApi[] = [];
  const events: { readonly name: EventName; readonly payload: unknown }[] = [];
  const usual: AppParts = {
    connect: async (options) => {
      const opened = await openFarmApi(options, nowMs);
      if (opened.ok) farms.push(opened.value);
      return opened;
    },
    desktop: null,
    licences: () => Promise.resolve('The licences.'),
    fetch: () => Promise.reject(new Error('no network in tests')),
    dataDirectory,
    documentsDirectory: dataDirectory,
    version: '0.0.0',
    runtimes: [],
    log: () => undefined,
    nowMs,
  };
  const api = await createAppApi({ ...usual, ...(changes as object) });
  api.onEvent((name, payload) => events.push({ name, payload }));
  return {
    api,
    farm: () => {
      const last = farms.at(-1);
      if (last === undefined) throw new Error('no farm was opened');
      return last;
    },
    told: <K extends EventName>(name: K) =>
      events.filter((event) => event.name === name).map(({ payload }) => payload as EventPayload<K>),
  };
}
