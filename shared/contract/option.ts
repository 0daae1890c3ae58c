import * as z from 'zod/mini';
import {
  accountStoreId,
  appError,
  count,
  farmId,
  fileId,
  nothing,
  shortText,
  sourcePlace,
  sentence,
  time,
  typedValue,
  undoToken,
  wikiId,
} from './common.ts';
import { event, request, type Shape } from './define.ts';

/** Which class of the configuration is meant: the farm's shared one, or one wiki's. */
export const optionScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('farm') }),
  z.object({ kind: z.literal('wiki'), wikiId }),
]);
export type OptionScope = Shape<typeof optionScope>;

const pythonText = z.string().check(z.maxLength(100_000));
/** The person knows that code is replaced by a plain value. */
const replaceComputed = z.exactOptional(z.boolean());

/** One wish of a person; nothing is written before `option:apply`. */
export const optionEdit = z.object({
  scope: optionScope,
  option: shortText,
  change: z.discriminatedUnion('kind', [
    /** A Python literal, exactly as `croft config set` takes it. */
    z.object({ kind: z.literal('set'), text: pythonText, replaceComputed }),
    z.object({ kind: z.literal('unset'), replaceComputed }),
    /** A line `OPTION.append(…)` is added, or such a line (or `OPTION.remove(…)`) taken away. */
    z.object({ kind: z.literal('list-add'), text: pythonText }),
    z.object({ kind: z.literal('list-remove'), text: pythonText }),
  ]),
  /** The person knows that options calculated from this one change with it. */
  acceptDependents: z.exactOptional(z.boolean()),
});
export type OptionEdit = Shape<typeof optionEdit>;
export const optionEdits = z.array(optionEdit).check(z.maxLength(500));

/** How an option is best edited; `python` is a field for any literal. */
export const optionEditor = z.enum([
  'boolean',
  'boolean-or-none',
  'text',
  'text-or-none',
  'integer',
  'number',
  'lifetime',
  'cookie-name',
  'superuser',
  'text-list',
  'folder',
  'python',
]);
export type OptionEditor = Shape<typeof optionEditor>;

/** A value set by code may be replaced knowingly; of a list that is changed later, such lines come and go as a whole. */
export const insteadOfEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replace-code') }),
  z.object({
    kind: z.literal('change-lines'),
    /** The lines that can be taken out. */
    lines: z.array(
      z.object({
        line: z.int(),
        method: z.enum(['append', 'remove']),
        /** The item as Python text. */
        text: z.string(),
      }),
    ),
  }),
]);
export type InsteadOfEdit = Shape<typeof insteadOfEdit>;

export const optionCell = z.object({
  /** Where the effective value comes from; `computed` = set by code that is not understood exactly. */
  kind: z.enum(['default', 'farm', 'wiki', 'computed']),
  /** The effective value as Python text; for `computed` the source text of the expression. */
  text: z.string(),
  /** Null when computed or not plain data. */
  value: z.nullable(typedValue),
  source: z.nullable(sourcePlace),
  /** A call that Croft understands and obeys (spec/config.md §7.5). */
  interpreted: z.boolean(),
  /** Python text that a person supplied for what code computes, where it is in force. */
  supplied: z.nullable(z.string()),
  /** Why this cell can't be edited here; null = it can. */
  refusal: z.nullable(sentence),
  /** What a person can do in spite of the refusal; null = nothing, or nothing is refused. */
  instead: z.nullable(insteadOfEdit),
});
export type OptionCell = Shape<typeof optionCell>;

export const optionRow = z.object({
  option: z.string(),
  group: z.string(),
  groupTitle: sentence,
  /** The type in words, e.g. `tuple of number, number`. */
  type: sentence,
  editor: optionEditor,
  /** One of the session options, shown first. */
  session: z.boolean(),
  /** Text of this option is written with a `u` prefix. */
  unicode: z.boolean(),
  /** `None` is a value of this option. */
  mayBeNone: z.boolean(),
  allowed: z.nullable(z.string()),
  help: sentence,
  /** Python text. */
  default: z.string(),
  /** Null when the farm has no shared class (single wiki, collection). */
  farm: z.nullable(optionCell),
  /** One per wiki, in the order of the matrix's `wikis`. */
  wikis: z.array(optionCell),
});
export type OptionRow = Shape<typeof optionRow>;

