import * as z from 'zod/mini';
import {
  appError,
  count,
  farmId,
  nothing,
  sessionRowId,
  shortText,
  sourcePlace,
  taskStarted,
  time,
  wikiId,
  sentence,
  spoken,
  language,
} from './common.ts';
import { event, request, type Shape } from './define.ts';
import { configProblem, fileDiff } from './option.ts';

export const neededValue = z.object({
  option: z.string(),
  /** The source text that can't be known without running it. */
  text: z.string(),
  source: z.nullable(sourcePlace),
  /** What a value may be, e.g. `a folder`. */
  wanted: sentence,
});

/** A statement after which no option is known, until a person says that it changes none. */
export const unsureFile = z.object({
  /** Relative to the farm's folder. */
  file: z.string(),
  source: z.nullable(sourcePlace),
  message: sentence,
});
export type UnsureFile = Shape<typeof unsureFile>;

/** From the server itself, never from the last button pressed. */
export const wikiState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('running'), since: time }),
  z.object({ kind: z.literal('stopping') }),
  z.object({ kind: z.literal('failed'), error: appError }),
  /** An option that protects or places is not known; the wiki waits for a person (DECISIONS 5). */
  z.object({ kind: z.literal('needs-value'), needs: z.array(neededValue), unsure: z.array(unsureFile) }),
]);
export type WikiState = Shape<typeof wikiState>;

export const wikiOverview = z.object({
  id: wikiId,
  siteid: z.string(),
  sitename: z.string(),
  /** What the farm's patterns want; null = no address could be inferred. */
  url: z.nullable(z.string()),
  /** `host:port` that really listens; null while it does not. */
  connect: z.nullable(z.string()),
  /** How a person gets there (DECISIONS 9). */
  reach: z.enum(['browser', 'identity-window']),
  /** Why an identity window is needed; null = the browser does. */
  reachReason: z.nullable(sentence),
  state: wikiState,
  sessions: count,
  loggedIn: count,
  requestsPerMinute: z.number(),
  /** Requests of each of the last 30 minutes, oldest first. */
  recentRequests: z.array(count),
  lastProblem: z.nullable(z.object({ at: time, message: spoken })),
  /** `DesktopEdition`: every local visitor is superuser (DECISIONS 8). */
  desktopEdition: z.boolean(),
  /** Data folder, shortened, for showing. */
  folder: z.string(),
});
export type WikiOverview = Shape<typeof wikiOverview>;

export const farmOverview = z.object({
  wikis: z.array(wikiOverview),
  problems: z.array(configProblem),
  /** File that names the wikis, e.g. `farmconfig.py`. */
  configFile: z.string(),
  /** With an error the last good configuration is in force since `followedAt`. */
  configuration: z.object({ followedAt: time, error: z.nullable(appError) }),
  /** Plugins of the farm's own that wait for trust. */
  untrustedPlugins: count,
  /** Scripts that `html_head` brings run in the wikis (DECISIONS 22). */
  scriptsAllowed: z.boolean(),
});
export type FarmOverview = Shape<typeof farmOverview>;

export const logLevel = z.enum(['info', 'warning', 'error']);
export const logRow = z.object({
  /** Grows by one with every row of the farm. */
  sequence: z.int(),
  at: time,
  wikiId: z.nullable(wikiId),
  level: logLevel,
  kind: z.enum(['request', 'session', 'config', 'server']),
  /** One line, without secrets. */
  text: spoken,
  request: z.nullable(
    z.object({ method: z.string(), path: z.string(), status: z.int(), durationMs: z.number() }),
  ),
  session: z.nullable(sessionRowId),
});
export type LogRow = Shape<typeof logRow>;

export const logQuery = z.object({
  /** Empty = all. */
  wikis: z.array(wikiId),
  /** This level and above. */
  level: logLevel,
  text: shortText,
  /** In which the text is looked for. */
  language,
  /** Rows older than this one; null = the newest. */
  before: z.nullable(z.int()),
  limit: z.int().check(z.positive(), z.maximum(1000)),
});
export type LogQuery = Shape<typeof logQuery>;

const duplicateWish = z.object({ name: shortText, sitename: shortText });
export const duplicatePreview = z.object({
  url: z.string(),
  /** Data folders, shortened, for showing. */
  from: z.string(),
  to: z.string(),
  diffs: z.array(fileDiff),
});

const wikiIds = z.array(wikiId).check(z.maxLength(1000));

export const farmHostRequests = {
  'farm:overview': request(z.tuple([farmId]), farmOverview),
  /** These three answer when the wish is taken; what came of it arrives as `wiki:changed`. Empty = all. */
  'wiki:start': request(z.tuple([farmId, wikiIds]), nothing),
  'wiki:stop': request(z.tuple([farmId, wikiIds]), nothing),
  'wiki:restart': request(z.tuple([farmId, wikiIds]), nothing),
  /** Whether scripts that `html_head` brings run in the farm's wikis; kept in `croft.json`. */
  'farm:allowScripts': request(z.tuple([farmId, z.boolean()]), nothing),
  /** What a second wiki like this one would be: nothing is written. */
  'wiki:previewDuplicate': request(z.tuple([farmId, wikiId, duplicateWish]), duplicatePreview),
  /** As a task whose outcome is `wiki-duplicated`. */
  'wiki:duplicate': request(z.tuple([farmId, wikiId, duplicateWish]), taskStarted),
  /** From a ring buffer; newest last. */
  'log:range': request(z.tuple([farmId, logQuery]), z.object({ rows: z.array(logRow), more: z.boolean() })),
} as const;

export const farmHostEvents = {
  'wiki:changed': event(z.object({ farmId, wiki: wikiOverview })),
  'log:appended': event(z.object({ farmId, rows: z.array(logRow) })),
} as const;
