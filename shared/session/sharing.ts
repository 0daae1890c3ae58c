import { sessionCookieName } from './cookie-name.ts';
import {
  acceptedDomain,
  cookieTarget,
  isLoopback,
  pathMatches,
  type CookieTarget,
  type JarPolicy,
} from './cookie-scope.ts';
import { lifetimeSeconds } from './lifetime.ts';
import type { SessionSettings } from './session-settings.ts';
import { cookieDomainAttribute, cookiePathAttribute, cookieProblem } from './set-cookie.ts';
import { sentence, type Sentence, type SentenceValue } from '../texts/sentence.ts';

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
  readonly because: Sentence;
}

export interface SharingPair {
  readonly a: string;
  readonly b: string;
  readonly cookie: 'shared' | 'separate' | 'refused';
  readonly session: 'shared' | 'separate';
  readonly account: 'shared' | 'separate';
  readonly login: SharingVerdict;
  readonly why: Sentence;
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
  readonly refusedBecause: Sentence | null;
}

export function wikiCookie(wiki: SharingWiki, policy: JarPolicy = 'browser'): WikiCookie {
  const host = cookieTarget(wiki.url);
  const { session } = wiki;
  const port = /^https?:\/\/(?:\[[^\]]*\]|[^/:]*):(\d+)/.exec(wiki.url)?.[1];
  const name = sessionCookieName(session, {
    siteid: wiki.siteid,
    serverPort: port === undefined ? (host.isHttps ? 443 : 80) : Number(port),
    mountPath: host.path,
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
): Sentence | null {
  if (problem === 'domain-without-dot') return sentence('login.noDot', { domain: attribute ?? '' });
  if (problem === 'control-character') return sentence('login.badName');
  if (attribute !== null && acceptedDomain(attribute, host.host, policy) === null)
    return sentence('login.foreignDomain', { domain: attribute, host: host.host });
  if (!secure || host.isHttps) return null;
  // To the letter the cookie is kept, but never comes back over plain http.
  return policy === 'browser' && isLoopback(host.host)
    ? null
    : sentence('login.secureOverHttp', { host: host.host });
}

/** Whether a cookie that wiki `from` set reaches the first page of the wiki at `to`. */
function reaches(from: WikiCookie, to: CookieTarget, policy: JarPolicy): boolean {
  const scope = acceptedDomain(from.domain, from.host.host, policy);
  if (scope === null) return false;
  const hostMatches = to.host === scope.domain || (!scope.hostOnly && to.host.endsWith(`.${scope.domain}`));
  const secureMatches = !from.secure || to.isHttps || (policy === 'browser' && isLoopback(to.host));
  return hostMatches && secureMatches && pathMatches(to.path, from.path);
}

/** Whether two wikis share a login, and why; the cookies come from `wikiCookie`, once for many pairs. */
export function explainCookies(
  a: SharingWiki,
  cookieA: WikiCookie,
  b: SharingWiki,
  cookieB: WikiCookie,
  policy: JarPolicy = 'browser',
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
  readonly why: Sentence;
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
        why: sentence('login.nobodyStays', { wiki: wiki.id, reason: cookie.refusedBecause }),
      };
  const shared = sentence(facts.sameUsers ? 'login.accountsShared' : 'login.nothingShared');
  if (!facts.sameName)
    return {
      login: 'independent',
      why: sentence('login.otherNames', { first: cookieA.name, second: cookieB.name, shared }),
    };
  if (!facts.forth && !facts.back)
    return { login: 'independent', why: sentence('login.notSent', { shared }) };
  if (facts.forth !== facts.back && cookieA.host.isHttps !== cookieB.host.isHttps)
    return {
      login: 'other',
      why: sentence('login.httpsOnly'),
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
      why: sentence('login.otherScope'),
    };
  const open = (wiki: SharingWiki) => lifetimeSeconds(wiki.session.cookieLifetime, { loggedIn: false }) > 0;
  if (open(a) && open(b))
    return {
      login: 'one-cookie-two-logins',
      why: sentence('login.twoLogins', { cookie: cookieA.name }),
    };
  return {
    login: 'collision',
    why: sentence('login.otherFolders', { cookie: cookieA.name }),
  };
}

