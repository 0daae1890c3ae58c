import type { WikiSettings } from '../config/wiki-settings.ts';
import type { Result } from '../../shared/result.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { WikiRequest, WikiResponse } from '../wiki/request.ts';
import type { WikiState } from '../wiki/wiki-state.ts';
import type { WikiModel } from './farm-model.ts';
import type { Handoffs } from './handoffs.ts';

/** A wiki that answers requests, with what it is made of. */
export interface RunningWiki {
  readonly settings: WikiSettings;
  /** The rooms it works with at this moment. */
  readonly state: WikiState;
  /** Where its sessions lie; shared with the wikis that share the directory. */
  readonly sessionStore: SessionStore;
  /** Sessions that a browser takes over with a single-use code. */
  readonly handoffs: Handoffs;
  handle(request: WikiRequest): Promise<WikiResponse>;
  /** Takes over new settings; requests that are under way finish with the old ones. */
  follow(settings: WikiSettings, model: WikiModel): Promise<Result<null>>;
  close(): Promise<void>;
}

/** Starts a wiki; a folder that can't be used is an expected failure. */
export type RunWiki = (settings: WikiSettings, model: WikiModel) => Promise<Result<RunningWiki>>;
