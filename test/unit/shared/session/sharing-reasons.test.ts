import { describe, expect, test } from 'vitest';
import { defaultSessionSettings, type SessionSettings } from '../../../../shared/session/session-settings.ts';
import {
  explainSharing,
  wikiCookie,
  type SharingPair,
  type SharingWiki,
} from '../../../../shared/session/sharing.ts';
import type { JarPolicy } from '../../../../shared/session/cookie-scope.ts';
import { english } from '../../../../shared/texts/english.ts';

const literal = (text: string): Partial<SessionSettings> => ({ cookieName: { kind: 'literal', text } });

/** A wiki `id` of a farm below one host that shares everything. */
function wiki(
  id: string,
  {
    session = {},
    ...more
  }: Partial<Omit<SharingWiki, 'session'>> & { session?: Partial<SessionSettings> } = {},
): SharingWiki {
  return {
    id,
    siteid: id,
    url: `http://wiki.example.org/${id}/`,
    session: { ...defaultSessionSettings, cookieLifetime: [0, 12], ...literal('FARM'), ...session },
    sessionDir: '/shared/sessions',
    userDir: '/shared/users',
    authMethods: ['moin'],
    superuser: ['Ann'],
    ...more,
  };
}

function explainPair(a: SharingWiki, b: SharingWiki, policy?: JarPolicy): SharingPair {
  const [pair] = explainSharing([a, b], policy);
  if (!pair) throw new Error('two wikis are a pair');
  return pair;
}

/** The verdict, what is shared, the four answers, and why. */
function shown(a: SharingWiki, b: SharingWiki, policy?: JarPolicy): string[] {
  const pair = explainPair(a, b, policy);
  return [
    `${pair.login}: ${english(pair.why)}`,
    `cookie ${pair.cookie}, session ${pair.session}, account ${pair.account}`,
    ...pair.steps.map(({ question, answer, because }) => `${question} ${answer}: ${english(because)}`),
  ];
}

