import { splitInterwiki } from '../../../shared/names/page-name.ts';
import { currentUser, hereUrl, urlOf, type RequestContext } from '../context.ts';
import type { NavigationEntry } from './frame.ts';

/** The site's links, the user's quick links, and this page if it is in neither (spec/actions.md §2.2). */
export function makeNavigation(context: RequestContext): readonly NavigationEntry[] {
  const { settings, pageName } = context;
  const entries: NavigationEntry[] = [];
  let currentShown = false;
  const add = (kind: 'wikilink' | 'userlink', item: string): void => {
    const link = parseNavigationItem(context, item);
    if (link === null) return;
    const isCurrent = link.page === pageName;
    currentShown ||= isCurrent;
    entries.push({ ...link, kind, isCurrent });
  };
  for (const item of settings.naviBar) add('wikilink', item);
  for (const item of currentUser(context)?.quicklinks ?? []) add('userlink', item);
  if (!currentShown) entries.push({ kind: null, isCurrent: true, label: pageName, href: hereUrl(context) });
  return entries;
}

interface NavigationTarget {
  readonly label: string;
  readonly href: string;
  readonly class?: string;
  readonly title?: string;
  /** The local page it leads to; null for everything else. */
  readonly page: string | null;
}

/** `Page`, `Wiki:Page`, `[[target]]`, `[[target|text]]` or a URL. */
export function parseNavigationItem(context: RequestContext, item: string): NavigationTarget | null {
  const replaced = item.replaceAll('%(page_front_page)s', context.settings.pageFrontPage).trim();
  const bracket = /^\[\[(.*)\]\]$/s.exec(replaced)?.[1];
  const [targetText = '', labelText] = (bracket ?? replaced).split('|', 2).map((piece) => piece.trim());
  if (targetText === '') return null;
  if (/^(?:https?|ftp|mailto|news|irc):/i.test(targetText))
    return { label: labelText ?? targetText, href: targetText, page: null };
  const target = targetText.startsWith('wiki:') ? targetText.slice('wiki:'.length) : targetText;
  const { wiki, page } = splitTarget(context, target);
  if (wiki !== null) {
    const href = context.state.interwikiUrl(wiki, page);
    return href === null
      ? {
          label: labelText ?? page,
          href: urlOf(context, 'InterWiki'),
          class: 'badinterwiki',
          title: wiki,
          page: null,
        }
      : { label: labelText ?? page, href, class: 'interwiki', title: wiki, page: null };
  }
  return {
    label: labelText ?? page,
    href: urlOf(context, page),
    page,
    ...(context.state.pages.mayExist(page) ? {} : { class: 'nonexistent' }),
  };
}

/** `Wiki:Page` → both; null as the wiki for this one, which the own name and `Self` mean too. */
export function splitTarget(
  context: RequestContext,
  target: string,
): { readonly wiki: string | null; readonly page: string } {
  const { wiki, page } = splitInterwiki(target);
  return { wiki: wiki === context.settings.interwikiname || wiki === 'Self' ? null : wiki, page };
}
