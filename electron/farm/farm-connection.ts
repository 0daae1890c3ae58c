import type { AppError, Result } from '../../shared/result.ts';

/** What a farm host is started with. All paths absolute; the page never sees them. */
export interface FarmHostOptions {
  readonly farmId: string;
  /** The folder the person opened. */
  readonly directory: string;
  /** Nothing in the folder is written; sessions live in memory. */
  readonly readOnly: boolean;
  /** The person trusted the farm's own plugins (DECISIONS 4). */
  readonly trusted: boolean;
  /** Croft's own folder for this farm: config backups, history, remembered port. Never inside the farm. */
  readonly stateDirectory: string;
  /** False: nothing is listened on, watched or started; for commands that look at a farm or change it once. */
  readonly serve?: boolean;
  /** Main loopback port: a number to insist on, 0 for any free one, null for the remembered one. */
  readonly port: number | null;
  /** Host names a person confirmed besides those of the patterns (DECISIONS 10). */
  readonly allowedHosts: readonly string[];
}

export type FarmHostEvent = { readonly event: string; readonly payload: unknown };

/**
 * A running farm host, wherever it runs: this process (headless, tests) or a `utilityProcess` (desktop).
 *
 * `request` never rejects: a dead or silent host answers with `host-died`.
 */
export interface FarmConnection {
  request(name: string, args: readonly unknown[]): Promise<Result<unknown>>;
  onEvent(listener: (event: FarmHostEvent) => void): () => void;
  /** Fires once when the host ends without having been asked to. */
  onExit(listener: (reason: AppError) => void): () => void;
  close(): Promise<void>;
}

/** Starts a host and answers when it is there, or why it can't be. */
export type ConnectFarm = (options: FarmHostOptions) => Promise<Result<FarmConnection>>;

/** Messages between a farm host process and whoever started it. */
export type ToHost =
  | { readonly type: 'start'; readonly options: FarmHostOptions }
  | {
      readonly type: 'request';
      readonly id: number;
      readonly name: string;
      readonly args: readonly unknown[];
    }
  /** Answered with `pong` by a host that does not hang. */
  | { readonly type: 'ping' }
  | { readonly type: 'close' };
export type FromHost =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'pong' }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: string; readonly payload: unknown };
