import * as z from 'zod/mini';
import { appError, count, farmId, nothing, shortText, sourcePlace, taskId, time, wikiId } from './common.ts';
import { event, request, type Shape } from './define.ts';
import { sharing } from './option.ts';
import { task } from './task.ts';

export const farmKind = z.enum(['farm', 'single', 'collection']);

/** A line of the sidebar; also of a farm that is not open or not there. */
export const farmSummary = z.object({
  id: farmId,
  name: z.string(),
  /** Home folder as `~`, for showing. */
  path: z.string(),
  kind: farmKind,
  /** Heading it stands under; null = none. */
  group: z.nullable(z.string()),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('closed') }),
    z.object({ kind: z.literal('opening') }),
    z.object({ kind: z.literal('open') }),
    /** The folder is away; the farm is not forgotten. */
    z.object({ kind: z.literal('missing') }),
    /** Could not be opened, or its host died; `restartingAt` = next try. */
    z.object({ kind: z.literal('failed'), error: appError, restartingAt: z.nullable(time) }),
  ]),
  readOnly: z.boolean(),
  trusted: z.boolean(),
  switchingAllowed: z.boolean(),
  wikis: z.object({ total: count, running: count, failed: count }),
  sessions: count,
});
export type FarmSummary = Shape<typeof farmSummary>;

/** What lies in a folder, before it is opened. */
export const farmInspection = z.object({
  /** Whole, since opening it is asked with this very path. */
  path: z.string(),
  kind: farmKind,
  wikis: z.array(z.string()),
  writable: z.boolean(),
  plugins: count,
  /** Already in the sidebar. */
  known: z.nullable(farmId),
});
export type FarmInspection = Shape<typeof farmInspection>;

export const createPlan = z.object({
  /** The new folder's parent, from a dialog; null = the proposed place in the documents folder. */
  parent: z.nullable(z.string()),
  folderName: shortText,
  /** DESIGN.md §8 `croft create --topology`. */
  topology: z.enum(['single', 'separate', 'path', 'host', 'port']),
  wikis: z.array(z.object({ name: shortText, sitename: shortText })).check(z.minLength(1), z.maxLength(200)),
  /** Only for path, host and port. */
  shareLogin: z.boolean(),
  /** For host farms, e.g. `wiki.example.org`; empty otherwise. */
  domain: shortText,
  superuser: z.nullable(z.object({ name: shortText, email: shortText, password: z.string() })),
});
export type CreatePlan = Shape<typeof createPlan>;

export const createPreview = z.object({
  path: z.string(),
  addresses: z.array(z.object({ wiki: z.string(), url: z.string() })),
  files: z.array(z.object({ file: z.string(), text: z.nullable(z.string()) })),
  sharing,
  /** What stands in the way, by field of the plan (`wikis.0.name`); empty = it can be made. */
  problems: z.array(z.object({ field: z.string(), error: appError })),
});
export type CreatePreview = Shape<typeof createPreview>;

/** What stands in the filter field, chips included: `kind:switched wiki:alpha`. */
export const savedFilter = z.object({ name: shortText.check(z.minLength(1)), text: shortText });
export type SavedFilter = Shape<typeof savedFilter>;

const httpsAddress = shortText.check(
  z.refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:'),
);

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  /** Open at start what was open at the end, and start what ran. */
  restoreFarms: z.boolean(),
  /** Groups of the sidebar whose farms are folded away. */
  foldedGroups: z.array(shortText).check(z.maxLength(500)),
  /** Filters of live sessions that a person keeps under a name; they serve every farm. */
  savedFilters: z.array(savedFilter).check(z.maxLength(100)),
  /** The tour was walked or dismissed; it does not come by itself any more. */
  tourSeen: z.boolean(),
  /** Tell what fails and who acts as whom while the person looks elsewhere. */
  notifications: z.boolean(),
  /** Closing the window leaves the wikis running, where there is a tray to come back from. */
  keepInTray: z.boolean(),
  /** Ask before quitting stops wikis. */
  confirmQuit: z.boolean(),
  /** Where is said which version is out; null = nobody is asked. */
  updateFeed: z.nullable(httpsAddress),
});
export type Settings = Shape<typeof settings>;

export const appInfo = z.object({
  version: z.string(),
  os: z.enum(['linux', 'darwin', 'win32']),
  headless: z.boolean(),
  runtimes: z.array(z.object({ name: z.string(), version: z.string() })),
  dataFolder: z.string(),
  /** What the desktop around the program can do. */
  tray: z.boolean(),
  notifications: z.boolean(),
});
export type AppInfo = Shape<typeof appInfo>;

