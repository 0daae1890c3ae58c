import { readTrailEntry } from '../../../shared/session/trail.ts';
import { urlOf, type RequestContext } from '../context.ts';
import { showsTrail } from '../trail.ts';
import type { LinkItem } from './frame.ts';

/** The visited pages as links, oldest first; null when this visitor gets none to see (spec/sessions.md §13). */
export function makeTrailLinks(context: RequestContext): readonly LinkItem[] | null {
  if (!showsTrail(context)) return null;
  const { trail } = context.session;
  if (trail.length === 0) return null;
  return trail.map((entry) => {
    const { interwikiName: wiki, pageName: page } = readTrailEntry(entry, context.settings.interwikiname);
    if (wiki === null)
      return {
        label: page,
        href: urlOf(context, page),
        ...(context.state.pages.mayExist(page) ? {} : { class: 'nonexistent' }),
      };
    const href = context.state.interwikiUrl(wiki, page);
    return href === null
      ? { label: page, href: urlOf(context, 'InterWiki'), class: 'badinterwiki', title: wiki }
      : { label: page, href, class: 'interwiki', title: wiki };
  });
}