export const optionMatrix = z.object({
  /** Changes with every change of the files; `option:apply` refuses an older one. */
  revision: z.string(),
  wikis: z.array(z.object({ id: wikiId, siteid: z.string(), sitename: z.string() })),
  rows: z.array(optionRow),
  /** Edits can't be made at all, e.g. opened read-only. */
  readOnly: z.nullable(sentence),
});
export type OptionMatrix = Shape<typeof optionMatrix>;

/** A finding of the configuration check. */
export const configProblem = z.object({
  /** Stable while the finding stands. */
  id: z.string(),
  /** Kind of finding, e.g. `cookie-domain-refused`. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  wikis: z.array(wikiId),
  option: z.nullable(z.string()),
  source: z.nullable(sourcePlace),
  message: sentence,
  /** Null = nothing to add. */
  consequence: z.nullable(sentence),
  remedy: z.nullable(sentence),
  /** What one click stages; null = only a person can mend it. */
  fix: z.nullable(z.array(optionEdit)),
  /** Everybody on the computer may read a folder; `config:closeFolder` takes that right away. */
  openFolder: z.boolean(),
  /** A superuser of this name could be created instead of being taken out. */
  missingAccount: z.nullable(z.string()),
});
export type ConfigProblem = Shape<typeof configProblem>;

export const verdict = z.enum([
  'shared',
  'independent',
  'collision',
  'wrong-identity',
  'cannot-log-in',
  'error',
  'other',
  'one-cookie-two-logins',
]);
export type Verdict = Shape<typeof verdict>;

export const whyStep = z.object({
  question: z.enum(['cookie-sent', 'cookie-name', 'session-found', 'account-found']),
  /** `not-reached`: an earlier step already decided. */
  answer: z.enum(['yes', 'no', 'not-reached']),
  /** One sentence with the values that decided. */
  because: sentence,
});

/** Two wikis and one browser (spec/sessions.md §14.1); the vocabulary of `croft explain`. */
export const sharingPair = z.object({
  a: wikiId,
  b: wikiId,
  cookie: z.enum(['shared', 'separate', 'refused']),
  session: z.enum(['shared', 'separate']),
  account: z.enum(['shared', 'separate']),
  login: verdict,
  /** One sentence. */
  why: sentence,
  steps: z.array(whyStep),
});
export type SharingPair = Shape<typeof sharingPair>;

export const sharingWiki = z.object({
  id: wikiId,
  sitename: z.string(),
  url: z.nullable(z.string()),
  cookieName: z.string(),
  cookieDomain: z.nullable(z.string()),
  cookiePath: z.string(),
  /** For showing; equal text = the same folder. */
  sessionDir: z.string(),
  userDir: z.string(),
});
export type SharingWiki = Shape<typeof sharingWiki>;

export const sharing = z.object({ wikis: z.array(sharingWiki), pairs: z.array(sharingPair) });
export type Sharing = Shape<typeof sharing>;

/** What a change means for people; the page makes sentences of it. */
export const impactFact = z.discriminatedUnion('kind', [
  /** These wikis have one login afterwards and had not before. */
  z.object({ kind: z.literal('will-share'), wikis: z.array(wikiId) }),
  z.object({ kind: z.literal('will-separate'), wikis: z.array(wikiId) }),
  /** These wikis will log each other out, or show somebody else. */
  z.object({ kind: z.literal('will-collide'), wikis: z.array(wikiId), login: verdict }),
  z.object({ kind: z.literal('cannot-log-in'), wikis: z.array(wikiId) }),
  z.object({
    kind: z.literal('sessions-end'),
    count,
    wikis: z.array(wikiId),
    reason: z.enum(['cookie-name', 'session-dir', 'user-dir', 'lifetime', 'auth', 'cookie-scope']),
  }),
  z.object({ kind: z.literal('switches-end'), count, wikis: z.array(wikiId) }),
  z.object({
    kind: z.literal('lifetime'),
    wikis: z.array(wikiId),
    who: z.enum(['anonymous', 'logged-in', 'remembered']),
    /** 0 = no session. */
    beforeSeconds: count,
    afterSeconds: count,
  }),
  z.object({ kind: z.literal('superuser-gained'), names: z.array(z.string()), wikis: z.array(wikiId) }),
  z.object({ kind: z.literal('superuser-lost'), names: z.array(z.string()), wikis: z.array(wikiId) }),
]);
export type ImpactFact = Shape<typeof impactFact>;

export const diffLine = z.object({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string(),
  /** 1-based; null where the line does not exist on that side. */
  before: z.nullable(z.int()),
  after: z.nullable(z.int()),
});
export const fileDiff = z.object({
  fileId,
  file: z.string(),
  /** Each hunk with a few lines around the change. */
  hunks: z.array(z.array(diffLine)),
});
export type FileDiff = Shape<typeof fileDiff>;

