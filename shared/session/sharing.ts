import { sessionCookieName } from './cookie-name.ts';
import {
  acceptedDomain,
  cookieTarget,
  isLoopback,
  pathMatches,
  type CookieTarget,
  type JarPolicy,
} from './cookie-jar.ts';
import { lifetimeSeconds } from './lifetime.ts';
import type { SessionSettings } from './session-settings.ts';
import { cookieDomainAttribute, cookiePathAttribute, cookieProblem } from './set-cookie.ts';

/**
 * Who shares what with whom: two wikis and one browser (spec/sessions.md §14.1).
 *
 * Pure, so that `croft explain`, the window, the what-if switches and the preview of a plan all ask this one function.
 */
export interface SharingWiki {
  readonly id: string;
  readonly siteid: string;
  /** Address with mount and trailing slash. */
  readonly url: string;
  readonly session: SessionSettings;
  /** Equal text = the same folder. */
  readonly sessionDir: string;
  readonly userDir: string;
  /** Names of the login methods. */
  readonly authMethods: readonly string[];
  readonly superuser: readonly string[];
  /** Account id → name, where known; tells a stranger from a wrong person when folders of accounts differ. */
  readonly accounts?: ReadonlyMap<string, string>;
}

export type SharingVerdict =
  | 'shared'
  | 'independent'
  | 'collision'
  | 'wrong-identity'
  | 'cannot-log-in'
  | 'error'
  | 'other'
  | 'one-cookie-two-logins';

export interface SharingStep {
  readonly question: 'cookie-sent' | 'cookie-name' | 'session-found' | 'account-found';
  readonly answer: 'yes' | 'no' | 'not-reached';
  readonly because: string;
}

export interface SharingPair {
  readonly a: string;
  readonly b: string;
  readonly cookie: 'shared' | 'separate' | 'refused';
  readonly session: 'shared' | 'separate';
  readonly account: 'shared' | 'separate';
  readonly login: SharingVerdict;
  readonly why: string;
  readonly steps: readonly SharingStep[];
}

/** The cookie one wiki sets: its name and where a browser will send it. */
export interface WikiCookie {
  readonly name: string;
  readonly host: CookieTarget;
  /** As written into Set-Cookie; null = host-only. */
  readonly domain: string | null;
  readonly path: string;
  readonly secure: boolean;
  /** Why the browser throws it away; null = it keeps it. */
  readonly refusedBecause: string | null;
}

export function wikiCookie(wiki: SharingWiki, policy: JarPolicy = 'browser'): WikiCookie {
  const host = cookieTarget(wiki.url);
  const { session } = wiki;
  const port = /^https?:\/\/(?:\[[^\]]*\]|[^/:]*):(\d+)/.exec(wiki.url)?.[1];
  const name = sessionCookieName(session, {
    siteid: wiki.siteid,
    serverPort: port === undefined ? (host.isHttps ? 443 : 80) : Number(port),
    mountPath: host.path.replace(/\/+$/, ''),
  });
  const secure = session.cookieSecure === 'always' || (session.cookieSecure === 'when-https' && host.isHttps);
  const domain = cookieDomainAttribute(session.cookieDomain);
  return {
    name,
    host,
    domain,
    path: cookiePathAttribute(session.cookiePath),
    secure,
    refusedBecause: refusal(cookieProblem(session, name), domain, host, secure, policy),
  };
}

function refusal(
  problem: ReturnType<typeof cookieProblem>,
  attribute: string | null,
  host: CookieTarget,
  secure: boolean,
  policy: JarPolicy,
): string | null {
  if (problem === 'domain-without-dot')
    return `cookie_domain ${quoted(attribute ?? '')} has no dot, so no cookie can be set with it.`;
  if (problem === 'control-character') return 'cookie_name holds a character that no cookie can carry.';
  if (attribute !== null && acceptedDomain(attribute, host.host, policy) === null)
    return `a browser does not accept the cookie domain ${attribute} from ${host.host}.`;
  if (!secure || host.isHttps) return null;
  // To the letter the cookie is kept, but never comes back over plain http.
  return policy === 'browser' && isLoopback(host.host)
    ? null
    : `cookie_secure is on, but ${host.host} is reached over plain http.`;
}

/** Whether a cookie that wiki `from` set reaches the first page of the wiki at `to`. */
function reaches(from: WikiCookie, to: CookieTarget, policy: JarPolicy): boolean {
  const scope = acceptedDomain(from.domain, from.host.host, policy);
  if (scope === null) return false;
  const hostMatches = to.host === scope.domain || (!scope.hostOnly && to.host.endsWith(`.${scope.domain}`));
  const secureMatches = !from.secure || to.isHttps || (policy === 'browser' && isLoopback(to.host));
  return hostMatches && secureMatches && pathMatches(to.path, from.path);
}

