import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { LoggedEvent, SearchAnswer, WikiView } from '../../../../electron/macro/wiki-view.ts';
import type { MarkupSettings } from '../../../../electron/markup/environment.ts';
import { pageUrl } from '../../../../shared/names/page-name.ts';
import { systemPageNames } from '../../../../electron/page/system-page-names.ts';
import { compilePage } from '../../../../electron/markup/compile.ts';
import { parseDictionaryPage } from '../../../../electron/page/dictionary-page.ts';
import { parseEditLogLine } from '../../../../electron/page/edit-log.ts';
import type { EditLogEntry } from '../../../../electron/page/edit-log.ts';
import { highlightSource, searchPages } from '../../../../electron/page/search/search.ts';
import { parseSearchQuery } from '../../../../electron/page/search/query.ts';
import { compareCodePoints } from '../../../../electron/page/python-text.ts';

const contextSchema = z.object({
  script_root: z.string(),
  url_prefix_static: z.string(),
  theme: z.string(),
  interwikiname: z.string(),
  sitename: z.string(),
  language_default: z.string(),
  default_page: z.string(),
  config: z.object({
    bang_meta: z.boolean(),
    show_section_numbers: z.boolean(),
    default_markup: z.string(),
    page_front_page: z.string(),
    superuser: z.array(z.string()),
  }),
  interwiki: z.array(z.tuple([z.string(), z.string()])),
  pages: z.record(z.string(), z.string()),
  attachments: z.record(z.string(), z.array(z.object({ name: z.string(), data: z.string() }))),
  attachment_times: z.record(z.string(), z.record(z.string(), z.number())),
  frozen_time: z.number(),
  users: z.array(z.object({ id: z.string(), name: z.string() })),
  edit_log: z.array(z.string()),
  event_log: z.array(z.string()),
});
export type GoldenContext = z.infer<typeof contextSchema>;

export async function readContext(directory: string): Promise<GoldenContext> {
  return contextSchema.parse(JSON.parse(await readFile(path.join(directory, 'context.json'), 'utf8')));
}