export const refusedEdit = z.object({
  /** Its place in what was sent. */
  index: count,
  error: appError,
  /** What the person would have to accept for it to be made; null = it can't be. */
  unlessAccepted: z.nullable(z.enum(['dependents', 'replace-code'])),
});
export type RefusedEdit = Shape<typeof refusedEdit>;

export const optionPreview = z.object({
  revision: z.string(),
  diffs: z.array(fileDiff),
  facts: z.array(impactFact),
  before: sharing,
  after: sharing,
  /** Findings that the edited configuration would have and today's has not. */
  newProblems: z.array(configProblem),
  refused: z.array(refusedEdit),
});
export type OptionPreview = Shape<typeof optionPreview>;

export const configFile = z.object({
  fileId,
  file: z.string(),
  /** What it is to the farm. */
  role: z.enum(['farm', 'wiki', 'helper']),
  wikiId: z.nullable(wikiId),
});
export type ConfigFile = Shape<typeof configFile>;

export const configText = z.object({
  fileId,
  file: z.string(),
  text: z.string(),
  revision: z.string(),
  problems: z.array(configProblem),
  readOnly: z.boolean(),
});

export const optionRequests = {
  'option:matrix': request(z.tuple([farmId]), optionMatrix),
  'option:preview': request(z.tuple([farmId, optionEdits]), optionPreview),
  /** Writes all edits or none; `config-changed` when the files are no longer those of `revision`. */
  'option:apply': request(
    z.tuple([farmId, z.string(), optionEdits]),
    z.object({
      undo: undoToken,
      files: z.array(z.object({ file: z.string(), backup: z.string() })),
      /** When the running wikis followed; null = none runs. */
      followedAt: z.nullable(time),
    }),
  ),
  'option:undo': request(z.tuple([farmId, undoToken]), z.object({ followedAt: z.nullable(time) })),
  /** Names a person may choose as superusers: the accounts of the wikis in scope. */
  'option:superuserChoices': request(
    z.tuple([farmId, optionScope, shortText]),
    z.array(z.object({ storeId: accountStoreId, name: z.string(), disabled: z.boolean() })),
  ),
  'config:files': request(z.tuple([farmId]), z.array(configFile)),
  'config:read': request(z.tuple([farmId, fileId]), configText),
  /** Parsed before it is written; text that does not parse is refused with the place. */
  'config:write': request(
    z.tuple([farmId, fileId, z.string().check(z.maxLength(10_000_000)), z.string()]),
    z.object({ backup: z.string(), revision: z.string(), followedAt: z.nullable(time) }),
  ),
  /** Takes away what others may do with the folder of a finding (`openFolder`). */
  'config:closeFolder': request(z.tuple([farmId, shortText]), z.object({ undo: undoToken })),
  'config:undoCloseFolder': request(z.tuple([farmId, undoToken]), nothing),
  'sharing:pairs': request(z.tuple([farmId]), sharing),
  /** The same facts as if the edits had been made; touches nothing. */
  'sharing:whatIf': request(
    z.tuple([farmId, optionEdits]),
    z.object({ sharing, refused: z.array(refusedEdit) }),
  ),
  /** The recipes of MoinMoin's session documentation that fit this farm, as edits to look at and stage. */
  'sharing:recipes': request(
    z.tuple([farmId]),
    z.array(
      z.object({
        recipe: z.enum(['one-login-by-host', 'one-login-by-path', 'one-login-by-port', 'separate-logins']),
        edits: z.array(optionEdit),
      }),
    ),
  ),
  /** Gives Croft (never the farm's Python) the value of an option that code computes (DECISIONS 5). */
  'wiki:supplyValue': request(
    z.tuple([farmId, wikiId, shortText, z.string().check(z.maxLength(10_000))]),
    nothing,
  ),
  /** Takes such a value back; the wiki waits again. */
  'wiki:removeSupplied': request(z.tuple([farmId, wikiId, shortText]), nothing),
  /** The code of a file of the configuration, as its bytes are now, changes no option. */
  'config:sayHarmless': request(z.tuple([farmId, shortText]), nothing),
} as const;

export const optionEvents = {
  /** The configuration on disk changed and was read again; with an error the last good one stays in force. */
  'config:followed': event(z.object({ farmId, followedAt: time, error: z.nullable(appError) })),
} as const;
