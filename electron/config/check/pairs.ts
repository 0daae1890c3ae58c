import path from 'node:path';
import {
  explainCookies,
  wikiCookie,
  type SharingWiki,
  type WikiCookie,
} from '../../../shared/session/sharing.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import type { WikiSettings } from '../wiki-settings.ts';
import { change, finding, type CheckedWiki, type ConfigFinding, type ConfigFix } from './finding.ts';

interface Member {
  readonly wiki: CheckedWiki;
  readonly settings: WikiSettings;
  readonly sharing: SharingWiki | null;
  readonly cookie: WikiCookie | null;
}

interface PairFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly option: string;
  readonly message: Sentence;
  readonly hint: Sentence;
  readonly consequence: Sentence;
  readonly fix: readonly ConfigFix[] | null;
}

/** What two wikis do to each other; each kind is said once per wiki, however many others are concerned. */
export function pairFindings(wikis: readonly CheckedWiki[]): ConfigFinding[] {
  // A hundred wikis have five thousand pairs; each cookie is worked out once.
  const members = wikis.flatMap((wiki): Member[] => {
    const { settings, sharing } = wiki;
    return settings ? [{ wiki, settings, sharing, cookie: sharing && wikiCookie(sharing) }] : [];
  });
  return members.flatMap((second, index) => {
    const said = new Map<string, ConfigFinding>();
    for (const first of members.slice(0, index)) {
      const found = judgePair(first, second);
      if (found === null || said.has(found.code)) continue;
      const { option, fix, ...words } = found;
      said.set(found.code, finding(second.wiki, option, words, fix));
    }
    return [...said.values()];
  });
}

function judgePair(first: Member, second: Member): PairFinding | null {
  const [one, two] = [first.settings, second.settings];
  const sameSessions = one.sessionDir === two.sessionDir;
  const sameUsers = one.userDir === two.userDir;
  if (sameSessions && !sameUsers) return sharedSessionsOnly(first, second);
  if (!first.sharing || !first.cookie || !second.sharing || !second.cookie) return null;
  if (first.cookie.name === second.cookie.name) {
    if (sameSessions) return null;
    const { login, why } = explainCookies(first.sharing, first.cookie, second.sharing, second.cookie);
    return login === 'collision' || login === 'one-cookie-two-logins' ? collision(first, second, why) : null;
  }
  const magic = [one, two].some(({ session }) => session.cookieName.kind === 'siteid');
  const oneDomain = first.cookie.domain !== null && first.cookie.domain === second.cookie.domain;
  return magic && sameSessions && sameUsers && oneDomain ? separateByMagic(first, second) : null;
}

const idsOf = (first: Member, second: Member) => ({ first: first.wiki.id, second: second.wiki.id });

function sharedSessionsOnly(first: Member, second: Member): PairFinding {
  // Without a folder of its own MoinMoin keeps sessions below the wiki's cache_dir.
  const own = path.join(second.settings.cacheDir, '__session__');
  const separates = own !== first.settings.sessionDir;
  return {
    code: 'sessions-shared-users-not',
    severity: 'error',
    option: 'session_dir',
    message: sentence('check.sessionsShared', idsOf(first, second)),
    hint: sentence('check.sessionsShared.hint', { second: second.wiki.id }),
    consequence: sentence('check.sessionsShared.consequence'),
    fix: separates ? inWiki(second, 'session_dir', 'None') : null,
  };
}

function collision(first: Member, second: Member, consequence: Sentence): PairFinding {
  const { id } = second.wiki;
  const names = [first, second].map(({ settings }) => settings.session.cookieName.kind);
  const oneSiteid = first.settings.siteid === second.settings.siteid;
  // `siteidmagic` tells the wikis of one farm apart; separate wikis all have the siteid of `wikiconfig.py`.
  const byMagic = names.every((kind) => kind === 'siteid') && oneSiteid;
  return {
    code: byMagic ? 'siteidmagic-on-separate-wikis' : 'cookie-collision',
    severity: 'error',
    option: 'cookie_name',
    message: sentence(byMagic ? 'check.siteidmagicSeparate' : 'check.cookieCollision', idsOf(first, second)),
    hint: sentence('check.cookieCollision.hint', { second: id }),
    consequence,
    fix: inWiki(second, 'cookie_name', `'${id.replaceAll(/[^A-Za-z0-9]/g, '_')}'`),
  };
}

function separateByMagic(first: Member, second: Member): PairFinding {
  return {
    code: 'siteidmagic-under-one-domain',
    severity: 'warning',
    option: 'cookie_name',
    message: sentence('check.siteidmagic', idsOf(first, second)),
    hint: sentence('check.siteidmagic.hint'),
    consequence: sentence('check.siteidmagic.consequence'),
    fix: change(second.wiki, 'cookie_name', "'shared'"),
  };
}

const inWiki = ({ wiki }: Member, option: string, text: string): readonly ConfigFix[] => [
  { level: 'wiki', wikiId: wiki.id, option, text },
];
