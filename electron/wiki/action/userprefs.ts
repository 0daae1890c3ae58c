import { plainErrorPage, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { currentUser, hereUrl, withIdentity, type RequestContext } from '../context.ts';
import { html } from '../html.ts';
import { userOf } from '../identity.ts';
import { actionPage, loginNeeded } from '../page-view.ts';
import { hasGoodTicket, ticketMaker } from '../tickets.ts';
import type { Message } from '../theme/frame.ts';
import { changePassword } from './userprefs/change-password.ts';
import { notification } from './userprefs/notification.ts';
import { preferences } from './userprefs/preferences.ts';
import type { SettingsPage } from './userprefs/sub-page.ts';
import { switchUser } from './userprefs/switch-user.ts';

/** In the order of the menu: by name. */
const pages: readonly SettingsPage[] = [changePassword, notification, preferences, switchUser];

/** The settings of the current user: a menu of pages, each with a form (spec/users.md §7). */
export const userprefs: Action = {
  name: 'userprefs',
  async run(context) {
    if (currentUser(context) === null) return loginNeeded(context);
    const handler = context.parameters.first('handler');
    if (handler !== null) return handlePost(context, handler);
    const page = offeredPage(context, context.parameters.text('sub'));
    return page === null ? menu(context, []) : showForm(context, page);
  },
};

const offeredPage = (context: RequestContext, name: string): SettingsPage | null =>
  pages.find((page) => page.name === name && page.isOffered(context)) ?? null;

/** Whatever is not in order is passed over without a word, except a form without any ticket (spec/sessions.md §12.2). */
async function handlePost(context: RequestContext, handler: string): Promise<Answer> {
  const page = offeredPage(context, handler);
  const { parameters, request } = context;
  if (page === null || parameters.has('cancel') || request.method !== 'POST') return menu(context, []);
  if (!parameters.has('ticket'))
    return plainErrorPage(context.texts, {
      status: 400,
      title: 'error.badRequestTitle',
      sentence: 'error.ticketMissing',
    });
  if (!hasGoodTicket(context, 'userprefs')) return menu(context, []);
  const outcome = await page.post(context);
  const identity = outcome.identity ?? context.identity;
  const shown = outcome.shownAs ?? identity;
  const answer = menu(asPerson(context, shown), [outcome.message]);
  return { ...answer, identity };
}

/** The rest of the answer is for the person that the form made of the visitor: rights, tickets and session id follow. */
function asPerson(context: RequestContext, identity: RequestContext['identity']): RequestContext {
  const { state, session, nowSeconds } = context;
  const user = userOf(identity);
  if (user !== null) state.noteAccount(user);
  return {
    ...withIdentity(context, identity),
    ticket: ticketMaker({ state, session, identity, nowSeconds }),
  };
}

function menu(context: RequestContext, messages: readonly Message[]): Answer {
  const { texts } = context;
  const offered = currentUser(context) === null ? [] : pages.filter((page) => page.isOffered(context));
  const content = html`<div class="userpref">
    <p>${texts.text('prefs.menu')}</p>
    <ul>
      ${offered.map(
        (page) =>
          html`<li>
            <a href="${hereUrl(context, { action: 'userprefs', sub: page.name })}" rel="nofollow"
              >${texts.text(page.label)}</a
            >
          </li>`,
      )}
    </ul>
  </div>`;
  return actionPage(context, { title: texts.text('prefs.title'), content, messages });
}

async function showForm(context: RequestContext, page: SettingsPage): Promise<Answer> {
  const { texts } = context;
  return actionPage(context, {
    title: `${texts.text('prefs.title')}: ${texts.text(page.label)}`,
    content: await page.form(context),
  });
}