export const appOnlyRequests = {
  'farm:list': request(z.tuple([]), z.array(farmSummary)),
  /** A native dialog; null = the person closed it. Headless: `unsupported`, the page shows a path field. */
  'farm:choose': request(
    z.tuple([z.enum(['open', 'create', 'folder'])]),
    z.nullable(z.object({ path: z.string() })),
  ),
  /** What would be opened; the path comes from a dialog, a drop or the headless path field. */
  'farm:inspect': request(z.tuple([shortText]), farmInspection),
  /** Answers when the farm is in the list; `farm:changed` tells when it is open. */
  'farm:open': request(z.tuple([shortText, z.object({ readOnly: z.boolean() })]), z.object({ farmId })),
  /** Opens a farm of the list that is closed, missing or failed. */
  'farm:reopen': request(z.tuple([farmId]), nothing),
  'farm:openSample': request(z.tuple([]), z.object({ farmId })),
  'farm:previewCreate': request(z.tuple([createPlan]), createPreview),
  'farm:create': request(z.tuple([createPlan]), z.object({ farmId })),
  'farm:close': request(z.tuple([farmId]), nothing),
  /** Takes it off the list; nothing in its folder is touched. */
  'farm:forget': request(z.tuple([farmId]), nothing),
  /** Order and groups of the sidebar, from the top; a farm that is not named keeps its group and stands at the end. */
  'farm:arrange': request(
    z.tuple([z.array(z.object({ farmId, group: z.nullable(shortText) })).check(z.maxLength(5000))]),
    nothing,
  ),
  /** Headless: the name that an answer `needs-confirmation` asked for; then the refused request may be sent again. */
  'program:confirm': request(z.tuple([shortText]), nothing),
  /** Running its plugins is confirmed outside the page: by the system's dialog, or headless by typing its name. */
  'farm:trust': request(z.tuple([farmId, z.boolean()]), nothing),
  'farm:allowSwitching': request(z.tuple([farmId, z.boolean()]), nothing),
  /** The folder in the system's file manager. Headless: `unsupported`. */
  'farm:reveal': request(z.tuple([farmId]), nothing),
  'wiki:reveal': request(z.tuple([farmId, wikiId]), nothing),
  /** Starts the wiki if it is stopped. `opened` false (headless): the page opens the address itself. */
  'wiki:openInBrowser': request(
    z.tuple([farmId, wikiId, z.nullable(shortText)]),
    z.object({ opened: z.boolean(), url: z.string() }),
  ),
  /** The person's own editor, at the line if it takes one. Headless: `unsupported`. */
  'config:openInEditor': request(z.tuple([farmId, sourcePlace]), nothing),
  'settings:get': request(z.tuple([]), settings),
  'settings:set': request(z.tuple([z.partial(settings)]), settings),
  'app:info': request(z.tuple([]), appInfo),
  /** Ours and those of every library in the program. */
  'app:licences': request(z.tuple([]), z.object({ text: z.string() })),
  /** Asks the feed of the settings now; null = no newer version is out. Nothing is downloaded. */
  'app:checkUpdate': request(
    z.tuple([]),
    z.object({ release: z.nullable(z.object({ version: z.string(), url: z.string() })) }),
  ),
  /** A report for a bug tracker, names and paths taken out. */
  'app:diagnose': request(z.tuple([]), z.object({ text: z.string() })),
  'task:list': request(z.tuple([]), z.array(task)),
  'task:cancel': request(z.tuple([taskId]), nothing),
} as const;

/** Things a menu, the tray, a link or a second start asks of the window. */
export const windowCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-farm') }),
  z.object({ kind: z.literal('create-farm') }),
  z.object({ kind: z.literal('show-palette') }),
  z.object({ kind: z.literal('show-settings') }),
  z.object({ kind: z.literal('show-about') }),
  z.object({ kind: z.literal('show-help') }),
  z.object({ kind: z.literal('show-tour') }),
  /** To the bar of an identity window: its address field, its panel. */
  z.object({ kind: z.literal('focus-address') }),
  z.object({ kind: z.literal('show-cookies') }),
  /** A folder handed over from outside; opened after the person saw what it is. */
  z.object({ kind: z.literal('open-path'), path: z.string() }),
  z.object({
    kind: z.literal('show-farm'),
    farmId,
    view: z.enum(['overview', 'sessions', 'options', 'sharing', 'users', 'log']),
  }),
]);
export type WindowCommand = Shape<typeof windowCommand>;

export const appOnlyEvents = {
  /** Also for a farm that is new in the list. */
  'farm:changed': event(farmSummary),
  'farm:removed': event(z.object({ farmId })),
  /** The list in its new order. */
  'farm:arranged': event(z.array(farmSummary)),
  'settings:changed': event(settings),
  'task:changed': event(task),
  'command:invoked': event(windowCommand),
} as const;
