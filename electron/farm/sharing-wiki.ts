import path from 'node:path';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { SharingWiki } from '../../shared/session/sharing.ts';

/** What the sharing rules ask of a configured wiki. `url` null: it can't be reached, so it shares with nobody. */
export function sharingWiki(
  id: string,
  siteid: string,
  url: string,
  settings: WikiSettings,
  accounts?: ReadonlyMap<string, { readonly name: string }>,
): SharingWiki {
  return {
    id,
    siteid,
    url,
    session: settings.session,
    sessionDir: path.resolve(settings.sessionDir),
    userDir: path.resolve(settings.userDir),
    authMethods: settings.auth.map((method) => method.name),
    superuser: settings.superuser,
    ...(accounts ? { accounts: new Map([...accounts].map(([key, profile]) => [key, profile.name])) } : {}),
  };
}
