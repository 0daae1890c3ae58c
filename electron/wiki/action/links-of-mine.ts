import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { currentUser, type RequestContext } from '../context.ts';
import { html } from '../html.ts';
import { message } from '../message.ts';
import { isSubscribed, subscribableNames } from '../notify/subscription.ts';
import { loginNeeded, viewPage } from '../page-view.ts';
import type { MessageClass } from '../theme/frame.ts';
import type { TextId } from '../texts/texts.ts';
import type { UserProfile } from '../../user/profile.ts';
import type { ProfileChanges } from '../../user/profile.ts';
import { withIdentity } from '../context.ts';
import { hasGoodTicket } from '../tickets.ts';
import { replaceUser } from './userprefs/replace-user.ts';

/** Small changes to one's own profile by a link; with a ticket unless strict (DECISIONS 15). */
function profileAction(
  name: string,
  run: (context: RequestContext, user: UserProfile) => Promise<Answer>,
): Action {
  return {
    name,
    run(context) {
      const user = currentUser(context);
      if (user === null) return loginNeeded(context);
      if (context.settings.compatibility !== 'strict' && !hasGoodTicket(context)) {
        const sentence = context.texts.text('action.useForm', { action: name });
        return viewPage(context, { messages: [message('ticket-refused', 'error', sentence)] });
      }
      return run(context, user);
    },
  };
}

/** Saves the profile and shows the page as that profile wants it. */
async function changed(
  context: RequestContext,
  user: UserProfile,
  changes: ProfileChanges,
  say: readonly [kind: string, className: MessageClass, text: TextId] | null,
): Promise<Answer> {
  const saved = await context.state.users.update(user.id, changes);
  const identity = saved === null ? context.identity : replaceUser(context.identity, saved);
  const answer = await viewPage(withIdentity(context, identity), {
    messages: say === null ? [] : [message(say[0], say[1], html`<p>${context.texts.text(say[2])}</p>`)],
  });
  return { ...answer, identity };
}

const unchanged = (
  context: RequestContext,
  kind: string,
  className: MessageClass,
  text: TextId,
): Promise<Answer> =>
  viewPage(context, { messages: [message(kind, className, html`<p>${context.texts.text(text)}</p>`)] });

/** A page as it stands in a profile that several wikis share. */
const sharedName = ({ settings, pageName }: RequestContext): string =>
  settings.interwikiname === null ? pageName : `${settings.interwikiname}:${pageName}`;

const namesOf = ({ settings, pageName }: RequestContext): readonly string[] =>
  subscribableNames([pageName], settings.interwikiname);

export const quicklink = profileAction('quicklink', (context, user) => {
  const names = namesOf(context);
  if (user.quicklinks.some((one) => names.includes(one)))
    return unchanged(context, 'quicklink-present', 'dialog', 'link.present');
  const quicklinks = [...user.quicklinks, sharedName(context)];
  return changed(context, user, { quicklinks }, ['quicklink-added', 'info', 'link.added']);
});

export const quickunlink = profileAction('quickunlink', (context, user) => {
  const names = namesOf(context);
  const quicklinks = user.quicklinks.filter((one) => !names.includes(one));
  if (quicklinks.length === user.quicklinks.length)
    return unchanged(context, 'quicklink-absent', 'dialog', 'link.absent');
  return changed(context, user, { quicklinks }, ['quicklink-removed', 'dialog', 'link.removed']);
});

export const subscribe = profileAction('subscribe', (context, user) => {
  if (context.settings.mail === null) return unchanged(context, 'no-mail', 'error', 'subscribe.noMail');
  if (user.email === '') return unchanged(context, 'no-address', 'error', 'subscribe.noEmail');
  if (isSubscribed(user.subscribedPages, namesOf(context)))
    return unchanged(context, 'subscribed-already', 'info', 'subscribe.present');
  return changed(context, user, { subscribed_pages: [...user.subscribedPages, sharedName(context)] }, [
    'subscribed',
    'info',
    'subscribe.done',
  ]);
});

export const unsubscribe = profileAction('unsubscribe', (context, user) => {
  const names = namesOf(context);
  const kept = user.subscribedPages.filter((one) => !names.includes(one));
  if (kept.length === user.subscribedPages.length)
    return isSubscribed(kept, names)
      ? unchanged(context, 'subscribed-by-pattern', 'dialog', 'subscribe.regex')
      : unchanged(context, 'not-subscribed', 'info', 'subscribe.absent');
  return changed(context, user, { subscribed_pages: kept }, ['unsubscribed', 'info', 'subscribe.removed']);
});

/** Where RecentChanges stops for this person; `time=del` forgets it. */
export const bookmark = profileAction('bookmark', (context, user) => {
  const { parameters, settings, nowSeconds } = context;
  const time = parameters.text('time');
  const bookmarks = new Map(user.bookmarks);
  const wiki = settings.interwikiname ?? '';
  if (time === 'del') bookmarks.delete(wiki);
  else bookmarks.set(wiki, /^\d{1,17}$/.test(time) ? time : String(Math.round(nowSeconds * 1e6)));
  return changed(context, user, { bookmarks }, null);
});
