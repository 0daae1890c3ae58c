import { homePageOf } from '../../user/names.ts';
import { parentName } from '../../../shared/names/page-name.ts';
import { currentUser, hereUrl, maySee, staticUrl, urlOf, type RequestContext } from '../context.ts';
import { html, trustedHtml, type Html } from '../html.ts';
import { isSwitched } from '../identity.ts';
import { directionOf } from '../texts/texts.ts';
import { makeEditBar } from './edit-bar.ts';
import type { HeadLink, Message, PageContent, PageFrame, StyleSheet, UserLink } from './frame.ts';
import { makeNavigation } from './navigation.ts';
import { makeTrailLinks } from './trail-links.ts';

export interface FrameOptions {
  /** Of a page that is not the wiki page itself, e.g. `Login`. */
  readonly title?: string;
  readonly content: PageContent;
  readonly messages?: readonly Message[];
  readonly pageInfo?: Html | null;
  /** The revision asked for exists (the current one by default). */
  readonly exists?: boolean;
  readonly revision?: number | null;
  readonly keywords?: string | undefined;
  readonly description?: string | undefined;
  /** Nothing about the page may be shown: it may not be read. */
  readonly denied?: boolean;
  readonly searchValue?: string;
  readonly editBarAlways?: boolean;
  readonly bodyClass?: string | null;
  readonly projection?: boolean;
  /** The editor's page says so too, though it has a title of its own. */
  readonly offersDoubleClick?: boolean;
}

/** Everything around a page's content, for this visitor. */
export function makeFrame(context: RequestContext, options: FrameOptions): PageFrame {
  const { settings, texts, pageName } = context;
  const messages = [...context.notices, ...(options.messages ?? [])];
  return {
    texts,
    direction: directionOf(texts.language),
    documentTitle: `${options.title ?? pageName} - ${settings.htmlPagetitle ?? settings.sitename}`,
    meta: makeMeta(context, options, messages),
    styleSheets: makeStyleSheets(context, options.projection ?? false),
    scripts: [staticUrl(context, 'croft/wiki.js')],
    iconUrl: staticUrl(context, 'croft/icon.svg'),
    headLinks: makeHeadLinks(context, options),
    extraHead: trustedHtml(settings.htmlHead),
    bodyClass: options.bodyClass ?? null,
    pageUrl: hereUrl(context),
    search: { value: options.searchValue ?? '' },
    logo: { href: urlOf(context, settings.pageFrontPage), content: trustedHtml(settings.logoString) },
    userLinks: makeUserLinks(context),
    actingAs: makeActingAs(context),
    location: options.title === undefined ? makeLocation(context, options) : html`${options.title}`,
    trail: makeTrailLinks(context),
    navigation: makeNavigation(context),
    messages,
    header: { before: trustedHtml(settings.pageHeader1), after: trustedHtml(settings.pageHeader2) },
    editBar: options.denied === true ? null : makeEditBar(context, options),
    content: options.content,
    pageInfo: options.pageInfo ?? null,
    footer: { before: trustedHtml(settings.pageFooter1), after: trustedHtml(settings.pageFooter2) },
    credits: settings.pageCredits?.map(trustedHtml) ?? [
      html`<a href="https://moinmo.in/">${texts.text('site.moinCompatible')}</a>`,
      html`${texts.text('site.poweredBy')}`,
    ],
    version: null,
  };
}

/** Content of an action's own page, in the interface language. */
export const interfaceContent = (context: RequestContext, content: Html): PageContent => ({
  html: content,
  // MoinMoin calls its own texts the wiki's language, whatever they are written in.
  ...(context.settings.compatibility === 'strict'
    ? languageOf(context.settings.languageDefault)
    : languageOf(context.texts.language)),
});

const languageOf = (language: string) => ({ language, direction: directionOf(language) });

const alwaysFollowed = new Set(['RecentChanges', 'TitleIndex', 'FindPage', 'SiteNavigation']);

function makeMeta(
  context: RequestContext,
  options: FrameOptions,
  messages: readonly Message[],
): readonly (readonly [string, string])[] {
  const meta: [string, string][] = [];
  if (options.keywords !== undefined) meta.push(['keywords', options.keywords]);
  if (options.description !== undefined) meta.push(['description', options.description]);
  const user = currentUser(context);
  const wantsDoubleClick = user === null || user.editOnDoubleclick;
  const isPageView =
    (options.title === undefined || options.offersDoubleClick === true) && options.denied !== true;
  if (
    isPageView &&
    context.action !== 'print' &&
    wantsDoubleClick &&
    maySee(context, context.pageName, 'write')
  )
    meta.push(['edit_on_doubleclick', context.request.scriptRoot === '' ? '/' : context.request.scriptRoot]);
  meta.push(['robots', robotsRule(context, messages)]);
  return meta;
}

function robotsRule({ request, pageName, settings }: RequestContext, messages: readonly Message[]): string {
  const isError = messages.some((message) => message.class === 'error');
  if (request.method === 'POST' || request.query !== '' || isError) return 'noindex,nofollow';
  return pageName === settings.pageFrontPage || alwaysFollowed.has(pageName)
    ? 'index,follow'
    : 'index,nofollow';
}

function makeStyleSheets(context: RequestContext, projection: boolean): readonly StyleSheet[] {
  const sheets: StyleSheet[] = [
    { media: 'all', href: staticUrl(context, 'croft/wiki.css') },
    { media: 'print', href: staticUrl(context, 'croft/print.css') },
  ];
  if (projection) sheets.push({ media: 'all', href: staticUrl(context, 'croft/projection.css') });
  for (const [media, href] of context.settings.stylesheets) sheets.push({ media, href });
  const own = currentUser(context)?.cssUrl ?? '';
  if (own !== '' && own.toLowerCase() !== 'none') sheets.push({ media: 'all', href: own });
  return sheets;
}

