import { groupNameTest, isValidUserName } from '../../../user/names.ts';
import type { ProfileChanges, UserProfile } from '../../../user/profile.ts';
import { cleanInput } from '../../clean-input.ts';
import { currentUser, type RequestContext } from '../../context.ts';
import { formatDate } from '../../../../shared/python/strftime.ts';
import { attributes, html, noHtml, type Html } from '../../html.ts';
import { anonymous, isSwitched } from '../../identity.ts';
import { message } from '../../message.ts';
import type { TextId } from '../../texts/texts.ts';
import type { Message } from '../../theme/frame.ts';
import { selectField, settingsForm, textField } from './form.ts';
import { languageChoices } from './languages.ts';
import { replaceUser } from './replace-user.ts';
import type { SettingsOutcome, SettingsPage } from './sub-page.ts';

export const preferences: SettingsPage = {
  name: 'prefs',
  label: 'prefs.prefs',
  isOffered: ({ identity, settings }) =>
    identity.kind === 'user' && !settings.userprefsDisabled.includes('prefs'),
  form: (context) => Promise.resolve(form(context)),
  post,
};

/** In MoinMoin's order. */
const checkboxes = [
  ...([
    'wikiname_add_spaces',
    'remember_last_visit',
    'disabled',
    'edit_on_doubleclick',
    'mailto_author',
  ] as const),
  ...(['remember_me', 'show_comments', 'show_fancy_diff', 'show_toolbar', 'show_page_trail'] as const),
  ...(['show_nonexist_qm', 'show_topbottom'] as const),
] as const;

const textFields: readonly (readonly [name: string, label: TextId, hint?: TextId])[] = [
  ['name', 'prefs.name', 'prefs.nameHint'],
  ['aliasname', 'prefs.aliasname'],
  ['email', 'prefs.email'],
  ['jid', 'prefs.jid'],
  ['css_url', 'prefs.cssUrl', 'prefs.cssUrlHint'],
  ['edit_rows', 'prefs.editRows'],
];

/** MoinMoin's themes stay choosable, because the profile is shared with it; Croft draws every one with its own. */
const themes = ['classic', 'modern', 'modernized', 'modernized_cms', 'rightsidebar'];
const defaultTheme = '<default>';

