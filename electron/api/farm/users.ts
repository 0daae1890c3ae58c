import { randomInt } from 'node:crypto';
import { mkdir, writeFile } from '../../base/file-system.ts';
import path from 'node:path';
import type { UserDetails, UserRow } from '../../../shared/contract/user.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import type { AccountStore } from '../../farm/accounts.ts';
import type { WikiUnit } from '../../farm/wiki-unit.ts';
import {
  createAccount,
  disableAccount,
  enableAccount,
  setAccountPassword,
  type AccountTools,
  type CreateOutcome,
} from '../../user/accounts.ts';
import { groupNameTest } from '../../user/names.ts';
import { checkNewPassword } from '../../user/password-checker.ts';
import { passwordHasher, schemeOf } from '../../user/password.ts';
import type { UserProfile } from '../../user/profile.ts';
import { isSuperuser } from '../../user/superuser.ts';
import { accountCreatedSeconds } from '../../user/user-id.ts';
import { shortenPath } from '../shorten-path.ts';
import { nowSeconds, type FarmContext, type Handlers } from './context.ts';
import { lastLogins } from './last-logins.ts';
import { canMailLinks, recoveryHandlers } from './recovery.ts';
import type { SessionRows } from './session-rows.ts';
import type { EndedSessions } from './set-aside.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

export interface UserTools {
  readonly rows: () => SessionRows;
  readonly ended: EndedSessions;
}

type UserRequests =
  | 'user:list'
  | 'user:show'
  | 'user:create'
  | 'user:disable'
  | 'user:enable'
  | 'user:resetPassword'
  | 'user:recover';

