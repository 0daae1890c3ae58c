import type { Answer } from '../../answer.ts';
import { hereUrl, type RequestContext } from '../../context.ts';
import { html } from '../../html.ts';
import { message } from '../../message.ts';
import { viewPage } from '../../page-view.ts';

/** The page, saying that this person may not do that with its attachments. */
export const refuseAttachAction = (context: RequestContext, what: string): Promise<Answer> =>
  viewPage(context, {
    messages: [message('action-not-allowed', 'error', context.texts.text('attach.notAllowed', { what }))],
  });

/** The page, saying that the request did not come from a form of this wiki. */
export const ticketRefused = (context: RequestContext, what: string): Promise<Answer> =>
  viewPage(context, {
    messages: [
      message(
        'ticket-refused',
        'error',
        context.texts.text('action.useForm', { action: `AttachFile.${what}` }),
      ),
    ],
  });

/** By a link nothing is changed, unless strict: there the link does what it does in MoinMoin (DECISIONS 15). */
export const isOnlyLink = ({ request, settings }: RequestContext): boolean =>
  request.method !== 'POST' && settings.compatibility !== 'strict';

/** What a link to such a change shows instead: the page with a form whose button does it. */
export function askFirst(
  context: RequestContext,
  change: {
    readonly do: 'del' | 'unzip';
    readonly target: string;
    readonly question: string;
    readonly button: string;
  },
): Promise<Answer> {
  const { pageName, texts } = context;
  const form = html`<form action="${hereUrl(context)}" method="post"><div>
<p><strong>${change.question}</strong></p>
<input type="hidden" name="action" value="AttachFile"><input type="hidden" name="do" value="${change.do}"><input type="hidden" name="target" value="${change.target}"><input type="hidden" name="ticket" value="${context.ticket(pageName, 'AttachFile')}">
<p class="buttons"><input type="submit" value="${change.button}"> <a href="${hereUrl(context, { action: 'AttachFile' })}">${texts.text('dialog.cancel')}</a></p>
</div></form>`;
  return viewPage(context, { messages: [message(`${change.do}-form`, 'dialog', form)], isDialog: true });
}
