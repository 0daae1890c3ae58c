import type { FarmRequestName, RequestArguments, RequestValue } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { Accounts } from '../../farm/accounts.ts';
import type { FarmHost } from '../../farm/farm-host.ts';
import type { SessionHistory } from '../../session/session-history.ts';

/** What every domain of the farm's api works on. */
export interface FarmContext {
  readonly host: FarmHost;
  readonly accounts: Accounts;
  readonly history: SessionHistory;
  readonly nowMs: () => number;
  /** Tells the window; payloads are checked by the transport. */
  readonly emit: EmitFarmEvent;
}

export type EmitFarmEvent = (name: string, payload: Record<string, unknown>) => void;

/** The handlers of some requests of the contract. */
export type Handlers<K extends FarmRequestName> = {
  readonly [N in K]: (...args: RequestArguments<N>) => Promise<Result<RequestValue<N>>>;
};

export const nowSeconds = (context: Pick<FarmContext, 'nowMs'>): number => Math.floor(context.nowMs() / 1000);
