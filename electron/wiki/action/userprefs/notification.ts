import type { UserProfile } from '../../../user/profile.ts';
import { currentUser, isSuperuserHere, type RequestContext } from '../../context.ts';
import { attributes, html, type Html } from '../../html.ts';
import { message } from '../../message.ts';
import { accountEvent, pageEvents, type EventName } from '../../notify/change.ts';
import { settingsForm } from './form.ts';
import { replaceUser } from './replace-user.ts';
import type { SettingsOutcome, SettingsPage } from './sub-page.ts';

/** Which pages and which events somebody gets mail about; only where the wiki can send mail. */
export const notification: SettingsPage = {
  name: 'notification',
  label: 'prefs.notification',
  isOffered: ({ settings, identity }) =>
    settings.mail !== null &&
    identity.kind === 'user' &&
    !settings.userprefsDisabled.includes('notification'),
  form: (context) => Promise.resolve(form(context)),
  post,
};

function form(context: RequestContext): Html {
  const { texts } = context;
  const user = currentUser(context);
  const events = offeredEvents(context);
  const fields = html`<fieldset>
      <legend>${texts.text('notify.events')}</legend>
      ${events.map(
        (event) =>
          html`<p><label><input${attributes({
            type: 'checkbox',
            name: 'events',
            value: event,
            checked: user?.emailSubscribedEvents.includes(event) ?? false,
          })}> ${texts.text(`notify.event.${event}`)}</label></p>`,
      )}
    </fieldset>
    <p class="field">
    <label for="field-subscriptions">${texts.text('prefs.subscriptions')}</label>
    <textarea id="field-subscriptions" name="subscribed_pages" rows="6" cols="50">
${(user?.subscribedPages ?? []).join('\n')}</textarea>
  </p>`;
  const submit = html`<input type="submit" name="save" value="${texts.text('prefs.save')}" />`;
  return settingsForm(context, { handler: 'notification', fields, submit });
}

const offeredEvents = (context: RequestContext): readonly EventName[] =>
  isSuperuserHere(context) ? [...pageEvents, accountEvent] : pageEvents;

/** What was ticked; events that are not offered here (another program's) stay as they are. */
function chosenEvents(context: RequestContext, current: UserProfile): readonly string[] {
  const offered: readonly string[] = offeredEvents(context);
  const ticked = context.parameters.all('events');
  return [
    ...offered.filter((event) => ticked.includes(event)),
    ...current.emailSubscribedEvents.filter((event) => !offered.includes(event)),
  ];
}

async function post(context: RequestContext): Promise<SettingsOutcome> {
  const { parameters, state, texts } = context;
  const user = currentUser(context);
  const wanted = parameters
    .text('subscribed_pages')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const saved =
    user === null
      ? null
      : await state.users.update(user.id, (current) => ({
          subscribed_pages: wanted,
          email_subscribed_events: chosenEvents(context, current),
        }));
  if (saved === null)
    return {
      message: message(
        'account-gone',
        'error',
        texts.text('account.profileUnknown', { name: user?.name ?? '' }),
      ),
    };
  return {
    message: message('notification-saved', 'info', texts.text('prefs.saved')),
    identity: replaceUser(context.identity, saved),
  };
}
