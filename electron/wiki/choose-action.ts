import type { Action } from './action.ts';
import { actions } from './action/actions.ts';
import type { Answer } from './answer.ts';
import { currentUser, isSuperuserHere, may, type RequestContext } from './context.ts';
import { message } from './message.ts';
import { deniedPage, notAllowed, viewPage } from './page-view.ts';

/** Actions that need more than reading (spec/actions.md §1). */
const neededRights: Readonly<Record<string, readonly string[]>> = {
  RenamePage: ['write', 'delete'],
  DeletePage: ['write', 'delete'],
};

/** What this request runs: the action asked for, or the page with the reason why not. */
export function runAction(context: RequestContext): Promise<Answer> {
  const { action, settings } = context;
  const known = findAction(context);
  if (known === null) return unknownAction(context);
  if (settings.actionsSuperuser.includes(action) && !isSuperuserHere(context)) {
    logForbidden(context);
    return notAllowed(context);
  }
  if (isOffered(action)) {
    if (!may(context, 'read') && !deniesItself.has(action)) return Promise.resolve(deniedPage(context));
    const missing = (neededRights[action] ?? []).some((right) => !may(context, right));
    if (missing) return notAllowed(context);
  }
  return known.run(context);
}

/** These say more exactly what is denied. */
const deniesItself = new Set(['AttachFile']);

/** Actions whose name begins with a capital letter are those of the menu. */
const isOffered = (action: string): boolean => /^[A-Z]/.test(action);

function findAction({ action, settings }: RequestContext): Action | null {
  if (settings.actionsExcluded.includes(action)) return null;
  return actions.get(action) ?? null;
}

function unknownAction(context: RequestContext): Promise<Answer> {
  return viewPage(context, {
    messages: [
      message('unknown-action', 'error', context.texts.text('action.unknown', { action: context.action })),
    ],
  });
}

function logForbidden(context: RequestContext): void {
  context.log({
    kind: 'abuse',
    level: 'WARNING',
    system: `${context.action}/no handler`,
    succeeded: false,
    userName: currentUser(context)?.name ?? 'anonymous',
    remoteAddress: context.request.remoteAddress,
    page: context.pageName,
  });
}
