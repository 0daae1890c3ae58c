import { groupNameTest } from '../../../user/names.ts';
import {
  carryOutSwitch,
  decideSwitch,
  switchCandidates,
  switchUnavailable,
  type SwitchRefusal,
} from '../../../user/switch-user.ts';
import { currentUser, hereUrl, isSuperuserHere, type RequestContext } from '../../context.ts';
import { html, type Html } from '../../html.ts';
import { isSwitched, methodOf, type Identity } from '../../identity.ts';
import { message } from '../../message.ts';
import { selectField, settingsForm, textField } from './form.ts';
import type { SettingsOutcome, SettingsPage } from './sub-page.ts';

/** A superuser becomes somebody else (spec/sessions.md §12). */
export const switchUser: SettingsPage = {
  name: 'suid',
  label: 'prefs.suid',
  isOffered: (context) =>
    switchUnavailable(
      {
        user: currentUser(context),
        authMethod: methodOf(context.identity) ?? '',
        isSuperuser: isSuperuserHere(context),
      },
      context.settings.userprefsDisabled,
    ) === null,
  form,
  post,
};

async function form(context: RequestContext): Promise<Html> {
  const { texts, state } = context;
  const { profiles } = await state.users.list();
  const candidates = switchCandidates(profiles, currentUser(context)?.id ?? '');
  const fields = html`<p>${texts.text('switch.explain')}</p>
    ${textField({ name: 'user_name', label: texts.text('switch.name'), value: '', autocomplete: 'off' })}
    ${
      candidates.length === 0
        ? html`<p>${texts.text('switch.listEmpty')}</p>`
        : selectField({
            name: 'selected_user',
            label: texts.text('switch.list'),
            value: '',
            choices: candidates.map((profile) => ({
              value: profile.id,
              label: profile.disabled ? `${profile.name} ${texts.text('switch.disabledMark')}` : profile.name,
            })),
          })
    }`;
  const submit = html`<input type="submit" name="select_user" value="${texts.text('switch.submit')}" />`;
  return settingsForm(context, { handler: 'suid', fields, submit });
}

async function post(context: RequestContext): Promise<SettingsOutcome> {
  const { parameters, settings, state, identity, texts } = context;
  const decision = await decideSwitch(
    state.users,
    { userName: parameters.text('user_name'), selectedUser: parameters.text('selected_user') },
    {
      compatibility: settings.compatibility,
      isGroupName: groupNameTest(settings.pageGroupRegex),
      alreadySwitched: isSwitched(identity),
    },
  );
  if (decision.kind === 'refuse') return { message: refusal(context, decision.reason) };
  const target = await carryOutSwitch(state.users, decision);
  if (target === null || identity.kind === 'anonymous')
    return { message: refusal(context, 'nobody-selected') };
  if (decision.kind === 'create-and-switch') logCreated(context, target.name);
  const switched: Identity = { ...identity, actingAs: target };
  context.log({
    kind: 'switch',
    change: 'begun',
    realName: identity.real.name,
    targetName: target.name,
    remoteAddress: context.request.remoteAddress,
  });
  return {
    message: message(
      'switched',
      'dialog',
      html`<p>${texts.text('switch.doneAs', { target: target.name })}</p>`,
    ),
    identity: switched,
  };
}

function refusal(context: RequestContext, reason: SwitchRefusal) {
  const { texts, parameters } = context;
  const name = parameters.text('user_name');
  switch (reason) {
    case 'already-switched':
      return message('already-switched', 'error', texts.text('switch.nested'));
    case 'invalid-name':
      return message('invalid-user-name', 'error', texts.text('switch.invalidName', { name }));
    case 'nobody-selected':
      return message('no-user-selected', 'error', texts.text('switch.nobody'));
    case 'unknown-name': {
      const create = html`<a href="${hereUrl(context, { action: 'newaccount' })}"
        >${texts.text('switch.createLink')}</a
      >`;
      return message('unknown-user-name', 'error', texts.html('switch.unknown', { name, create }));
    }
  }
}

function logCreated(context: RequestContext, userName: string): void {
  context.log({
    kind: 'abuse',
    level: 'INFO',
    system: 'account/created',
    succeeded: true,
    userName,
    remoteAddress: context.request.remoteAddress,
    page: null,
  });
}
