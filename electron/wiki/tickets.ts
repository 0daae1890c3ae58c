import { checkTicket, createTicket, type TicketSubject } from '../session/ticket.ts';
import type { Session } from '../session/session.ts';
import { userOf, type Identity } from './identity.ts';
import type { RequestContext } from './context.ts';
import type { WikiState } from './wiki-state.ts';

interface TicketHolder {
  readonly state: WikiState;
  readonly session: Session;
  readonly identity: Identity;
  readonly nowSeconds: number;
}

const purpose = 'wikiutil/tickets';

const subject = ({ session, identity }: TicketHolder, pageName: string, action: string): TicketSubject => ({
  pageName,
  action,
  sid: session.size === 0 ? '' : session.sid,
  userId: userOf(identity)?.id ?? '',
});

/** Tickets for this person and session (spec/sessions.md §16.2, DECISIONS 14). */
export const ticketMaker =
  (holder: TicketHolder) =>
  (pageName: string, action: string): string =>
    createTicket(
      holder.state.settings.secrets.forPurpose(purpose),
      subject(holder, pageName, action),
      holder.nowSeconds,
    );

/** Whether the request carries a good ticket for this page and action. */
export function hasGoodTicket(context: RequestContext, action: string = context.action): boolean {
  return checkTicket(
    context.settings.secrets.forPurpose(purpose),
    subject(context, context.pageName, action),
    context.parameters.text('ticket'),
    context.nowSeconds,
  );
}
