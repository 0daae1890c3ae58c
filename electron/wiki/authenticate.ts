import { pythonLiteral } from '../../shared/python/literal.ts';
import { pyUnicode } from '../../shared/python-value.ts';
import type { AuthMethod } from '../config/wiki-settings.ts';
import type { Session } from '../session/session.ts';
import type { LoginDelays } from '../user/login-delay.ts';
import { formLogin, saveUpgradedPassword, type LoginForm, type LoginOutcome } from '../user/login.ts';
import type { UserProfile } from '../user/profile.ts';
import { isSuperuser } from '../user/superuser.ts';
import { switchedUser } from '../user/switch-user.ts';
import { isUserId } from '../user/user-id.ts';
import { anonymous, userOf, type Identity, type LoggedIn } from './identity.ts';
import { utf8OrLatin1 } from '../../shared/python/utf8.ts';
import type { Parameters } from './parameters.ts';
import type { WikiEvent, WikiRequest } from './request.ts';
import type { VerifiedCredentials } from './verified-credentials.ts';
import type { WikiState } from './wiki-state.ts';

/** What the login form has to say about this request. */
export type LoginNotice =
  | { readonly kind: 'login-failed' | 'missing-password' | 'missing-user-name' | 'login-from-elsewhere' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'switch-ended'; readonly realName: string };

export type Authentication =
  | {
      readonly kind: 'known';
      readonly identity: Identity;
      readonly notices: readonly LoginNotice[];
      /** A login form was accepted in this very request (D10). */
      readonly loggedIn: boolean;
      /** The page was asked for as somebody the visitor no longer is: what would change something is not carried out. */
      readonly switchEnded: boolean;
    }
  /** HTTP Basic credentials are missing or wrong: 401. */
  | { readonly kind: 'credentials-wanted'; readonly realm: string };

export interface AuthenticationInput {
  readonly state: WikiState;
  readonly request: WikiRequest;
  readonly parameters: Parameters;
  readonly session: Session;
  readonly nowSeconds: () => number;
  /** Null in strict compatibility. */
  readonly delays: LoginDelays | null;
  readonly verified: VerifiedCredentials;
  readonly log: (event: WikiEvent) => void;
}

/**
 * Who is it (spec/sessions.md §11.1): restored from the session, then switched, then exactly one of login, logout and
 * the per-request hooks. The presence of the fields `login` and `logout` counts, whatever the action.
 */
export async function authenticate(input: AuthenticationInput): Promise<Authentication> {
  const { parameters, state } = input;
  let identity = await identityOfSession(input);
  const notices: LoginNotice[] = [];
  const ended = endedSwitch(identity, input);
  if (ended !== null) notices.push({ kind: 'switch-ended', realName: ended });
  let loggedIn = false;
  if (parameters.has('login') && isFromElsewhere(input)) notices.push({ kind: 'login-from-elsewhere' });
  else if (parameters.has('login')) {
    for (const method of state.settings.auth) {
      if (method.name !== 'moin') continue;
      const form = { name: parameters.text('name'), password: parameters.text('password') };
      const outcome = await tryFormLogin(form, userOf(identity) !== null, input);
      if (outcome.identity !== null) {
        identity = outcome.identity;
        loggedIn = true;
      }
      if (outcome.notice !== null) notices.push(outcome.notice);
    }
  } else if (parameters.has('logout') && ended === null) identity = afterLogout(identity);
  if (!parameters.has('logout')) {
    for (const method of state.settings.auth) {
      if (method.name === 'given' && !parameters.has('login'))
        identity = await requestGiven(method, identity, input);
      if (method.name !== 'http') continue;
      // Asked for with a login field too: the reference skips it there, which lets anybody in.
      const basic = await requestBasic(method, identity, input);
      if (basic === null) return { kind: 'credentials-wanted', realm: method.realm };
      identity = basic;
    }
  }
  return { kind: 'known', identity, notices, loggedIn, switchEnded: ended !== null };
}

