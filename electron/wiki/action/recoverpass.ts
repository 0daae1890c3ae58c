import { redeemRecoveryToken } from '../../user/recovery.ts';
import type { UserProfile } from '../../user/profile.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { cleanInput } from '../clean-input.ts';
import { hereUrl, noAddress, type RequestContext } from '../context.ts';
import { html, type Html } from '../html.ts';
import { message } from '../message.ts';
import { newPasswordProblem } from '../new-password.ts';
import { actionPage, viewPage } from '../page-view.ts';
import { mailRecoveryLink, makeRecoveryLink } from '../recovery-mail.ts';
import type { Message } from '../theme/frame.ts';
import { hasGoodTicket } from '../tickets.ts';
import { textField } from './userprefs/form.ts';

/**
 * A new password for whoever forgot the old one (spec/users.md §8): a mail with a token is asked for, and the token is
 * redeemed. Tokens are good wherever they came from: our mail, MoinMoin's, or Croft's window in a wiki without mail.
 */
export const recoverpass: Action = {
  name: 'recoverpass',
  async run(context) {
    const { parameters, request, state, texts } = context;
    const isPost = request.method === 'POST';
    if (isPost && parameters.has('recover')) return redeem(context);
    if (parameters.has('token')) return redeemPage(context);
    if (state.mailer === null)
      return viewPage(context, { messages: [message('no-mail', 'warning', texts.text('account.noMail'))] });
    return isPost && parameters.has('account_sendmail') ? ask(context, state.mailer) : askPage(context);
  },
};

function recoveryForm(context: RequestContext, fields: Html): Html {
  return html`<form action="${hereUrl(context)}" method="post" class="userpref"><div>
<input type="hidden" name="action" value="recoverpass"><input type="hidden" name="ticket" value="${context.ticket(context.pageName, 'recoverpass')}">
${fields}</div></form>`;
}

function askPage(context: RequestContext, messages: readonly Message[] = []): Answer {
  const { texts, parameters } = context;
  const fields = html`<p>${texts.text('account.recoverExplain')}</p>
${textField({ name: 'name', label: texts.text('account.recoverByName'), value: parameters.text('name'), autocomplete: 'username' })}
<p class="buttons"><input type="submit" name="account_sendmail" value="${texts.text('account.recoverSend')}"></p>`;
  const content = html`${recoveryForm(context, fields)}
<p><a href="${hereUrl(context, { action: 'recoverpass', token: '' })}" rel="nofollow">${texts.text('account.recoverHaveToken')}</a></p>`;
  return actionPage(context, { title: texts.text('account.recoverTitle'), content, messages });
}

function redeemPage(context: RequestContext, messages: readonly Message[] = []): Answer {
  const { texts, parameters } = context;
  const password = (name: string, label: string): Html =>
    textField({ name, label, value: '', type: 'password', autocomplete: 'new-password' });
  const fields = html`${textField({ name: 'name', label: texts.text('prefs.name'), value: parameters.text('name'), autocomplete: 'username' })}
${textField({ name: 'token', label: texts.text('account.recoverToken'), value: parameters.text('token'), autocomplete: 'off' })}
${password('password1', texts.text('password.new'))}
${password('password2', texts.text('password.again'))}
<p class="buttons"><input type="submit" name="recover" value="${texts.text('password.change')}"></p>`;
  return actionPage(context, {
    title: texts.text('account.recoverTitle'),
    content: recoveryForm(context, fields),
    messages,
  });
}

const ticketRefused = ({ texts }: RequestContext): Message =>
  message('ticket-refused', 'error', texts.text('action.useForm', { action: 'recoverpass' }));

const notSent = ({ texts }: RequestContext): Message =>
  message('mail-not-sent', 'error', texts.text('account.recoverNotSent'));

/** The same answer whether there is such an account or not, so that nobody can find out. */
async function ask(context: RequestContext, mailer: Mailer): Promise<Answer> {
  const { parameters, state, texts, nowSeconds } = context;
  if (!hasGoodTicket(context)) return askPage(context, [ticketRefused(context)]);
  const { address } = context;
  if (address === null) {
    context.log({ kind: 'problem', what: `${noAddress} So no link to a new password was sent.` });
    return askPage(context, [notSent(context)]);
  }
  const wanted = cleanInput(parameters.text('name')).trim();
  const account = (await state.users.findByName(wanted)) ?? (await state.users.findByEmail(wanted));
  const isDue = account !== null && account.email !== '' && state.recoveries.begin(account.id, nowSeconds);
  if (isDue && !(await sendLink(context, { mailer, address, account }))) {
    state.recoveries.cancel(account.id);
    return askPage(context, [notSent(context)]);
  }
  return viewPage(context, {
    messages: [message('recovery-mailed', 'info', texts.text('account.recoverSent'))],
  });
}

async function sendLink(
  context: RequestContext,
  { mailer, address, account }: { mailer: Mailer; address: string; account: UserProfile },
): Promise<boolean> {
  const { state, nowSeconds } = context;
  const link = await makeRecoveryLink(state, account, address, nowSeconds);
  if (link === null) return true; // gone in the meantime: as if it had never been there
  const sent = await mailRecoveryLink(mailer, state, account, link);
  if (!sent.ok)
    context.log({
      kind: 'problem',
      what: `The mail to ${account.name} about a new password was not sent: ${sent.error.reason}`,
    });
  return sent.ok;
}

async function redeem(context: RequestContext): Promise<Answer> {
  const { parameters, settings, state, texts, nowSeconds } = context;
  if (!hasGoodTicket(context)) return redeemPage(context, [ticketRefused(context)]);
  const name = parameters.text('name');
  const problem = newPasswordProblem(context, {
    userName: name,
    password: parameters.text('password1'),
    repeated: parameters.text('password2'),
  });
  if (problem !== null) return redeemPage(context, [problem]);
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
  if (saved === null)
    return redeemPage(context, [message('token-invalid', 'error', texts.text('account.recoverBadToken'))]);
  logRecovered(context, saved.name);
  return viewPage(context, {
    messages: [message('password-changed', 'info', texts.text('account.recoverDone'))],
  });
}

function logRecovered(context: RequestContext, userName: string): void {
  context.log({
    kind: 'abuse',
    level: 'INFO',
    system: 'account/password recovered',
    succeeded: true,
    userName,
    remoteAddress: context.request.remoteAddress,
    page: null,
  });
}
