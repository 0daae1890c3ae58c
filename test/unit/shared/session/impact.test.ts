import { describe, expect, it } from 'vitest';
import {
  impactOf,
  type Impact,
  type ImpactSession,
  type ImpactWiki,
} from '../../../../shared/session/impact.ts';
import { defaultSessionSettings, type SessionSettings } from '../../../../shared/session/session-settings.ts';

const accounts = new Map([
  ['1.1', 'Boss'],
  ['2.2', 'Joe'],
]);

/** Two wikis by path that share one login, unless a test says otherwise. */
function wiki(
  id: string,
  changes: Partial<ImpactWiki> = {},
  session: Partial<SessionSettings> = {},
): ImpactWiki {
  return {
    id,
    siteid: id,
    url: `http://wiki.example.org/${id}/`,
    session: {
      ...defaultSessionSettings,
      cookieName: { kind: 'literal', text: 'farm' },
      cookieLifetime: [1, 12],
      ...session,
    },
    sessionDir: '/s',
    userDir: '/u',
    authMethods: ['moin'],
    superuser: ['Boss'],
    accounts,
    ...changes,
  };
}

const session = (changes: Partial<ImpactSession> = {}): ImpactSession => ({
  directory: '/s',
  userId: '2.2',
  setuid: null,
  authMethod: 'moin',
  ...changes,
});
const visitor = session({ userId: null, authMethod: null });
const switched = session({ userId: '1.1', setuid: '2.2' });
const sessions = [session(), visitor, switched];
const before = [wiki('a'), wiki('b')];

const facts = (after: ImpactWiki[], kind: Impact['kind'], live = sessions): Impact[] =>
  impactOf(before, after, live).filter((fact) => fact.kind === kind);

describe('what a change means', () => {
  it('nothing, when nothing changes or only what people don’t notice', () => {
    expect(impactOf(before, before, sessions)).toEqual([]);
    expect(impactOf(before, [wiki('a', {}, { trailSize: 9 }), wiki('b')], sessions)).toEqual([]);
  });

  it('logins that are shared, separated, or in each other’s way', () => {
    const magic = { cookieName: { kind: 'siteid' } } as const;
    const apart = [wiki('a', {}, magic), wiki('b', {}, magic)];
    expect(facts(apart, 'will-separate')).toEqual([{ kind: 'will-separate', wikis: ['a', 'b'] }]);
    expect(impactOf(apart, before, []).map((fact) => fact.kind)).toEqual(['will-share']);
    const noVisitors = { cookieLifetime: [0, 12] } as const;
    const colliding = [wiki('a', {}, noVisitors), wiki('b', { sessionDir: '/other' }, noVisitors)];
    expect(facts(colliding, 'will-collide')).toEqual([
      { kind: 'will-collide', wikis: ['a', 'b'], login: 'collision' },
    ]);
  });

  it('wikis on which nobody can log in any more', () => {
    const after = [wiki('a', {}, { cookieDomain: '.example.com' }), wiki('b')];
    expect(facts(after, 'cannot-log-in')).toEqual([{ kind: 'cannot-log-in', wikis: ['a'] }]);
  });

  it.each<[string, ImpactWiki[], object[]]>([
    [
      'a new cookie name cuts all',
      ['a', 'b'].map((id) => wiki(id, {}, { cookieName: { kind: 'literal', text: 'new' } })),
      [{ count: 3, wikis: ['a', 'b'], reason: 'cookie-name' }],
    ],
    [
      'another session folder cuts those of the wiki that leaves',
      [wiki('a', { sessionDir: '/new' }), wiki('b')],
      [{ count: 3, wikis: ['a'], reason: 'session-dir' }],
    ],
    [
      'another folder of accounts cuts those who have none there',
      ['a', 'b'].map((id) => wiki(id, { userDir: '/new', accounts: new Map([['1.1', 'Boss']]) })),
      [{ count: 1, wikis: ['a', 'b'], reason: 'user-dir' }],
    ],
    [
      'a lifetime of zero cuts visitors, not logins',
      ['a', 'b'].map((id) => wiki(id, {}, { cookieLifetime: [0, 12] })),
      [{ count: 1, wikis: ['a', 'b'], reason: 'lifetime' }],
    ],
    [
      'a login method that is gone cuts its logins',
      ['a', 'b'].map((id) => wiki(id, { authMethods: ['http'] })),
      [{ count: 2, wikis: ['a', 'b'], reason: 'auth' }],
    ],
    [
      'a domain that browsers refuse cuts all',
      ['a', 'b'].map((id) => wiki(id, {}, { cookieDomain: '.example.com' })),
      [{ count: 3, wikis: ['a', 'b'], reason: 'cookie-scope' }],
    ],
  ])('%s', (_title, after, expected) => {
    expect(facts(after, 'sessions-end')).toEqual(expected.map((fact) => ({ kind: 'sessions-end', ...fact })));
  });

  it('new lifetimes for each kind of visitor, wikis of one kind together', () => {
    const after = [wiki('a', {}, { cookieLifetime: [2, 12] }), wiki('b', {}, { cookieLifetime: [2, -5] })];
    expect(facts(after, 'lifetime')).toContainEqual({
      kind: 'lifetime',
      wikis: ['a', 'b'],
      who: 'anonymous',
      beforeSeconds: 3600,
      afterSeconds: 7200,
    });
    expect(facts(after, 'lifetime')).toContainEqual({
      kind: 'lifetime',
      wikis: ['b'],
      who: 'logged-in',
      beforeSeconds: 43_200,
      afterSeconds: 18_000,
    });
  });

  it('superusers gained and lost, and the switches that end with them', () => {
    const after = ['a', 'b'].map((id) => wiki(id, { superuser: ['Joe'] }));
    expect(facts(after, 'superuser-gained')).toEqual([
      { kind: 'superuser-gained', names: ['Joe'], wikis: ['a', 'b'] },
    ]);
    expect(facts(after, 'superuser-lost')).toEqual([
      { kind: 'superuser-lost', names: ['Boss'], wikis: ['a', 'b'] },
    ]);
    expect(facts(after, 'switches-end')).toEqual([{ kind: 'switches-end', count: 1, wikis: ['a', 'b'] }]);
  });

  it('a switch that ends with its session is told once', () => {
    const after = ['a', 'b'].map((id) => wiki(id, { superuser: [], sessionDir: '/new' }));
    expect(facts(after, 'switches-end')).toEqual([]);
    expect(facts(after, 'sessions-end')).toMatchObject([{ count: 3 }]);
  });
});
