import { isSuperuser } from '../../user/superuser.ts';
import type { UserProfile } from '../../user/profile.ts';
import { currentUser, type RequestContext } from '../context.ts';
import { eventOf, type PageChange, type WikiChange } from './change.ts';
import { isSubscribed, subscribableNames } from './subscription.ts';

/** Who is told of a change: enabled accounts with an address that asked for such events, one for each address. */
export async function recipientsOf(
  context: RequestContext,
  change: WikiChange,
): Promise<readonly UserProfile[]> {
  const { profiles } = await context.state.users.list();
  const event = eventOf(change);
  const editor = currentUser(context)?.id;
  const wants =
    change.kind === 'account'
      ? (profile: UserProfile) => isSuperuser(profile, null, context.settings)
      : subscribedReader(context, change);
  const byAddress = new Map<string, UserProfile>();
  for (const profile of profiles) {
    const address = profile.email.trim().toLowerCase();
    if (profile.disabled || address === '' || profile.id === editor || byAddress.has(address)) continue;
    if (profile.emailSubscribedEvents.includes(event) && wants(profile)) byAddress.set(address, profile);
  }
  return [...byAddress.values()];
}

/** People who subscribed to the page, a name it had, or one of its categories, and who may read it. */
function subscribedReader(context: RequestContext, change: PageChange): (profile: UserProfile) => boolean {
  const { state, settings } = context;
  const pages = [change.page, ...(change.kind === 'renamed' ? [change.from] : [])];
  const names = subscribableNames([...pages, ...categoriesOf(context, change)], settings.interwikiname);
  return (profile) => isSubscribed(profile.subscribedPages, names) && mayRead(profile);

  function mayRead(profile: UserProfile): boolean {
    state.noteAccount(profile);
    // `Trusted` is about how somebody logged in, which says nothing of people who are not here (spec/acl.md §5).
    return state.pages.besides(
      () => state.rights.may({ name: profile.name, authMethod: null }, 'read', change.page).allowed,
      false,
    );
  }
}

function categoriesOf({ state, request }: RequestContext, change: PageChange): readonly string[] {
  const revision = change.kind === 'deleted' ? change.revision - 1 : undefined;
  const text = state.pages.read(change.page, revision)?.text ?? '';
  if (text === '') return [];
  const compiled = state.compiledPages.compile(change.page, text, state.markupSettings(request.scriptRoot));
  return compiled.links.filter((name) => state.isCategory(name));
}

/** Enabled accounts that are subscribed to a page, whichever events they chose. */
export async function subscribersOf(
  { state, settings }: RequestContext,
  page: string,
): Promise<readonly UserProfile[]> {
  const names = subscribableNames([page], settings.interwikiname);
  const { profiles } = await state.users.list();
  return profiles.filter((profile) => !profile.disabled && isSubscribed(profile.subscribedPages, names));
}
