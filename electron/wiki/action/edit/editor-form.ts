import { currentUser, hereUrl, urlOf, type RequestContext } from '../../context.ts';
import type { Draft } from '../../drafts.ts';
import { textchaField } from '../../textcha.ts';
import { attributes, html, noHtml, type Html } from '../../html.ts';

/** What stands in the editor. */
export interface EditorFields {
  readonly text: string;
  /** Revision the text is based on; 0 = a new page. */
  readonly revision: number;
  readonly comment: string;
  readonly category: string;
  readonly stripTrailingSpace: boolean;
  readonly trivial: boolean;
}

export function editorForm(context: RequestContext, fields: EditorFields, draft: Draft | null): Html {
  const { texts, parameters, state } = context;
  const button = (name: string, label: string): Html =>
    html`<input class="button" type="submit" name="${name}" value="${label}">`;
  const backto = parameters.text('backto');
  return html`<form id="editor" method="post" action="${hereUrl(context)}#preview"><fieldset>
<input type="hidden" name="action" value="edit"><input type="hidden" name="rev" value="${fields.revision}"><input type="hidden" name="ticket" value="${context.ticket(context.pageName, 'edit')}">${
    backto === '' ? noHtml : html`<input type="hidden" name="backto" value="${backto}">`
  }
<p class="editor-buttons">${button('button_save', texts.text('edit.save'))} ${button('button_preview', texts.text('edit.preview'))} ${draft === null ? noHtml : draftButton(context, draft)} ${button('button_cancel', texts.text('edit.cancel'))}</p>
<input type="hidden" name="editor" value="text">
<label for="editor-textarea" class="hint">${texts.text('edit.text')}</label>
<textarea id="editor-textarea" name="savetext"${attributes({ lang: context.settings.languageDefault, rows: rowsOf(context), cols: 80 })}>
${fields.text}</textarea>
<p><label for="editor-comment">${texts.text('edit.comment')}</label> <input id="editor-comment" type="text" name="comment" value="${fields.comment}" size="80" maxlength="200"></p>
<p><label>${texts.text('edit.category')} <select name="category"><option value="">${texts.text('edit.noAddition')}</option>${state
    .categoryNames()
    .map(
      (name) =>
        html`<option${attributes({ value: name, selected: name === fields.category })}>${name}</option>`,
    )}</select></label></p>
<p><label for="chkrstrip"><input${attributes({ type: 'checkbox', name: 'rstrip', id: 'chkrstrip', value: '1', checked: fields.stripTrailingSpace })}> ${texts.text('edit.rstrip')}</label></p>
${
  context.settings.mail === null
    ? noHtml
    : html`<p><label><input${attributes({ type: 'checkbox', name: 'trivial', value: '1', checked: fields.trivial })}> ${texts.text('edit.trivial')}</label></p>`
}${textchaField(context)}</fieldset></form>
<div id="editor-help" class="hint">${help(context)}</div>`;
}

function draftButton({ texts }: RequestContext, draft: Draft): Html {
  return html`<input class="button" type="submit" name="button_load_draft" value="${texts.text('edit.loadDraft')}"><input type="hidden" name="draft_ts" value="${draft.savedSeconds}"><input type="hidden" name="draft_rev" value="${draft.revision}">`;
}

/** Of the person's settings, else the wiki's; what is no sensible number counts as the default. */
function rowsOf(context: RequestContext): number {
  const own = currentUser(context)?.editRows ?? '';
  const rows = /^\d{1,3}$/.test(own) ? Number(own) : context.settings.editRows;
  return rows > 0 ? rows : 20;
}

function help(context: RequestContext): Html {
  const example = (text: string): Html => html`<code>${text}</code>`;
  const more = html`<a href="${urlOf(context, 'HelpOnMoinWikiSyntax')}">HelpOnMoinWikiSyntax</a>`;
  return html`<p>${context.texts.html('edit.help', {
    emphasis: html`${example("''italics''")} ${example("'''bold'''")}`,
    headings: html`${example('= Title =')} ${example('== Subtitle ==')}`,
    lists: html`${example(' * item')} ${example(' 1. item')}`,
    links: html`${example('WikiName')} ${example('[[Page name|text]]')}`,
    tables: example('||cell||cell||'),
  })} ${more}</p>`;
}
