import { attributes, html, joinHtml, trustedHtml, type Html } from '../wiki/html.ts';

/** What stands around a page in an export: like the print view, with a way to the front page and to the list. */
export interface ExportedPage {
  readonly language: string;
  readonly sitename: string;
  readonly name: string;
  /** Rendered by the wiki, links already leading into the export; null when it could not be rendered. */
  readonly body: string | null;
  readonly styleSheets: readonly string[];
  readonly movedTo: { readonly name: string; readonly href: string } | null;
  /** Since 1970; null when unknown. */
  readonly changedSeconds: number | null;
  readonly front: string | null;
  readonly list: string;
  readonly parentHref: (page: string) => string | null;
}

export interface ExportedList {
  readonly language: string;
  readonly sitename: string;
  readonly styleSheets: readonly string[];
  readonly front: string | null;
  readonly entries: readonly { readonly name: string; readonly href: string }[];
}

const english = {
  all: 'All pages',
  changed: 'last changed',
  moved: 'This page has moved to',
  failed: 'This page could not be rendered.',
};
type Words = typeof english;
const words: Readonly<Record<string, Words>> = {
  de: {
    all: 'Alle Seiten',
    changed: 'zuletzt geändert',
    moved: 'Diese Seite ist umgezogen nach',
    failed: 'Diese Seite konnte nicht dargestellt werden.',
  },
};

export function exportFrame(page: ExportedPage): string {
  const { all, changed, moved, failed } = words[page.language] ?? english;
  const movedLine =
    page.movedTo === null
      ? null
      : html`<p>${moved} <a href="${page.movedTo.href}">${page.movedTo.name}</a>.</p>`;
  const body = page.body === null ? html`<p>${failed}</p>` : trustedHtml(page.body);
  const info =
    page.changedSeconds === null
      ? null
      : html`<p id="pageinfo" class="info">
          ${page.name} (${changed} ${new Date(page.changedSeconds * 1000).toISOString().slice(0, 10)})
        </p>`;
  return document({
    ...page,
    title: `${page.name} - ${page.sitename}`,
    refresh: page.movedTo?.href ?? null,
    heading: headingOf(page),
    navigation: [
      ...(page.front === null ? [] : [html`<a href="${page.front}">${page.sitename}</a>`]),
      html`<a href="${page.list}">${all}</a>`,
    ],
    content: html`${movedLine}${body}${info}`,
  });
}

export function exportList(list: ExportedList): string {
  const { all } = words[list.language] ?? english;
  return document({
    ...list,
    title: `${all} - ${list.sitename}`,
    refresh: null,
    heading: html`${all}`,
    navigation: list.front === null ? [] : [html`<a href="${list.front}">${list.sitename}</a>`],
    content: html`<div id="content">
      <ul>
        ${list.entries.map(({ name, href }) => html`<li><a href="${href}">${name}</a></li>\n`)}
      </ul>
    </div>`,
  });
}

function headingOf({ name, parentHref }: ExportedPage): Html {
  const parts = name.split('/');
  const shown = parts.map((part, index) => {
    const href = index === parts.length - 1 ? null : parentHref(parts.slice(0, index + 1).join('/'));
    return href === null ? html`${part}` : html`<a href="${href}">${part}</a>`;
  });
  return joinHtml(shown, html`<span class="sep">/</span>`);
}

function document(page: {
  readonly language: string;
  readonly title: string;
  readonly refresh: string | null;
  readonly styleSheets: readonly string[];
  readonly heading: Html;
  readonly navigation: readonly Html[];
  readonly content: Html;
}): string {
  return html`<!DOCTYPE html>
<html${attributes({ lang: page.language })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${page.refresh === null ? null : html`<meta http-equiv="refresh" content="0; url=${page.refresh}">\n`}${page.styleSheets.map((href) => html`<link rel="stylesheet" href="${href}"${attributes({ media: href.endsWith('print.css') ? 'print' : null })}>\n`)}</head>
<body class="print">
<div id="header">
${page.navigation.length === 0 ? null : html`<p id="pagetrail">${joinHtml(page.navigation, html`<span class="sep"> | </span>`)}</p>`}
<h1 id="locationline"><span id="pagelocation">${page.heading}</span></h1>
</div>
<div id="page">
${page.content}
</div>
</body>
</html>
`.text;
}
