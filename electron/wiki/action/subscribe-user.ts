import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { hereUrl, may, type RequestContext } from '../context.ts';
import { html, noHtml, type Html } from '../html.ts';
import { message } from '../message.ts';
import { actionPage, notAllowed } from '../page-view.ts';
import type { Message } from '../theme/frame.ts';
import { hasGoodTicket } from '../tickets.ts';

const mostNames = 200;

/** Who administers a page subscribes others to it, by name (spec/actions.md §7). */
export const subscribeUser: Action = {
  name: 'SubscribeUser',
  async run(context) {
    const { parameters, request, texts } = context;
    if (!may(context, 'admin')) return notAllowed(context);
    if (request.method !== 'POST' || !parameters.has('users')) return form(context, []);
    if (!hasGoodTicket(context)) {
      const sentence = texts.text('action.useForm', { action: 'SubscribeUser' });
      return form(context, [message('ticket-refused', 'error', sentence)]);
    }
    return form(context, await subscribeAll(context));
  },
};

async function subscribeAll(context: RequestContext): Promise<readonly Message[]> {
  const { parameters, settings, state, pageName, texts } = context;
  const page = settings.interwikiname === null ? pageName : `${settings.interwikiname}:${pageName}`;
  const names = parameters
    .text('users')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, mostNames);
  const subscribed: string[] = [];
  const refused: string[] = [];
  for (const name of new Set(names)) {
    const user = await state.users.findByName(name);
    const saved =
      user === null || user.disabled || user.email === ''
        ? null
        : await state.users.update(user.id, ({ subscribedPages }) =>
            subscribedPages.includes(page) || subscribedPages.includes(pageName)
              ? {}
              : { subscribed_pages: [...subscribedPages, page] },
          );
    (saved === null ? refused : subscribed).push(name);
  }
  const told: Message[] = [];
  if (subscribed.length > 0)
    told.push(
      message(
        'users-subscribed',
        'info',
        texts.text('subscribe.usersDone', { names: subscribed.join(', ') }),
      ),
    );
  if (refused.length > 0)
    told.push(
      message(
        'users-not-subscribed',
        'error',
        texts.text('subscribe.usersNone', { names: refused.join(', ') }),
      ),
    );
  return told;
}

function form(context: RequestContext, messages: readonly Message[]): Answer {
  const { texts, pageName, settings } = context;
  const noMail: Html =
    settings.mail === null ? html`<p class="hint">${texts.text('subscribe.noMail')}</p>` : noHtml;
  const content = html`${noMail}<form action="${hereUrl(context)}" method="post"><div>
<input type="hidden" name="action" value="SubscribeUser"><input type="hidden" name="ticket" value="${context.ticket(pageName, 'SubscribeUser')}">
<p class="field"><label for="subscribe-users">${texts.text('subscribe.users')}</label> <input id="subscribe-users" type="text" name="users" size="50"></p>
<p class="buttons"><input type="submit" value="${texts.text('subscribe.submit')}"></p>
</div></form>`;
  return actionPage(context, {
    title: texts.text('subscribe.usersTitle', { page: pageName }),
    content,
    messages,
  });
}
