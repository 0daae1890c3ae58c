import { pyInt, pyStr, pyTuple } from '../../shared/python-value.ts';
import { sessionBehaviour, type SessionBehaviour } from '../../shared/session/behaviour.ts';
import { readCookies } from '../../shared/session/cookie-header.ts';
import { sessionCookieName } from '../../shared/session/cookie-name.ts';
import { toHeaderText } from '../../shared/session/header-text.ts';
import { expiresSeconds, isExpired, lifetimeSeconds } from '../../shared/session/lifetime.ts';
import { cookieProblem, deletionCookieLines, setCookieLine } from '../../shared/session/set-cookie.ts';
import { parseSessionId, sessionIdFrom, type SessionId } from '../../shared/session/sid.ts';
import { UnreadableError } from '../base/disk-reading.ts';
import { changesIdentity, restsOnStoring, storeVisitor } from './identity.ts';
import { decodePickle } from './pickle/decode.ts';
import { processMemoryOf, type ProcessMemory } from './process-memory.ts';
import { PyDict } from './py-dict.ts';
import { saveSession } from './save-session.ts';
import type {
  CookieAddress,
  FinalizeRequest,
  FinalizeResult,
  SessionEvent,
  SessionRequest,
  SessionService,
  SessionServiceOptions,
  SwitchedSession,
  SwitchedSessionRequest,
  Visitor,
} from './session-service.ts';
import { Session, standardKeys } from './session.ts';
import type { StoredSession } from './session-store.ts';

/** The session service of one wiki on one of the three stores. */
export function createSessionService(options: SessionServiceOptions): SessionService {
  return new StoredSessionService(options);
}

class StoredSessionService implements SessionService {
  readonly #options: SessionServiceOptions;
  readonly #behaviour: SessionBehaviour;
  readonly #memory: ProcessMemory;
  #reportedCookieProblem = false;

  constructor(options: SessionServiceOptions) {
    this.#options = options;
    this.#behaviour = sessionBehaviour(options.settings.compatibility);
    this.#memory = processMemoryOf(options.store);
  }

