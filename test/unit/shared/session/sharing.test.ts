import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultSessionSettings, type CookieLifetime } from '../../../../shared/session/session-settings.ts';
import { explainCookies, wikiCookie, type SharingWiki } from '../../../../shared/session/sharing.ts';
import type { JarPolicy } from '../../../../shared/session/cookie-scope.ts';
import { english } from '../../../../shared/texts/english.ts';

interface MeasuredWiki {
  readonly id: string;
  readonly url: string;
  readonly siteid: string;
  readonly options: Readonly<Record<string, string>>;
}
interface MeasuredCase {
  readonly name: string;
  readonly servers: readonly {
    readonly common?: Record<string, string>;
    readonly wikis: readonly MeasuredWiki[];
  }[];
  readonly users: Readonly<Record<string, readonly (readonly [id: string, name: string, fields: object])[]>>;
  readonly outcome: Readonly<
    Record<JarPolicy, string | { readonly summary: { readonly verdict: string } | null }>
  >;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../golden/sessions/topologies.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly MeasuredCase[] };

/** The few Python literals that the measured options use. */
function literal(source: string | undefined): string | null {
  return source === undefined || source === 'None' ? null : source.replace(/^u?'(.*)'$/, '$1');
}

function sharingWiki(
  testCase: MeasuredCase,
  wiki: MeasuredWiki,
  common: Record<string, string>,
): SharingWiki {
  const option = { ...common, ...wiki.options };
  const name = option['cookie_name'];
  const lifetime = /^\((.*), (.*)\)$/.exec(option['cookie_lifetime'] ?? '(0, 12)');
  const users = testCase.users[wiki.id] ?? testCase.users[option['user_dir'] ?? ''] ?? [];
  return {
    id: wiki.id,
    siteid: wiki.siteid,
    url: wiki.url,
    session: {
      ...defaultSessionSettings,
      cookieName:
        name === undefined || name === 'None'
          ? { kind: 'automatic' }
          : name === "'siteidmagic'"
            ? { kind: 'siteid' }
            : { kind: 'literal', text: literal(name) ?? '' },
      cookieDomain: literal(option['cookie_domain']),
      cookiePath: literal(option['cookie_path']),
      cookieSecure: option['cookie_secure'] === 'True' ? 'always' : 'when-https',
      cookieLifetime: [Number(lifetime?.[1]), Number(lifetime?.[2])] as CookieLifetime,
      compatibility: 'strict',
    },
    sessionDir: option['session_dir'] ?? `${wiki.id}/sessions`,
    userDir: option['user_dir'] ?? `${wiki.id}/users`,
    authMethods: (option['auth'] ?? '[MoinAuth()]').includes('MoinAuth') ? ['moin'] : ['given'],
    superuser: [],
    accounts: new Map(users.map(([id, user]) => [id, user])),
  };
}

const pairs = cases.flatMap((testCase) =>
  (['rfc6265', 'browser'] as const).flatMap((policy) => {
    const outcome = testCase.outcome[policy];
    if (typeof outcome === 'string' || !outcome?.summary) return [];
    const wikis = testCase.servers.flatMap((server) =>
      server.wikis.map((wiki) => sharingWiki(testCase, wiki, server.common ?? {})),
    );
    // D8: a dotless cookie_domain has the effect of a refused cookie instead of a server error.
    const verdict = outcome.summary.verdict === 'error' ? 'cannot-log-in' : outcome.summary.verdict;
    return [{ name: testCase.name, policy, wikis, verdict }];
  }),
);

describe('who shares a login', () => {
  it.each(pairs)('$name under $policy: $verdict', ({ wikis, policy, verdict }) => {
    const [a, b] = wikis;
    if (!a || !b) throw new Error('a measured pair has two wikis');
    const pair = explainCookies(a, wikiCookie(a, policy), b, wikiCookie(b, policy), policy);
    expect(pair.login, english(pair.why)).toBe(verdict);
    expect(english(pair.why)).toMatch(/\.$/);
  });
});
