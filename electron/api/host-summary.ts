import type { FarmSummary } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';

/** What a host tells its supervisor about the farm as a whole, for the sidebar. Internal: not part of the contract. */
export interface HostSummary {
  readonly kind: FarmSummary['kind'];
  readonly wikis: FarmSummary['wikis'];
  readonly sessions: number;
  /** Why there is nothing to run. */
  readonly error: AppError | null;
}

export const summaryEvent = 'host:summary';