  async getSession(request: SessionRequest): Promise<Session> {
    await this.#options.store.prepare();
    const name = toHeaderText(this.#cookieName(request.address));
    const [sid, ...others] = this.#sidsIn(request.cookieHeader ?? '', name);
    if (sid === undefined) return this.#newSession();
    for (const candidate of others.length > 0 ? [sid, ...others] : []) {
      const stored = await this.#options.store.read(candidate);
      if (stored.kind === 'present') return this.#restore(candidate, stored, request.nowSeconds);
    }
    if (this.#memory.isRetired(sid, request.nowSeconds)) return this.#newSession({ mayChangeCookie: false });
    return this.#restore(sid, await this.#options.store.read(sid), request.nowSeconds);
  }

  /** Well-formed ids of the cookies of our name; the first cookie alone in strict compatibility. */
  #sidsIn(cookieHeader: string, name: string): readonly SessionId[] {
    const values = readCookies(cookieHeader, name);
    const heeded = this.#behaviour.heedsLeftoverCookies ? values : values.slice(0, 1);
    return heeded.map(parseSessionId).filter((sid) => sid !== null);
  }

  /** spec/sessions.md §4.1 */
  async #restore(sid: SessionId, stored: StoredSession, nowSeconds: number): Promise<Session> {
    if (stored.kind === 'absent')
      return new Session({ sid: this.#behaviour.adoptUnknownSid ? sid : this.#freshSid(), isNew: false });
    if (stored.kind === 'unreadable') return this.#unreadable(sid, stored);

    const decoded = decodePickle(stored.bytes);
    if (decoded.kind === 'refused') {
      this.#report({ kind: 'refused', sid, reason: decoded.reason, names: decoded.names });
      return this.#newSession();
    }
    if (decoded.kind !== 'ok') {
      const reason =
        decoded.kind === 'corrupt' ? decoded.reason : `a ${decoded.value.type}, not a dictionary`;
      this.#report({ kind: 'corrupt', sid, reason });
      return new Session({ sid, isNew: false, expected: stored.version });
    }
    const content = PyDict.from(decoded.value);
    const end = this.#memory.endOf(sid);
    if (isExpired(content.get(standardKeys.expires), nowSeconds) || (end !== null && end < nowSeconds)) {
      await this.#remove(sid);
      return this.#newSession();
    }
    return new Session({ sid, isNew: false, content, expected: stored.version });
  }

  /**
   * MoinMoin takes such a file for an empty session and then overwrites or removes it. What can't be read now (another
   * account's mode, no file handles, a Redis that restarts) may well be readable at the next request: until then nobody can
   * say who this is. What can be no session (a folder in its place) is nobody's, and left alone with the cookie.
   */
  #unreadable(sid: SessionId, { what, isSession }: StoredSession & { readonly kind: 'unreadable' }): Session {
    this.#report({ kind: 'unreadable', sid, reason: what.code });
    if (isSession) throw new UnreadableError(what);
    return this.#behaviour.adoptUnknownSid && this.#options.store.kind === 'file'
      ? new Session({ sid, isNew: false, expected: 'any' })
      : this.#newSession({ mayChangeCookie: false });
  }

  renewForVisitor(session: Session, visitor: Visitor): boolean {
    if (!this.#behaviour.renewSidWithIdentity || !changesIdentity(session, visitor)) return false;
    session.renewSid(this.#freshSid());
    session.modified = true;
    return true;
  }

  /** The steps of spec/sessions.md §4.2, in their order. */
  async finalize(request: FinalizeRequest): Promise<FinalizeResult> {
    const { session, visitor, nowSeconds } = request;
    if (!session.mayChangeCookie && !visitor.valid) return { setCookie: [], stored: 'untouched' };
    this.renewForVisitor(session, visitor);
    const lifetime = this.#lifetime(session, visitor, nowSeconds);
    const killed = !visitor.valid && session.has(standardKeys.userId);
    const kept = lifetime > 0 && !killed;
    const expires = expiresSeconds(nowSeconds, lifetime);

    const isDecisive = killed || restsOnStoring(session, visitor);
    const setCookie = this.#cookieLines(request, kept ? { lifetime, expires } : null);
    if (!kept) {
      if (session.isNew) return { setCookie, stored: 'untouched' };
      const error = await this.#destroyReporting(session);
      return error === null ? { setCookie, stored: 'removed' } : failed(error, isDecisive);
    }

    if (!session.isNew || (visitor.valid && this.#behaviour.expiresInFirstSave))
      storeExpires(session, expires);
    storeVisitor(session, visitor);
    const wanted = session.modified && (visitor.valid || !session.isNew);
    // Nobody would ever come back to a first save whose cookie can't be sent (D8).
    const pointless = setCookie.length === 0 && session.loaded.expected === 'absent';
    if (!wanted || pointless) return { setCookie, stored: 'untouched' };

    for (const reason of session.prepareForStoring())
      this.#report({ kind: 'not-saved', sid: session.sid, reason });
    const stored = await saveSession(session, lifetime, nowSeconds, {
      store: this.#options.store,
      memory: this.#memory,
      report: (event) => this.#report(event),
    });
    if (typeof stored === 'object') return failed(stored.failed, isDecisive);
    // Whoever ended the session has told the client what to do with the cookie.
    return { setCookie: stored === 'gone' ? [] : setCookie, stored };
  }

  #lifetime(session: Session, visitor: Visitor, nowSeconds: number): number {
    const lifetime = lifetimeSeconds(
      this.#options.settings.cookieLifetime,
      visitor.valid ? { loggedIn: true, rememberMe: visitor.rememberMe } : { loggedIn: false },
    );
    const end = this.#memory.endOf(session.retiredSid ?? session.sid);
    return end === null ? lifetime : Math.min(lifetime, Math.max(0, Math.floor(end - nowSeconds)));
  }

  #cookieLines(
    request: FinalizeRequest,
    kept: { readonly lifetime: number; readonly expires: number } | null,
  ): readonly string[] {
    const { settings } = this.#options;
    const name = this.#cookieName(request.address);
    if (kept === null && request.session.isNew) return [];
    const line =
      kept === null
        ? null
        : setCookieLine(settings, {
            name,
            sid: request.session.sid,
            maxAgeSeconds: kept.lifetime,
            expiresSeconds: kept.expires,
            isHttps: request.isHttps,
          });
    const lines = kept === null ? deletionCookieLines(settings, name) : line === null ? [] : [line];
    if (lines.length === 0) this.#reportCookieProblem(name);
    return lines.map(toHeaderText);
  }

  #reportCookieProblem(name: string): void {
    if (this.#reportedCookieProblem) return;
    this.#reportedCookieProblem = true;
    this.#report({
      kind: 'cookie-impossible',
      reason: cookieProblem(this.#options.settings, name) ?? 'unknown',
    });
  }

  async destroySession(session: Session): Promise<void> {
    const error = await this.#destroyReporting(session);
    if (error !== null) throw error;
  }

  /** Null when nothing is stored any more, under the present id and the one before. */
  async #destroyReporting(session: Session): Promise<Error | null> {
    const sids = session.retiredSid === null ? [session.sid] : [session.retiredSid, session.sid];
    for (const sid of sids) {
      const error = await this.#remove(sid);
      if (error !== null) return error;
    }
    session.removed();
    return null;
  }

  async #remove(sid: SessionId): Promise<Error | null> {
    try {
      await this.#options.store.delete(sid);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#report({ kind: 'not-removed', sid, reason: String(error) });
      return error;
    }
    this.#memory.moveEnd(sid, null);
    return null;
  }