function makeHeadLinks(context: RequestContext, options: FrameOptions): readonly HeadLink[] {
  const { settings, texts, pageName, state } = context;
  const links: HeadLink[] = [];
  if (pageName === settings.pageFrontPage || pageName === 'RecentChanges')
    links.push({
      rel: 'alternate',
      type: 'application/rss+xml',
      title: texts.text('site.feed', { site: settings.sitename }),
      href: hereUrl(context, { action: 'rss_rc', ddiffs: 1, unique: 1 }),
    });
  else
    links.push({
      rel: 'alternate',
      type: 'application/rss+xml',
      title: `${settings.sitename}: ${pageName}`,
      href: hereUrl(context, {
        action: 'rss_rc',
        page: pageName,
        ddiffs: 1,
        diffs: 1,
        show_att: 1,
        unique: 0,
      }),
    });
  if (options.denied !== true && maySee(context, context.pageName, 'write'))
    links.push({
      rel: 'alternate',
      type: 'application/wiki',
      title: texts.text('bar.edit'),
      href: hereUrl(context, { action: 'edit' }),
    });
  links.push({ rel: 'Start', href: urlOf(context, settings.pageFrontPage) });
  if (pageName !== '')
    links.push(
      { rel: 'Alternate', title: texts.text('menu.raw'), href: hereUrl(context, { action: 'raw' }) },
      {
        rel: 'Alternate',
        media: 'print',
        title: texts.text('menu.print'),
        href: hereUrl(context, { action: 'print' }),
      },
    );
  if (options.denied !== true && maySee(context, context.pageName, 'read'))
    for (const { fileName } of state.pages.besides(() => state.pages.attachments(pageName), []))
      links.push({
        rel: 'Appendix',
        title: fileName,
        href: hereUrl(context, { action: 'AttachFile', do: 'view', target: fileName }),
      });
  const parent = parentName(pageName);
  if (parent !== null && state.pages.mayExist(parent))
    links.push({ rel: 'Up', href: urlOf(context, parent) });
  links.push(
    { rel: 'Search', href: urlOf(context, 'FindPage') },
    { rel: 'Index', href: urlOf(context, 'TitleIndex') },
    { rel: 'Glossary', href: urlOf(context, 'WordIndex') },
    { rel: 'Help', href: urlOf(context, 'HelpOnFormatting') },
  );
  return links;
}

function makeUserLinks(context: RequestContext): readonly UserLink[] {
  const { texts, identity, settings } = context;
  const user = currentUser(context);
  if (user === null || identity.kind === 'anonymous') {
    const canLogIn = settings.auth.some((method) => method.name === 'moin');
    if (!canLogIn) return [];
    return [{ id: 'login', label: texts.text('site.login'), href: hereUrl(context, { action: 'login' }) }];
  }
  const links: UserLink[] = [];
  if (user.name !== '')
    links.push({
      id: 'userhome',
      label: user.name,
      title: user.aliasName === '' ? user.name : user.aliasName,
      href: homePageUrl(context, user.name),
    });
  links.push({
    id: 'userprefs',
    label: texts.text('site.settings'),
    href: hereUrl(context, { action: 'userprefs' }),
  });
  // Only a form login has a way out; the web server's or the browser's word would bring the user back at once.
  if (identity.method === 'moin' || isSwitched(identity))
    links.push({
      id: 'logout',
      label: texts.text('site.logout'),
      href: hereUrl(context, { action: 'logout', logout: 'logout' }),
    });
  return links;
}

/** The page named like the user, here or in the wiki that `user_homewiki` names. */
export function homePageUrl(context: RequestContext, userName: string): string {
  const { wiki, page } = homePageOf(userName, context.settings);
  const elsewhere = wiki === 'Self' ? null : context.state.interwikiUrl(wiki, page);
  return elsewhere ?? urlOf(context, page);
}

function makeActingAs(context: RequestContext): PageFrame['actingAs'] {
  const { identity } = context;
  if (identity.kind !== 'user' || identity.actingAs === null) return null;
  return {
    realName: identity.real.name,
    targetName: identity.actingAs.name,
    returnUrl: hereUrl(context, { action: 'logout', logout: 'logout' }),
  };
}

/** The page's name as a heading: parents are links, the last part leads to what links here. */
function makeLocation(context: RequestContext, options: FrameOptions): Html {
  const { pageName, state, texts } = context;
  const exists = options.exists ?? true;
  const parts = pageName.split('/');
  const parents = parts.slice(0, -1).map((part, index) => {
    const name = parts.slice(0, index + 1).join('/');
    const missing = state.pages.mayExist(name) ? '' : ' class="nonexistent"';
    return html`<a${trustedHtml(missing)} href="${urlOf(context, name)}">${part}</a><span class="sep">/</span>`;
  });
  const last = parts.at(-1) ?? pageName;
  if (currentUser(context) === null)
    return html`${parents}<a${trustedHtml(exists ? '' : ' class="nonexistent"')} href="${hereUrl(context)}">${last}</a>`;
  const search = hereUrl(context, { action: 'fullsearch', context: 180, value: `linkto:"${pageName}"` });
  return html`${parents}<a
      class="${exists ? 'backlink' : 'nonexistent'}"
      href="${search}"
      rel="nofollow"
      title="${texts.text('page.backlinks')}"
      >${last}</a
    >`;
}
