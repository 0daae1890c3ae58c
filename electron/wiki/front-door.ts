import { readTrailEntry } from '../../shared/session/trail.ts';
import { nameWithBlanks } from '../page/page-name.ts';
import { redirect, type Answer } from './answer.ts';
import { currentUser, urlOf, type RequestContext } from './context.ts';
import { followRedirect } from './page-view.ts';

/** Answers that only point elsewhere, before any action runs; null: none does. */
export function pointElsewhere(context: RequestContext, namedPage: string): Answer | null {
  return lastVisit(context, namedPage) ?? blanksForUnderscores(context) ?? followRedirect(context);
}

/** The bare address leads people who want it to the page they saw last, perhaps in another wiki (spec/sessions.md §13). */
function lastVisit(context: RequestContext, namedPage: string): Answer | null {
  if (namedPage !== '' || context.action !== 'show') return null;
  if (currentUser(context)?.rememberLastVisit !== true) return null;
  const last = context.session.trail.at(-1);
  if (last === undefined) return redirect(context, urlOf(context, context.settings.pageFrontPage));
  const { interwikiName: wiki, pageName: page } = readTrailEntry(last, context.settings.interwikiname);
  if (wiki === null) return redirect(context, urlOf(context, page));
  return redirect(context, context.state.interwikiUrl(wiki, page) ?? urlOf(context, 'InterWiki'));
}

/** Old addresses write blanks as underscores. */
function blanksForUnderscores(context: RequestContext): Answer | null {
  const { state, pageName } = context;
  const blanks = nameWithBlanks(pageName);
  if (blanks === null || state.pages.exists(pageName) || !state.pages.exists(blanks)) return null;
  return redirect(context, urlOf(context, blanks));
}
