import { macroRegistry } from '../../../electron/macro/bundled.ts';
import type { Macro } from '../../../electron/macro/macro.ts';
import { renderPage } from '../../../electron/macro/render-page.ts';
import type { WikiView } from '../../../electron/macro/wiki-view.ts';
import { compilePage } from '../../../electron/markup/compile.ts';
import { pageUrl } from '../../../shared/names/page-name.ts';
import { settings } from '../markup/settings.ts';

/** A wiki of the given pages, seen by a visitor without login at a fixed moment. */
export function viewOf(pages: Readonly<Record<string, string>>, changes: Partial<WikiView> = {}): WikiView {
  const names = Object.keys(pages).toSorted();
  return {
    settings,
    sitename: 'Test',
    frontPage: 'FrontPage',
    categoryRegex: '^Category.+',
    templateRegex: '.+Template$',
    mimetypesEmbed: ['application/pdf'],
    visitor: {
      name: '',
      superuser: false,
      language: 'en',
      isCrawler: false,
      zoneOffsetSeconds: 0,
      dateFormat: '%Y-%m-%d',
      dateTimeFormat: '%Y-%m-%d %H:%M:%S',
      timeFormat: '%H:%M',
      bookmarkSeconds: null,
      showComments: false,
      showNonexistentAsQuestionMark: false,
      showTopBottom: false,
    },
    query: new Map(),
    requestedPage: 'TestPage',
    action: 'show',
    actions: ['show', 'raw'],
    nowSeconds: 1_700_000_000,
    session: null,
    interwikiTable: () => new Map(),
    may: () => true,
    pageExists: (page) => page in pages,
    pageNames: () => names,
    isSystemPage: () => false,
    isEditedSystemPage: () => false,
    folderCount: () => names.length,
    readPage: (page) => pages[page] ?? null,
    pageLinks: async (page) => compilePage({ text: pages[page] ?? '', pageName: page, settings }).links,
    dictionary: () => null,
    search: async () => ({ kind: 'hits', hits: [], highlight: '' }),
    changes: () => [],
    editor: async () => ({ name: '', title: '', account: false }),
    hasConflict: () => false,
    events: () => [],
    attachments: () => [],
    readAttachment: async () => null,
    ticket: () => 'ticket',
    changeQuery: (_page, action) => [['action', action]],
    pageUrl: (page, options) => pageUrl('', page, options),
    translate: (text) => text,
    icon: () => null,
    random: () => 0,
    ...changes,
  };
}

/** HTML of a text on TestPage, without line anchors. */
export async function shown(
  text: string,
  view: WikiView = viewOf({}),
  plugins: readonly Macro[] = [],
): Promise<string> {
  const compiled = compilePage({ text, pageName: 'TestPage', settings });
  const { html } = await renderPage(compiled, view, macroRegistry(plugins));
  return html.replaceAll(/<span class="anchor" id="[^"]*line-[\d-]+"><\/span>/g, '');
}
