import { escapeText } from '../markup/html-text.ts';
import type { Macro, MacroContext, MacroOutput } from './macro.ts';
import { searchForm } from './search-forms.ts';
import type { SearchHit } from './wiki-view.ts';

/** `<<TitleSearch>>`. */
export const titleSearch: Macro = {
  name: 'TitleSearch',
  needs: ['user'],
  run: (_args, context) => ({ html: searchForm(context, 'title') }),
};

/** `<<FullSearch>>` is a form, `<<FullSearch(query)>>` a list; empty parentheses look for this page's name. */
export const fullSearch: Macro = {
  name: 'FullSearch',
  needs: ['pages', 'user'],
  run: (args, context) => runFullSearch('FullSearch', args, context),
};

/** The same; whether the result is kept is the page cache's business. */
export const fullSearchCached: Macro = {
  name: 'FullSearchCached',
  needs: ['pages', 'user'],
  run: (args, context) => runFullSearch('FullSearchCached', args, context),
};

/** `<<PageList(query)>>`: pages by title, all without query. */
export const pageList: Macro = {
  name: 'PageList',
  needs: ['pages', 'user'],
  run(args, context) {
    if (args !== null && args !== '') return searchList('PageList', args, true, context);
    return searchList('PageList', 'regex:.+', true, context);
  },
};

async function runFullSearch(name: string, args: string | null, context: MacroContext): Promise<MacroOutput> {
  if (args === null) return { html: searchForm(context, 'text') };
  return searchList(name, args === '' ? `"${context.page.pageName}"` : args, false, context);
}

async function searchList(
  name: string,
  query: string,
  title: boolean,
  context: MacroContext,
): Promise<MacroOutput> {
  if (query.trim() === '') return { html: emptyQuery(query) };
  const answer = await context.search(query, { title });
  if (answer.kind === 'empty-query') return { html: emptyQuery(query) };
  if (answer.kind === 'invalid-query') {
    const help = await context.linkTo('HelpOnSearching');
    const shown = escapeText(query);
    return {
      html: `&lt;&lt;${name}(Your search query <tt>"${shown}"</tt> is invalid. Please refer to ${help} for more information.)&gt;&gt;`,
    };
  }
  const hits = answer.hits.toSorted((a, b) => (a.page < b.page ? -1 : 1));
  const items: string[] = [];
  for (const hit of hits)
    items.push(`<li>${await hitLink(hit, title ? '' : answer.highlight, context)}</li>`);
  const list = items.length === 0 ? '' : `<ol start="1">${items.join('')}</ol>`;
  return { html: `<div class="searchresults">\n${list}\n</div>` };
}

function emptyQuery(query: string): string {
  return `<span class="error">Please use a more selective search term instead of <tt>"${escapeText(query)}"</tt></span>`;
}

function hitLink(hit: SearchHit, highlight: string, context: MacroContext): Promise<string> {
  let labelHtml = '';
  let position = 0;
  for (const [start, end] of hit.titleMatches) {
    labelHtml += `${escapeText(hit.page.slice(position, start))}<strong>${escapeText(hit.page.slice(start, end))}</strong>`;
    position = end;
  }
  labelHtml += escapeText(hit.page.slice(position));
  context.page.linked(hit.page);
  return context.linkTo(hit.page, { labelHtml, query: highlight === '' ? [] : [['highlight', highlight]] });
}
