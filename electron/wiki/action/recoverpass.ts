import { redeemRecoveryToken } from '../../user/recovery.ts';
import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { hereUrl, type RequestContext } from '../context.ts';
import { html } from '../html.ts';
import { message } from '../message.ts';
import { newPasswordProblem } from '../new-password.ts';
import { actionPage, viewPage } from '../page-view.ts';
import { textField } from './userprefs/form.ts';

/**
 * A new password with the token of a mail (spec/users.md §8). The mail itself needs a wiki that can send one; tokens that
 * MoinMoin mailed are good here too.
 */
export const recoverpass: Action = {
  name: 'recoverpass',
  async run(context) {
    const { settings, parameters, texts } = context;
    if (settings.mail === null)
      return viewPage(context, { messages: [message('no-mail', 'warning', texts.text('account.noMail'))] });
    if (context.request.method === 'POST' && parameters.has('recover')) return redeem(context);
    return form(context);
  },
};

function form(context: RequestContext): Answer {
  const { texts, parameters } = context;
  const content = html`<form action="${hereUrl(context)}" method="post" class="userpref"><div>
<input type="hidden" name="action" value="recoverpass">
${textField({ name: 'name', label: texts.text('prefs.name'), value: parameters.text('name') })}
${textField({ name: 'token', label: texts.text('account.recoverToken'), value: parameters.text('token') })}
${textField({ name: 'password1', label: texts.text('password.new'), value: '', type: 'password' })}
${textField({ name: 'password2', label: texts.text('password.again'), value: '', type: 'password' })}
<p class="buttons"><input type="submit" name="recover" value="${texts.text('password.change')}"></p>
</div></form>`;
  return actionPage(context, { title: texts.text('account.recoverTitle'), content });
}

async function redeem(context: RequestContext): Promise<Answer> {
  const { parameters, settings, state, texts, nowSeconds } = context;
  const name = parameters.text('name');
  const problem = newPasswordProblem(context, {
    userName: name,
    password: parameters.text('password1'),
    repeated: parameters.text('password2'),
  });
  if (problem !== null) return viewPage(context, { messages: [problem] });
  const account = await state.users.findByName(name);
  const saved =
    account === null
      ? null
      : await redeemRecoveryToken(state.users, state.passwords, {
          id: account.id,
          token: parameters.text('token'),
          newPassword: parameters.text('password1'),
          lifetimeHours: settings.recoveryTokenLifetimeHours,
          nowSeconds,
        });
  return viewPage(context, {
    messages: [
      saved === null
        ? message('token-invalid', 'error', texts.text('account.recoverBadToken'))
        : message('password-changed', 'info', texts.text('account.recoverDone')),
    ],
  });
}
