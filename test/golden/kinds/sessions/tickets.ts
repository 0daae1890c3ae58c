import { z } from 'zod';
import { checkTicket, createTicket, signedText, ticketAt } from '../../../../electron/session/ticket.ts';
import { encodeUtf8 } from '../../../../shared/python/utf8.ts';
import { compare, tableRunner, type Verdict } from './runner.ts';

const createRow = z.object({
  secret: z.string(),
  timestamp_field: z.string(),
  page: z.string(),
  action: z.string(),
  session_has_any_key: z.boolean(),
  sid: z.string(),
  user_is_valid: z.boolean(),
  user_id: z.string(),
  signed_text: z.string(),
  ticket: z.string(),
});

const checkRow = z.object({ case: z.string(), ticket: z.string(), accepted: z.boolean() });

/** What the `note` of the file says about its check list. */
const checked = {
  key: 'a shared secret for probes only',
  nowSeconds: 1796000000,
  subject: {
    pageName: 'PageTwo',
    action: 'userprefs',
    sid: 'a'.repeat(40),
    userId: '1700000000.22.1002',
  },
};

export const tickets = tableRunner(
  'tickets.json',
  z.object({ create: z.array(createRow), check: z.array(checkRow) }),
  function* ({ create, check }) {
    for (const [index, row] of create.entries())
      yield () => Promise.resolve({ name: `create#${index}`, difference: checkCreated(row) });
    for (const row of check) yield () => Promise.resolve(checkAccepted(row));
  },
);

function checkCreated(row: z.infer<typeof createRow>): string | null {
  const subject = {
    pageName: row.page,
    action: row.action,
    sid: row.session_has_any_key ? row.sid : '',
    userId: row.user_is_valid ? row.user_id : '',
  };
  const key = encodeUtf8(row.secret);
  const seconds = Number.parseInt(row.timestamp_field, 16);
  const canonical = seconds.toString(16).padStart(10, '0') === row.timestamp_field;
  const ticket = canonical
    ? createTicket(key, subject, seconds)
    : ticketAt(key, subject, row.timestamp_field);
  return (
    compare('signed_text', row.signed_text, signedText(subject, row.timestamp_field)) ??
    compare('ticket', row.ticket, ticket)
  );
}

function checkAccepted(row: z.infer<typeof checkRow>): Verdict {
  const accepted = checkTicket(encodeUtf8(checked.key), checked.subject, row.ticket, checked.nowSeconds);
  return { name: `check/${row.case}`, difference: compare('accepted', row.accepted, accepted) };
}
