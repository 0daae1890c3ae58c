import type { WikiSettings } from '../config/wiki-settings.ts';
import type { WikiEvent, WikiRequest, WikiResponse } from './request.ts';

/** One wiki's HTTP application. Holds caches and per-account login delays; opens no sockets and no timers. */
export interface Wiki {
  /** Answers one request; never throws (a defect becomes a 500 page and a `defect` event). */
  handle(request: WikiRequest): Promise<WikiResponse>;
}

/** A session prepared elsewhere that a browser takes over with a single-use code (DECISIONS 13, headless switching). */
export interface HandoffDesk {
  /** Takes the code: the session it stands for, once; null for an unknown, used or outdated code. */
  take(code: string): Promise<{ readonly sid: string; readonly landingPage: string | null } | null>;
}

export interface WikiParts {
  /** Asked at every request, so that an edited configuration is followed without a restart. */
  readonly settings: () => WikiSettings;
  readonly nowSeconds: () => number;
  /** Cryptographic random bytes. */
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: (event: WikiEvent) => void;
  readonly handoffs?: HandoffDesk;
}
