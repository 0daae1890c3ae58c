import { KeyedQueue } from '../base/queues.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { WikiState } from '../wiki/wiki-state.ts';

type OpenState = (settings: WikiSettings) => Promise<Result<WikiState>>;

/** The state of a running wiki, replaced as a whole; requests that are under way finish with the one they began with. */
export class CurrentState {
  private readonly turns = new KeyedQueue();

  private constructor(
    private current: WikiState,
    private readonly open: OpenState,
  ) {}

  static async open(settings: WikiSettings, open: OpenState): Promise<Result<CurrentState>> {
    const state = await open(settings);
    return state.ok ? ok(new CurrentState(state.value, open)) : state;
  }

  get value(): WikiState {
    return this.current;
  }

  /** Opens a new one, with these settings or those in force; one after the other. On failure the old one stays. */
  replace(settings?: WikiSettings): Promise<Result<null>> {
    return this.turns.run('state', async (): Promise<Result<null>> => {
      const next = await this.open(settings ?? this.current.settings);
      if (!next.ok) return next;
      this.current = next.value;
      return ok(null);
    });
  }
}