/** Same sessions, different accounts: the id in the session decides who one is on the other wiki. */
function otherPeople(a: SharingWiki, b: SharingWiki): Finding | null {
  const common = [...(a.accounts ?? [])].filter(([id]) => b.accounts?.has(id));
  const stranger = common.find(([id, name]) => b.accounts?.get(id) !== name);
  if (stranger)
    return {
      login: 'wrong-identity',
      why: sentence('login.otherPerson', {
        person: stranger[1],
        first: a.id,
        other: b.accounts?.get(stranger[0]) ?? '',
        second: b.id,
      }),
    };
  if (common.length > 0 && common.length === a.accounts?.size && common.length === b.accounts?.size)
    return null;
  return {
    login: 'collision',
    why: sentence('login.unknownPerson', { wiki: b.id }),
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
        why: sentence('login.noForm', {
          here: here.id,
          there: there.id,
          methods: here.authMethods.length > 0 ? here.authMethods : sentence('login.noMethod'),
        }),
      };
    if (lifetimeSeconds(here.session.cookieLifetime, { loggedIn: true, rememberMe: false }) === 0)
      return {
        login: 'collision',
        why: sentence('login.onePage', { here: here.id, there: there.id }),
      };
  }
  return null;
}

function sharedLogin({ a, b, cookieA }: Facts): Finding {
  const onlyOne = symmetricDifference(a.superuser, b.superuser);
  const lifetimes = JSON.stringify(a.session.cookieLifetime) === JSON.stringify(b.session.cookieLifetime);
  const notes = [
    ...(onlyOne.length > 0 ? [sentence('login.endsSwitch', { names: onlyOne })] : []),
    ...(lifetimes ? [] : [sentence('login.lastDecides')]),
  ];
  const shared = sentence('login.shared', { cookie: cookieA.name });
  const [first, second] = notes;
  if (first === undefined) return { login: 'shared', why: shared };
  return {
    login: 'shared',
    why:
      second === undefined
        ? sentence('login.sharedBut', { shared, note: first })
        : sentence('login.sharedButTwo', { shared, first, second }),
  };
}

function steps(facts: Facts): SharingStep[] {
  const { a, b, cookieA, cookieB } = facts;
  const refused = cookieA.refusedBecause ?? cookieB.refusedBecause;
  const sent = refused === null && (facts.forth || facts.back);
  const list: SharingStep[] = [
    {
      question: 'cookie-sent',
      answer: sent ? 'yes' : 'no',
      because:
        refused ?? sentence(sent ? 'login.sent' : 'login.sentNot', { scope: scopeOf(cookieA), url: b.url }),
    },
    {
      question: 'cookie-name',
      answer: facts.sameName ? 'yes' : 'no',
      because: facts.sameName
        ? sentence('login.sameName', { cookie: cookieA.name })
        : sentence('login.names', { a: a.id, first: cookieA.name, b: b.id, second: cookieB.name }),
    },
    {
      question: 'session-found',
      answer: facts.sameDir ? 'yes' : 'no',
      because: facts.sameDir
        ? sentence('login.sameSessions', { folder: a.sessionDir })
        : sentence('login.folders', { first: a.sessionDir, second: b.sessionDir }),
    },
    {
      question: 'account-found',
      answer: facts.sameUsers ? 'yes' : 'no',
      because: facts.sameUsers
        ? sentence('login.sameAccounts', { folder: a.userDir })
        : sentence('login.folders', { first: a.userDir, second: b.userDir }),
    },
  ];
  const decided = list.findIndex((step) => step.answer === 'no');
  return list.map((step, index) =>
    decided >= 0 && index > decided ? { ...step, answer: 'not-reached' } : step,
  );
}

function scopeOf(cookie: WikiCookie): SentenceValue {
  const scope = `${cookie.domain ?? cookie.host.host}${cookie.path === '/' ? '' : cookie.path}`;
  return cookie.secure ? sentence('login.scopeHttps', { scope }) : scope;
}

const symmetricDifference = (a: readonly string[], b: readonly string[]): string[] => [
  ...a.filter((name) => !b.includes(name)),
  ...b.filter((name) => !a.includes(name)),
];

/** Every pair of a farm, each once, in the order of the wikis. */
export function explainSharing(wikis: readonly SharingWiki[], policy: JarPolicy = 'browser'): SharingPair[] {
  // A hundred wikis have five thousand pairs; each cookie is worked out once.
  const known = wikis.map((wiki) => ({ wiki, cookie: wikiCookie(wiki, policy) }));
  return known.flatMap((a, index) =>
    known.slice(index + 1).map((b) => explainCookies(a.wiki, a.cookie, b.wiki, b.cookie, policy)),
  );
}
