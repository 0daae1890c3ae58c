import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { sessionCookieName } from '../../../../shared/session/cookie-name.ts';
import { toHeaderText } from '../../../../shared/session/header-text.ts';
import { parseSessionId } from '../../../../shared/session/sid.ts';
import type { Session } from '../../../session/session.ts';
import type { ProfileValue } from '../../../user/profile.ts';
import { identityOfSession } from '../../authenticate.ts';
import { currentUser, withIdentity } from '../../context.ts';
import { anonymous, sessionVisitor, userOf, type Identity } from '../../identity.ts';
import { cookieAddressOf } from '../../request.ts';
import { rpcMethod, textIn, textOut, type RpcConversation, type RpcMethod } from '../method.ts';
import { RpcFault, type RpcValue } from '../value.ts';

const invalidToken = new RpcFault('INVALID', 'Invalid token.');

/** The calls that follow are this person's. */
function become(rpc: RpcConversation, identity: Identity): void {
  const user = userOf(identity);
  if (user !== null) rpc.context.state.noteAccount(user);
  rpc.context = withIdentity(rpc.context, identity);
}

/** A token is the id of an ordinary session; null: it opens none that somebody is logged in with. */
async function openToken(
  rpc: RpcConversation,
  token: string,
): Promise<{ readonly session: Session; readonly identity: Identity } | null> {
  const { state, settings, request, nowSeconds, log } = rpc.context;
  const sid = parseSessionId(token);
  if (sid === null) return null;
  const address = cookieAddressOf(request);
  const cookie = sessionCookieName(settings.session, { siteid: settings.siteid, ...address });
  const session = await state.sessions.getSession({
    cookieHeader: `${toHeaderText(cookie)}=${sid}`,
    address,
    nowSeconds,
  });
  const identity =
    session.sid === sid ? await identityOfSession({ state, request, session, log }) : anonymous;
  return identity.kind === 'user' ? { session, identity } : null;
}

/** The id of a new session, which is a login like any other; empty when name or password are wrong. */
async function getAuthToken(
  rpc: RpcConversation,
  name: string,
  password: string,
): Promise<RpcValue | RpcFault> {
  const { state, request, nowSeconds, settings } = rpc.context;
  if (rpc.loginsLeft <= 0) return new RpcFault(1, 'Too many logins in one request.');
  rpc.loginsLeft -= 1;
  const form = { name: textIn(rpc, name), password: textIn(rpc, password) };
  const identity = await rpc.context.logIn(form);
  if (identity === null) return '';
  const address = cookieAddressOf(request);
  // Never the session of a cookie that came along: cookies say nothing here.
  const session = await state.sessions.getSession({ cookieHeader: undefined, address, nowSeconds });
  const finalized = await state.sessions.finalize({
    session,
    visitor: sessionVisitor(identity),
    address,
    isHttps: request.scheme === 'https',
    nowSeconds,
  });
  // A token of a session that nobody keeps would open nothing.
  if (finalized.stored === 'failed') throw finalized.error;
  // MoinMoin finalizes once for the token and once for the request (spec/sessions.md §2).
  const times = settings.compatibility === 'strict' ? 2 : 1;
  for (let time = 0; time < times; time += 1) rpc.setCookie.push(...finalized.setCookie);
  become(rpc, identity);
  return session.sid;
}

/** Never given out, whatever MoinMoin does: hashes, recovery keys, and form fields for passwords. */
const isSecret = (key: string): boolean => /passw|recoverpass/.test(key);

function profileValue(rpc: RpcConversation, value: ProfileValue): RpcValue {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return textOut(rpc, value);
  if (value instanceof Map)
    return new Map(
      Array.from(value as ReadonlyMap<string, string>, ([key, text]) => [key, textOut(rpc, text)]),
    );
  return (value as readonly string[]).map((text) => textOut(rpc, text));
}

function userProfile(rpc: RpcConversation): RpcValue {
  const attributes = currentUser(rpc.context)?.attributes ?? new Map<string, ProfileValue>();
  const shown = Array.from(attributes).filter(([key]) => !isSecret(key));
  return new Map(shown.map(([key, value]) => [key, profileValue(rpc, value)]));
}

/** Tells wikis apart that share a name. MoinMoin stores one on first need; asking ours writes nothing. */
function wikiId({ context: { settings } }: RpcConversation): string {
  const key = settings.secrets.forPurpose('wikiutil/tickets');
  const digest = createHmac('sha256', key).update(`IWID ${settings.siteid}`).digest('hex');
  return `${digest.slice(0, 32)}-0`;
}

export const accountMethods: readonly RpcMethod[] = [
  rpcMethod('getAuthToken', z.tuple([z.string(), z.string()]), getAuthToken),
  rpcMethod('applyAuthToken', z.tuple([z.string()]), async (rpc, token) => {
    const opened = await openToken(rpc, token);
    if (opened === null) return invalidToken;
    become(rpc, opened.identity);
    return 'SUCCESS';
  }),
  rpcMethod('deleteAuthToken', z.tuple([z.string()]), async (rpc, token) => {
    const opened = await openToken(rpc, token);
    if (opened === null) return invalidToken;
    await rpc.context.state.sessions.destroySession(opened.session);
    return 'SUCCESS';
  }),
  rpcMethod('WhoAmI', z.tuple([]), (rpc) => {
    const user = currentUser(rpc.context);
    return textOut(rpc, `You are ${user?.name ?? '<unknown user>'}. valid=${user === null ? 0 : 1}.`);
  }),
  rpcMethod('getUserProfile', z.tuple([]), userProfile),
  rpcMethod('interwikiName', z.tuple([]), (rpc) => {
    const { interwikiname } = rpc.context.settings;
    return [interwikiname === null ? null : textOut(rpc, interwikiname), wikiId(rpc)];
  }),
  rpcMethod('getMoinVersion', z.tuple([]), () => ['Croft', '1', 'release']),
  rpcMethod('getRPCVersionSupported', z.tuple([]), ({ version }) => version),
];
