import { guarded } from '../base/guard.ts';
import { fail, type AppError, type Result } from '../../shared/result.ts';
import type { ConnectFarm, FarmConnection, FarmHostEvent, FarmHostOptions } from './farm-connection.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export type SupervisedState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: AppError; readonly restartingAtMs: number | null }
  | { readonly kind: 'closed' };

const firstDelayMs = 1000;
const longestDelayMs = 60_000;
/** A host that ran this long was sound; the next death starts counting anew. */
const soundAfterMs = 60_000;
/** After so many deaths in a row Croft stops trying by itself, so that nothing crashes in a loop. */
const mostRestarts = 6;

/** How long to wait before restart number `restarts` (from 1). */
export const restartDelayMs = (restarts: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** (restarts - 1));

/** Keeps one farm's host alive: starts it, restarts it with back-off when it dies, says what is going on. */
export class SupervisedFarm {
  private connection: FarmConnection | null = null;
  private current: SupervisedState = { kind: 'opening' };
  private restarts = 0;
  private openedAtMs = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly connect: ConnectFarm,
    private readonly options: FarmHostOptions,
    private readonly listeners: {
      readonly onState: (state: SupervisedState) => void;
      readonly onEvent: (event: FarmHostEvent) => void;
    },
    private readonly nowMs: () => number,
  ) {}

  get state(): SupervisedState {
    return this.current;
  }

  get farmOptions(): FarmHostOptions {
    return this.options;
  }

  async open(): Promise<void> {
    this.become({ kind: 'opening' });
    const connected = await this.tryToConnect();
    if (!connected.ok) return this.died(connected.error);
    const connection = connected.value;
    if (this.state.kind === 'closed') {
      await connection.close();
      return;
    }
    this.connection = connection;
    this.openedAtMs = performance.now();
    connection.onEvent(this.listeners.onEvent);
    connection.onExit((reason) => this.died(reason));
    this.become({ kind: 'open' });
  }

  /** A defect in a host that lives in this very process must not leave the farm opening for ever. */
  private async tryToConnect(): Promise<Result<FarmConnection>> {
    try {
      return await this.connect(this.options);
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return fail({ code: 'internal', message: sentence('farm.mistake'), detail });
    }
  }

  /** A request while the host is away waits for nobody: it fails and says so. */
  request(name: string, args: readonly unknown[]): Promise<Result<unknown>> {
    if (this.connection) return this.connection.request(name, args);
    return Promise.resolve(
      fail(
        this.current.kind === 'failed'
          ? this.current.error
          : { code: 'not-running', message: sentence('farm.notOpen'), hint: sentence('farm.notOpen.hint') },
      ),
    );
  }

  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.become({ kind: 'closed' });
    const connection = this.connection;
    this.connection = null;
    await connection?.close();
  }

  private died(reason: AppError): void {
    this.connection = null;
    if (this.state.kind === 'closed') return;
    // By a clock that nobody sets.
    if (this.openedAtMs > 0 && performance.now() - this.openedAtMs > soundAfterMs) this.restarts = 0;
    this.restarts++;
    const again = this.restarts <= mostRestarts;
    const delayMs = restartDelayMs(this.restarts);
    const hint = again ? sentence('farm.again.hint') : sentence('farm.notAgain.hint');
    this.become({
      kind: 'failed',
      error: { hint, ...reason },
      restartingAtMs: again ? this.nowMs() + delayMs : null,
    });
    if (again)
      this.timer = setTimeout(
        guarded('farm: restarting', () => this.open()),
        delayMs,
      );
  }

  private become(state: SupervisedState): void {
    this.current = state;
    this.listeners.onState(state);
  }
}
