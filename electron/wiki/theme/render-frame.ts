import { attributes, html, joinHtml, noHtml, type Html } from '../html.ts';
import { directionOf } from '../texts/texts.ts';
import type { EditBar, HeadLink, LinkItem, Message, PageContent, PageFrame } from './frame.ts';

/** Draws a whole page. The ids and classes are MoinMoin's, so that user style sheets keep working (spec/actions.md §2.2). */
export function renderFrame(frame: PageFrame): string {
  const { texts } = frame;
  const page = html`<!DOCTYPE html>
<html${attributes({ lang: texts.language, dir: frame.direction })}>
<head>
${renderHead(frame)}
</head>
<body${attributes({ lang: texts.language, dir: frame.direction, class: frame.bodyClass })}>
<a class="skip-link" href="#page">${texts.text('site.skip')}</a>
${frame.actingAs === null ? noHtml : renderActing(frame)}
${frame.header.before}<div id="header" role="banner">
${renderSearch(frame)}
<div id="logo"><a href="${frame.logo.href}">${frame.logo.content}</a></div>
<div id="username">${joinHtml(
    frame.userLinks.map(
      (link) =>
        html`<a${attributes({ href: link.href, id: link.id, title: link.title, rel: link.id === 'userhome' ? null : 'nofollow' })}>${link.label}</a>`,
    ),
    html`<span class="sep"> | </span>`,
  )}</div>
<h1 id="locationline"><span id="pagelocation">${frame.location}</span></h1>
${frame.trail === null ? noHtml : renderTrail(frame.trail, texts.text('site.trail'))}
${renderNavigation(frame)}
${renderMessages(frame)}
<div id="pageline"><hr></div>
${frame.editBar === null ? noHtml : renderEditBar(frame.editBar, frame)}
</div>${frame.header.after}
<div id="page"${attributes({ role: 'main', lang: texts.language, dir: directionOf(texts.language) })}>
${renderContent(frame.content)}
${frame.pageInfo === null ? noHtml : html`<p id="pageinfo" class="info"${attributes({ lang: texts.language, dir: frame.direction })}>${frame.pageInfo}</p>`}
<div id="pagebottom"></div>
</div>
${frame.footer.before}<div id="footer" role="contentinfo">
${frame.editBar === null ? noHtml : renderEditBar(frame.editBar, frame)}
<ul id="credits">${frame.credits.map((credit) => html`<li>${credit}</li>`)}</ul>
${frame.version === null ? noHtml : html`<p id="version">${frame.version}</p>`}
</div>${frame.footer.after}
</body>
</html>
`;
  return page.text;
}

/** The editor: only the title, messages and the form, so that nothing leads away from unsaved text. */
export function renderBare(frame: PageFrame): string {
  const { texts } = frame;
  return html`<!DOCTYPE html>
<html${attributes({ lang: texts.language, dir: frame.direction })}>
<head>
${renderHead(frame)}
</head>
<body${attributes({ lang: texts.language, dir: frame.direction, class: 'editor' })}>
${frame.actingAs === null ? noHtml : renderActing(frame)}
<div id="header" role="banner"><h1 id="locationline"><span id="pagelocation">${frame.location}</span></h1>
${renderMessages(frame)}
</div>
<div id="page"${attributes({ role: 'main', lang: texts.language, dir: frame.direction })}>
${renderContent(frame.content)}
<div id="pagebottom"></div>
</div>
<div id="footer" role="contentinfo"><ul id="credits">${frame.credits.map((credit) => html`<li>${credit}</li>`)}</ul></div>
</body>
</html>
`.text;
}

/** The content element alone, as `action=content` answers it. */
export function renderContent(content: PageContent): Html {
  return html`<div${attributes({ dir: content.direction, id: 'content', lang: content.language })}><span class="anchor" id="top"></span>
${content.html}<span class="anchor" id="bottom"></span></div>`;
}

/** The print view: content without anything to click around it. */
export function renderPrint(frame: PageFrame): string {
  const { texts } = frame;
  return html`<!DOCTYPE html>
<html${attributes({ lang: texts.language, dir: frame.direction })}>
<head>
${renderHead(frame)}
</head>
<body${attributes({ lang: texts.language, dir: frame.direction, class: 'print' })}>
<div id="header" role="banner"><h1 id="locationline"><span id="pagelocation">${frame.location}</span></h1></div>
<div id="page"${attributes({ role: 'main', lang: texts.language, dir: frame.direction })}>
${renderContent(frame.content)}
${frame.pageInfo === null ? noHtml : html`<p id="pageinfo" class="info"${attributes({ lang: texts.language, dir: frame.direction })}>${frame.pageInfo}</p>`}
<div id="pagebottom"></div>
</div>
</body>
</html>
`.text;
}

