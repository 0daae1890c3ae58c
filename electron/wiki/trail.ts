import { standardKeys } from '../session/session.ts';
import { pyList, pyUnicode } from '../../shared/python-value.ts';
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

/** The new trail, or null when it stays as it is (spec/sessions.md §13). A size of 0 keeps all, −n drops the first n. */
export function nextTrail(trail: readonly string[], entry: string, size: number): readonly string[] | null {
  if (trail.at(-1) === entry) return null;
  const cleaned = [...trail.filter((one) => one !== entry), entry]
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const kept = size < 0 ? cleaned.slice(-size) : size === 0 ? cleaned : cleaned.slice(-size);
  return kept.length === trail.length && kept.every((one, index) => one === trail[index]) ? null : kept;
}

/** Notes that this visitor saw the page; called before the page is drawn, so that it is in the trail it shows. */
export function recordVisit(context: RequestContext): void {
  const { session, settings, pageName, state } = context;
  if (!wantsTrail(context) || !state.pages.exists(pageName) || !may(context, 'read')) return;
  const prefix = settings.interwikiname;
  const entry = prefix === null || prefix === '' ? pageName : `${prefix}:${pageName}`;
  const changed = nextTrail(session.trail, entry, settings.session.trailSize);
  if (changed !== null) session.set(standardKeys.trail, pyList(changed.map(pyUnicode)));
}
