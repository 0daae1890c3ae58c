import type { Sharing } from '../../shared/contract/option.ts';
import { explainSharing, wikiCookie, type SharingWiki } from '../../shared/session/sharing.ts';
import { shortenPath } from './shorten-path.ts';

/** The facts of the sharing view, for a farm as it is, as it would be, or as it is planned. */
export function contractSharing(
  wikis: readonly { readonly wiki: SharingWiki; readonly sitename: string }[],
): Sharing {
  return {
    wikis: wikis.map(({ wiki, sitename }) => {
      const cookie = wikiCookie(wiki);
      return {
        id: wiki.id,
        sitename,
        url: wiki.url,
        cookieName: cookie.name,
        cookieDomain: cookie.domain,
        cookiePath: cookie.path,
        sessionDir: shortenPath(wiki.sessionDir),
        userDir: shortenPath(wiki.userDir),
      };
    }),
    pairs: explainSharing(wikis.map(({ wiki }) => wiki)).map((pair) => ({ ...pair, steps: [...pair.steps] })),
  };
}
