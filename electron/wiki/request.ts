import type { Readable } from 'node:stream';
import type { CookieAddress } from '../session/session-service.ts';
import { percentDecode } from '../../shared/names/percent.ts';

/**
 * One HTTP request as the farm hands it to a wiki: plain values, already routed (DESIGN §4).
 *
 * The farm has checked the Host header, chosen the wiki and split the mount point off. Nothing here is decoded.
 */
export interface WikiRequest {
  /** Upper case, e.g. `GET`. */
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header as sent, with its port if there is one. */
  readonly host: string;
  /** SERVER_PORT: the port that enters cookie names (DECISIONS 9), not the one of the Host header. */
  readonly serverPort: number;
  /** Where the wiki is mounted, percent-encoded, without trailing slash: `''` or `/wiki`. */
  readonly scriptRoot: string;
  /** Percent-encoded path below the mount, beginning with `/` (or empty). */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Header names in lower case; repeated headers joined as node:http does (`Cookie` with `; `). */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly remoteAddress: string;
  /** Variables a web server in front would set, e.g. REMOTE_USER (spec/sessions.md §11.4). */
  readonly environ: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** What the automatic cookie name of this request is made of (spec/sessions.md §6). */
export const cookieAddressOf = (request: WikiRequest): CookieAddress => ({
  serverPort: request.serverPort,
  mountPath: percentDecode(request.scriptRoot),
});

export interface WikiResponse {
  readonly status: number;
  /** In order; a name may occur several times (Set-Cookie). `Content-Length` is left to the server for streams. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Empty for HEAD and 304. */
  readonly body: string | Uint8Array | Readable;
}

/** What happened in a wiki, for logs, counters and the audit list; never holds a session id or a password. */
export type WikiEvent =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly durationMs: number;
      readonly userName: string | null;
    }
  | {
      /** A line of MoinMoin's logger `MoinMoin.util.abuse` (spec/sessions.md §16.3). */
      readonly kind: 'abuse';
      readonly level: 'INFO' | 'WARNING';
      /** e.g. `auth/login (moin)` */
      readonly system: string;
      readonly succeeded: boolean;
      readonly userName: string;
      readonly remoteAddress: string;
      readonly page: string | null;
    }
  | {
      /** A superuser became somebody else, or came back. */
      readonly kind: 'switch';
      readonly change: 'begun' | 'ended';
      readonly realName: string;
      readonly targetName: string;
      readonly remoteAddress: string;
    }
  | {
      /** Something expected went wrong and the request was still answered (a bad session file, a damaged page). */
      readonly kind: 'problem';
      readonly what: string;
    }
  | { readonly kind: 'defect'; readonly error: unknown; readonly path: string };

/** The text of an abuse line in MoinMoin's default layout. */
export function abuseLineText(event: Extract<WikiEvent, { kind: 'abuse' }>): string {
  const status = event.succeeded ? 'success' : 'failure';
  return `: ${event.system}: status ${status}: username "${event.userName}": ip ${event.remoteAddress}: page ${event.page ?? 'None'}`;
}