describe('two wikis', () => {
  test('that share everything', () => {
    expect(shown(wiki('a'), wiki('b'))).toMatchInlineSnapshot(`
      [
        "shared: One login: the cookie MOIN_SESSION_FARM reaches both, and both find the same session and the same account.",
        "cookie shared, session shared, account shared",
        "cookie-sent yes: A cookie for wiki.example.org is sent to http://wiki.example.org/b/.",
        "cookie-name yes: Both look for MOIN_SESSION_FARM.",
        "session-found yes: Both keep sessions in /shared/sessions.",
        "account-found yes: Both keep accounts in /shared/users.",
      ]
    `);
  });

  test('whose superusers and lifetimes differ', () => {
    const other = wiki('b', { superuser: ['Ann', 'Bob'] });
    expect(shown(wiki('a'), other)[0]).toMatchInlineSnapshot(
      `"shared: One login: the cookie MOIN_SESSION_FARM reaches both, and both find the same session and the same account. But visiting the wiki that does not list Bob as superuser ends a switch."`,
    );
    expect(shown(other, wiki('a'))[0]).toBe(shown(wiki('a'), other)[0]);
    const longer = wiki('b', { session: { cookieLifetime: [0, 24] } });
    expect(shown(wiki('a'), longer)[0]).toMatchInlineSnapshot(
      `"shared: One login: the cookie MOIN_SESSION_FARM reaches both, and both find the same session and the same account. But the wiki visited last decides how long the login lives."`,
    );
    const both = wiki('b', { superuser: [], session: { cookieLifetime: [0, 24] } });
    expect(shown(wiki('a'), both)[0]).toMatchInlineSnapshot(
      `"shared: One login: the cookie MOIN_SESSION_FARM reaches both, and both find the same session and the same account. But visiting the wiki that does not list Ann as superuser ends a switch, and the wiki visited last decides how long the login lives."`,
    );
  });

  test('with cookies of different names', () => {
    expect(shown(wiki('a'), wiki('b', { session: literal('OTHER') }))).toMatchInlineSnapshot(`
      [
        "independent: The cookies have different names (MOIN_SESSION_FARM, MOIN_SESSION_OTHER): the accounts are shared, the login is not.",
        "cookie separate, session shared, account shared",
        "cookie-sent yes: A cookie for wiki.example.org is sent to http://wiki.example.org/b/.",
        "cookie-name no: a looks for MOIN_SESSION_FARM, b for MOIN_SESSION_OTHER.",
        "session-found not-reached: Both keep sessions in /shared/sessions.",
        "account-found not-reached: Both keep accounts in /shared/users.",
      ]
    `);
    const apart = wiki('b', { session: literal('OTHER'), userDir: '/b/users' });
    expect(shown(wiki('a'), apart)[0]).toMatchInlineSnapshot(
      `"independent: The cookies have different names (MOIN_SESSION_FARM, MOIN_SESSION_OTHER): nothing is shared."`,
    );
  });

  test('on different hosts', () => {
    const other = wiki('b', { url: 'http://team.example.org/b/' });
    expect(shown(wiki('a'), other)).toMatchInlineSnapshot(`
      [
        "independent: The browser sends neither wiki the other’s cookie: the accounts are shared, the login is not.",
        "cookie separate, session shared, account shared",
        "cookie-sent no: A cookie for wiki.example.org is not sent to http://team.example.org/b/.",
        "cookie-name not-reached: Both look for MOIN_SESSION_FARM.",
        "session-found not-reached: Both keep sessions in /shared/sessions.",
        "account-found not-reached: Both keep accounts in /shared/users.",
      ]
    `);
  });

  test('one of which is below the path of the other’s cookie, by https', () => {
    const here = wiki('a', {
      session: { cookieDomain: '.example.org', cookieSecure: 'always' },
      url: 'https://wiki.example.org/a/',
    });
    const there = wiki('b', { session: { cookiePath: '/b' }, url: 'https://team.example.org/b/' });
    expect(shown(here, there)).toMatchInlineSnapshot(`
      [
        "shared: One login: the cookie MOIN_SESSION_FARM reaches both, and both find the same session and the same account.",
        "cookie shared, session shared, account shared",
        "cookie-sent yes: A cookie for .example.org (https only) is sent to https://team.example.org/b/.",
        "cookie-name yes: Both look for MOIN_SESSION_FARM.",
        "session-found yes: Both keep sessions in /shared/sessions.",
        "account-found yes: Both keep accounts in /shared/users.",
      ]
    `);
  });

  test('of which one comes by https alone', () => {
    const here = wiki('a', { url: 'https://wiki.example.org/a/' });
    expect(shown(here, wiki('b'))).toMatchInlineSnapshot(`
      [
        "other: The https wiki’s cookie is not sent over plain http and can’t be replaced from there: a login holds on one of them only.",
        "cookie shared, session shared, account shared",
        "cookie-sent yes: A cookie for wiki.example.org (https only) is sent to http://wiki.example.org/b/.",
        "cookie-name yes: Both look for MOIN_SESSION_FARM.",
        "session-found yes: Both keep sessions in /shared/sessions.",
        "account-found yes: Both keep accounts in /shared/users.",
      ]
    `);
    expect(shown(wiki('b'), here)[0]).toBe(shown(here, wiki('b'))[0]);
  });

  test('with folders of their own for sessions', () => {
    const apart = wiki('b', { sessionDir: '/b/sessions' });
    expect(shown(wiki('a'), apart)).toMatchInlineSnapshot(`
      [
        "collision: Both wikis use the cookie MOIN_SESSION_FARM, but look for the session in different folders: each visit to one logs out of the other.",
        "cookie shared, session separate, account shared",
        "cookie-sent yes: A cookie for wiki.example.org is sent to http://wiki.example.org/b/.",
        "cookie-name yes: Both look for MOIN_SESSION_FARM.",
        "session-found no: /shared/sessions and /b/sessions are different folders.",
        "account-found not-reached: Both keep accounts in /shared/users.",
      ]
    `);
    const open = { cookieLifetime: [1, 12] } as const;
    expect(
      shown(wiki('a', { session: open }), { ...apart, session: { ...apart.session, ...open } })[0],
    ).toMatchInlineSnapshot(
      `"one-cookie-two-logins: One cookie (MOIN_SESSION_FARM), two session folders, visitors have sessions: both wikis keep a login under the same id, and a logout on either ends both."`,
    );
    expect(shown(wiki('a', { session: open }), apart)[0]).toBe(shown(wiki('a'), apart)[0]);
    expect(
      shown(wiki('a'), wiki('b', { sessionDir: '/b/sessions', session: { cookiePath: '/b' } }))[0],
    ).toMatchInlineSnapshot(
      `"independent: The cookies have one name but different domain or path, so neither wiki can remove the other’s."`,
    );
    const domain = wiki('b', { sessionDir: '/b/sessions', session: { cookieDomain: '.example.org' } });
    expect(shown(wiki('a'), domain)[0]).toMatch(/^independent/);
  });

  test('with folders of their own for accounts', () => {
    const accounts = (...entries: [string, string][]) => ({
      accounts: new Map(entries),
      userDir: `/${entries.length}/${entries.join()}`,
    });
    const verdict = (a: Partial<SharingWiki>, b: Partial<SharingWiki>) =>
      shown(
        wiki('a', { userDir: '/a/users', ...a, session: {} }),
        wiki('b', { userDir: '/b/users', ...b, session: {} }),
      );
    expect(verdict({}, {})).toMatchInlineSnapshot(`
      [
        "collision: The session is shared, the accounts are not: b does not know the person in it and destroys it.",
        "cookie shared, session shared, account separate",
        "cookie-sent yes: A cookie for wiki.example.org is sent to http://wiki.example.org/b/.",
        "cookie-name yes: Both look for MOIN_SESSION_FARM.",
        "session-found yes: Both keep sessions in /shared/sessions.",
        "account-found no: /a/users and /b/users are different folders.",
      ]
    `);
    const both = accounts(['1.1', 'Ann'], ['2.2', 'Bob']);
    expect(verdict({ ...both, userDir: '/a' }, { ...both, userDir: '/b' })[0]).toMatch(/^shared/);
    expect(verdict(both, accounts(['1.1', 'Ann']))[0]).toMatch(/^collision/);
    expect(verdict(accounts(['1.1', 'Ann']), both)[0]).toMatch(/^collision/);
    expect(verdict(accounts(['3.3', 'Cleo']), accounts(['1.1', 'Ann']))[0]).toMatch(/^collision/);
    expect(verdict({ accounts: new Map() }, { accounts: new Map() })[0]).toMatch(/^collision/);
    expect(verdict(both, {})[0]).toMatch(/^collision/);
    expect(verdict(both, accounts(['1.1', 'Ann'], ['2.2', 'Dan']))[0]).toMatchInlineSnapshot(
      `"wrong-identity: The session is shared, the accounts are not: Bob on a is Dan on b, whose account has the same id."`,
    );
  });

  test('where a login of one is none on the other', () => {
    const http = wiki('b', { authMethods: ['http'] });
    expect(shown(wiki('a'), http)[0]).toMatchInlineSnapshot(
      `"collision: b takes no logins by form (auth: http) and destroys the session that a made."`,
    );
    expect(shown(http, wiki('a'))[0]).toBe(shown(wiki('a'), http)[0]);
    expect(shown(wiki('a'), wiki('b', { authMethods: [] }))[0]).toMatchInlineSnapshot(
      `"collision: b takes no logins by form (auth: none) and destroys the session that a made."`,
    );
    const more = wiki('b', { authMethods: ['moin', 'http'] });
    expect(shown(wiki('a'), more)[0]).toMatch(/^shared/);
    const off = wiki('b', { session: { cookieLifetime: [0, 0] } });
    expect(shown(wiki('a'), off)[0]).toMatchInlineSnapshot(
      `"collision: On b a login lives for one page only (cookie_lifetime); visiting it destroys the session of a."`,
    );
    expect(shown(off, wiki('a'))[0]).toBe(shown(wiki('a'), off)[0]);
  });

  test.each<[string, Partial<SessionSettings>, string]>([
    [
      'without a dot',
      { cookieDomain: 'org', compatibility: 'strict' },
      'cookie_domain “org” has no dot, so no cookie can be set with it.',
    ],
    [
      'of another domain',
      { cookieDomain: '.example.net' },
      'a browser does not accept the cookie domain .example.net from wiki.example.org.',
    ],
    [
      'that only https may send',
      { cookieSecure: 'always' },
      'cookie_secure is on, but wiki.example.org is reached over plain http.',
    ],
    [
      'with a line break in its name',
      literal('A\nB'),
      'cookie_name holds a character that no cookie can carry.',
    ],
  ])('of which one sets a cookie %s', (_what, session, reason) => {
    const refused = wiki('b', { session });
    const [verdict, cookie, first] = shown(wiki('a'), refused);
    expect(verdict).toBe(`cannot-log-in: Nobody stays logged in on b: ${reason}`);
    expect(cookie).toBe('cookie refused, session shared, account shared');
    expect(first).toBe(`cookie-sent no: ${reason}`);
    expect(shown(refused, wiki('a')).slice(0, 3)).toEqual([verdict, cookie, first]);
  });
});

