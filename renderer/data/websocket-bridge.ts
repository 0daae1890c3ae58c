import * as z from 'zod/mini';
import {
  events,
  requests,
  socketPath,
  type CroftBridge,
  type EventName,
  type RequestFrame,
  type RequestName,
} from '../../shared/contract.ts';
import { appError } from '../../shared/contract/common.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { connectionEvent } from './connection-event.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appError }),
]);
const serverFrame = z.union([
  z.object({ id: z.int(), result: resultSchema }),
  z.object({ event: z.string(), payload: z.unknown() }),
]);

const lost = fail({
  code: 'host-died',
  message: sentence('program.connectionLost'),
  hint: sentence('program.connectionLost.hint'),
} as const);

const firstRetryMs = 1000;
const lastRetryMs = 30_000;

/**
 * The page's side of the headless transport: numbered requests, answers by number, events.
 *
 * Everything that comes in is checked against the contract. A lost connection fails what waits, is tried again with
 * growing pauses, and once it is back the page is loaded anew, since events were missed.
 */
class WebSocketBridge implements CroftBridge {
  readonly platform: CroftBridge['platform'];
  readonly #address: string;
  readonly #waiting = new Map<number, { name: RequestName; settle: (result: Result<never>) => void }>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #socket: WebSocket | null = null;
  #opening: Promise<WebSocket | null>;
  #lastId = 0;
  #retryMs = firstRetryMs;
  #wasOpen = false;

  constructor(address: string, os: CroftBridge['platform']['os']) {
    this.#address = address;
    this.platform = { os, headless: true };
    this.#opening = this.#open();
  }

  readonly request: CroftBridge['request'] = async (name, ...args) => {
    const socket = this.#socket ?? (await this.#opening);
    if (socket === null || socket.readyState !== WebSocket.OPEN) return lost;
    const id = (this.#lastId += 1);
    return new Promise((settle) => {
      this.#waiting.set(id, { name, settle });
      const frame: RequestFrame = { id, name, args };
      socket.send(JSON.stringify(frame));
    });
  };

  readonly on: CroftBridge['on'] = (name, listener) => {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (payload: never) => void);
    return () => listeners.delete(listener as (payload: never) => void);
  };

  /** A browser never tells a page where a file lies. */
  pathOf(): null {
    return null;
  }

  #open(): Promise<WebSocket | null> {
    const socket = new WebSocket(this.#address);
    return new Promise((settle) => {
      socket.addEventListener('open', () => {
        if (this.#wasOpen) return window.location.reload();
        this.#wasOpen = true;
        this.#socket = socket;
        this.#retryMs = firstRetryMs;
        settle(socket);
      });
      socket.addEventListener('message', (message) => this.#hear(message.data));
      socket.addEventListener('close', () => {
        settle(null);
        this.#closed();
      });
    });
  }

  #closed(): void {
    this.#socket = null;
    for (const { settle } of this.#waiting.values()) settle(lost);
    this.#waiting.clear();
    window.dispatchEvent(new CustomEvent(connectionEvent, { detail: 'lost' }));
    const pause = this.#retryMs;
    this.#retryMs = Math.min(lastRetryMs, pause * 2);
    this.#opening = new Promise((settle) => {
      setTimeout(() => void this.#open().then(settle), pause);
    });
  }

  #hear(data: unknown): void {
    const frame = serverFrame.parse(JSON.parse(z.string().parse(data)));
    if ('event' in frame) return this.#tell(frame.event, frame.payload);
    const waiting = this.#waiting.get(frame.id);
    if (waiting === undefined) return;
    this.#waiting.delete(frame.id);
    const { result } = frame;
    waiting.settle(
      (result.ok ? this.#checked(waiting.name, result.value) : fail(result.error)) as Result<never>,
    );
  }

  #checked(name: RequestName, value: unknown): Result<unknown> {
    const parsed = requests[name].value.safeParse(value);
    if (parsed.success) return ok(parsed.data);
    return fail({
      code: 'internal',
      message: sentence('program.strangeAnswer'),
      hint: sentence('program.strangeAnswer.hint'),
      detail: `${name}: ${z.prettifyError(parsed.error)}`,
    });
  }

  #tell(name: string, payload: unknown): void {
    if (!isEventName(name)) return;
    const parsed = events[name].payload.safeParse(payload);
    if (!parsed.success) return;
    for (const listener of this.#listeners.get(name) ?? []) listener(parsed.data as never);
  }
}

const isEventName = (name: string): name is EventName => Object.hasOwn(events, name);

/** Connects to where the page came from; the cookie of this run lets it in. */
export async function connectWebSocket(location: Location): Promise<CroftBridge> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const bridge = new WebSocketBridge(
    `${scheme}://${location.host}${socketPath}`,
    systemOf(navigator.userAgent),
  );
  return bridge;
}

/** Only for the order of buttons; the browser's own system counts there. */
function systemOf(userAgent: string): CroftBridge['platform']['os'] {
  if (userAgent.includes('Windows')) return 'win32';
  return userAgent.includes('Mac OS') ? 'darwin' : 'linux';
}
