import { KeyedQueue } from '../base/queues.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { WikiState } from '../wiki/wiki-state.ts';

type Configured = Pick<WikiState, 'settings'>;
type OpenState<State> = (settings: WikiSettings) => Promise<Result<State>>;

/** The state of a running wiki, replaced as a whole; requests that are under way finish with the one they began with. */
export class CurrentState<State extends Configured = WikiState> {
  private readonly turns = new KeyedQueue();
  private closed = false;

  private constructor(
    private current: State,
    private readonly open: OpenState<State>,
  ) {}

  static async open<Opened extends Configured>(
    settings: WikiSettings,
    open: OpenState<Opened>,
  ): Promise<Result<CurrentState<Opened>>> {
    const state = await open(settings);
    return state.ok ? ok(new CurrentState(state.value, open)) : state;
  }

  get value(): State {
    return this.current;
  }

  /** Opens a new one, with these settings or those in force; one after the other. On failure the old one stays. */
  replace(settings?: WikiSettings): Promise<Result<null>> {
    return this.turns.run('state', async (): Promise<Result<null>> => {
      if (this.closed) return ok(null);
      const next = await this.open(settings ?? this.current.settings);
      if (!next.ok) return next;
      this.current = next.value;
      return ok(null);
    });
  }

  /** Resolves when nothing is being opened any more; what is asked for later opens nothing, and touches no disk. */
  async close(): Promise<void> {
    this.closed = true;
    await this.turns.run('state', () => Promise.resolve());
  }
}
