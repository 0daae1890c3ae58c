import * as z from 'zod/mini';
import {
  accountStoreId,
  appError,
  count,
  farmId,
  identityId,
  nothing,
  person,
  sessionRowId,
  shortText,
  time,
  userId,
  wikiId,
} from './common.ts';
import { event, request, type Shape } from './define.ts';
import { optionEdit } from './option.ts';

/** Who one is to be in an identity window. */
export const identityWish = z.discriminatedUnion('kind', [
  /** A fresh cookie jar, nobody logged in. */
  z.object({ kind: z.literal('visitor') }),
  /** The superuser's own account. */
  z.object({ kind: z.literal('own'), superuserId: userId }),
  /** The superuser acts as somebody else (DECISIONS 13). */
  z.object({ kind: z.literal('switched'), superuserId: userId, targetId: userId }),
]);
export type IdentityWish = Shape<typeof identityWish>;

export const identity = z.object({
  id: identityId,
  farmId,
  wikiId,
  /** The wikis that honour it. */
  wikis: z.array(wikiId),
  /** The real account; null = visitor. */
  user: z.nullable(person),
  actingAs: z.nullable(person),
  startedAt: time,
  /** When Croft ends a switched session at the latest; null = by the wiki's own rules. */
  endsAt: z.nullable(time),
  session: z.nullable(sessionRowId),
});
export type Identity = Shape<typeof identity>;

export const identityCookie = z.object({
  name: z.string(),
  shortSid: z.string().check(z.maxLength(6)),
  /** Null = only this host. */
  domain: z.nullable(z.string()),
  host: z.string(),
  path: z.string(),
  expiresAt: z.nullable(time),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  /** The wikis it is sent to. */
  wikis: z.array(wikiId),
});

/** What the bar of an identity window shows. */
export const identityView = z.object({
  identity,
  /** The wiki it stands on now; null = outside of any wiki of the farm. */
  wikiName: z.nullable(z.string()),
  address: z.string(),
  title: z.string(),
  loading: z.boolean(),
  canGoBack: z.boolean(),
  canGoForward: z.boolean(),
  cookies: z.array(identityCookie),
  /** Navigation that failed, or that was held to the farm's names. */
  problem: z.nullable(appError),
});
export type IdentityView = Shape<typeof identityView>;

export const switchChoices = z.object({
  /** Who may act, with an account; the one that acted last stands first. */
  superusers: z.array(z.object({ person, storeId: accountStoreId, wikis: z.array(wikiId) })),
  /** Named in `superuser`, but without an account (DECISIONS 7). */
  missing: z.array(z.object({ name: z.string(), wikis: z.array(wikiId) })),
  recent: z.array(z.object({ person, storeId: accountStoreId })),
  /** Why nobody can switch; null = one can. */
  unavailable: z.nullable(
    z.object({
      reason: z.enum(['no-superuser', 'forbidden', 'auth-cannot-log-out']),
      fix: z.nullable(z.array(optionEdit)),
    }),
  ),
  wikis: z.array(z.object({ wikiId, sessions: count })),
});
export type SwitchChoices = Shape<typeof switchChoices>;

/** Farm level: what can be done, asked of the farm's host. */
export const identityHostRequests = {
  'identity:choices': request(z.tuple([farmId]), switchChoices),
} as const;

/** App level: windows and their cookie jars belong to the main process, which asks the host for the session. */
export const identityRequests = {
  'identity:open': request(
    z.tuple([farmId, wikiId, identityWish]),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('window'), identity }),
      /** Headless: the page posts the single-use code to the wiki in a new tab, which answers with the cookie. */
      z.object({ kind: z.literal('handoff'), identity, action: z.string(), code: z.string() }),
    ]),
  ),
  'identity:list': request(z.tuple([farmId]), z.array(identity)),
  'identity:focus': request(z.tuple([identityId]), nothing),
  /** Ends the session and closes its window; the own session was never touched. */
  'identity:return': request(z.tuple([identityId]), nothing),
  'identity:show': request(z.tuple([identityId]), identityView),
  'identity:navigate': request(
    z.tuple([
      identityId,
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('back') }),
        z.object({ kind: z.literal('forward') }),
        z.object({ kind: z.literal('reload') }),
        z.object({ kind: z.literal('stop') }),
        /** Refused when the address is outside the farm. */
        z.object({ kind: z.literal('address'), address: shortText }),
      ]),
    ]),
    nothing,
  ),
  /** The page without the identity, in the system's browser. */
  'identity:openExternally': request(z.tuple([identityId]), nothing),
  /** How much room the bar needs, so that the wiki's view starts below it (the cookie panel opens downwards). */
  'identity:resizeBar': request(z.tuple([identityId, z.int().check(z.minimum(40), z.maximum(600))]), nothing),
} as const;

export const identityEvents = {
  'identity:changed': event(identityView),
  'identity:opened': event(identity),
  'identity:closed': event(z.object({ farmId, identityId })),
} as const;
