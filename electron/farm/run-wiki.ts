import type { WikiSettings } from '../config/wiki-settings.ts';
import type { Result } from '../../shared/result.ts';
import type { WikiRequest, WikiResponse } from '../wiki/request.ts';
import type { WikiModel } from './farm-model.ts';

/** A wiki that answers requests, with what it is made of. */
export interface RunningWiki {
  readonly settings: WikiSettings;
  handle(request: WikiRequest): Promise<WikiResponse>;
  /** Takes over new settings; requests that are under way finish with the old ones. */
  follow(settings: WikiSettings, model: WikiModel): Promise<Result<null>>;
  close(): Promise<void>;
}

/** Starts a wiki; a folder that can't be used is an expected failure. */
export type RunWiki = (settings: WikiSettings, model: WikiModel) => Promise<Result<RunningWiki>>;