export interface CaseRequest {
  readonly page: string;
  readonly query: string;
  /** Profile settings that differ from the defaults. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly userName: string;
}

/** Bytes of the attachments of context.json. */
export function attachmentReader(context: GoldenContext): (page: string, file: string) => Uint8Array | null {
  return (page, file) => {
    const found = context.attachments[page]?.find(({ name }) => name === file);
    return found === undefined ? null : Buffer.from(found.data, 'base64');
  };
}

/** The wiki of context.json as one visitor of one case sees it. */
export function contextView(context: GoldenContext, request: CaseRequest): WikiView {
  const pages = new Map(Object.entries(context.pages));
  const interwiki = new Map(context.interwiki);
  const bytes = new Map(
    Object.entries(context.attachments).map(([page, files]) => [
      page,
      files.map(({ name, data }) => ({ name, data: Buffer.from(data, 'base64') })),
    ]),
  );
  const names = [...pages.keys()].toSorted(compareCodePoints);
  const profile = (name: string): boolean => request.profile[name] === 1 || request.profile[name] === true;
  const settings: MarkupSettings = {
    bangMeta: context.config.bang_meta,
    defaultMarkup: context.config.default_markup,
    strict: true,
    showSectionNumbers: context.config.show_section_numbers,
    languageDefault: context.language_default,
    scriptRoot: context.script_root,
    staticPrefix: context.url_prefix_static,
    theme: context.theme,
    interwikiName: context.interwikiname,
    interwiki: (wiki) => interwiki.get(wiki) ?? null,
  };
  return {
    settings,
    sitename: context.sitename,
    frontPage: context.config.page_front_page,
    categoryRegex: '(?P<all>Category(?P<key>(?!Template)\\S+))',
    templateRegex: '(?P<all>(?P<key>\\S+)Template)',
    mimetypesEmbed: [
      'application/pdf',
      'application/x-shockwave-flash',
      'application/x-dvi',
      'application/postscript',
      'video/mpeg',
      'video/ogg',
      'video/quicktime',
      'audio/mpeg',
      'audio/midi',
      'audio/x-wav',
    ],
    visitor: {
      name: request.userName,
      superuser: context.config.superuser.includes(request.userName),
      language: 'en',
      isCrawler: false,
      zoneOffsetSeconds: 0,
      dateFormat: '%Y-%m-%d',
      dateTimeFormat: '%Y-%m-%d %H:%M:%S',
      timeFormat: '%H:%M',
      bookmarkSeconds: null,
      showComments: profile('show_comments'),
      showNonexistentAsQuestionMark: profile('show_nonexist_qm'),
      showTopBottom: profile('show_topbottom'),
    },
    query: new Map(new URLSearchParams(request.query)),
    requestedPage: request.page,
    action: 'show',
    actions: knownActions,
    nowSeconds: context.frozen_time,
    session: null,
    interwikiTable: () =>
      new Map([
        ...interwiki,
        ['Self', `${context.script_root}/`],
        [context.interwikiname, `${context.script_root}/`],
      ]),
    may: () => true,
    pageExists: (page) => pages.has(page),
    pageNames: () => names,
    isEditedSystemPage: () => false,
    isSystemPage: (page) => systemPageNames.has(page),
    folderCount: () => names.length,
    readPage: (page) => pages.get(page) ?? null,
    pageLinks: async (page) => {
      const text = pages.get(page);
      return text === undefined ? [] : compilePage({ text, pageName: page, settings }).links;
    },
    dictionary: (page) => {
      const text = pages.get(page);
      return text === undefined ? null : parseDictionaryPage(text);
    },
    search: async (query, { title }) => searchContext(pages, settings, query, title),
    changes: () => changesOf(context),
    editor: async ({ userId, host, address }) => {
      const user = context.users.find(({ id }) => id === userId);
      const title = `${user?.name ?? '???'} @ ${host}[${address}]`;
      return { name: user?.name ?? host, title, account: user !== undefined };
    },
    hasConflict: () => false,
    events: () => eventsOf(context),
    attachments: (page) =>
      (bytes.get(page) ?? [])
        .map(({ name, data }) => ({
          name,
          sizeBytes: data.length,
          modifiedSeconds: context.attachment_times[page]?.[name] ?? 0,
        }))
        .toSorted((a, b) => compareCodePoints(a.name, b.name)),
    readAttachment: async (page, file) => bytes.get(page)?.find(({ name }) => name === file)?.data ?? null,
    ticket: () => 'TICKET',
    changeQuery: (_page, action) => [['action', action]],
    pageUrl: (page, options) => pageUrl(context.script_root, page, options),
    translate: (text) => text,
    icon: (file) => ({
      url: `${context.url_prefix_static}/${context.theme}/img/${file}`,
      width: 16,
      height: 16,
    }),
    // The dice stand still like the clock: where they lay when the data was made.
    random: (limit) => (limit === names.length ? names.indexOf('lower case page') : 0),
  };
}

/** Actions that MoinMoin 1.9 lets pages link to. */
const knownActions =
  'AttachFile CopyPage DeletePage Despam LikePages LocalSiteMap MyPages PackagePages RenamePage RenderAsDocbook SpellCheck SyncPages bookmark cache chart content diff edit fullsearch info links login logout newaccount newpage print quicklink raw recall recoverpass refresh revert rss_rc show sitemap subscribe titleindex unsubscribe userprefs'.split(
    ' ',
  );

function* changesOf(context: GoldenContext): Generator<EditLogEntry> {
  for (const line of context.edit_log.toReversed()) {
    const parsed = parseEditLogLine(new TextEncoder().encode(line));
    if (parsed.ok) yield parsed.entry;
  }
}

function* eventsOf(context: GoldenContext): Generator<LoggedEvent> {
  for (const line of context.event_log) {
    const [time = '', type = '', fields = ''] = line.split('\t');
    const values = new URLSearchParams(fields);
    yield {
      timeMicroseconds: Number(time),
      type,
      page: values.get('pagename') ?? '',
      userAgent: values.get('HTTP_USER_AGENT') ?? '',
    };
  }
}

async function searchContext(
  pages: ReadonlyMap<string, string>,
  settings: MarkupSettings,
  needle: string,
  title: boolean,
): Promise<SearchAnswer> {
  const query = parseSearchQuery(needle, { titleSearch: title });
  if (query === null) return { kind: 'invalid-query', message: needle };
  const searched = [...pages].map(([name, text]) => ({
    name,
    text: () => text,
    language: settings.languageDefault,
    format: 'wiki',
    isDeprecated: false,
    isSystem: systemPageNames.has(name),
    layer: 'data' as const,
    modifiedSeconds: () => 0,
    links: () => compilePage({ text, pageName: name, settings }).links,
  }));
  const { hits } = await searchPages(query, searched, { order: title ? 'name' : 'weight' });
  return {
    kind: 'hits',
    highlight: highlightSource(query),
    hits: hits.map(({ page, matches }) => ({
      page,
      titleMatches: matches
        .filter(({ where }) => where === 'title')
        .map(({ start, end }) => [start, end] as const),
    })),
  };
}