export function explainPair(a: SharingWiki, b: SharingWiki, policy: JarPolicy = 'browser'): SharingPair {
  return explainCookies(a, wikiCookie(a, policy), b, wikiCookie(b, policy), policy);
}

function explainCookies(
  a: SharingWiki,
  cookieA: WikiCookie,
  b: SharingWiki,
  cookieB: WikiCookie,
  policy: JarPolicy,
): SharingPair {
  const sameDir = a.sessionDir === b.sessionDir;
  const sameUsers = a.userDir === b.userDir;
  const sameName = cookieA.name === cookieB.name;
  const forth = reaches(cookieA, cookieB.host, policy);
  const back = reaches(cookieB, cookieA.host, policy);
  const finding = judge({ a, b, cookieA, cookieB, sameName, forth, back, sameDir, sameUsers });
  return {
    a: a.id,
    b: b.id,
    cookie:
      cookieA.refusedBecause || cookieB.refusedBecause
        ? 'refused'
        : sameName && (forth || back)
          ? 'shared'
          : 'separate',
    session: sameDir ? 'shared' : 'separate',
    account: sameUsers ? 'shared' : 'separate',
    login: finding.login,
    why: finding.why,
    steps: steps({ a, b, cookieA, cookieB, sameName, forth, back, sameDir, sameUsers }),
  };
}

interface Facts {
  readonly a: SharingWiki;
  readonly b: SharingWiki;
  readonly cookieA: WikiCookie;
  readonly cookieB: WikiCookie;
  readonly sameName: boolean;
  /** A's cookie reaches B; B's reaches A. */
  readonly forth: boolean;
  readonly back: boolean;
  readonly sameDir: boolean;
  readonly sameUsers: boolean;
}

interface Finding {
  readonly login: SharingVerdict;
  readonly why: string;
}

/** The order of spec/sessions.md §14.1; the first answer that decides is the verdict. */
function judge(facts: Facts): Finding {
  const { a, b, cookieA, cookieB } = facts;
  for (const [wiki, cookie] of [
    [a, cookieA],
    [b, cookieB],
  ] as const)
    if (cookie.refusedBecause)
      return {
        login: 'cannot-log-in',
        why: `Nobody stays logged in on ${wiki.id}: ${cookie.refusedBecause}`,
      };
  const accounts = facts.sameUsers ? 'the accounts are shared, the login is not' : 'nothing is shared';
  if (!facts.sameName)
    return {
      login: 'independent',
      why: `The cookies have different names (${cookieA.name}, ${cookieB.name}): ${accounts}.`,
    };
  if (!facts.forth && !facts.back)
    return { login: 'independent', why: `The browser sends neither wiki the other’s cookie: ${accounts}.` };
  if (facts.forth !== facts.back && cookieA.host.isHttps !== cookieB.host.isHttps)
    return {
      login: 'other',
      why: `The https wiki’s cookie is not sent over plain http and can’t be replaced from there: a login holds on one of them only.`,
    };
  if (!facts.sameDir) return separateDirectories(facts);
  if (!facts.sameUsers) {
    const other = otherPeople(a, b);
    if (other) return other;
  }
  return policyOf(facts) ?? sharedLogin(facts);
}

function separateDirectories({ a, b, cookieA, cookieB }: Facts): Finding {
  // A deletion cookie of another scope leaves the first cookie alone; the older one is sent first and wins.
  if (cookieA.domain !== cookieB.domain || cookieA.path !== cookieB.path)
    return {
      login: 'independent',
      why: 'The cookies have one name but different domain or path, so neither wiki can remove the other’s.',
    };
  const open = (wiki: SharingWiki) => lifetimeSeconds(wiki.session.cookieLifetime, { loggedIn: false }) > 0;
  if (open(a) && open(b))
    return {
      login: 'one-cookie-two-logins',
      why: `One cookie (${cookieA.name}), two session folders, visitors have sessions: both wikis keep a login under the same id, and a logout on either ends both.`,
    };
  return {
    login: 'collision',
    why: `Both wikis use the cookie ${cookieA.name}, but look for the session in different folders: each visit to one logs out of the other.`,
  };
}

