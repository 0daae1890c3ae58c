import type { Answer } from './answer.ts';
import type { Action } from './action.ts';
import { hereUrl, maySee, type RequestContext } from './context.ts';
import { html, noHtml, type Html } from './html.ts';
import { message } from './message.ts';
import { notAllowed, viewPage } from './page-view.ts';
import { textchaField, textchaProblem } from './textcha.ts';
import type { Message } from './theme/frame.ts';
import { hasGoodTicket } from './tickets.ts';

/** An action that asks first: a form above the page, sent back with a ticket (spec/actions.md §1.1, §4.4). */
export interface DialogAction {
  readonly name: string;
  /** Submit field that makes it happen. */
  readonly trigger: string;
  isAllowed(context: RequestContext): boolean;
  /** Why there is nothing to ask, e.g. the page is gone. */
  obstacle?(context: RequestContext): Message | null;
  /** Fields between the question and the buttons. */
  fields(context: RequestContext): Html;
  /** Nothing is changed: neither a comment is asked for nor a question against spam. */
  readonly changesNothing?: boolean;
  readonly submitLabel: (context: RequestContext) => string;
  /** Revision on show below the dialog. */
  revision?(context: RequestContext): number;
  /** Done: the answer. A message: it failed, and the form is shown again with it. */
  perform(context: RequestContext): Promise<Answer | Message>;
}

export const dialogAction = (dialog: DialogAction): Action => ({
  name: dialog.name,
  async run(context) {
    const { parameters, request } = context;
    if (parameters.has('cancel')) return viewPage(context, { isDialog: true });
    const revision = dialog.revision?.(context) ?? 0;
    if (!dialog.isAllowed(context)) return notAllowed(context, dialog.name, revision);
    const obstacle = dialog.obstacle?.(context) ?? null;
    if (obstacle !== null) return viewPage(context, { messages: [obstacle], isDialog: true });
    if (request.method !== 'POST' || !parameters.has(dialog.trigger)) return ask(context, dialog, null);
    if (!hasGoodTicket(context)) {
      const sentence = context.texts.text('action.useForm', { action: dialog.name });
      return ask(context, dialog, message('ticket-refused', 'error', sentence));
    }
    const unanswered = dialog.changesNothing === true ? null : textchaProblem(context);
    if (unanswered !== null) return ask(context, dialog, unanswered);
    const outcome = await dialog.perform(context);
    return 'headers' in outcome ? outcome : ask(context, dialog, outcome);
  },
});

function ask(context: RequestContext, dialog: DialogAction, problem: Message | null): Promise<Answer> {
  const body = message(`${dialog.name}-form`, 'dialog', dialogForm(context, dialog));
  return viewPage(context, {
    messages: problem === null ? [body] : [body, problem],
    revision: dialog.revision?.(context) ?? 0,
    isDialog: true,
  });
}

function dialogForm(context: RequestContext, dialog: DialogAction): Html {
  const { texts, pageName } = context;
  return html`<form action="${hereUrl(context)}" method="post" enctype="multipart/form-data"><div>
<input type="hidden" name="action" value="${dialog.name}"><input type="hidden" name="ticket" value="${context.ticket(pageName, dialog.name)}">
${dialog.fields(context)}
${dialog.changesNothing === true ? noHtml : html`${textchaField(context)}\n${commentField(context)}`}
<p class="buttons"><input type="submit" name="${dialog.trigger}" value="${dialog.submitLabel(context)}"> <input type="submit" name="cancel" value="${texts.text('dialog.cancel')}"></p>
</div></form>`;
}

const commentField = ({ texts }: RequestContext): Html =>
  html`<p class="field"><label for="dialog-comment">${texts.text('dialog.comment')}</label> <input id="dialog-comment" type="text" name="comment" size="60" maxlength="80"></p>`;

/** A checkbox for the pages below, with their names; nothing when there are none. */
export function subPagesField(
  context: RequestContext,
  field: { readonly name: string; readonly label: string; readonly right: string },
): Html {
  const names = subPages(context, field.right);
  if (names.length === 0) return noHtml;
  return html`<p><label><input type="checkbox" name="${field.name}" value="1"> ${field.label}</label></p>
<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`;
}

/** Existing pages below this one that the person has this right on. */
export const subPages = (context: RequestContext, right: string): readonly string[] =>
  context.state.pages
    .names()
    .filter((name) => name.startsWith(`${context.pageName}/`) && maySee(context, name, right));
