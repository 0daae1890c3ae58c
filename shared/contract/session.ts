import * as z from 'zod/mini';
import {
  appError,
  count,
  farmId,
  nothing,
  person,
  sessionRowId,
  shortText,
  taskStarted,
  time,
  typedValue,
  undoToken,
  userId,
  wikiId,
  sentence,
} from './common.ts';
import { event, request, type Shape } from './define.ts';

export const sessionKind = z.enum(['logged-in', 'switched', 'anonymous', 'problem']);
export type SessionKind = Shape<typeof sessionKind>;

/** One line of the live table. */
export const sessionRow = z.object({
  id: sessionRowId,
  /** The first six characters of the sid; never more. */
  shortSid: z.string().check(z.maxLength(6)),
  kind: sessionKind,
  /** The real user: null = anonymous. */
  user: z.nullable(person),
  /** Whom a switched session shows. */
  actingAs: z.nullable(person),
  /** The wikis that honour it. */
  wikis: z.array(wikiId),
  authMethod: z.nullable(z.string()),
  /** The file's birth and modification (DECISIONS 16). */
  startedAt: time,
  lastSeenAt: time,
  /** Null = the file carries no end. */
  expiresAt: z.nullable(time),
  expired: z.boolean(),
  /** The ten-year lifetime of "remember me". */
  remembered: z.boolean(),
  /** Newest last; only the newest few. */
  trail: z.array(z.string()),
  trailLength: count,
  /** How many keys extensions stored. */
  extensionKeys: count,
  /** Why a file is no session that MoinMoin can use. */
  problem: z.nullable(sentence),
});
export type SessionRow = Shape<typeof sessionRow>;

export const sessionFilter = z.object({
  /** Found in user, acting as, trail, method or the short sid. */
  text: shortText,
  userId: z.nullable(userId),
  /** Found in the name of the user or of whom it acts as. */
  userText: shortText,
  /** Empty = all. */
  wikis: z.array(wikiId),
  kind: z.enum(['all', 'logged-in', 'switched', 'anonymous', 'problem', 'expired']),
  /** Last seen within; null = whenever. */
  seenBetween: z.nullable(z.tuple([time, time])),
});
export type SessionFilter = Shape<typeof sessionFilter>;

export const sessionSort = z.object({
  by: z.enum(['user', 'actingAs', 'authMethod', 'startedAt', 'lastSeenAt', 'expiresAt']),
  descending: z.boolean(),
});
export type SessionSort = Shape<typeof sessionSort>;

/** Of all sessions under the filter without its `kind`, so that the chips keep their numbers. */
export const sessionCounts = z.object({
  all: count,
  loggedIn: count,
  switched: count,
  anonymous: count,
  problem: count,
  expired: count,
});
export type SessionCounts = Shape<typeof sessionCounts>;

export const sessionQuery = z.object({
  filter: sessionFilter,
  sort: sessionSort,
  offset: count,
  limit: z.int().check(z.positive(), z.maximum(500)),
  /** A row whose place in this order is wanted too, so that the view can hold still. */
  anchor: z.nullable(sessionRowId),
});
export type SessionQuery = Shape<typeof sessionQuery>;

export const sessionRange = z.object({
  rows: z.array(sessionRow),
  total: count,
  counts: sessionCounts,
  /** Grows with every change of the index; compare with `session:changed`. */
  revision: z.int(),
  anchorIndex: z.nullable(count),
});
export type SessionRange = Shape<typeof sessionRange>;

/** The rule that gives this session its life (spec/sessions.md §5). */
export const sessionLifetime = z.object({
  rule: z.enum(['remembered', 'logged-in', 'logged-in-fixed', 'anonymous', 'off', 'switch-limit', 'no-end']),
  /** Span that every answer grants anew; null = no end. */
  spanSeconds: z.nullable(count),
  /** When the browser forgets the cookie if nobody comes back. */
  cookieEndsAt: z.nullable(time),
});

