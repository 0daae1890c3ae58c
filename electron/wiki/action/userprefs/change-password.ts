import { currentUser, type RequestContext } from '../../context.ts';
import { html, type Html } from '../../html.ts';
import { message } from '../../message.ts';
import { newPasswordProblem } from '../../new-password.ts';
import { settingsForm, textField } from './form.ts';
import { replaceUser } from './replace-user.ts';
import type { SettingsOutcome, SettingsPage } from './sub-page.ts';

/** Only where the password is ours to change: not when the web server says who it is. */
export const changePassword: SettingsPage = {
  name: 'changepass',
  label: 'prefs.changepass',
  isOffered: ({ identity, settings }) =>
    identity.kind === 'user' &&
    !identity.attributes.includes('password') &&
    !settings.userprefsDisabled.includes('changepass'),
  form: (context) => Promise.resolve(form(context)),
  post,
};

function form(context: RequestContext): Html {
  const { texts } = context;
  const field = (name: string, label: string): Html =>
    textField({ name, label, value: '', type: 'password', autocomplete: 'new-password' });
  const fields = html`${field('password1', texts.text('password.new'))}${field('password2', texts.text('password.again'))}`;
  const submit = html`<input type="submit" name="save" value="${texts.text('password.change')}" />`;
  return settingsForm(context, { handler: 'changepass', fields, submit });
}

async function post(context: RequestContext): Promise<SettingsOutcome> {
  const { parameters, state, texts } = context;
  const user = currentUser(context);
  const problem = newPasswordProblem(context, {
    userName: user?.name ?? '',
    password: parameters.text('password1'),
    repeated: parameters.text('password2'),
  });
  if (problem !== null || user === null) return { message: problem ?? message('nothing', 'error', '') };
  const encPassword = await state.passwords.hash(parameters.text('password1'));
  const saved = await state.users.update(user.id, { enc_password: encPassword, recoverpass_key: '' });
  if (saved === null)
    return {
      message: message('account-gone', 'error', texts.text('account.profileUnknown', { name: user.name })),
    };
  return {
    message: message('password-changed', 'info', texts.text('password.changed')),
    identity: replaceUser(context.identity, saved),
  };
}
