import { attributesHtml, escapeText } from '../markup/html-text.ts';
import type { MacroContext } from './macro.ts';

const hidden = (name: string, value: string): string =>
  `<input${attributesHtml([
    ['type', 'hidden'],
    ['name', name],
    ['value', value],
  ])}>`;

export const hiddenField = hidden;

/** Search form of the page (spec/macros.md §3.3). */
export function searchForm(context: MacroContext, kind: 'title' | 'text'): string {
  const { query, translate, pageUrl, page, escape } = context;
  const action = escape(pageUrl(page.pageName));
  const value = attributesHtml([
    ['type', 'text'],
    ['name', 'value'],
    ['size', '30'],
    ['value', query.get('value') ?? ''],
  ]);
  const label = translate(kind === 'title' ? 'Search Titles' : 'Search Text');
  const boxes =
    kind === 'title'
      ? ''
      : `<br>\n<input type="checkbox" name="context" value="160" checked="checked">\n${escapeText(translate('Display context of search results'))}\n` +
        `<br>\n<input type="checkbox" name="case" value="1">\n${escapeText(translate('Case-sensitive searching'))}`;
  return (
    `<form method="get" action="${action}">\n<div>\n${hidden('action', 'fullsearch')}\n` +
    `${hidden('titlesearch', kind === 'title' ? '1' : '0')}\n<input${value}>\n` +
    `<input type="submit" value="${escape(label)}">\n${boxes}\n</div>\n</form>`
  );
}
