import type {
  AppRequestName,
  EventName,
  EventPayload,
  RequestArguments,
  RequestValue,
} from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { ConnectFarm } from '../../farm/farm-connection.ts';
import type { DesktopPort } from '../desktop-port.ts';
import type { Confirmations } from './confirmations.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { Fetch } from './update-check.ts';
import type { PersonalFile } from './farm-list.ts';
import type { OpenFarms } from './open-farms.ts';

/** What the program as a whole is made of, wherever it runs. */
export interface AppParts {
  /** How farm hosts are started: processes on the desktop, this process headless. */
  readonly connect: ConnectFarm;
  /** Null headless. */
  readonly desktop: DesktopPort | null;
  /** Croft's own data folder. */
  readonly dataDirectory: string;
  /** Where the sample farm and new farms are proposed. */
  readonly documentsDirectory: string;
  readonly version: string;
  /** The licences of everything in the program. */
  readonly licences: () => Promise<string>;
  /** How the feed of new versions is asked, if a person named one. */
  readonly fetch: Fetch;
  readonly runtimes: readonly { readonly name: string; readonly version: string }[];
  readonly log: (line: string) => void;
  readonly nowMs: () => number;
  /** Main loopback port for every farm: null = remembered per farm (`--port`). */
  readonly port?: number | null;
  readonly allowedHosts?: readonly string[];
  /** Every farm's plugins run (`--trust`); otherwise as the person decided per farm. */
  readonly trusted?: boolean;
}

export interface AppContext extends AppParts {
  readonly personal: PersonalFile;
  readonly farms: OpenFarms;
  readonly notices: NoticeBoard;
  readonly confirmations: Confirmations;
  readonly emit: <K extends EventName>(name: K, payload: EventPayload<K>) => void;
}

export type AppHandlers<K extends AppRequestName> = {
  readonly [N in K]: (...args: RequestArguments<N>) => Promise<Result<RequestValue<N>>>;
};
