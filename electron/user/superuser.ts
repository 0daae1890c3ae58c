import type { WikiSettings } from '../config/wiki-settings.ts';

/**
 * Whether somebody is superuser (spec/users.md §10): may switch users, run `actions_superuser`, manage accounts.
 * Rights on pages do not follow from it.
 *
 * @param user null or disabled: nobody is logged in
 * @param remoteAddress of the request; null outside of requests
 */
export function isSuperuser(
  user: { readonly name: string; readonly disabled: boolean } | null,
  remoteAddress: string | null,
  settings: Pick<WikiSettings, 'superuser' | 'desktopEdition'>,
): boolean {
  if (user === null || user.disabled) return false;
  if (user.name !== '' && settings.superuser.includes(user.name)) return true;
  return settings.desktopEdition && remoteAddress === '127.0.0.1';
}