/** Key in the form → formats of date with time, and of dates. */
const dateFormats: ReadonlyMap<string, readonly [dateTime: string, date: string]> = new Map([
  ['rfc', ['%a %b %d %H:%M:%S %Y', '%a %b %d %Y']],
  ['iso', ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d']],
  ['us', ['%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y']],
  ['euro', ['%d.%m.%Y %H:%M:%S', '%d.%m.%Y']],
] as const);

interface Editable {
  /** The field is in the form at all. */
  isShown(field: string): boolean;
  /** It can be changed: neither switched off nor fixed by the login method. */
  isFree(field: string): boolean;
}

function editable({ settings, identity }: RequestContext): Editable {
  const removed = new Set([...settings.userFormRemove, ...settings.userCheckboxRemove]);
  const fixed = new Set([...settings.userFormDisable, ...settings.userCheckboxDisable]);
  if (identity.kind === 'user' && !isSwitched(identity))
    for (const field of identity.attributes) fixed.add(field);
  return {
    isShown: (field) => !removed.has(field),
    isFree: (field) => !removed.has(field) && !fixed.has(field),
  };
}

function form(context: RequestContext): Html {
  const user = currentUser(context);
  if (user === null) return noHtml;
  const { texts } = context;
  const fields = editable(context);
  const submit = html`<input type="submit" name="save" value="${texts.text('prefs.save')}" />`;
  return settingsForm(context, {
    handler: 'prefs',
    fields: html`${textFields
      .filter(([name]) => fields.isShown(name))
      .map(([name, label, hint]) =>
        textField({
          name,
          label: texts.text(label),
          value: attributeText(user, name),
          disabled: !fields.isFree(name),
          ...(hint === undefined ? {} : { hint: texts.text(hint) }),
        }),
      )}
      ${selectFields(context, user, fields)}
      <fieldset>
        <legend>${texts.text('prefs.general')}</legend>
        ${checkboxes
          .filter((name) => fields.isShown(name))
          .map((name) => checkbox(context, user, name, fields.isFree(name)))}
      </fieldset>
      ${
        fields.isShown('quicklinks')
          ? html`<p class="field">
              <label for="field-quicklinks">${texts.text('prefs.quicklinks')}</label>
              <span class="hint">${texts.text('prefs.quicklinksHint')}</span><br />
              <textarea id="field-quicklinks" name="quicklinks" rows="6" cols="50">
${user.quicklinks.join('\n')}</textarea>
            </p>`
          : noHtml
      }`,
    submit,
  });
}

function selectFields(context: RequestContext, user: UserProfile, fields: Editable): Html {
  const { texts, nowSeconds } = context;
  const select = (
    name: string,
    label: TextId,
    value: string,
    choices: Parameters<typeof selectField>[0]['choices'],
  ) =>
    fields.isShown(name)
      ? selectField({ name, label: texts.text(label), value, choices, disabled: !fields.isFree(name) })
      : noHtml;
  const chosenFormat = [...dateFormats].find(([, [dateTime]]) => dateTime === user.datetimeFormat)?.[0] ?? '';
  return html`${select('theme_name', 'prefs.theme', user.themeName, [
    { value: defaultTheme, label: texts.text('prefs.defaultChoice') },
    ...themes.map((name) => ({ value: name, label: name })),
  ])}
    ${select('tz_offset', 'prefs.timeZone', String(user.tzOffsetSeconds), timeZones(nowSeconds))}
    <p class="hint">
      ${texts.text('prefs.timeZoneHint', {
        user: formatDate('%Y-%m-%d %H:%M', nowSeconds, user.tzOffsetSeconds),
        server: formatDate('%Y-%m-%d %H:%M', nowSeconds),
      })}
    </p>
    ${select('datetime_fmt', 'prefs.dateFormat', chosenFormat, [
      { value: '', label: texts.text('prefs.defaultChoice') },
      ...[...dateFormats].map(([key, formats]) => ({ value: key, label: formats.join(' & ') })),
    ])}
    ${select('language', 'prefs.language', user.language, [
      { value: '', label: texts.text('prefs.browserLanguage') },
      ...languageChoices,
    ])}`;
}

/** Half hours from −23:30 to +23:30, each with the time it gives now. */
function timeZones(nowSeconds: number) {
  return Array.from({ length: 95 }, (_, index) => (index - 47) * 1800).map((offset) => {
    const sign = offset < 0 ? '-' : '+';
    const minutes = Math.abs(offset) / 60;
    const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
    const rest = String(minutes % 60).padStart(2, '0');
    const label = `${formatDate('%Y-%m-%d %H:%M', nowSeconds, offset)} [${sign}${hours}:${rest}]`;
    return { value: String(offset), label };
  });
}

function checkbox(
  { texts }: RequestContext,
  user: UserProfile,
  name: (typeof checkboxes)[number],
  isFree: boolean,
): Html {
  const checked = Number(user.attributes.get(name) ?? 0) !== 0;
  return html`<p><label><input${attributes({ type: 'checkbox', name, value: '1', checked, disabled: !isFree })}> ${texts.text(`prefs.option.${name}`)}</label></p>`;
}

function attributeText(user: UserProfile, name: string): string {
  const value = user.attributes.get(name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

async function post(context: RequestContext): Promise<SettingsOutcome> {
  const { state, texts, identity } = context;
  const user = currentUser(context);
  if (user === null) return { message: message('nobody', 'error', texts.text('prefs.nameEmpty')) };
  const fields = editable(context);
  const problem = await findProblem(context, user, fields);
  if (problem !== null) return { message: problem };
  const saved = await state.users.update(user.id, (current) => wantedChanges(context, current, fields));
  if (saved === null)
    return {
      message: message('account-gone', 'error', texts.text('account.profileUnknown', { name: user.name })),
    };
  state.noteAccount(saved);
  const done = message('prefs-saved', 'dialog', html`<p>${texts.text('prefs.saved')}</p>`);
  if (!saved.disabled) return { message: done, identity: replaceUser(identity, saved) };
  // Whoever disables the account is out at once; a switched session stays with the superuser behind it.
  const gone = html`<p>${texts.text('prefs.saved')} ${texts.text('prefs.disabledNow')}</p>`;
  return {
    message: message('prefs-saved', 'dialog', gone),
    identity: isSwitched(identity) ? replaceUser(identity, saved) : anonymous,
    shownAs: anonymous,
  };
}

async function findProblem(
  context: RequestContext,
  user: UserProfile,
  fields: Editable,
): Promise<Message | null> {
  const { parameters, settings, state, texts } = context;
  const name = parameters.text('name');
  if (fields.isFree('name') && name !== user.name) {
    if (name === '') return message('empty-name', 'error', texts.text('prefs.nameEmpty'));
    if (!isValidUserName(name, groupNameTest(settings.pageGroupRegex)))
      return message(
        'invalid-user-name',
        'error',
        texts.text('prefs.nameInvalid', { name, characters: "' @ . - _" }),
      );
    if (await state.users.isTaken('name', name, user.id))
      return message('name-taken', 'error', texts.text('prefs.nameTaken'));
  }
  const email = cleanInput(parameters.text('email')).trim();
  if (fields.isFree('email')) {
    if (email === '') return message('email-required', 'error', texts.text('prefs.emailRequired'));
    if (settings.userEmailUnique && (await state.users.isTaken('email', email, user.id)))
      return message('email-taken', 'error', texts.text('prefs.emailTaken'));
  }
  const jid = cleanInput(parameters.text('jid')).trim();
  if (fields.isFree('jid') && jid !== '' && settings.userJidUnique) {
    if (await state.users.isTaken('jid', jid, user.id))
      return message('jid-taken', 'error', texts.text('prefs.jidTaken'));
  }
  const theme = parameters.text('theme_name');
  if (theme !== '' && theme !== defaultTheme && !themes.includes(theme) && theme !== settings.themeDefault)
    return message('theme-missing', 'error', texts.text('prefs.themeMissing', { theme }));
  return null;
}

function wantedChanges(context: RequestContext, current: UserProfile, fields: Editable): ProfileChanges {
  const { parameters, settings } = context;
  const changes: Record<string, ProfileChanges[string]> = {};
  const set = (name: string, value: ProfileChanges[string]): void => {
    if (fields.isFree(name)) changes[name] = value;
  };
  if (parameters.has('name') && parameters.text('name') !== '') set('name', parameters.text('name'));
  for (const name of ['aliasname', 'email', 'jid', 'css_url', 'edit_rows'])
    if (parameters.has(name)) set(name, cleanInput(parameters.text(name)).trim());
  const theme = parameters.text('theme_name');
  if (theme !== '') set('theme_name', theme === defaultTheme ? settings.themeDefault : theme);
  const offset = parameters.integer('tz_offset');
  if (offset !== null && Math.abs(offset) <= 86_400) set('tz_offset', offset);
  if (parameters.has('datetime_fmt')) {
    const [dateTime, date] = dateFormats.get(parameters.text('datetime_fmt')) ?? ['', ''];
    set('datetime_fmt', dateTime);
    set('date_fmt', date);
  }
  const language = parameters.first('language');
  if (language !== null && (language === '' || languageChoices.some(({ value }) => value === language)))
    set('language', language);
  for (const name of current.attributes.keys())
    if ((checkboxes as readonly string[]).includes(name)) set(name, parameters.integer(name) ?? 0);
  if (parameters.has('quicklinks'))
    set(
      'quicklinks',
      parameters
        .text('quicklinks')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
  return changes;
}
