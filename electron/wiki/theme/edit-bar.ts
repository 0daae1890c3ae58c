import {
  changeQuery,
  currentUser,
  hereUrl,
  isSuperuserHere,
  maySee,
  urlOf,
  type RequestContext,
} from '../context.ts';
import { isSubscribed, subscribableNames } from '../notify/subscription.ts';
import type { TextId } from '../texts/texts.ts';
import type { EditBar, LinkItem, MenuEntry } from './frame.ts';

interface EditBarOptions {
  readonly exists?: boolean;
  readonly revision?: number | null;
  readonly editBarAlways?: boolean;
}

type BarLink = LinkItem & { readonly class: string };

/** What one may do with the page; null when it never existed or may not be read. */
export function makeEditBar(context: RequestContext, options: EditBarOptions): EditBar | null {
  const { settings, state, texts, pageName } = context;
  if (!maySee(context, context.pageName, 'read')) return null;
  const everExisted = state.pages.besides(
    () => state.pages.exists(pageName) || state.pages.revisions(pageName).length > 0,
    true,
  );
  if (!everExisted && options.editBarAlways !== true) return null;
  const exists = options.exists ?? true;
  const wanted = new Set(settings.editBar);
  const wordFor = (id: TextId): string => texts.text(id);
  const classFor = (name: string): string => (exists ? name : 'nonexistent');
  const links: BarLink[] = [];
  if (wanted.has('Discussion') && settings.supplementationPage) links.push(discussionLink(context));
  if (wanted.has('Info'))
    links.push({
      label: wordFor('bar.info'),
      href: hereUrl(context, { action: 'info' }),
      class: classFor('nbinfo'),
    });
  if (wanted.has('Subscribe')) links.push(...subscribeLink(context));
  if (wanted.has('Quicklink')) links.push(...quickLink(context, classFor('nbquicklink')));
  if (wanted.has('Attachments'))
    links.push({
      label: wordFor('bar.attachments'),
      href: hereUrl(context, { action: 'AttachFile' }),
      class: classFor('nbattachments'),
    });
  return {
    pageUrl: hereUrl(context),
    showsEdit: wanted.has('Edit'),
    editUrl: maySee(context, context.pageName, 'write')
      ? hereUrl(context, { action: 'edit', editor: 'text' })
      : null,
    editClass: exists ? null : 'nonexistent',
    showsComments: wanted.has('Comments'),
    links,
    menu: wanted.has('ActionsMenu') ? makeMenu(context) : null,
    revision: options.revision ?? null,
  };
}

function discussionLink(context: RequestContext): BarLink {
  const { settings, pageName, texts, state } = context;
  const suffix = `/${settings.supplementationPageName}`;
  const target = pageName.endsWith(suffix) ? pageName : `${pageName}${suffix}`;
  return state.pages.mayExist(target)
    ? { label: texts.text('bar.discussion'), href: urlOf(context, target), class: 'nbsupplementation' }
    : {
        label: texts.text('bar.discussion'),
        href: hereUrl(context, { action: 'supplementation' }),
        class: 'nbsupplementation nonexistent',
      };
}

const changeByLink = (context: RequestContext, action: string): string =>
  hereUrl(context, changeQuery(context, context.pageName, action));

function subscribeLink(context: RequestContext): readonly BarLink[] {
  const user = currentUser(context);
  if (user === null || context.settings.mail === null || user.email === '') return [];
  const names = subscribableNames([context.pageName], context.settings.interwikiname);
  const subscribed = isSubscribed(user.subscribedPages, names);
  return [
    subscribed
      ? {
          label: context.texts.text('bar.unsubscribe'),
          href: changeByLink(context, 'unsubscribe'),
          class: 'nbunsubscribe',
        }
      : {
          label: context.texts.text('bar.subscribe'),
          href: changeByLink(context, 'subscribe'),
          class: 'nbsubscribe',
        },
  ];
}

function quickLink(context: RequestContext, className: string): readonly BarLink[] {
  const user = currentUser(context);
  if (user === null) return [];
  const name = context.pageName;
  const own = context.settings.interwikiname;
  const linked =
    user.quicklinks.includes(name) || (own !== null && user.quicklinks.includes(`${own}:${name}`));
  return [
    linked
      ? {
          label: context.texts.text('bar.removeLink'),
          href: changeByLink(context, 'quickunlink'),
          class: className,
        }
      : {
          label: context.texts.text('bar.addLink'),
          href: changeByLink(context, 'quicklink'),
          class: className,
        },
  ];
}

/** The menu's actions in MoinMoin's order; what is not possible here and now stays visible, but off. */
function makeMenu(context: RequestContext): readonly MenuEntry[] {
  const { texts, settings, state, pageName } = context;
  const writable = maySee(context, context.pageName, 'write');
  const removable = writable && maySee(context, context.pageName, 'delete');
  const entry = (action: string, id: TextId, enabled = true): MenuEntry => ({
    action,
    label: texts.text(id),
    enabled,
  });
  const entries: MenuEntry[] = [
    entry('raw', 'menu.raw'),
    entry('print', 'menu.print'),
    entry('refresh', 'menu.refresh', keepsRenderings(settings) && state.compiledPages.has(pageName)),
    entry('LikePages', 'menu.LikePages'),
    entry('LocalSiteMap', 'menu.LocalSiteMap'),
    entry('RenamePage', 'menu.RenamePage', removable),
    entry('CopyPage', 'menu.CopyPage'),
    entry('DeletePage', 'menu.DeletePage', removable),
    entry('MyPages', 'menu.MyPages', currentUser(context) !== null),
    entry('SubscribeUser', 'menu.SubscribeUser', maySee(context, context.pageName, 'admin')),
    entry('revert', 'menu.revert', maySee(context, context.pageName, 'revert')),
    entry('Load', 'menu.Load'),
    entry('Save', 'menu.Save'),
    entry('PackagePages', 'menu.PackagePages'),
  ];
  const excluded = new Set(settings.actionsExcluded);
  const forSuperusers = new Set(settings.actionsSuperuser);
  const superuser = isSuperuserHere(context);
  return entries
    .filter(({ action }) => !excluded.has(action))
    .map((one) => ({ ...one, enabled: one.enabled && (superuser || !forSuperusers.has(one.action)) }));
}

/** `caching_formats`: an empty list means that nothing is kept that `refresh` could drop. */
function keepsRenderings({ otherOptions }: RequestContext['settings']): boolean {
  const formats = otherOptions.get('caching_formats');
  return formats?.type !== 'list' || formats.items.length > 0;
}