export const sessionDetails = z.object({
  row: sessionRow,
  /** spec/sessions.md §9.5. */
  classification: z.enum(['ok', 'not-a-dict', 'corrupt', 'refused']),
  /** The decoded file; null unless `ok` or `not-a-dict`. */
  content: z.nullable(typedValue),
  /** What extensions stored, in the order of the file. */
  extension: z.array(z.tuple([z.string(), typedValue])),
  lifetime: sessionLifetime,
  trail: z.array(z.object({ wikiId: z.nullable(wikiId), page: z.string(), url: z.nullable(z.string()) })),
  perWiki: z.array(
    z.object({
      wikiId,
      cookieName: z.string(),
      honoured: z.boolean(),
      /** Why not; null = honoured. */
      reason: z.nullable(sentence),
    }),
  ),
  file: z.object({
    /** Shortened: the name is the secret. */
    name: z.string(),
    directory: z.string(),
    sizeBytes: count,
    bornAt: time,
    modifiedAt: time,
  }),
  /** Class and function names found in a refused file. */
  refusedNames: z.array(z.string()),
  /** The first bytes as hex pairs, for a file that can't be read. */
  firstBytes: z.nullable(z.string()),
});
export type SessionDetails = Shape<typeof sessionDetails>;

export const endReport = z.object({
  ended: count,
  /** Null when nothing was ended. */
  undo: z.nullable(undoToken),
  failed: z.array(z.object({ id: sessionRowId, error: appError })),
});
export type EndReport = Shape<typeof endReport>;

export const historyKind = z.enum([
  'login',
  'logout',
  'ended',
  'restored',
  'expired',
  'switched',
  'returned',
]);
export type HistoryKind = Shape<typeof historyKind>;

export const historyRow = z.object({
  id: z.string(),
  at: time,
  kind: historyKind,
  /** Who did it: the visitor in a wiki, or a person in Croft. */
  by: z.enum(['visitor', 'croft']),
  user: z.nullable(person),
  actingAs: z.nullable(person),
  wikis: z.array(wikiId),
  shortSid: z.string(),
  /** How long the session or switch had lasted. */
  durationSeconds: z.nullable(count),
});
export type HistoryRow = Shape<typeof historyRow>;

export const timelineBucket = z.object({ at: time, logins: count, switches: count, ends: count });
export type TimelineBucket = Shape<typeof timelineBucket>;

export const sessionRequests = {
  'session:range': request(z.tuple([farmId, sessionQuery]), sessionRange),
  'session:show': request(z.tuple([farmId, sessionRowId]), sessionDetails),
  /** Sets the files aside; MoinMoin sees them gone at once (DECISIONS 20). */
  'session:end': request(
    z.tuple([farmId, z.array(sessionRowId).check(z.minLength(1), z.maxLength(1000))]),
    endReport,
  ),
  /** Ends everything the filter finds, as a task whose outcome is `sessions-ended`. */
  'session:endMatching': request(z.tuple([farmId, sessionFilter]), taskStarted),
  'session:undoEnd': request(z.tuple([farmId, undoToken]), z.object({ restored: count })),
  /** By the rules of `maint cleansessions`; `leftovers` are temporary files older than an hour. */
  'session:countExpired': request(z.tuple([farmId]), z.object({ expired: count, leftovers: count })),
  'session:cleanExpired': request(z.tuple([farmId]), taskStarted),
  /** Desktop: the sid goes to the clipboard and not to the page. Headless: the page must do it. */
  'session:copySid': request(
    z.tuple([farmId, sessionRowId]),
    z.discriminatedUnion('where', [
      z.object({ where: z.literal('clipboard') }),
      z.object({ where: z.literal('page'), sid: z.string() }),
    ]),
  ),
  'session:timeline': request(
    z.tuple([
      farmId,
      z.object({ from: time, to: time, buckets: z.int().check(z.positive(), z.maximum(400)) }),
    ]),
    z.array(timelineBucket),
  ),
  'history:list': request(
    z.tuple([
      farmId,
      z.object({
        /** Empty = all. */
        kinds: z.array(historyKind),
        text: shortText,
        offset: count,
        limit: z.int().check(z.positive(), z.maximum(500)),
      }),
    ]),
    z.object({ rows: z.array(historyRow), total: count }),
  ),
  'history:clear': request(z.tuple([farmId]), nothing),
} as const;

export const sessionChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('appeared'), row: sessionRow }),
  z.object({ kind: z.literal('changed'), row: sessionRow }),
  z.object({ kind: z.literal('went'), id: sessionRowId }),
]);
export type SessionChange = Shape<typeof sessionChange>;

export const sessionEvents = {
  'session:changed': event(
    z.object({
      farmId,
      revision: z.int(),
      /** Without any filter. */
      counts: sessionCounts,
      /** At most 200; with more `overflow` is set and the view asks again for what it shows. */
      changes: z.array(sessionChange),
      overflow: z.boolean(),
    }),
  ),
  'history:appended': event(z.object({ farmId, rows: z.array(historyRow) })),
} as const;