/**
 * Who is back in the own account because the person acted as has none any more, or because a superuser is none; null in
 * strict compatibility, where nobody is told (DECISIONS 40).
 */
function endedSwitch(identity: Identity, { session, state }: AuthenticationInput): string | null {
  const isOver = session.setuid !== null && identity.kind === 'user' && identity.actingAs === null;
  return isOver && state.settings.compatibility !== 'strict' ? identity.real.name : null;
}

/**
 * A login in an address that a page of another site made the browser follow: it would work on under an account of the
 * attacker's choice (DECISIONS 15). Forms of other sites were refused before (refusals.ts).
 */
const isFromElsewhere = ({ request, state }: AuthenticationInput): boolean =>
  request.method !== 'POST' &&
  request.headers['sec-fetch-site'] === 'cross-site' &&
  state.settings.compatibility !== 'strict';

type SessionInput = Pick<AuthenticationInput, 'state' | 'request' | 'session' | 'log'>;
type LoginInput = Omit<AuthenticationInput, 'parameters' | 'session'>;

/** Whose session this is, and who they are being. */
export async function identityOfSession(input: SessionInput): Promise<Identity> {
  return applySwitch(await restore(input), input);
}

/** The real user the session names; anonymous unless everything fits (spec/sessions.md §10). */
async function restore({ session, state }: SessionInput): Promise<Identity> {
  const { userId, authMethod, authAttribs } = session;
  if (userId === null || authMethod === null || authAttribs === null || !isUserId(userId)) return anonymous;
  if (!state.settings.auth.some((method) => method.name === authMethod)) return anonymous;
  const real = await state.users.byId(userId);
  if (real === null || real.disabled) return anonymous;
  return { kind: 'user', real, method: authMethod, attributes: authAttribs, actingAs: null };
}

async function applySwitch(identity: Identity, input: SessionInput): Promise<Identity> {
  const { setuid } = input.session;
  if (identity.kind === 'anonymous' || setuid === null) return identity;
  const { state, request } = input;
  const superuser = isSuperuser(identity.real, request.remoteAddress, state.settings);
  const target = await switchedUser(state.users, setuid, superuser);
  if (target === null) return identity;
  input.log({
    kind: 'abuse',
    level: 'INFO',
    system: `auth/login (setuid from ${pythonLiteral(pyUnicode(identity.real.name))})`,
    succeeded: true,
    userName: target.name,
    remoteAddress: request.remoteAddress,
    page: null,
  });
  return { ...identity, actingAs: target };
}

/** A login that is no form of this request (XML-RPC), by the same methods and delays; null: refused. */
export async function identityOfLogin(form: LoginForm, input: LoginInput): Promise<LoggedIn | null> {
  const isOffered = input.state.settings.auth.some(({ name }) => name === 'moin');
  return isOffered ? (await tryFormLogin(form, false, input)).identity : null;
}

async function tryFormLogin(
  form: LoginForm,
  alreadyValid: boolean,
  input: LoginInput,
): Promise<{ readonly identity: LoggedIn | null; readonly notice: LoginNotice | null }> {
  const { state } = input;
  const outcome = await formLogin(form, alreadyValid, {
    accounts: state.users,
    passwords: state.passwords,
    delays: input.delays,
    nowSeconds: input.nowSeconds,
  });
  switch (outcome.kind) {
    case 'nothing':
      return { identity: null, notice: null };
    case 'field-missing':
      return {
        identity: null,
        notice: { kind: outcome.field === 'name' ? 'missing-user-name' : 'missing-password' },
      };
    case 'wait':
      return { identity: null, notice: { kind: 'wait', seconds: Math.ceil(outcome.seconds) } };
    case 'wrong':
      logLogin(input, 'auth/login (moin)', form.name, false);
      return { identity: null, notice: { kind: 'login-failed' } };
    case 'ok': {
      logLogin(input, 'auth/login (moin)', form.name, true);
      const real = await afterUpgrade(outcome, input);
      return {
        identity: { kind: 'user', real, method: 'moin', attributes: [], actingAs: null },
        notice: null,
      };
    }
  }
}

