import type { SessionId } from '../../shared/session/sid.ts';
import type { SessionSettings } from '../../shared/session/session-settings.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './session-store.ts';

/**
 * The session service of one wiki (spec/sessions.md §2): what MoinMoin's `session_service` is.
 *
 * A request calls `getSession` before anything else, `renewForVisitor` when it knows who the visitor is, and `finalize`
 * once when it ends normally (200, 403, 404 pages; not redirects, errors or downloads, except a redirect that answers a
 * login: D10). None of these throws for anything a client or a file contains; what can't be read at all is an
 * UnreadableError of `getSession`, since nobody can say who the visitor is.
 */
export interface SessionService {
  getSession(request: SessionRequest): Promise<Session>;
  /**
   * Gives the session a new id if this visitor's identity is not the one the session came with (D2): login, switch,
   * return. Called before the page is built, because tickets in it contain the id. `finalize` applies the same rule
   * for callers that don't. Nothing happens under `compatibility: "strict"`.
   */
  renewForVisitor(session: Session, visitor: Visitor): boolean;
  /** Decides about cookie and storage (spec/sessions.md §4.2). A second call in one request gives the same line again. */
  finalize(request: FinalizeRequest): Promise<FinalizeResult>;
  /** Empties the object and removes what is stored. Throws what stood in the way; then nothing has ended. */
  destroySession(session: Session): Promise<void>;
  /** Names by spec/sessions.md §8.4. Not every name is a session id. */
  getAllSessionIds(): Promise<readonly string[]>;
  /**
   * A session that exists because the window switched users (DECISIONS 13): `user.id` is the superuser's, `setuid` the
   * target's. It ends at `endsSeconds` whatever the wiki's lifetimes say. Throws what kept it from being stored.
   */
  createSwitchedSession(request: SwitchedSessionRequest): Promise<SwitchedSession>;
}

export interface SessionRequest {
  /** The `Cookie` header as Node gives it (each character one byte), several joined by `; `. */
  readonly cookieHeader: string | undefined;
  readonly address: CookieAddress;
  readonly nowSeconds: number;
}

/** What the automatic cookie name is made of (spec/sessions.md §6). */
export interface CookieAddress {
  /** Port of the wiki's own URL (DECISIONS 9). */
  readonly serverPort: number;
  /** Script name, decoded; trailing slashes don't matter. */
  readonly mountPath: string;
}

/** Who makes the request, once authentication and switching are done (spec/sessions.md §11, §12). */
export type Visitor =
  | { readonly valid: false }
  | {
      readonly valid: true;
      /** The *real* user, also while switched. */
      readonly id: string;
      /** Method that authenticated the real user: `moin`, `given`, `http`. */
      readonly authMethod: string;
      /** Profile fields fixed by the method; empty for `moin`. */
      readonly authAttribs: readonly string[];
      /** Of the real user's profile. */
      readonly rememberMe: boolean;
      /** Id of the user being impersonated, null when not switched. */
      readonly switchedTo: string | null;
    };

export interface FinalizeRequest {
  readonly session: Session;
  readonly visitor: Visitor;
  readonly address: CookieAddress;
  readonly isHttps: boolean;
  readonly nowSeconds: number;
}

export type FinalizeResult =
  | {
      /** Values for `Set-Cookie`, ready for Node's `setHeader` (UTF-8 bytes, one character each). */
      readonly setCookie: readonly string[];
      /** `gone`: somebody ended the session during the request. */
      readonly stored: 'written' | 'removed' | 'untouched' | 'gone';
    }
  /** Reported to the log. The client keeps the cookie it has: the session that belongs to it is as it was. */
  | {
      readonly setCookie: readonly [];
      readonly stored: 'failed';
      readonly error: Error;
      /** A login, switch, return or logout has not happened, and the answer must say so (DECISIONS 19, 39). */
      readonly isDecisive: boolean;
    };

export interface SwitchedSessionRequest {
  readonly superuserId: string;
  readonly authMethod: string;
  readonly targetId: string;
  readonly address: CookieAddress;
  readonly isHttps: boolean;
  readonly nowSeconds: number;
  readonly endsSeconds: number;
}

export interface SwitchedSession {
  readonly sid: SessionId;
  readonly cookieName: string;
  readonly setCookie: readonly string[];
}

/** Things an administrator may want to know; the host turns them into log lines and hides the ids. */
export type SessionEvent =
  | {
      readonly kind: 'refused';
      readonly sid: SessionId;
      readonly reason: string;
      readonly names: readonly string[];
    }
  | { readonly kind: 'corrupt'; readonly sid: SessionId; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly sid: SessionId; readonly reason: string }
  | { readonly kind: 'not-saved'; readonly sid: SessionId; readonly reason: string }
  | { readonly kind: 'not-removed'; readonly sid: SessionId; readonly reason: string }
  | { readonly kind: 'cookie-impossible'; readonly reason: string };

export interface SessionServiceOptions {
  readonly settings: SessionSettings;
  readonly siteid: string;
  /** One store per directory and process, shared by the wikis that share it (`session-stores.ts`). */
  readonly store: SessionStore;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly report?: (event: SessionEvent) => void;
}
