import { UnreadableError } from '../base/disk-reading.ts';
import type { EditLogEntry } from '../page/edit-log.ts';
import type { UserProfile } from '../user/profile.ts';
import { urlOf, type RequestContext } from './context.ts';
import { html, type Html } from './html.ts';
import { homePageUrl } from './theme/page-frame.ts';

/** Who made a change: a link to the home page, or where the change came from (spec/actions.md §5.1, §9.1). */
export async function editorName(context: RequestContext, entry: EditLogEntry): Promise<Html> {
  const user = await accountOfEditor(context, entry.userId);
  return user === null || user.name === ''
    ? unnamedEditor(context, entry)
    : namedEditor(context, entry, user);
}

/** Whose change it was. A profile that can't be read now takes down no list: the change is shown without a name. */
export async function accountOfEditor(
  { state }: RequestContext,
  userId: string,
): Promise<UserProfile | null> {
  if (userId === '') return null;
  try {
    return await state.users.byId(userId);
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

function namedEditor(context: RequestContext, entry: EditLogEntry, user: UserProfile): Html {
  const place = context.settings.showHosts ? ` @ ${hostText(entry)}` : '';
  const title = `${user.aliasName === '' ? user.name : user.aliasName}${place}`;
  if (user.mailtoAuthor && user.email !== '')
    return html`<span title="${title}"><a class="mailto" href="mailto:${user.email}">${user.name}</a></span>`;
  const missing = context.state.pages.mayExist(user.name) ? null : 'nonexistent';
  return missing === null
    ? html`<span title="${title}"
        ><a href="${homePageUrl(context, user.name)}" title="${title}">${user.name}</a></span
      >`
    : html`<span title="${title}"
        ><a class="nonexistent" href="${urlOf(context, user.name)}" title="${title}">${user.name}</a></span
      >`;
}

function unnamedEditor(context: RequestContext, entry: EditLogEntry): Html {
  if (!context.settings.showHosts) return html`<span>anonymous</span>`;
  return html`<span title="??? @ ${hostText(entry)}">${shortHost(entry)}</span>`;
}

const hostText = ({ host, address }: EditLogEntry): string => `${host}[${address}]`;

/** Name for a change without account: the first part of the host or address, else "anonymous". */
export function shortHost({ host, address }: { readonly host: string; readonly address: string }): string {
  const [first = ''] = (host === '' ? address : host).split('.');
  return first === '' ? 'anonymous' : first;
}