/** A profile that can't be rewritten with the better hash is no reason to refuse the login. */
async function afterUpgrade(
  outcome: LoginOutcome & { readonly kind: 'ok' },
  input: LoginInput,
): Promise<UserProfile> {
  try {
    return await saveUpgradedPassword(input.state.users, outcome);
  } catch (error) {
    input.log({
      kind: 'problem',
      what: `The new password hash of an account was not saved: ${String(error)}`,
    });
    return outcome.profile;
  }
}

/** Once while switched: back to the own account; else the method lets the user go (all of ours do). */
function afterLogout(identity: Identity): Identity {
  if (identity.kind === 'user' && identity.actingAs !== null) return { ...identity, actingAs: null };
  return anonymous;
}

/** The web server in front says who it is, on every request (spec/sessions.md §11.4). */
async function requestGiven(
  method: AuthMethod & { readonly name: 'given' },
  identity: Identity,
  input: AuthenticationInput,
): Promise<Identity> {
  const given = givenName(method, input.request);
  if (given === '') return identity.kind === 'user' && identity.method === 'given' ? anonymous : identity;
  const { users } = input.state;
  let profile = await users.findByName(given);
  if (profile === null && method.autocreate) {
    const created = await users.create({ name: given });
    if (created.ok) {
      profile = created.value;
      logLogin(input, 'account/created', given, true);
    }
  }
  logLogin(input, 'auth/request (given)', given, profile !== null);
  if (profile === null) return anonymous;
  return { kind: 'user', real: profile, method: 'given', attributes: ['name', 'password'], actingAs: null };
}

function givenName(method: AuthMethod & { readonly name: 'given' }, request: WikiRequest): string {
  let name = method.userName ?? request.environ[method.envVar ?? 'REMOTE_USER'] ?? '';
  if (method.stripMaildomain) name = name.split('@')[0] ?? '';
  if (method.stripWindomain) name = name.split('\\').at(-1) ?? '';
  if (method.titlecase)
    name = name.replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase());
  if (method.removeBlanks) name = name.replaceAll(' ', '');
  return name;
}

/** HTTP Basic by the wiki itself; null: ask for credentials. */
async function requestBasic(
  method: AuthMethod & { readonly name: 'http' },
  identity: Identity,
  input: AuthenticationInput,
): Promise<Identity | null> {
  const { request, state } = input;
  const encoded = /^basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(request.headers['authorization'] ?? '')?.[1];
  if (encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  const text = method.coding === 'iso-8859-1' ? bytes.toString('latin1') : utf8OrLatin1(bytes);
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const [name, password] = [text.slice(0, colon), text.slice(colon + 1)];
  const wait = input.delays?.wait(name, input.nowSeconds()) ?? 0;
  if (wait > 0) return null;
  const profile = await state.users.findByName(name);
  const right = await isRight(profile?.encPassword ?? null, password, input);
  if (profile === null || !right) {
    input.delays?.failed(name, input.nowSeconds());
    return null;
  }
  input.delays?.succeeded(name);
  const switched = identity.kind === 'user' && identity.real.id === profile.id ? identity.actingAs : null;
  return { kind: 'user', real: profile, method: 'http', attributes: [], actingAs: switched };
}

async function isRight(
  stored: string | null,
  password: string,
  { state, verified }: Pick<AuthenticationInput, 'state' | 'verified'>,
): Promise<boolean> {
  if (stored !== null && verified.has(stored, password)) return true;
  const { matches } = await state.passwords.verify(stored, password);
  if (stored !== null && matches) verified.add(stored, password);
  return matches;
}

function logLogin(
  input: Pick<LoginInput, 'log' | 'request'>,
  system: string,
  userName: string,
  succeeded: boolean,
): void {
  input.log({
    kind: 'abuse',
    level: succeeded ? 'INFO' : 'WARNING',
    system,
    succeeded,
    userName,
    remoteAddress: input.request.remoteAddress,
    page: null,
  });
}