export function userHandlers(context: FarmContext, tools: UserTools): Handlers<UserRequests> {
  const stores = (): readonly AccountStore[] => context.accounts.stores(context.host.wikis);

  function find(storeId: string): Result<{ store: AccountStore; wiki: WikiUnit }> {
    const store = stores().find((candidate) => candidate.id === storeId);
    const wiki = store?.wikis[0];
    if (!store || !wiki) return fail({ code: 'not-found', message: sentence('users.noStore') });
    return ok({ store, wiki });
  }

  function forChange(storeId: string): Result<{ store: AccountStore; wiki: WikiUnit; tools: AccountTools }> {
    if (context.host.options.readOnly)
      return fail({
        code: 'read-only',
        message: sentence('options.readOnly'),
        hint: sentence('users.readOnly.hint'),
      });
    const found = find(storeId);
    return found.ok
      ? ok({ ...found.value, tools: accountTools(context, found.value.store, found.value.wiki) })
      : found;
  }

  async function endSessionsOf(userId: string, store: AccountStore) {
    const directories = new Set(store.wikis.map((unit) => path.resolve(unit.settings?.sessionDir ?? '')));
    const theirs = [...context.host.sessions.rows.values()].filter(
      (session) => session.userId === userId && directories.has(session.directory),
    );
    return tools.ended.end(theirs);
  }

  return {
    ...recoveryHandlers(context, forChange),
    'user:list': async (_farmId, query) => {
      const rows = stores()
        .filter((store) => query.storeId === null || store.id === query.storeId)
        .flatMap((store) => userRows(context, store));
      const text = query.text.trim().toLowerCase();
      const found = rows
        .filter((row) =>
          `${row.name}\n${row.aliasName}\n${row.email}\n${row.id}`.toLowerCase().includes(text),
        )
        .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
      return ok({
        rows: found.slice(query.offset, query.offset + query.limit),
        total: found.length,
        stores: stores().map((store) => ({
          id: store.id,
          folder: shortenPath(store.directory),
          wikis: store.wikis.map((unit) => unit.id),
        })),
      });
    },
    'user:show': async (_farmId, storeId, userId) => {
      const found = find(storeId);
      if (!found.ok) return found;
      const profile = found.value.store.people.get(userId);
      if (!profile) return fail({ code: 'not-found', message: sentence('users.gone') });
      return ok(await userDetails(context, tools, found.value.store, profile));
    },
    'user:create': async (_farmId, storeId, wish) => {
      const target = forChange(storeId);
      if (!target.ok) return target;
      const refused = refusePassword(target.value.wiki, wish.name, wish.password);
      if (refused) return fail(refused);
      const outcome = await createAccount(target.value.tools, {
        name: wish.name,
        email: wish.email,
        aliasName: wish.aliasName,
        ...(wish.password === null ? {} : { password: wish.password }),
      });
      return outcome.kind === 'created'
        ? ok({ userId: outcome.profile.id })
        : fail(createRefusal(outcome.reason, wish.name, wish.email));
    },
    'user:disable': async (_farmId, storeId, userId, { endSessions }) => {
      const target = forChange(storeId);
      if (!target.ok) return target;
      const outcome = await disableAccount(target.value.tools, userId);
      if (outcome.kind === 'unknown-user') return fail(unknownUser);
      if (!endSessions) return ok({ ended: 0, undo: null });
      const report = await endSessionsOf(userId, target.value.store);
      return ok({ ended: report.ended, undo: report.undo });
    },
    'user:enable': async (_farmId, storeId, userId) => {
      const target = forChange(storeId);
      if (!target.ok) return target;
      const outcome = await enableAccount(target.value.tools, userId);
      if (outcome.kind === 'unknown-user') return fail(unknownUser);
      if (outcome.kind === 'name-taken' || outcome.kind === 'email-taken')
        return fail({
          code: 'already-exists',
          message: sentence(outcome.kind === 'name-taken' ? 'users.nameOfOther' : 'users.addressOfOther', {
            name: outcome.name,
          }),
          hint: sentence('users.taken.hint'),
        });
      return ok(null);
    },
    'user:resetPassword': async (_farmId, storeId, userId, wish, { endSessions }) => {
      const target = forChange(storeId);
      if (!target.ok) return target;
      const { store, wiki } = target.value;
      const password = wish.kind === 'given' ? wish.password : generatePassword();
      const refused = refusePassword(wiki, store.people.get(userId)?.name ?? '', password);
      if (refused) return fail(refused);
      const outcome = await setAccountPassword(target.value.tools, userId, password);
      if (outcome.kind === 'unknown-user') return fail(unknownUser);
      const ended = endSessions ? (await endSessionsOf(userId, store)).ended : 0;
      return ok({ generated: wish.kind === 'generate' ? password : null, ended });
    },
  };
}

const unknownUser: AppError = { code: 'not-found', message: sentence('users.gone') };

export function accountTools(context: FarmContext, store: AccountStore, wiki: WikiUnit): AccountTools {
  const settings = wiki.settings;
  if (!settings) throw new Error(`${wiki.id} has an account store but no settings`);
  const backups = path.join(context.host.options.stateDirectory, 'account-backups');
  return {
    accounts: store.store,
    passwords: passwordHasher(settings),
    isGroupName: groupNameTest(settings.pageGroupRegex),
    backup: async (id, bytes) => {
      await mkdir(backups, { recursive: true, mode: 0o700 });
      await writeFile(path.join(backups, `${id}.${context.nowMs()}`), bytes, { mode: 0o600 });
    },
  };
}

