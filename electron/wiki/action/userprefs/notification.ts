import { currentUser, type RequestContext } from '../../context.ts';
import { html, type Html } from '../../html.ts';
import { message } from '../../message.ts';
import { settingsForm } from './form.ts';
import { replaceUser } from './replace-user.ts';
import type { SettingsOutcome, SettingsPage } from './sub-page.ts';

/** Subscriptions; only where the wiki can send mail. */
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
  const fields = html`<p class="field">
    <label for="field-subscriptions">${texts.text('prefs.subscriptions')}</label>
    <textarea id="field-subscriptions" name="subscribed_pages" rows="6" cols="50">
${(user?.subscribedPages ?? []).join('\n')}</textarea>
  </p>`;
  const submit = html`<input type="submit" name="save" value="${texts.text('prefs.save')}" />`;
  return settingsForm(context, { handler: 'notification', fields, submit });
}

async function post(context: RequestContext): Promise<SettingsOutcome> {
  const { parameters, state, texts } = context;
  const user = currentUser(context);
  const wanted = parameters
    .text('subscribed_pages')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const saved = user === null ? null : await state.users.update(user.id, { subscribed_pages: wanted });
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