  getAllSessionIds(): Promise<readonly string[]> {
    return this.#options.store.list();
  }

  async createSwitchedSession(request: SwitchedSessionRequest): Promise<SwitchedSession> {
    const { store, settings } = this.#options;
    await store.prepare();
    const session = this.#newSession();
    const lifetime = Math.max(1, Math.floor(request.endsSeconds - request.nowSeconds));
    const expires = Math.floor(request.endsSeconds);
    session.update([
      [standardKeys.userId, pyStr(request.superuserId)],
      [standardKeys.authMethod, pyStr(request.authMethod)],
      [standardKeys.authAttribs, pyTuple([])],
      [standardKeys.setuid, pyStr(request.targetId)],
      [standardKeys.expires, pyInt(expires)],
    ]);
    const stored = await saveSession(session, lifetime, request.nowSeconds, {
      store,
      memory: this.#memory,
      report: (event) => this.#report(event),
    });
    if (typeof stored === 'object') throw stored.failed;
    if (stored !== 'written') throw new Error('the session of the switched window could not be stored');
    this.#memory.endAt(session.sid, request.endsSeconds, request.nowSeconds);
    const cookieName = this.#cookieName(request.address);
    const line = setCookieLine(settings, {
      name: cookieName,
      sid: session.sid,
      maxAgeSeconds: lifetime,
      expiresSeconds: expires,
      isHttps: request.isHttps,
    });
    if (line === null) this.#reportCookieProblem(cookieName);
    return { sid: session.sid, cookieName, setCookie: line === null ? [] : [toHeaderText(line)] };
  }

  #newSession(init: { readonly mayChangeCookie?: boolean } = {}): Session {
    return new Session({ sid: this.#freshSid(), isNew: true, ...init });
  }

  #freshSid(): SessionId {
    return sessionIdFrom(this.#options.randomBytes(20));
  }

  #cookieName(address: CookieAddress): string {
    return sessionCookieName(this.#options.settings, { siteid: this.#options.siteid, ...address });
  }

  #report(event: SessionEvent): void {
    this.#options.report?.(event);
  }
}

const failed = (error: Error, isDecisive: boolean): FinalizeResult => ({
  setCookie: [],
  stored: 'failed',
  error,
  isDecisive,
});

function storeExpires(session: Session, expires: number): void {
  const stored = session.get(standardKeys.expires);
  const same =
    (stored?.type === 'int' || stored?.type === 'long' || stored?.type === 'float') &&
    Number(stored.value) === expires;
  if (!same) session.set(standardKeys.expires, pyInt(expires));
}
