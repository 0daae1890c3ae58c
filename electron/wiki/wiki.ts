import type { WikiEvent, WikiRequest, WikiResponse } from './request.ts';
import type { WikiState } from './wiki-state.ts';

/** One wiki's HTTP application. Holds caches and per-account login delays; opens no sockets and no timers. */
export interface Wiki {
  /** Answers one request; never throws (a defect becomes a 500 page and a `defect` event). */
  handle(request: WikiRequest): Promise<WikiResponse>;
}

/** A session prepared elsewhere that a browser takes over with a single-use code (DECISIONS 13, headless switching). */
export interface HandoffDesk {
  /**
   * Takes the code: what the session service's `createSwitchedSession` answered for it, once; null for an unknown, used
   * or outdated code.
   */
  take(
    code: string,
  ): Promise<{ readonly setCookie: readonly string[]; readonly landingPage: string | null } | null>;
}

export interface WikiParts {
  /** Asked once per request, so that an edited configuration is followed without a restart. */
  readonly state: () => WikiState;
  readonly nowSeconds: () => number;
  readonly log: (event: WikiEvent) => void;
  /** Where `?action=croft-handoff` (POST, field `code`) looks codes up; without it the action is unknown. */
  readonly handoffs?: HandoffDesk;
}