function userRows(context: FarmContext, store: AccountStore): UserRow[] {
  const directories = new Set(store.wikis.map((unit) => path.resolve(unit.settings?.sessionDir ?? '')));
  const logins = lastLogins(directories, context.history.entries, context.host.sessions.rows.values());
  const live = new Map<string, { sessions: number; lastSeenAt: number }>();
  for (const session of context.host.sessions.rows.values()) {
    if (session.userId === null || !directories.has(session.directory)) continue;
    const before = live.get(session.userId) ?? { sessions: 0, lastSeenAt: 0 };
    live.set(session.userId, {
      sessions: before.sessions + 1,
      lastSeenAt: Math.max(before.lastSeenAt, session.modifiedMs / 1000),
    });
  }
  const sound = [...store.people.values()].map((profile) => ({
    id: profile.id,
    storeId: store.id,
    name: profile.name,
    aliasName: profile.aliasName,
    email: profile.email,
    disabled: profile.disabled,
    superuserOn: superuserOn(store, profile).map((unit) => unit.id),
    sessions: live.get(profile.id)?.sessions ?? 0,
    lastSeenAt: live.get(profile.id)?.lastSeenAt ?? null,
    lastLoginAt: logins.get(profile.id) ?? null,
    canBeMailed: canMailLinks(store, profile.email),
    damaged: null,
  }));
  const damaged = store.damaged.map((account) => ({
    id: account.id,
    storeId: store.id,
    name: account.claims?.name || account.id,
    aliasName: '',
    email: account.claims?.email ?? '',
    disabled: false,
    superuserOn: [],
    sessions: 0,
    lastSeenAt: null,
    lastLoginAt: null,
    canBeMailed: false,
    damaged: account.message,
  }));
  return [...sound, ...damaged];
}

/** `DesktopEdition` is left out: it makes everybody at this computer superuser, not this account. */
export const superuserOn = (store: AccountStore, profile: UserProfile): readonly WikiUnit[] =>
  store.wikis.filter((unit) => unit.settings && isSuperuser(profile, null, unit.settings));

async function userDetails(
  context: FarmContext,
  tools: UserTools,
  store: AccountStore,
  profile: UserProfile,
): Promise<UserDetails> {
  const row = userRows(context, store).find((candidate) => candidate.id === profile.id);
  if (!row) throw new Error(`account ${profile.id} has no row`);
  const rows = tools.rows();
  const theirs = [...context.host.sessions.rows.values()].filter(
    (session) => session.userId === profile.id || session.setuid === profile.id,
  );
  // Groups are pages: only a running wiki knows them.
  const groups = store.wikis.map((unit) => ({
    wikiId: unit.id,
    names: [...(unit.parts?.state.groupsOf(profile.name) ?? [])],
  }));
  return {
    row,
    createdAt: accountCreatedSeconds(profile.id),
    lastSavedAt: Number.isFinite(Number(profile.lastSaved)) ? Number(profile.lastSaved) : null,
    rememberMe: profile.rememberMe,
    showPageTrail: profile.showPageTrail,
    rememberLastVisit: profile.rememberLastVisit,
    language: profile.language,
    themeName: profile.themeName,
    groups,
    passwordScheme: schemeOf(profile.encPassword),
    sessions: theirs.map((session) => rows.row(session, nowSeconds(context))),
  };
}

/** The wiki's own rule for new passwords; null when it may be used. */
function refusePassword(wiki: WikiUnit, name: string, password: string | null): AppError | null {
  if (password === null || wiki.settings?.checkPasswords === false) return null;
  const verdict = checkNewPassword(name, password);
  return verdict === 'ok'
    ? null
    : {
        code: 'bad-argument',
        message: sentence(`users.password.${verdict}`),
        hint: sentence('users.password.hint'),
      };
}

function createRefusal(
  reason: (CreateOutcome & { kind: 'refused' })['reason'],
  name: string,
  email: string,
): AppError {
  switch (reason) {
    case 'name-missing':
      return { code: 'bad-argument', message: sentence('users.noName') };
    case 'email-missing':
      return { code: 'bad-argument', message: sentence('users.noEmail') };
    case 'invalid-name':
      return {
        code: 'bad-argument',
        message: sentence('users.badName', { name }),
        hint: sentence('users.badName.hint'),
      };
    case 'name-taken':
      return { code: 'already-exists', message: sentence('users.exists', { name }) };
    case 'email-taken':
      return { code: 'already-exists', message: sentence('users.emailTaken', { email }) };
  }
}

/** 16 characters that are not mistaken for each other, about 80 bits. */
export function generatePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
}
