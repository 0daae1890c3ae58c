import { groupNameTest, isValidUserName } from '../../user/names.ts';
import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { cleanInput } from '../clean-input.ts';
import { hereUrl, type RequestContext } from '../context.ts';
import { html, noHtml, type Html } from '../html.ts';
import { message } from '../message.ts';
import { tellSubscribers } from '../notify/tell.ts';
import { newPasswordProblem } from '../new-password.ts';
import { actionPage, viewPage } from '../page-view.ts';
import { textchaField, textchaProblem } from '../textcha.ts';
import type { Message } from '../theme/frame.ts';
import { hasGoodTicket } from '../tickets.ts';
import { textField } from './userprefs/form.ts';

/** An account of one's own (spec/users.md §7). Does not log in. */
export const newaccount: Action = {
  name: 'newaccount',
  async run(context) {
    if (!context.parameters.has('create')) return form(context);
    const outcome = await create(context);
    return viewPage(context, { messages: outcome === null ? [] : [outcome] });
  },
};

function form(context: RequestContext): Answer {
  const { texts, settings } = context;
  const password = (name: string, label: string): Html =>
    textField({ name, label, value: '', type: 'password', autocomplete: 'new-password' });
  const content = html`<form action="${hereUrl(context)}" method="post" class="userpref"><div>
<input type="hidden" name="action" value="newaccount"><input type="hidden" name="ticket" value="${context.ticket(context.pageName, 'newaccount')}">
${textField({ name: 'name', label: texts.text('prefs.name'), value: '', hint: texts.text('prefs.nameHint'), autocomplete: 'username' })}
${password('password1', texts.text('password.new'))}${password('password2', texts.text('password.again'))}
${
  settings.userFormRemove.includes('email')
    ? noHtml
    : textField({
        name: 'email',
        label: texts.text('prefs.email'),
        value: '',
        type: 'email',
        autocomplete: 'email',
      })
}
${textchaField(context)}
<p class="buttons"><input type="submit" name="create" value="${texts.text('account.create')}"></p>
</div></form>`;
  return actionPage(context, { title: texts.text('account.title'), content });
}

/** What to say; null: nothing happened, as for a form that nobody filled in here (MoinMoin says nothing then). */
async function create(context: RequestContext): Promise<Message | null> {
  const { parameters, request, settings, state, texts } = context;
  if (request.method !== 'POST' || !hasGoodTicket(context)) {
    if (settings.compatibility === 'strict') return null;
    return message('ticket-refused', 'error', texts.text('action.useForm', { action: context.action }));
  }
  const unanswered = textchaProblem(context);
  if (unanswered !== null) return unanswered;
  const name = parameters.text('name');
  const email = cleanInput(parameters.text('email')).trim();
  const problem = await findProblem(context, name, email);
  if (problem !== null) return problem;
  const created = await state.users.create(
    { name, email, enc_password: await state.passwords.hash(parameters.text('password1')) },
    { uniqueEmail: settings.userEmailUnique },
  );
  if (!created.ok)
    return created.error === 'email-taken'
      ? message('email-taken', 'dialog', texts.text('prefs.emailTaken'))
      : message('name-taken', 'dialog', texts.text('prefs.nameTaken'));
  context.log({
    kind: 'abuse',
    level: 'INFO',
    system: 'account/created',
    succeeded: true,
    userName: name,
    remoteAddress: request.remoteAddress,
    page: null,
  });
  await tellSubscribers(context, { kind: 'account', name, email });
  return message('account-created', 'dialog', texts.text('account.created'));
}

async function findProblem(context: RequestContext, name: string, email: string): Promise<Message | null> {
  const { parameters, settings, state, texts } = context;
  // Unlike the reference, which lets a nameless account pass (U4).
  if (name === '') return message('empty-name', 'dialog', texts.text('prefs.nameEmpty'));
  if (!isValidUserName(name, groupNameTest(settings.pageGroupRegex)))
    return message(
      'invalid-user-name',
      'dialog',
      texts.text('prefs.nameInvalid', { name, characters: "' @ . - _" }),
    );
  if (await state.users.isTaken('name', name))
    return message('name-taken', 'dialog', texts.text('prefs.nameTaken'));
  const passwords = newPasswordProblem(
    context,
    { userName: name, password: parameters.text('password1'), repeated: parameters.text('password2') },
    'dialog',
  );
  if (passwords !== null) return passwords;
  if (email === '' && !settings.userFormRemove.includes('email'))
    return message('email-required', 'dialog', texts.text('prefs.emailRequired'));
  if (settings.userEmailUnique && email !== '' && (await state.users.isTaken('email', email)))
    return message('email-taken', 'dialog', texts.text('prefs.emailTaken'));
  return null;
}
