import { hereUrl, type RequestContext } from '../../context.ts';
import { attributes, html, type Html } from '../../html.ts';

/** The frame of every settings form: hidden fields, save and cancel. */
export function settingsForm(
  context: RequestContext,
  form: { readonly handler: string; readonly fields: Html; readonly submit: Html },
): Html {
  return html`<form action="${hereUrl(context)}" method="post" class="userpref">
    <div>
      <input type="hidden" name="action" value="userprefs" /><input
        type="hidden"
        name="handler"
        value="${form.handler}"
      />
      <input type="hidden" name="ticket" value="${context.ticket(context.pageName, 'userprefs')}" />
      ${form.fields}
      <p class="buttons">
        ${form.submit} <input type="submit" name="cancel" value="${context.texts.text('prefs.cancel')}" />
      </p>
    </div>
  </form>`;
}

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'password' | 'email' | 'url';
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly autocomplete?: string;
}

export function textField(field: TextField): Html {
  const id = `field-${field.name}`;
  const hintId = field.hint === undefined ? null : `${id}-hint`;
  return html`<p class="field"><label for="${id}">${field.label}</label> <input${attributes({
    id,
    type: field.type === 'password' ? 'password' : 'text',
    name: field.name,
    value: field.type === 'password' ? null : field.value,
    size: 36,
    disabled: field.disabled === true,
    autocomplete: field.autocomplete,
    'aria-describedby': hintId,
  })}>${field.hint === undefined ? '' : html` <span class="hint" id="${hintId}">${field.hint}</span>`}</p>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function selectField(field: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly disabled?: boolean;
}): Html {
  const id = `field-${field.name}`;
  return html`<p class="field"><label for="${id}">${field.label}</label> <select${attributes({ id, name: field.name, disabled: field.disabled === true })}>${field.choices.map(
    ({ value, label }) =>
      html`<option${attributes({ value, selected: value === field.value })}>${label}</option>`,
  )}</select></p>`;
}
