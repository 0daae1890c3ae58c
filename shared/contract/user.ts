import * as z from 'zod/mini';
import {
  accountStoreId,
  count,
  farmId,
  nothing,
  shortText,
  time,
  undoToken,
  userId,
  wikiId,
  sentence,
} from './common.ts';
import { event, request, type Shape } from './define.ts';
import { sessionRow } from './session.ts';

/** Accounts that several wikis share are one store. */
export const accountStore = z.object({ id: accountStoreId, folder: z.string(), wikis: z.array(wikiId) });
export type AccountStore = Shape<typeof accountStore>;

export const userRow = z.object({
  id: userId,
  storeId: accountStoreId,
  name: z.string(),
  aliasName: z.string(),
  email: z.string(),
  disabled: z.boolean(),
  /** The wikis whose `superuser` names it. */
  superuserOn: z.array(wikiId),
  sessions: count,
  /** From its live sessions; null = none. */
  lastSeenAt: z.nullable(time),
  /** As far as Croft saw it; null = not seen yet. */
  lastLoginAt: z.nullable(time),
  /** A wiki of these accounts sends mail, and this one has an address. */
  canBeMailed: z.boolean(),
  /** Why the profile can't be used; null = sound. */
  damaged: z.nullable(sentence),
});
export type UserRow = Shape<typeof userRow>;

export const userDetails = z.object({
  row: userRow,
  /** First part of the id: the best guess there is. */
  createdAt: z.nullable(time),
  lastSavedAt: z.nullable(time),
  /** Preferences that touch sessions. */
  rememberMe: z.boolean(),
  showPageTrail: z.boolean(),
  rememberLastVisit: z.boolean(),
  language: z.string(),
  themeName: z.string(),
  groups: z.array(z.object({ wikiId, names: z.array(z.string()) })),
  /** E.g. `{PASSLIB}`; null = cannot log in with a password. */
  passwordScheme: z.nullable(z.string()),
  sessions: z.array(sessionRow),
});
export type UserDetails = Shape<typeof userDetails>;

const password = z.string().check(z.minLength(1), z.maxLength(1000));
export const newUser = z.object({
  name: shortText,
  email: shortText,
  aliasName: shortText,
  password: z.nullable(password),
});
export type NewUser = Shape<typeof newUser>;

const account = [farmId, accountStoreId, userId] as const;

export const userRequests = {
  'user:list': request(
    z.tuple([
      farmId,
      z.object({
        text: shortText,
        /** Null = all stores. */
        storeId: z.nullable(accountStoreId),
        offset: count,
        limit: z.int().check(z.positive(), z.maximum(500)),
      }),
    ]),
    z.object({ rows: z.array(userRow), total: count, stores: z.array(accountStore) }),
  ),
  'user:show': request(z.tuple([...account]), userDetails),
  /** Checked by the rules of spec/users.md §4 and the password checker. */
  'user:create': request(z.tuple([farmId, accountStoreId, newUser]), z.object({ userId })),
  'user:disable': request(
    z.tuple([...account, z.object({ endSessions: z.boolean() })]),
    z.object({ ended: count, undo: z.nullable(undoToken) }),
  ),
  'user:enable': request(z.tuple([...account]), nothing),
  /**
   * A link with which its owner chooses a new password. An older link is good no longer; the password stays as it is until
   * somebody uses the new one.
   */
  'user:recover': request(
    z.tuple([...account, z.enum(['mail', 'show'])]),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('mailed'), address: z.string(), endsAt: time }),
      z.object({ kind: z.literal('link'), link: z.string(), endsAt: time }),
    ]),
  ),
  'user:resetPassword': request(
    z.tuple([
      ...account,
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('given'), password }),
        z.object({ kind: z.literal('generate') }),
      ]),
      z.object({ endSessions: z.boolean() }),
    ]),
    z.object({
      /** Shown once; null = the person gave one. */
      generated: z.nullable(z.string()),
      ended: count,
    }),
  ),
} as const;

export const userEvents = {
  /** Profiles changed on disk, by us or by others. */
  'user:changed': event(z.object({ farmId, storeId: accountStoreId })),
} as const;
