import type {
  ConnectFarm,
  FarmConnection,
  FarmHostEvent,
  FarmHostOptions,
  FromHost,
  ToHost,
} from '../farm/farm-connection.ts';
import { fail, type Result } from '../../shared/result.ts';

/** What is used of Electron's `UtilityProcess`; a test's fake has the same. */
export interface HostProcess {
  postMessage(message: ToHost): void;
  on(event: 'message', listener: (message: FromHost) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface FarmProcessTimes {
  readonly startMs: number;
  /** How long an answer may take before the host counts as silent. */
  readonly answerMs: number;
  /** How long a host may take to finish its requests and files once asked to close. */
  readonly closeMs: number;
}

const usualTimes: FarmProcessTimes = { startMs: 30_000, answerMs: 60_000, closeMs: 5_000 };

/**
 * Runs each farm's host in a process of its own.
 *
 * `fork` starts the process, with a name that a person finds in the task manager. The promise is rejected only when the host
 * does not come up; after that every failure is an answer.
 */
export function farmProcesses(
  fork: (options: FarmHostOptions) => HostProcess,
  times: FarmProcessTimes = usualTimes,
): ConnectFarm {
  return async (options) => {
    const connection = new FarmProcess(fork(options), times);
    await connection.start(options);
    return connection;
  };
}

class FarmProcess implements FarmConnection {
  readonly #process: HostProcess;
  readonly #times: FarmProcessTimes;
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>();
  readonly #eventListeners = new Set<(event: FarmHostEvent) => void>();
  readonly #exitListeners = new Set<(reason: string) => void>();
  readonly #exited: Promise<void>;
  #onReady: (() => void) | null = null;
  #lastId = 0;
  #state: 'alive' | 'closing' | 'gone' = 'alive';

  constructor(process: HostProcess, times: FarmProcessTimes) {
    this.#process = process;
    this.#times = times;
    process.on('message', (message) => this.#receive(message));
    this.#exited = new Promise((resolve) => {
      process.on('exit', (code) => {
        this.#end(code);
        resolve();
      });
    });
  }

  async start(options: FarmHostOptions): Promise<void> {
    const ready = new Promise<'ready'>((resolve) => {
      this.#onReady = () => resolve('ready');
    });
    this.#process.postMessage({ type: 'start', options });
    const outcome = await withLimit(
      Promise.race([ready, this.#exited.then(() => 'ended' as const)]),
      this.#times.startMs,
    );
    if (outcome === 'ready') return;
    this.#process.kill();
    throw new Error(
      outcome === 'ended'
        ? 'the farm host ended while starting'
        : `the farm host was not ready within ${this.#times.startMs / 1000} s`,
    );
  }

  async request(name: string, args: readonly unknown[]): Promise<Result<unknown>> {
    if (this.#state !== 'alive') return hostDied('The farm’s host process is not running.');
    const id = ++this.#lastId;
    const answer = new Promise<Result<unknown>>((resolve) => this.#waiting.set(id, resolve));
    this.#process.postMessage({ type: 'request', id, name, args });
    const result = await withLimit(answer, this.#times.answerMs);
    this.#waiting.delete(id);
    return (
      result ?? hostDied(`The farm’s host process did not answer within ${this.#times.answerMs / 1000} s.`)
    );
  }

  onEvent(listener: (event: FarmHostEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onExit(listener: (reason: string) => void): () => void {
    this.#exitListeners.add(listener);
    return () => this.#exitListeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#state === 'gone') return;
    if (this.#state === 'alive') this.#process.postMessage({ type: 'close' });
    this.#state = 'closing';
    const ended = await withLimit(
      this.#exited.then(() => true),
      this.#times.closeMs,
    );
    if (ended !== true) this.#process.kill();
    await this.#exited;
  }

  #receive(message: FromHost): void {
    if (message.type === 'ready') this.#onReady?.();
    else if (message.type === 'answer') this.#waiting.get(message.id)?.(message.result);
    else
      for (const listener of this.#eventListeners)
        listener({ event: message.event, payload: message.payload });
  }

  #end(code: number): void {
    const asked = this.#state === 'closing';
    this.#state = 'gone';
    for (const answer of this.#waiting.values())
      answer(hostDied('The farm’s host process ended before it answered.'));
    this.#waiting.clear();
    if (asked) return;
    for (const listener of this.#exitListeners) listener(`it ended with code ${code}`);
  }
}

const hostDied = (message: string): Result<never> =>
  fail({ code: 'host-died', message, hint: 'Croft starts it again by itself; try once more in a moment.' });

/** The promise's value, or null when the time was up first. */
async function withLimit<T>(promise: Promise<T>, limitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
