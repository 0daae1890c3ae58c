import { loginDelaysAt } from '../user/login-delay.ts';
import { UnreadableError } from '../base/disk-reading.ts';
import { givingWay } from '../base/slices.ts';
import { groupNameTest } from '../user/names.ts';
import { pageNameOfPath } from '../page/page-name.ts';
import type { Session } from '../session/session.ts';
import { actions } from './action/actions.ts';
import type { Answer } from './answer.ts';
import { authenticate, identityOfLogin, type Authentication } from './authenticate.ts';
import { BodyCutOff, bodyRoom, NoRoomForBody } from './body-room.ts';
import { runAction } from './choose-action.ts';
import type { RequestContext } from './context.ts';
import { diskRefusal, notStored } from './disk-refusal.ts';
import type { FinalizeResult } from '../session/session-service.ts';
import { pointElsewhere } from './front-door.ts';
import { withContentTag } from './conditional.ts';
import { takeHandoff } from './handoff.ts';
import { sessionVisitor, userOf, type Identity } from './identity.ts';
import { loginMessages } from './login-messages.ts';
import { Parameters, readParameters, withoutForm } from './parameters.ts';
import {
  badForm,
  credentialsWanted,
  defectPage,
  refuseSpider,
  refuseUnread,
  tooManyRequests,
} from './refusals.ts';
import { cookieAddressOf, type WikiEvent, type WikiRequest, type WikiResponse } from './request.ts';
import { finishResponse } from './response.ts';
import { isSpider } from './spiders.ts';
import { staticFile } from './static-files.ts';
import { SurgeProtection } from './surge.ts';
import { chooseLanguage, textsFor, type Texts } from './texts/texts.ts';
import { ticketMaker } from './tickets.ts';
import { VerifiedCredentials } from './verified-credentials.ts';
import type { WikiState } from './wiki-state.ts';
import { answerXmlRpc, rpcVersionOf } from './xmlrpc/xmlrpc.ts';

/** One wiki's HTTP application. Holds caches; opens no sockets and no timers. */
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
  /**
   * Scheme, host and mount that lead to this wiki, as configured or remembered, without a slash at the end; null: none is
   * known. What leaves by mail is made of it, never of a request, which whoever asks can write as they like.
   */
  readonly address: () => string | null;
  /** Whether the CSP of pages lets the scripts of `html_head` run (DECISIONS 22); left out: never. */
  readonly scriptsAllowed?: () => boolean;
  /** Where `?action=croft-handoff` (POST, field `code`) looks codes up; without it the action is unknown. */
  readonly handoffs?: HandoffDesk;
}

export function createWiki(parts: WikiParts): Wiki {
  const memory: WikiMemory = {
    surge: new SurgeProtection(),
    verified: new VerifiedCredentials(),
  };
  return {
    async handle(received) {
      const startedMs = performance.now();
      const { body, release } = bodyRoom.measure(received.body);
      const request = { ...received, body };
      let done: { readonly response: WikiResponse; readonly userName: string | null };
      try {
        done = await answer(request, parts, memory);
      } catch (error) {
        const texts = textsForVisitor(request, parts.state());
        done = {
          response: finishResponse(request, failed(error, request, texts, parts.log)),
          userName: null,
        };
      } finally {
        release();
      }
      parts.log({
        kind: 'request',
        method: request.method,
        path: request.path,
        status: done.response.status,
        durationMs: performance.now() - startedMs,
        userName: done.userName,
      });
      return done.response;
    },
  };
}

/** What a request is told that could not be carried out, and the log with it. */
function failed(error: unknown, request: WikiRequest, texts: Texts, log: WikiParts['log']): Answer {
  if (error instanceof NoRoomForBody) return badForm(texts, 503);
  if (error instanceof BodyCutOff) return badForm(texts, 400);
  const refusal = diskRefusal(error, request, texts);
  if (refusal === null) log({ kind: 'defect', error, path: request.path });
  else log({ kind: 'problem', what: refusal.what });
  return refusal?.answer ?? defectPage(texts);
}

/** What a wiki remembers between requests, besides what lies on disk. */
interface WikiMemory {
  readonly surge: SurgeProtection;
  readonly verified: VerifiedCredentials;
}

