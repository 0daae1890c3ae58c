import { addToTrail } from '../../shared/session/trail.ts';
import { standardKeys } from '../session/session.ts';
import { currentUser, may, type RequestContext } from './context.ts';

/** Whether Python takes the anonymous lifetime for true: the trail asks that, not the computed lifetime (spec §5). */
const isTruthy = (element: number | string): boolean =>
  typeof element === 'string' ? element !== '' : element !== 0;

const anonymousTrail = ({ settings }: RequestContext): boolean =>
  isTruthy(settings.session.cookieLifetime[0]);

export function showsTrail(context: RequestContext): boolean {
  const user = currentUser(context);
  return user === null ? anonymousTrail(context) : user.showPageTrail;
}

function wantsTrail(context: RequestContext): boolean {
  const user = currentUser(context);
  return user === null ? anonymousTrail(context) : user.showPageTrail || user.rememberLastVisit;
}

/**
 * Notes that this visitor saw or saved the page (spec/sessions.md §13); called before the page is drawn, so that it is in
 * the trail it shows.
 */
export function recordVisit(context: RequestContext): void {
  const { session, settings, pageName, state } = context;
  if (!wantsTrail(context) || !state.pages.exists(pageName) || !may(context, 'read')) return;
  const changed = addToTrail(session.get(standardKeys.trail), pageName, settings.session);
  if (changed !== null) session.set(standardKeys.trail, changed);
}
