/**
 * The contract: every request the window may make and every event it may be told, with schemas.
 *
 * Preload, both transports, the page's client, the fakes of the tests and the api are derived from these maps.
 * A request is named `noun:verb`, an event `noun:past`; every answer is a `Result<T>` (shared/result.ts).
 */
import type * as z from 'zod/mini';
import { addressRequests } from './contract/address.ts';
import { appOnlyEvents, appOnlyRequests } from './contract/app.ts';
import type { DeepReadonly } from './contract/define.ts';
import { farmHostEvents, farmHostRequests } from './contract/farm.ts';
import { identityEvents, identityHostRequests, identityRequests } from './contract/identity.ts';
import { noticeEvents, noticeRequests } from './contract/notice.ts';
import { optionEvents, optionRequests } from './contract/option.ts';
import { sessionEvents, sessionRequests } from './contract/session.ts';
import { transferHostRequests, transferRequests } from './contract/transfer.ts';
import { userEvents, userRequests } from './contract/user.ts';
import type { Result } from './result.ts';

/** Answered by the main process (desktop) or the server process (headless). */
export const appRequests = {
  ...appOnlyRequests,
  ...noticeRequests,
  ...identityRequests,
  ...transferRequests,
} as const;

/** Answered by the host process of the farm that the first argument names. */
export const farmRequests = {
  ...farmHostRequests,
  ...sessionRequests,
  ...optionRequests,
  ...addressRequests,
  ...userRequests,
  ...identityHostRequests,
  ...transferHostRequests,
} as const;

export const requests = { ...appRequests, ...farmRequests } as const;

export const appEvents = { ...appOnlyEvents, ...noticeEvents, ...identityEvents } as const;

/** Told by a farm's host; each payload carries its `farmId`. */
export const farmEvents = {
  ...farmHostEvents,
  ...sessionEvents,
  ...optionEvents,
  ...userEvents,
} as const;

export const events = { ...appEvents, ...farmEvents } as const;

export type AppRequestName = keyof typeof appRequests;
export type FarmRequestName = keyof typeof farmRequests;
export type RequestName = keyof typeof requests;
export type RequestArguments<K extends RequestName> = DeepReadonly<
  z.output<(typeof requests)[K]['arguments']>
>;
export type RequestValue<K extends RequestName> = DeepReadonly<z.output<(typeof requests)[K]['value']>>;

export type AppEventName = keyof typeof appEvents;
export type FarmEventName = keyof typeof farmEvents;
export type EventName = keyof typeof events;
export type EventPayload<K extends EventName> = DeepReadonly<z.output<(typeof events)[K]['payload']>>;

export interface PlatformFacts {
  readonly os: 'linux' | 'darwin' | 'win32';
  /** No native dialogs, no windows of our own: the page runs in a browser. */
  readonly headless: boolean;
}

/** The one door of the page: `window.croft` on the desktop, a WebSocket client headless. */
export interface CroftBridge {
  readonly platform: PlatformFacts;
  /** Never rejects: a lost connection or a refused argument is a failed `Result`. */
  request<K extends RequestName>(name: K, ...args: RequestArguments<K>): Promise<Result<RequestValue<K>>>;
  /** Returns the function that stops listening. */
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void;
  /** The path of a dropped or chosen file; null headless, where a page never learns it. */
  pathOf(file: File): string | null;
}

/** Where the page's WebSocket connects, on the page's own origin (headless). */
export const socketPath = '/bridge';

/** WebSocket frames. To the server: `{id, name, args}`; from it `{id, result}` or `{event, payload}`. */
export interface RequestFrame {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
export type ServerFrame =
  | { readonly id: number; readonly result: Result<unknown> }
  | { readonly event: string; readonly payload: unknown };
