import { currentUser, hereUrl, may, maySee, type RequestContext } from './context.ts';
import { html, noHtml, type Html } from './html.ts';
import { renderPageText } from './render-text.ts';
import type { PageContent } from './theme/frame.ts';
import { interfaceContent } from './theme/page-frame.ts';

/**
 * What stands where a page could be (spec/actions.md §2.2): the wiki's own help page for that if it has one, else a link
 * that creates the page, with the wiki's templates.
 */
export async function missingPageContent(context: RequestContext): Promise<PageContent> {
  const { state, pageName } = context;
  const isOwnHome = currentUser(context)?.name === pageName;
  const helpPages = isOwnHome ? ['MissingHomePage', 'MissingPage'] : ['MissingPage'];
  const writable = may(context, 'write');
  if (writable) {
    const text = state.pages.besides(() => {
      const help = helpPages.find(
        (name) => state.pages.exists(name) && state.pages.layerOf(name) !== 'system',
      );
      return help === undefined ? null : state.pages.read(help);
    }, null);
    if (text !== null) return (await renderPageText(context, pageName, text.text)).content;
  }
  return interfaceContent(context, ownText(context, writable));
}

function ownText(context: RequestContext, writable: boolean): Html {
  const { texts, settings } = context;
  const create = html`<p>
    <a class="action" href="${hereUrl(context, { action: 'edit' })}" rel="nofollow"
      >${texts.text('page.create')}</a
    >
  </p>`;
  // MoinMoin without its help pages shows the link alone.
  if (settings.compatibility === 'strict') return writable ? create : noHtml;
  return html`<p>${texts.text('page.missing')}</p>
    ${writable ? html`${create}${templateLinks(context)}` : noHtml}`;
}

const mostTemplates = 20;

function templateLinks(context: RequestContext): Html {
  const { state, texts } = context;
  const templates = state.templateNames().filter((name) => maySee(context, name));
  if (templates.length === 0) return noHtml;
  return html`<p>${texts.text('page.missingHint')}</p>
    <ul class="templates">
      ${templates.slice(0, mostTemplates).map(
        (name) =>
          html`<li>
            <a href="${hereUrl(context, { action: 'edit', template: name })}" rel="nofollow">${name}</a>
          </li>`,
      )}
    </ul>`;
}
