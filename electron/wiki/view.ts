import { randomInt } from 'node:crypto';
import { known, readFile } from '../base/disk-reading.ts';
import path from 'node:path';
import type { MarkupSettings } from '../markup/environment.ts';
import type { Editor, LoggedEvent, SearchAnswer, WikiView } from '../macro/wiki-view.ts';
import { parseDictionaryPage } from '../page/dictionary-page.ts';
import { readEventLog } from '../page/log-file.ts';
import { mostBytes } from '../page/page-folder.ts';
import { givingWay } from '../base/slices.ts';
import { highlightSource } from '../page/search/search.ts';
import { isSystemPageName } from '../page/system-page-names.ts';
import { extensionSession } from '../session/extension-session.ts';
import {
  changeQuery,
  currentUser,
  isSuperuserHere,
  maySee,
  urlOf,
  zoneOffset,
  type RequestContext,
} from './context.ts';
import { accountOfEditor, shortHost } from './editor-name.ts';
import { iconOf } from './theme/icons.ts';

/** The wiki as this visitor sees it during this request, for markup and macros. */
export function makeView(context: RequestContext, settings: MarkupSettings): WikiView {
  const { state, parameters } = context;
  const canRead = (page: string): boolean => maySee(context, page);
  const { pages } = state;
  let allLinks: Promise<void> | null = null;
  let names: readonly string[] | null = null;
  const editors = new Map<string, Promise<Editor>>();
  return {
    settings,
    sitename: context.settings.sitename,
    frontPage: context.settings.pageFrontPage,
    categoryRegex: context.settings.pageCategoryRegex,
    templateRegex: context.settings.pageTemplateRegex,
    mimetypesEmbed: context.settings.mimetypesEmbed,
    visitor: makeVisitor(context),
    query: new Map(parameters.names().map((name) => [name, parameters.text(name)])),
    requestedPage: context.pageName,
    action: context.action,
    actions: context.actionNames,
    nowSeconds: context.nowSeconds,
    session: extensionSession(context.session),
    interwikiTable: () => state.interwikiTable(),
    may: (right, page) => maySee(context, page, right),
    pageExists: (page) => pages.mayExist(page),
    pageNames: () => (names ??= pages.names().filter(canRead)),
    isSystemPage: (page) => isSystemPageName(page, context.settings.compatibility),
    isEditedSystemPage: (page) =>
      isSystemPageName(page, context.settings.compatibility) &&
      pages.besides(() => pages.layerOf(page), null) === 'data',
    folderCount: () => pages.folderCount(),
    readPage: (page) =>
      canRead(page)
        ? pages.besides(() => (pages.exists(page) ? (pages.read(page)?.text ?? null) : null), null)
        : null,
    pageLinks: async (page) => {
      await (allLinks ??= givingWay(state.pageLinks.prepare()));
      return linksOf(context, page);
    },
    dictionary: (page) => {
      const found = pages.besides(() => state.findDictionary(page), 'unreadable');
      if (found === 'unreadable') throw new Error("The page can't be read now.");
      if (found === null || found.kind === 'configured') return found?.entries ?? null;
      if (!canRead(page)) throw new Error('You are not allowed to read this page.');
      return parseDictionaryPage(pages.read(page)?.text ?? '');
    },
    search: (query, options) => searchForMacros(context, query, options.title),
    changes: () => pages.changes(),
    editor: (entry) => {
      const who = [entry.userId, entry.host, entry.address].join('\t');
      const editor = editors.get(who) ?? editorOf(context, entry);
      editors.set(who, editor);
      return editor;
    },
    hasConflict: (page) => pages.besides(() => pages.hasConflictFlag(page), false),
    events: () => loggedEvents(context),
    attachments: (page) =>
      canRead(page)
        ? pages
            .besides(() => pages.attachments(page), [])
            .map((file) => ({
              name: file.fileName,
              sizeBytes: file.sizeBytes,
              modifiedSeconds: file.modifiedMicroseconds / 1e6,
            }))
        : [],
    readAttachment: async (page, file) => {
      const attachment = canRead(page) ? pages.besides(() => pages.attachment(page, file), null) : null;
      if (attachment === null) return null;
      const reading = await readFile(attachment.path, mostBytes.inlinedAttachment);
      return pages.besides(() => known(reading), null);
    },
    ticket: context.ticket,
    changeQuery: (page, action) => Object.entries(changeQuery(context, page, action)),
    pageUrl: (page, options) =>
      urlOf(context, page, Object.fromEntries(options?.query ?? []), options?.anchor),
    translate: (text) => context.texts.translate(text),
    icon: (file) => iconOf(context.settings.urlPrefixStatic, context.settings.themeDefault, file),
    random: (limit) => randomInt(limit),
  };
}