describe('the cookie of a wiki', () => {
  const automatic = { cookieName: { kind: 'automatic' } } as const;
  test.each([
    ['http://wiki.example.org/a/', 'MOIN_SESSION_80_ROOT_a'],
    ['https://wiki.example.org/a/', 'MOIN_SESSION_443_ROOT_a'],
    ['http://wiki.example.org:8080/a/b/', 'MOIN_SESSION_8080_ROOT_a_b'],
    ['http://wiki.example.org:8080/a//', 'MOIN_SESSION_8080_ROOT_a'],
    ['https://[::1]:8443/', 'MOIN_SESSION_8443_ROOT'],
    ['http://[2001:db8::1]/', 'MOIN_SESSION_80_ROOT'],
  ])('at %s is called %s', (url, name) => {
    expect(wikiCookie(wiki('a', { url, session: automatic })).name).toBe(name);
  });

  test.each<[SessionSettings['cookieSecure'], string, boolean]>([
    ['always', 'http://localhost/a/', true],
    ['when-https', 'https://wiki.example.org/a/', true],
    ['when-https', 'http://wiki.example.org/a/', false],
    ['never', 'https://wiki.example.org/a/', false],
  ])('with cookie_secure %s at %s is for https alone: %s', (cookieSecure, url, secure) => {
    expect(wikiCookie(wiki('a', { url, session: { cookieSecure } })).secure).toBe(secure);
  });

  test('that only https may send is kept on a loopback name, by browsers', () => {
    const local = wiki('a', { url: 'http://localhost:8080/a/', session: { cookieSecure: 'always' } });
    expect(wikiCookie(local).refusedBecause).toBeNull();
    expect(wikiCookie(local, 'browser').refusedBecause).toBeNull();
    expect(wikiCookie(local, 'rfc6265').refusedBecause).not.toBeNull();
    const secure = { ...local, url: 'https://wiki.example.org/a/' };
    expect(wikiCookie(secure, 'rfc6265').refusedBecause).toBeNull();
    const next = { ...local, id: 'b', url: 'http://localhost:8080/b/' };
    expect(explainPair(local, next).login).toBe('shared');
    expect(explainPair(local, next, 'rfc6265').login).toBe('cannot-log-in');
  });

  test('with a public suffix for a domain is kept to the letter, and refused by browsers', () => {
    const suffix = wiki('a', { url: 'http://wiki.example.org/a/', session: { cookieDomain: '.org' } });
    expect(wikiCookie(suffix).refusedBecause).not.toBeNull();
    expect(wikiCookie(suffix, 'rfc6265').refusedBecause).toBeNull();
    const pair = explainSharing([suffix, { ...suffix, id: 'b' }])[0];
    expect(pair?.login).toBe('cannot-log-in');
    expect(explainSharing([suffix, { ...suffix, id: 'b' }], 'rfc6265')[0]?.login).toBe('shared');
  });

  test('reaches hosts below its domain, and no others', () => {
    const here = wiki('a', { session: { cookieDomain: '.example.org' } });
    const at = (url: string) => explainPair(here, wiki('b', { url })).cookie;
    expect(at('http://example.org/')).toBe('shared');
    expect(at('http://deep.wiki.example.org/')).toBe('shared');
    expect(at('http://badexample.org/')).toBe('separate');
    expect(at('http://example.net/')).toBe('separate');
  });
});

test('every pair of a farm stands once, in the order of the wikis', () => {
  const pairs = explainSharing(['a', 'b', 'c'].map((id) => wiki(id)));
  expect(pairs.map(({ a, b }) => a + b)).toEqual(['ab', 'ac', 'bc']);
  expect(explainSharing([wiki('a')])).toEqual([]);
});
