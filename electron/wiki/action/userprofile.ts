import type { Action } from '../action.ts';
import type { RequestContext } from '../context.ts';
import { isSuperuserHere } from '../context.ts';
import { message } from '../message.ts';
import { notAllowed, viewPage } from '../page-view.ts';
import type { Message } from '../theme/frame.ts';
import { hasGoodTicket } from '../tickets.ts';

/** A superuser changes one value of an account, mostly `disabled` (spec/users.md §7). */
export const userprofile: Action = {
  name: 'userprofile',
  async run(context) {
    if (!isSuperuserHere(context)) return notAllowed(context);
    const { request, parameters } = context;
    if (request.method !== 'POST' || parameters.has('cancel')) return viewPage(context);
    return viewPage(context, { messages: [await change(context)] });
  },
};

/** Values that only their own forms may set. */
const guarded = new Set(['enc_password', 'recoverpass_key', 'id', 'name']);

async function change(context: RequestContext): Promise<Message> {
  const { parameters, state, texts } = context;
  if (!hasGoodTicket(context))
    return message('ticket-refused', 'error', texts.text('action.useForm', { action: context.action }));
  const name = parameters.text('name');
  const key = parameters.text('key');
  const value = parameters.text('val');
  if (guarded.has(key) || !/^[a-z_]{1,60}$/.test(key))
    return message('action-not-allowed', 'error', texts.text('action.notAllowed', { action: key }));
  // Disabled accounts too: enabling them again is what this is for (U4).
  const account = await state.users.findByName(name, { disabledToo: true });
  if (account === null)
    return message('user-unknown', 'error', texts.text('account.profileUnknown', { name }));
  const before = account.attributes.get(key);
  const isNumber = typeof before === 'number' || typeof before === 'boolean' || key === 'disabled';
  const wanted = isNumber && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  const saved = await state.users.update(account.id, { [key]: wanted });
  if (saved !== null) state.noteAccount(saved);
  return message(
    'value-changed',
    'info',
    texts.text('account.profileChanged', { name, key, old: shown(before), new: shown(wanted) }),
  );
}

function shown(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return value === undefined ? '' : '…';
}
