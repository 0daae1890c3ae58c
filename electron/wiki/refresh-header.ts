import type { Header } from './answer.ts';
import { absoluteUrl, urlOf, type RequestContext } from './context.ts';

/**
 * `#refresh SECONDS [TARGET]` of the page on show, where the wiki's `refresh` option allows it (spec/storage.md §5): the browser
 * loads the page again, or another one.
 */
export function refreshHeaders(context: RequestContext): readonly Header[] {
  const { refresh } = context.state.pages.instructions(context.pageName);
  if (refresh === null) return [];
  const { seconds, target } = refresh;
  const page = target.kind === 'page' ? target.name : context.pageName;
  const address = target.kind === 'address' ? target.address : absoluteUrl(context, urlOf(context, page));
  // Only web addresses: a page's text must not start another program.
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return [];
  return [['Refresh', `${seconds}; url=${new URL(address).href}`]];
}