function renderHead(frame: PageFrame): Html {
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${frame.meta.map(([name, content]) => html`<meta name="${name}" content="${content}">\n`)}<title>${frame.documentTitle}</title>
    ${frame.styleSheets.map(({ href, media }) => html`<link rel="stylesheet" type="text/css" media="${media}" href="${href}">\n`)}${frame.scripts.map((source) => html`<script src="${source}" defer></script>\n`)}<link rel="icon" type="image/svg+xml" href="${frame.iconUrl}">
${frame.headLinks.map(renderHeadLink)}${frame.extraHead}`;
}

const renderHeadLink = ({ rel, href, type, title, media }: HeadLink): Html =>
  html`<link${attributes({ rel, media, title, href, type })}>
`;

function renderActing({ actingAs, texts }: PageFrame): Html {
  if (actingAs === null) return noHtml;
  const { realName, targetName, returnUrl } = actingAs;
  return html`<div id="acting-as" role="status">
    <span>${texts.text('acting.banner', { real: realName, target: targetName })}</span>
    <a href="${returnUrl}" rel="nofollow">${texts.text('acting.return', { real: realName })}</a>
  </div>`;
}

function renderSearch({ pageUrl, search, texts }: PageFrame): Html {
  return html`<form id="searchform" method="get" action="${pageUrl}" role="search"><div>
<input type="hidden" name="action" value="fullsearch"><input type="hidden" name="context" value="180">
<label for="searchinput">${texts.text('site.search')}</label>
<input id="searchinput" type="search" name="value" value="${search.value}" size="20">
<input id="titlesearch" name="titlesearch" type="submit" value="${texts.text('site.searchTitles')}">
<input id="fullsearch" name="fullsearch" type="submit" value="${texts.text('site.searchText')}">
</div></form>`;
}

const renderLink = (link: LinkItem): Html =>
  html`<a${attributes({ class: link.class, href: link.href, title: link.title })}>${link.label}</a>`;

const renderTrail = (trail: readonly LinkItem[], label: string): Html =>
  html`<div id="pagetrail" role="navigation" aria-label="${label}">${joinHtml(trail.map(renderLink), html`<span class="sep"> » </span>`)}</div>`;

function renderNavigation({ navigation, texts }: PageFrame): Html {
  return html`<ul id="navibar" aria-label="${texts.text('site.navigation')}">
    ${navigation.map((entry) => {
      const classes = [entry.kind, entry.isCurrent ? 'current' : null]
        .filter((name) => name !== null)
        .join(' ');
      return html`<li class="${classes}"><a${attributes({ class: entry.class, href: entry.href, title: entry.title, 'aria-current': entry.isCurrent ? 'page' : null })}>${entry.label}</a></li>`;
    })}
  </ul>`;
}

function renderMessages({ messages, pageUrl, texts }: PageFrame): Html {
  if (messages.length === 0) return noHtml;
  const clearable = messages.some((message) => message.class !== 'dialog' && message.class !== 'status');
  return html`<div id="message" role="status">
    ${messages.map(renderMessage)}${clearable ? html`<a class="clear-link" href="${pageUrl}">${texts.text('site.clearMessage')}</a>` : noHtml}
  </div>`;
}

const renderMessage = (message: Message): Html =>
  html`<div class="${message.class}" data-message="${message.kind}">${message.body}</div>\n`;

function renderEditBar(bar: EditBar, { texts }: PageFrame): Html {
  const edit =
    bar.editUrl === null
      ? html`<li><span class="disabled">${texts.text('bar.immutable')}</span></li>`
      : html`<li><a${attributes({ class: bar.editClass, href: bar.editUrl, name: 'texteditlink', rel: 'nofollow' })}>${texts.text('bar.edit')}</a></li>`;
  return html`<ul class="editbar">
    ${bar.showsEdit ? edit : noHtml}${
      bar.showsComments
        ? html`<li class="toggleCommentsButton" hidden>
            <a href="#" class="nbcomment">${texts.text('bar.comments')}</a>
          </li>`
        : noHtml
    }${bar.links.map((link) => html`<li><a class="${link.class}" href="${link.href}" rel="nofollow">${link.label}</a></li>`)}${
      bar.menu === null
        ? noHtml
        : html`<li>${renderMenu(bar, texts.text('bar.more'), texts.text('bar.do'))}</li>`
    }
  </ul>`;
}

function renderMenu(bar: EditBar, label: string, submit: string): Html {
  const options = (bar.menu ?? []).map(
    ({ action, label: text, enabled }) =>
      html`<option${attributes({ value: enabled ? action : 'show', disabled: !enabled, class: enabled ? null : 'disabled' })}>${text}</option>`,
  );
  return html`<form class="actionsmenu" method="get" action="${bar.pageUrl}"><div>
<label>${label} <select name="action">${options}</select></label>
<input type="submit" value="${submit}">${bar.revision === null ? noHtml : html`<input type="hidden" name="rev" value="${bar.revision}">`}
</div></form>`;
}