/** The way of a request (DESIGN §4): session in, user, page name, action, ACL, page, theme, session out. */
async function answer(
  request: WikiRequest,
  parts: WikiParts,
  memory: WikiMemory,
): Promise<{ readonly response: WikiResponse; readonly userName: string | null }> {
  const state = parts.state();
  const { settings } = state;
  const texts = textsForVisitor(request, state);
  const visitor = (response: WikiResponse) => ({ response, userName: null });

  const file = await staticFile(request, settings.urlPrefixStatic);
  if (file !== null) return visitor(file);

  const unread = refuseUnread(request, settings, texts);
  if (unread !== null) return visitor(finishResponse(request, unread));
  const rpcVersion = rpcVersionOf(request);
  const read = rpcVersion === null ? await readParameters(request) : withoutForm(request);
  if (read.kind === 'refused') return visitor(finishResponse(request, badForm(texts, read.status)));
  const { parameters } = read;
  const action = actionName(parameters);

  const refusal = refuseSpider(request, parameters, action, settings, texts);
  if (refusal !== null) return visitor(finishResponse(request, refusal));
  const handoff = await takeHandoff(request, parameters, action, parts.handoffs, texts);
  if (handoff !== null) return visitor(finishResponse(request, handoff.answer, handoff));

  const nowSeconds = parts.nowSeconds();
  const session = await sessionIn(request, state, nowSeconds);
  const authentication = {
    state,
    request,
    parameters,
    session,
    nowSeconds: parts.nowSeconds,
    delays: settings.compatibility === 'strict' ? null : loginDelaysAt(settings.userDir),
    verified: memory.verified,
    log: parts.log,
  };
  const who = await authenticate(authentication);
  if (who.kind === 'credentials-wanted')
    return visitor(finishResponse(request, credentialsWanted(texts, who.realm)));
  const wait = surgeWait(request, action, who.identity, state, memory.surge, nowSeconds);
  if (wait > 0) return visitor(finishResponse(request, tooManyRequests(texts, wait)));

  state.pages.refresh();
  // Whatever lists pages takes the names at once; in a large wiki the first to come waits here, and nobody else.
  await namesAhead(state);
  const user = userOf(who.identity);
  if (user !== null) state.noteAccount(user);
  // Tickets in the page hold the session's id, so a new id must be known before the page is made (D2).
  if (rpcVersion === null) state.sessions.renewForVisitor(session, sessionVisitor(who.identity));
  const namedPage = pageNameOf(request, state);
  // What was meant to be done as somebody who is gone is done as nobody: the page and a notice instead (DECISIONS 40).
  const isVoid = who.switchEnded && (request.method === 'POST' || parameters.has('ticket'));
  const context = makeContext({
    request,
    parameters: isVoid ? new Parameters([]) : parameters,
    state,
    nowSeconds,
    session,
    who,
    action: isVoid ? 'show' : action,
    namedPage,
    parts,
    logIn: (form) => identityOfLogin(form, authentication),
  });
  if (rpcVersion !== null) return visitor(finishResponse(request, await answerXmlRpc(context, rpcVersion)));
  const done = pointElsewhere(context, namedPage) ?? (await runAction(context));
  const answered = withContentTag(request, done);
  const out = await sessionOut(context, answered, who);
  if (out.stored === 'failed' && out.isDecisive)
    return visitor(finishResponse(request, notStored(texts, out.error)));
  const { setCookie } = out;
  const identity = answered.identity ?? context.identity;
  return {
    response: finishResponse(request, answered, { setCookie, scripts: parts.scriptsAllowed?.() ?? false }),
    userName: userOf(identity)?.name ?? null,
  };
}

/** Where the names can't be read, whatever needs them says so; the rest goes on. */
async function namesAhead({ pages }: WikiState): Promise<void> {
  try {
    await givingWay(pages.prepareNames());
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
  }
}

const actionName = (parameters: Parameters): string => {
  const name = parameters.text('action');
  return name === '' ? 'show' : name;
};

function sessionIn(request: WikiRequest, state: WikiState, nowSeconds: number): Promise<Session> {
  return state.sessions.getSession({
    cookieHeader: request.headers['cookie'],
    address: cookieAddressOf(request),
    nowSeconds,
  });
}

/** The page that the address names; empty for the bare address. */
function pageNameOf(request: WikiRequest, state: WikiState): string {
  return pageNameOfPath(request.path, groupNameTest(state.settings.pageGroupRegex));
}

/** The sentences in the visitor's language; before anybody knows who it is, there is no profile to ask. */
const textsForVisitor = (request: WikiRequest, { settings }: WikiState, profile = ''): Texts =>
  textsFor(
    chooseLanguage({
      profile,
      acceptLanguage: request.headers['accept-language'],
      ignoreBrowser: settings.languageIgnoreBrowser,
      wikiDefault: settings.languageDefault,
    }),
  );

function makeContext(input: {
  readonly request: WikiRequest;
  readonly parameters: Parameters;
  readonly state: WikiState;
  readonly nowSeconds: number;
  readonly session: Session;
  readonly who: Authentication & { readonly kind: 'known' };
  readonly action: string;
  readonly namedPage: string;
  readonly parts: WikiParts;
  readonly logIn: RequestContext['logIn'];
}): RequestContext {
  const { request, state, who, session, nowSeconds } = input;
  const { settings } = state;
  const texts = textsForVisitor(request, state, userOf(who.identity)?.language);
  return {
    request,
    parameters: input.parameters,
    state,
    settings,
    nowSeconds,
    session,
    identity: who.identity,
    texts,
    pageName: input.namedPage === '' ? settings.pageFrontPage : input.namedPage,
    action: input.action,
    actionNames: [...actions.keys()].filter((name) => !settings.actionsExcluded.includes(name)),
    notices: loginMessages(who.notices, texts),
    isSpider: isSpider(request, settings.uaSpiders),
    log: input.parts.log,
    address: input.parts.address(),
    logIn: input.logIn,
    ticket: ticketMaker({ state, session, identity: who.identity, nowSeconds }),
  };
}

function surgeWait(
  request: WikiRequest,
  action: string,
  identity: Identity,
  { settings }: WikiState,
  surge: SurgeProtection,
  nowSeconds: number,
): number {
  const { remoteAddress } = request;
  const client = userOf(identity)?.id ?? remoteAddress;
  return surge.check({ client, remoteAddress, action, nowSeconds, settings });
}

/**
 * Cookie and storage at the end of a request that ended normally (spec/sessions.md §4.2). Redirects and the like are
 * left alone, except when this very request carried a login, which would be lost (D10).
 */
async function sessionOut(
  context: RequestContext,
  answered: Answer,
  who: Authentication & { readonly kind: 'known' },
): Promise<FinalizeResult> {
  if (answered.endsSession === 'leave' && !who.loggedIn) return { setCookie: [], stored: 'untouched' };
  return context.state.sessions.finalize({
    session: context.session,
    visitor: sessionVisitor(answered.identity ?? context.identity),
    address: cookieAddressOf(context.request),
    isHttps: context.request.scheme === 'https',
    nowSeconds: context.nowSeconds,
  });
}
