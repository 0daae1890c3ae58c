import type { Answer } from '../../answer.ts';
import type { RequestContext } from '../../context.ts';
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