function makeVisitor(context: RequestContext): WikiView['visitor'] {
  const user = currentUser(context);
  const { settings } = context;
  const bookmark = user?.bookmarks.get(settings.interwikiname ?? '');
  const bookmarkMicroseconds = bookmark === undefined ? Number.NaN : Number(bookmark);
  return {
    name: user?.name ?? '',
    superuser: isSuperuserHere(context),
    language: context.texts.language,
    isCrawler: context.isSpider,
    zoneOffsetSeconds: zoneOffset(context),
    dateFormat: orDefault(user?.dateFormat, settings.dateFmt),
    dateTimeFormat: orDefault(user?.datetimeFormat, settings.datetimeFmt),
    timeFormat: settings.changedTimeFmt,
    bookmarkSeconds: Number.isFinite(bookmarkMicroseconds) ? bookmarkMicroseconds / 1e6 : null,
    showComments: user?.showComments ?? false,
    showNonexistentAsQuestionMark: user?.showNonexistQm ?? false,
    showTopBottom: user?.showTopbottom ?? false,
  };
}

const orDefault = (own: string | undefined, configured: string): string =>
  own === undefined || own === '' ? configured : own;

/** Link targets of a page for the link index; nothing of a page that may not be read. */
export const linksOf = (context: RequestContext, page: string): readonly string[] =>
  maySee(context, page) ? context.state.pages.besides(() => context.state.pageLinks.of(page), []) : [];

async function editorOf(
  context: RequestContext,
  entry: { readonly userId: string; readonly host: string; readonly address: string },
): Promise<Editor> {
  const place = `${entry.host}[${entry.address}]`;
  const account = await accountOfEditor(context, entry.userId);
  if (account !== null && account.name !== '') {
    const shown = account.aliasName === '' ? account.name : account.aliasName;
    const title = context.settings.showHosts ? `${shown} @ ${place}` : shown;
    return { name: account.name, title, account: true };
  }
  if (!context.settings.showHosts) return { name: '', title: '', account: false };
  return { name: shortHost(entry), title: `??? @ ${place}`, account: false };
}

function loggedEvents({ settings }: RequestContext): readonly LoggedEvent[] {
  const { entries } = readEventLog(path.join(settings.dataDir, 'event-log'));
  return entries.map(({ timeMicroseconds, type, values }) => {
    const fields = new Map(values);
    return {
      timeMicroseconds,
      type,
      page: fields.get('pagename') ?? '',
      userAgent: fields.get('HTTP_USER_AGENT') ?? '',
    };
  });
}

async function searchForMacros(
  context: RequestContext,
  needle: string,
  titleSearch: boolean,
): Promise<SearchAnswer> {
  const { state } = context;
  if (needle.trim() === '') return { kind: 'empty-query' };
  const query = state.search.parse(needle, { titleSearch });
  if (query === null)
    return { kind: 'invalid-query', message: context.texts.text('search.invalid', { query: needle }) };
  const { hits } = await state.search.search(query, {
    order: titleSearch ? 'name' : 'weight',
    mayRead: (page) => maySee(context, page),
    timeLimitMs: 20_000,
  });
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
