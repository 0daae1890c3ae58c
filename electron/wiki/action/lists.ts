import { likePagesOf } from '../../macro/like-pages.ts';
import { percentEncode } from '../../../shared/names/percent.ts';
import { isSystemPageName } from '../../page/system-page-names.ts';
import { plainTextType, textAnswer, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { absoluteUrl, maySee, urlOf, type RequestContext } from '../context.ts';
import { attributes, escapeHtml, html, noHtml, type Html } from '../html.ts';
import { message } from '../message.ts';
import { actionPage, viewPage } from '../page-view.ts';
import { linksOf } from '../view.ts';
import { givingWay } from '../../base/slices.ts';

const readableNames = (context: RequestContext): readonly string[] =>
  context.state.pages.names().filter((name) => maySee(context, name));

const xmlType = 'text/xml; charset=utf-8';

/** Names of all readable pages, one a line; or as XML. */
export const titleindex: Action = {
  name: 'titleindex',
  run(context) {
    const names = readableNames(context);
    if (context.parameters.text('mimetype') !== 'text/xml')
      return Promise.resolve(
        textAnswer(context, 200, plainTextType, names.map((name) => `${name}\r\n`).join('')),
      );
    const titles = names.map((name) => `<Title>${escapeHtml(name)}</Title>\r\n`).join('');
    const body = `<?xml version="1.0" encoding="utf-8"?>\r\n<TitleIndex>\r\n${titles}</TitleIndex>\r\n`;
    return Promise.resolve(textAnswer(context, 200, xmlType, body));
  },
};

/** `URL NAME` lines, by which sister wikis learn each other's pages. */
export const sisterpages: Action = {
  name: 'sisterpages',
  run(context) {
    const lines = readableNames(context).map(
      (name) => `${absoluteUrl(context, urlOf(context, name))} ${name}\r\n`,
    );
    const stamp = String(Math.floor(context.nowSeconds));
    return Promise.resolve(textAnswer(context, 200, plainTextType, lines.join(''), [['Etag', stamp]]));
  },
};

/** Every page with the pages it links to. */
export const links: Action = {
  name: 'links',
  async run(context) {
    const { state, texts, settings } = context;
    await givingWay(state.pageLinks.prepare());
    const rows = readableNames(context).map((name) => ({ name, targets: linksOf(context, name) }));
    if (context.parameters.text('mimetype') === 'text/plain') {
      const lines = rows.map(({ name, targets }) => [name, ...targets].map(percentEncode).join(' '));
      return Promise.resolve(
        textAnswer(context, 200, plainTextType, lines.map((line) => `${line}\n`).join('')),
      );
    }
    const link = (name: string): Html =>
      html`<a${attributes({ class: state.pages.mayExist(name) ? null : 'nonexistent', href: urlOf(context, name) })}>${name}</a>`;
    const items = rows.map(
      ({ name, targets }) => html`<li>${link(name)}: ${targets.map((target) => html`${link(target)} `)}</li>`,
    );
    return Promise.resolve(
      // The list belongs to no page; MoinMoin shows it as one without a name.
      actionPage(settings.compatibility === 'strict' ? { ...context, pageName: '' } : context, {
        title: texts.text('links.title', { site: settings.sitename }),
        content: html`<ul>${items}</ul>`,
        editBarAlways: true,
      }),
    );
  },
};

/** For search engines (schema sitemap 0.84). */
export const sitemap: Action = {
  name: 'sitemap',
  run(context) {
    const { nowSeconds, settings, state, request } = context;
    const stamp = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`;
    const entry = (url: string, seconds: number, frequency: string, priority: string): string =>
      `<url>\r\n<loc>${escapeHtml(absoluteUrl(context, url))}</loc>\r\n<lastmod>${stamp(seconds)}</lastmod>\r\n` +
      `<changefreq>${frequency}</changefreq>\r\n<priority>${priority}</priority>\r\n</url>\r\n`;
    const entries = [entry(`${request.scriptRoot}/`, nowSeconds, 'hourly', '1.0')];
    for (const name of readableNames(context)) {
      const changed =
        (state.pages.besides(() => state.pages.revisionInfo(name), null)?.timeMicroseconds ?? 0) / 1e6;
      const url = urlOf(context, name);
      if (name === 'RecentChanges' || name === 'TitleIndex')
        entries.push(entry(url, nowSeconds, 'hourly', '0.9'));
      else if (name === settings.pageFrontPage) entries.push(entry(url, changed, 'hourly', '1.0'));
      else if (isSystemPageName(name, settings.compatibility) || state.isTemplate(name))
        entries.push(entry(url, changed, 'yearly', '0.1'));
      else entries.push(entry(url, changed, 'daily', '0.5'));
    }
    const body =
      '<?xml version="1.0" encoding="UTF-8"?>\r\n<urlset xmlns="http://www.google.com/schemas/sitemap/0.84">\r\n' +
      `${entries.join('')}</urlset>\r\n`;
    return Promise.resolve(textAnswer(context, 200, xmlType, body));
  },
};

/** Synchronisation is not offered: there are no tags. */
export const showtags: Action = {
  name: 'showtags',
  run: (context) => Promise.resolve(textAnswer(context, 200, plainTextType, '[]')),
};

/** Pages whose names resemble this one. */
export const likePages: Action = {
  name: 'LikePages',
  run(context) {
    const { texts, pageName } = context;
    const groups = likePagesOf(pageName, readableNames(context));
    if (groups.length === 0)
      return viewPage(context, {
        messages: [message('nothing-similar', 'error', texts.text('like.none', { page: pageName }))],
      });
    const lists = groups.map(
      (names) =>
        html`<ul>${names.map((name) => html`<li><a href="${urlOf(context, name)}">${name}</a></li>`)}</ul>`,
    );
    return Promise.resolve(
      actionPage(context, { title: texts.text('like.title', { page: pageName }), content: html`${lists}` }),
    );
  },
};

const siteMapDepth = 3;

/** Where one gets from here in a few steps; every page stands where the fewest steps lead. */
export const localSiteMap: Action = {
  name: 'LocalSiteMap',
  run(context) {
    const { texts, pageName } = context;
    return Promise.resolve<Answer>(
      actionPage(context, {
        title: texts.text('map.title', { page: pageName }),
        content: html`<ul>${branch(context, pageName, siteMap(context))}</ul>`,
      }),
    );
  },
};

/** Under which page each page is found first, level by level. */
function siteMap(context: RequestContext): ReadonlyMap<string, readonly string[]> {
  const { state, pageName } = context;
  const seen = new Set([pageName]);
  const below = new Map<string, readonly string[]>();
  let level: readonly string[] = [pageName];
  for (let depth = 0; depth < siteMapDepth; depth++) {
    const next: string[] = [];
    for (const name of level) {
      const targets = [...new Set(linksOf(context, name))].filter(
        (target) => !seen.has(target) && state.pages.mayExist(target) && maySee(context, target),
      );
      for (const target of targets) seen.add(target);
      below.set(name, targets);
      next.push(...targets);
    }
    level = next;
  }
  return below;
}

function branch(context: RequestContext, name: string, below: ReadonlyMap<string, readonly string[]>): Html {
  const { texts } = context;
  const view = html`<a href="${urlOf(context, name)}">[${texts.text('info.view')}]</a>`;
  const label = html`<a href="${urlOf(context, name, { action: 'LocalSiteMap' })}">${name}</a>`;
  const targets = below.get(name) ?? [];
  const list =
    targets.length === 0 ? noHtml : html`<ul>${targets.map((target) => branch(context, target, below))}</ul>`;
  return html`<li>${label} ${view}${list}</li>`;
}
