import type {
  ConnectFarm,
  FarmConnection,
  FarmHostEvent,
  FarmHostOptions,
  FromHost,
  ToHost,
} from '../farm/farm-connection.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { guarded, tellAll } from '../base/guard.ts';
import { Heartbeat } from './heartbeat.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** What is used of Electron's `UtilityProcess`; a test's fake has the same. */
export interface HostProcess {
  postMessage(message: ToHost): void;
  on(event: 'message', listener: (message: FromHost) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export interface FarmProcessTimes {
  readonly startMs: number;
  /** How long an answer may take before the host counts as silent. */
  readonly answerMs: number;
  /** How long a host may take to finish its requests and files once asked to close. */
  readonly closeMs: number;
  /** At rest a host is asked this often whether it lives. */
  readonly beatMs: number;
  /** Whoever waits for an answer longer than this has it asked at once. */
  readonly impatientMs: number;
  /** A host that does not say within this time that it lives is ended and started anew. */
  readonly silentMs: number;
}

const usualTimes: FarmProcessTimes = {
  startMs: 30_000,
  answerMs: 60_000,
  closeMs: 5_000,
  beatMs: 60_000,
  impatientMs: 3_000,
  silentMs: 15_000,
};

/**
 * Runs each farm's host in a process of its own.
 *
 * `fork` starts the process, with a name that a person finds in the task manager.
 */
export function farmProcesses(
  fork: (options: FarmHostOptions) => HostProcess,
  times: FarmProcessTimes = usualTimes,
): ConnectFarm {
  return async (options) => {
    const connection = new FarmProcess(fork(options), times);
    const problem = await connection.start(options);
    return problem === null ? ok(connection) : fail(problem);
  };
}

class FarmProcess implements FarmConnection {
  readonly #process: HostProcess;
  readonly #times: FarmProcessTimes;
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>();
  readonly #eventListeners = new Set<(event: FarmHostEvent) => void>();
  readonly #exitListeners = new Set<(reason: AppError) => void>();
  readonly #exited: Promise<AppError>;
  #onStarted: ((problem: AppError | null) => void) | null = null;
  #heartbeat: Heartbeat | null = null;
  #silent = false;
  #lastId = 0;
  #state: 'alive' | 'closing' | 'gone' = 'alive';

  constructor(process: HostProcess, times: FarmProcessTimes) {
    this.#process = process;
    this.#times = times;
    process.on(
      'message',
      guarded('farm host: a message', (message) => this.#receive(message)),
    );
    this.#exited = new Promise((resolve) => {
      process.on(
        'exit',
        guarded('farm host: its end', (code) => {
          const reason = this.#silent ? stoppedAnswering(times.silentMs) : endedUnexpectedly(code);
          resolve(reason);
          this.#end(reason);
        }),
      );
    });
  }

  /** Answers why the host did not come up, or null. */
  async start(options: FarmHostOptions): Promise<AppError | null> {
    const started = new Promise<AppError | null>((resolve) => {
      this.#onStarted = resolve;
    });
    this.#process.postMessage({ type: 'start', options });
    const outcome = await withLimit(
      Promise.race([started, this.#exited]),
      this.#times.startMs,
      'late' as const,
    );
    if (outcome === null) {
      this.#watch();
      return null;
    }
    this.#state = 'closing';
    this.#process.kill();
    return outcome === 'late' ? notReady(this.#times.startMs) : outcome;
  }

  async request(name: string, args: readonly unknown[]): Promise<Result<unknown>> {
    if (this.#state !== 'alive') return hostDied(sentence('farm.hostNotRunning'));
    const id = ++this.#lastId;
    const answer = new Promise<Result<unknown>>((resolve) => this.#waiting.set(id, resolve));
    this.#process.postMessage({ type: 'request', id, name, args });
    const impatience = setTimeout(
      guarded('farm host: hurrying', () => this.#heartbeat?.hurry()),
      this.#times.impatientMs,
    );
    const result = await withLimit(answer, this.#times.answerMs, null);
    clearTimeout(impatience);
    this.#waiting.delete(id);
    return result ?? hostDied(sentence('farm.hostLate', { seconds: this.#times.answerMs / 1000 }));
  }

  onEvent(listener: (event: FarmHostEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onExit(listener: (reason: AppError) => void): () => void {
    this.#exitListeners.add(listener);
    return () => this.#exitListeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#state === 'gone') return;
    if (this.#state === 'alive') this.#process.postMessage({ type: 'close' });
    this.#state = 'closing';
    this.#heartbeat?.stop();
    if ((await withLimit(this.#exited, this.#times.closeMs, null)) === null) this.#process.kill();
    await this.#exited;
  }

  /** State words come from the process itself: a host that hangs is ended, so that another can take its place. */
  #watch(): void {
    this.#heartbeat = new Heartbeat({
      everyMs: this.#times.beatMs,
      patienceMs: this.#times.silentMs,
      ping: () => this.#process.postMessage({ type: 'ping' }),
      onSilent: () => {
        this.#silent = true;
        this.#process.kill();
      },
    });
  }

  #receive(message: FromHost): void {
    switch (message.type) {
      case 'ready':
        return this.#onStarted?.(null);
      case 'failed':
        return this.#onStarted?.(message.error);
      case 'pong':
        return this.#heartbeat?.heard();
      case 'answer':
        return this.#waiting.get(message.id)?.(message.result);
      case 'event':
        return tellAll('farm host: an event', this.#eventListeners, {
          event: message.event,
          payload: message.payload,
        });
    }
  }

  #end(reason: AppError): void {
    const asked = this.#state === 'closing';
    this.#state = 'gone';
    this.#heartbeat?.stop();
    for (const answer of this.#waiting.values()) answer(hostDied(sentence('farm.hostSilent')));
    this.#waiting.clear();
    if (asked) return;
    tellAll('farm host: its end', this.#exitListeners, reason);
  }
}

const hostDied = (message: Sentence): Result<never> =>
  fail({ code: 'host-died', message, hint: sentence('farm.hostSilent.hint') });

const endedUnexpectedly = (code: number): AppError => ({
  code: 'host-died',
  message: sentence('farm.hostEnded'),
  detail: `It ended with code ${code}.`,
});

const stoppedAnswering = (afterMs: number): AppError => ({
  code: 'host-died',
  message: sentence('farm.hostHung'),
  detail: `It said nothing for ${afterMs / 1000} s.`,
});

const notReady = (afterMs: number): AppError => ({
  code: 'host-died',
  message: sentence('farm.hostNotReady'),
  detail: `It was given ${afterMs / 1000} s.`,
});

/** The promise's value, or `late` when the time was up first. */
async function withLimit<T, L>(promise: Promise<T>, limitMs: number, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), limitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
