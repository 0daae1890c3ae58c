import path from 'node:path';
import {
  explainCookies,
  wikiCookie,
  type SharingWiki,
  type WikiCookie,
} from '../../../shared/session/sharing.ts';
import { isLoopback, pathMatches } from '../../../shared/session/cookie-scope.ts';
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

/** What two wikis do to each other; each kind is said once per wiki, about the first other one that it concerns. */
export function pairFindings(wikis: readonly CheckedWiki[]): ConfigFinding[] {
  const witnesses = new Witnesses();
  return wikis.flatMap((wiki): ConfigFinding[] => {
    const { settings, sharing } = wiki;
    if (settings === null) return [];
    const second: Member = { wiki, settings, sharing, cookie: sharing && wikiCookie(sharing) };
    const said = new Map<string, ConfigFinding>();
    for (const first of witnesses.besides(second)) {
      const found = judgePair(first, second);
      if (found === null || said.has(found.code)) continue;
      const { option, fix, ...words } = found;
      said.set(found.code, finding(second.wiki, option, words, fix));
    }
    witnesses.add(second);
    return [...said.values()];
  });
}

/** In which company a wiki may do something to another one: all with the same `place` and `trait` do the same to it. */
interface Company {
  readonly place: string;
  readonly trait: string;
  /** Only a wiki that differs in this is concerned. */
  readonly unlike: string;
}

/**
 * The earlier wikis that a finding can be about. Of those that would do the same to any other, the first and the first that
 * is unlike it stand for all: thousands of wikis are compared with a few each, not with each other.
 */
class Witnesses {
  readonly #places = new Map<string, Map<string, Witness[]>>();
  #count = 0;

  /** In the order of the wikis. */
  besides(member: Member): Member[] {
    const found = companiesOf(member).flatMap(({ place }) =>
      [...(this.#places.get(place)?.values() ?? [])].flat(),
    );
    const byIndex = new Map(found.map((witness) => [witness.index, witness.member]));
    return [...byIndex].sort(([left], [right]) => left - right).map(([, witness]) => witness);
  }

  add(member: Member): void {
    const index = this.#count++;
    for (const { place, trait, unlike } of companiesOf(member)) {
      const traits = this.#places.get(place) ?? new Map<string, Witness[]>();
      this.#places.set(place, traits);
      const [first, ...others] = traits.get(trait) ?? [];
      if (first === undefined) traits.set(trait, [{ index, member, unlike }]);
      else if (others.length === 0 && first.unlike !== unlike)
        traits.set(trait, [first, { index, member, unlike }]);
    }
  }
}

interface Witness {
  readonly index: number;
  readonly member: Member;
  readonly unlike: string;
}

/** What {@link judgePair} looks at, for each kind of finding. */
function companiesOf({ settings, cookie }: Member): Company[] {
  const { sessionDir, userDir, siteid } = settings;
  const companies: Company[] = [{ place: key('sessions', sessionDir), trait: '', unlike: userDir }];
  if (cookie === null) return companies;
  const { name, domain, host, path: cookiePath, secure } = cookie;
  const magic = settings.session.cookieName.kind === 'siteid';
  const reach = [secure, host.isHttps, isLoopback(host.host), pathMatches(host.path, cookiePath)];
  companies.push({
    place: key('cookie', name, domain ?? host.host, domain === null, cookiePath),
    trait: key(...reach, magic ? siteid : null, cookie.refusedBecause === null),
    unlike: sessionDir,
  });
  if (domain !== null)
    companies.push({ place: key('magic', sessionDir, userDir, domain), trait: key(magic), unlike: name });
  return companies;
}

const key = (...parts: readonly (string | boolean | null)[]): string => JSON.stringify(parts);

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