/** Same sessions, different accounts: the id in the session decides who one is on the other wiki. */
function otherPeople(a: SharingWiki, b: SharingWiki): Finding | null {
  const common = [...(a.accounts ?? [])].filter(([id]) => b.accounts?.has(id));
  const stranger = common.find(([id, name]) => b.accounts?.get(id) !== name);
  if (stranger)
    return {
      login: 'wrong-identity',
      why: `The session is shared, the accounts are not: ${stranger[1]} on ${a.id} is ${b.accounts?.get(stranger[0]) ?? ''} on ${b.id}, whose account has the same id.`,
    };
  if (common.length > 0 && common.length === a.accounts?.size && common.length === b.accounts?.size)
    return null;
  return {
    login: 'collision',
    why: `The session is shared, the accounts are not: ${b.id} does not know the person in it and destroys it.`,
  };
}

function policyOf({ a, b }: Facts): Finding | null {
  for (const [here, there] of [
    [a, b],
    [b, a],
  ] as const) {
    const lost = there.authMethods.filter(
      (method) => method === 'moin' && !here.authMethods.includes(method),
    );
    if (lost.length > 0)
      return {
        login: 'collision',
        why: `${here.id} takes no logins by form (auth: ${here.authMethods.join(', ') || 'none'}) and destroys the session that ${there.id} made.`,
      };
    if (lifetimeSeconds(here.session.cookieLifetime, { loggedIn: true, rememberMe: false }) === 0)
      return {
        login: 'collision',
        why: `On ${here.id} a login lives for one page only (cookie_lifetime); visiting it destroys the session of ${there.id}.`,
      };
  }
  return null;
}

function sharedLogin({ a, b, cookieA }: Facts): Finding {
  const onlyOne = symmetricDifference(a.superuser, b.superuser);
  const lifetimes = JSON.stringify(a.session.cookieLifetime) === JSON.stringify(b.session.cookieLifetime);
  const notes = [
    ...(onlyOne.length > 0
      ? [`visiting the wiki that does not list ${onlyOne.join(', ')} as superuser ends a switch`]
      : []),
    ...(lifetimes ? [] : ['the wiki visited last decides how long the login lives']),
  ];
  const note = notes.length > 0 ? ` But ${notes.join(', and ')}.` : '';
  return {
    login: 'shared',
    why: `One login: the cookie ${cookieA.name} reaches both, and both find the same session and the same account.${note}`,
  };
}

function steps(facts: Facts): SharingStep[] {
  const { a, b, cookieA, cookieB } = facts;
  const list: SharingStep[] = [
    {
      question: 'cookie-sent',
      answer: facts.forth || facts.back ? 'yes' : 'no',
      because:
        cookieA.refusedBecause ??
        cookieB.refusedBecause ??
        (facts.forth || facts.back
          ? `A cookie for ${scopeText(cookieA)} is sent to ${b.url}.`
          : `A cookie for ${scopeText(cookieA)} is not sent to ${b.url}.`),
    },
    {
      question: 'cookie-name',
      answer: facts.sameName ? 'yes' : 'no',
      because: facts.sameName
        ? `Both look for ${cookieA.name}.`
        : `${a.id} looks for ${cookieA.name}, ${b.id} for ${cookieB.name}.`,
    },
    {
      question: 'session-found',
      answer: facts.sameDir ? 'yes' : 'no',
      because: facts.sameDir
        ? `Both keep sessions in ${a.sessionDir}.`
        : `${a.sessionDir} and ${b.sessionDir} are different folders.`,
    },
    {
      question: 'account-found',
      answer: facts.sameUsers ? 'yes' : 'no',
      because: facts.sameUsers
        ? `Both keep accounts in ${a.userDir}.`
        : `${a.userDir} and ${b.userDir} are different folders.`,
    },
  ];
  const decided = list.findIndex((step) => step.answer === 'no');
  return list.map((step, index) =>
    decided >= 0 && index > decided ? { ...step, answer: 'not-reached' } : step,
  );
}

const scopeText = (cookie: WikiCookie): string =>
  `${cookie.domain ?? cookie.host.host}${cookie.path === '/' ? '' : cookie.path}${cookie.secure ? ' (https only)' : ''}`;

const symmetricDifference = (a: readonly string[], b: readonly string[]): string[] => [
  ...a.filter((name) => !b.includes(name)),
  ...b.filter((name) => !a.includes(name)),
];

const quoted = (text: string): string => `“${text}”`;

/** Every pair of a farm, each once, in the order of the wikis. */
export function explainSharing(wikis: readonly SharingWiki[], policy: JarPolicy = 'browser'): SharingPair[] {
  // A hundred wikis have five thousand pairs; each cookie is worked out once.
  const known = wikis.map((wiki) => ({ wiki, cookie: wikiCookie(wiki, policy) }));
  return known.flatMap((a, index) =>
    known.slice(index + 1).map((b) => explainCookies(a.wiki, a.cookie, b.wiki, b.cookie, policy)),
  );
}
