import type { EventPayload, RequestValue } from '../../shared/contract.ts';
import type { AddressWish, ExplainedAddress } from '../../shared/contract/address.ts';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import type { OptionCell, OptionMatrix, OptionRow, Sharing } from '../../shared/contract/option.ts';
import type { SessionCounts, SessionQuery, SessionRow } from '../../shared/contract/session.ts';
import type { UserRow } from '../../shared/contract/user.ts';
import { firstSettings } from '../../renderer/app/settings-provider.tsx';
import { fail, ok } from '../../shared/result.ts';
import type { FakeAnswers } from './bridge.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import type { OptionName } from '../../shared/config/option-catalogue.ts';

/** The clock of the garden farm, in Unix seconds. */
export const gardenNow = Math.floor(Date.now() / 1000);
const hour = 3600;

export const gardenFarm: FarmSummary = {
  id: 'garden',
  name: 'Garden farm',
  path: '~/wikis/garden',
  kind: 'farm',
  group: 'Work',
  state: { kind: 'open' },
  readOnly: false,
  trusted: true,
  switchingAllowed: true,
  wikis: { total: 3, running: 2, failed: 1 },
  sessions: 42,
};

export const farms: readonly FarmSummary[] = [
  gardenFarm,
  {
    ...gardenFarm,
    id: 'intranet',
    name: 'Intranet',
    path: '~/wikis/intranet',
    wikis: { total: 14, running: 0, failed: 0 },
    sessions: 0,
  },
  {
    ...gardenFarm,
    id: 'recipes',
    name: 'Recipes',
    path: '/media/stick/recipes',
    group: 'Home',
    state: { kind: 'missing' },
    sessions: 0,
  },
];

export const wikis: readonly WikiOverview[] = [
  makeWiki('alpha', 'Alpha garden', [0, 2, 4, 3, 8, 6, 9, 12, 7, 5, 6, 4, 9, 11, 8, 7]),
  makeWiki('beta', 'Beta orchard', [0, 0, 1, 0, 2, 1, 0, 0, 3, 2, 1, 0, 0, 1, 2, 1]),
  {
    ...makeWiki('gamma', 'Gamma shed', [0, 0]),
    state: {
      kind: 'failed',
      error: {
        code: 'config-invalid',
        message: sentence('config.python', { said: 'Invalid syntax.', kind: 'SyntaxError' }),
        hint: sentence('config.syntax.hint'),
      },
    },
    connect: null,
    lastProblem: { at: gardenNow - 600, message: 'gamma.py line 12: a comma is missing' },
  },
];

export function makeWiki(id: string, sitename: string, recentRequests: readonly number[]): WikiOverview {
  return {
    id,
    siteid: id,
    sitename,
    url: `http://localhost:8080/${id}/`,
    connect: '127.0.0.1:8080',
    reach: 'browser',
    reachReason: null,
    state: { kind: 'running', since: gardenNow - 2 * hour },
    sessions: 14,
    loggedIn: 12,
    requestsPerMinute: recentRequests.at(-1) ?? 0,
    recentRequests,
    lastProblem: null,
    desktopEdition: false,
    folder: `~/wikis/garden/${id}/data`,
  };
}

function addressOf(id: string, set: AddressWish): ExplainedAddress {
  const inferred = { url: `http://localhost:8080/${id}/`, mount: `/${id}` };
  const mount = set.mount ?? inferred.mount;
  return {
    wikiId: id,
    url: set.url ?? `http://localhost:8080${mount}/`,
    mount,
    inferred,
    set,
    setBy: set.mount === null && set.url === null ? null : 'typed',
    patterns: [`^https?://[^/]+/${id}(/|$)`],
    connect: '127.0.0.1:8080',
    obstacles: mount === '/beta' && id !== 'beta' ? [sentence('address.same', { wiki: 'beta' })] : [],
  };
}

export const gardenOverview: RequestValue<'farm:overview'> = {
  wikis,
  problems: [
    {
      id: 'cookie-domain',
      code: 'cookie-domain-refused',
      severity: 'warning',
      wikis: ['beta'],
      option: 'cookie_domain',
      source: { fileId: 'f2', file: 'beta.py', line: 9 },
      message: sentence('check.cookieDomain', { domain: '.localhost' }),
      consequence: sentence('check.cookieDomain.consequence'),
      remedy: sentence('check.cookieDomain.hint'),
      fix: [
        {
          scope: { kind: 'wiki', wikiId: 'beta' },
          option: 'cookie_domain',
          change: { kind: 'unset' },
        },
      ],
      openFolder: false,
      missingAccount: null,
    },
    {
      id: 'open-folder',
      code: 'folder-open-to-all',
      severity: 'warning',
      wikis: ['alpha'],
      option: 'session_dir',
      source: { fileId: 'f1', file: 'farmconfig.py', line: 51 },
      message: sentence('check.folderOpen', { folder: '/srv/sessions' }),
      consequence: sentence('check.sessionsOpen.consequence'),
      remedy: sentence('check.folderOpen.hint', { folder: '/srv/sessions' }),
      fix: null,
      openFolder: true,
      missingAccount: null,
    },
  ],
  configFile: 'farmconfig.py',
  configuration: { followedAt: gardenNow - hour, error: null },
  untrustedPlugins: 0,
  scriptsAllowed: false,
};

const people = ['AdminUser', 'JoeDoe', 'CarolSample', 'RitaBook', 'TomTester', 'LenaLang', 'MaxMuster'];

export function makeSession(index: number): SessionRow {
  const anonymous = index % 5 === 4;
  const name = people[index % people.length] ?? 'JoeDoe';
  const switched = index === 0;
  return {
    id: `row-${index}`,
    shortSid: (0xa1b2c3 + index * 7919).toString(16).slice(0, 6),
    kind: anonymous ? 'anonymous' : switched ? 'switched' : 'logged-in',
    user: anonymous ? null : { id: `1700000000.10.${index % people.length}`, name },
    actingAs: switched ? { id: '1700000000.10.1', name: 'JoeDoe' } : null,
    wikis: index % 3 === 0 ? ['alpha', 'beta'] : ['alpha'],
    authMethod: anonymous ? null : 'moin',
    startedAt: gardenNow - 5 * hour - index,
    lastSeenAt: gardenNow - index * 97,
    expiresAt: gardenNow + 12 * hour - index * 97,
    expired: index % 11 === 10,
    remembered: index % 3 === 1 && !anonymous,
    trail: ['FrontPage', 'HelpContents', 'PlantList', 'RecentChanges'].slice(0, 1 + (index % 4)),
    trailLength: 1 + (index % 5),
    extensionKeys: index % 2,
    problem: null,
  };
}

export const makeSessions = (count: number): readonly SessionRow[] =>
  Array.from({ length: count }, (_, index) => makeSession(index));

export function countSessions(rows: readonly SessionRow[]): SessionCounts {
  const of = (kind: SessionRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  return {
    all: rows.length,
    loggedIn: of('logged-in'),
    switched: of('switched'),
    anonymous: of('anonymous'),
    problem: of('problem'),
    expired: rows.filter((row) => row.expired).length,
  };
}

/** Answers a range as the host would: filtered, in order, a slice. */
export function rangeOf(rows: readonly SessionRow[], query: SessionQuery): RequestValue<'session:range'> {
  const { filter, sort } = query;
  const found = rows.filter((row) => {
    const text = `${row.user?.name ?? ''} ${row.actingAs?.name ?? ''} ${row.trail.join(' ')}`.toLowerCase();
    return (
      text.includes(filter.text.toLowerCase()) &&
      `${row.user?.name ?? ''} ${row.actingAs?.name ?? ''}`
        .toLowerCase()
        .includes(filter.userText.toLowerCase()) &&
      (filter.wikis.length === 0 || filter.wikis.some((id) => row.wikis.includes(id))) &&
      (filter.kind === 'all' || (filter.kind === 'expired' ? row.expired : row.kind === filter.kind))
    );
  });
  const value = (row: SessionRow): number | string =>
    sort.by === 'user'
      ? (row.user?.name ?? '')
      : sort.by === 'actingAs'
        ? (row.actingAs?.name ?? '')
        : sort.by === 'authMethod'
          ? (row.authMethod ?? '')
          : (row[sort.by] ?? 0);
  const ordered = found.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    return (one < other ? -1 : one > other ? 1 : 0) * (sort.descending ? -1 : 1);
  });
  const anchor = ordered.findIndex(({ id }) => id === query.anchor);
  return {
    rows: ordered.slice(query.offset, query.offset + query.limit),
    total: ordered.length,
    counts: countSessions(rows),
    revision: 1,
    anchorIndex: anchor < 0 ? null : anchor,
  };
}

export function showSession(row: SessionRow): RequestValue<'session:show'> {
  return {
    row,
    classification: 'ok',
    content: {
      dict: [
        [{ str: 'user.id' }, { str: '1700000000.10.1' }],
        [{ str: 'expires' }, { int: '1796043180' }],
        [{ str: 'trail' }, { list: row.trail.map((page) => ({ u: page })) }],
      ],
    },
    extension: [['counter', { int: '7' }]],
    lifetime: { rule: 'remembered', spanSeconds: 315_360_000, cookieEndsAt: gardenNow + 315_360_000 },
    trail: row.trail.map((page) => ({ wikiId: 'alpha', page, url: `http://localhost:8080/alpha/${page}` })),
    perWiki: [
      { wikiId: 'alpha', cookieName: 'MOIN_SESSION_garden', honoured: true, reason: null },
      {
        wikiId: 'beta',
        cookieName: 'MOIN_SESSION_beta',
        honoured: false,
        reason: sentence('sessions.otherFolder'),
      },
    ],
    file: {
      name: `${row.shortSid}…`,
      directory: '~/wikis/garden/sessions',
      sizeBytes: 149,
      bornAt: row.startedAt,
      modifiedAt: row.lastSeenAt,
    },
    refusedNames: [],
    firstBytes: null,
  };
}

export const users: readonly UserRow[] = people.map((name, index) => ({
  id: `1700000000.10.${index}`,
  storeId: 'store',
  name,
  aliasName: index === 2 ? 'Carol' : '',
  email: `${name.toLowerCase()}@example.org`,
  disabled: name === 'TomTester',
  superuserOn: index === 0 ? ['alpha', 'beta'] : [],
  sessions: index < 3 ? 3 - index : 0,
  lastSeenAt: index < 3 ? gardenNow - index * 300 : null,
  lastLoginAt: index < 4 ? gardenNow - index * 86_000 - 4000 : null,
  canBeMailed: index === 2,
  damaged: null,
}));

const inherited = (
  text: string,
  value: OptionCell['value'],
  kind: OptionCell['kind'],
  line: number,
): OptionCell => ({
  kind,
  text,
  value,
  source:
    kind === 'default' ? null : { fileId: 'f1', file: kind === 'wiki' ? 'beta.py' : 'farmconfig.py', line },
  interpreted: false,
  supplied: null,
  refusal: null,
  instead: null,
});

type RowPart = Pick<OptionRow, 'editor' | 'type' | 'default'> &
  Partial<OptionRow> & { readonly option: OptionName };

function makeRow(part: RowPart, farm: OptionCell, onWikis: readonly OptionCell[]): OptionRow {
  return {
    group: 'session',
    groupTitle: sentence('optionGroup.session'),
    help: sentence(`option.${part.option}`),
    session: true,
    unicode: false,
    mayBeNone: false,
    allowed: null,
    ...part,
    farm,
    wikis: onWikis,
  };
}

const lifetime = { tuple: [{ int: '0' }, { int: '12' }] };
const cookieDefault = inherited('None', { none: true }, 'default', 0);

export const gardenMatrix: OptionMatrix = {
  revision: 'r1',
  readOnly: null,
  wikis: wikis.map(({ id, siteid, sitename }) => ({ id, siteid, sitename })),
  rows: [
    makeRow(
      {
        option: 'cookie_lifetime',
        editor: 'lifetime',
        type: sentence('shape.tuple', { of: [sentence('shape.number'), sentence('shape.number')] }),
        default: '(0, 12)',
      },
      inherited('(0, 12)', lifetime, 'farm', 42),
      [
        inherited('(0, 12)', lifetime, 'farm', 42),
        inherited('(1, 6)', { tuple: [{ int: '1' }, { int: '6' }] }, 'wiki', 9),
        inherited('(0, 12)', lifetime, 'farm', 42),
      ],
    ),
    makeRow(
      {
        option: 'cookie_name',
        editor: 'cookie-name',
        type: sentence('shape.optional', { of: sentence('shape.text') }),
        default: 'None',
      },
      inherited("'garden'", { str: 'garden' }, 'farm', 40),
      wikis.map(() => inherited("'garden'", { str: 'garden' }, 'farm', 40)),
    ),
    makeRow(
      {
        option: 'cookie_domain',
        editor: 'text-or-none',
        type: sentence('shape.optional', { of: sentence('shape.text') }),
        default: 'None',
      },
      cookieDefault,
      [cookieDefault, inherited("'.localhost'", { str: '.localhost' }, 'wiki', 9), cookieDefault],
    ),
    makeRow(
      {
        option: 'cookie_httponly',
        editor: 'boolean',
        type: sentence('shape.bool'),
        default: 'False',
      },
      inherited('False', { bool: false }, 'default', 0),
      wikis.map(() => inherited('False', { bool: false }, 'default', 0)),
    ),
    makeRow(
      {
        option: 'session_dir',
        editor: 'folder',
        type: sentence('shape.optional', { of: sentence('shape.text') }),
        mayBeNone: true,
        default: 'None',
        groupTitle: sentence('optionGroup.paths'),
      },
      {
        kind: 'computed',
        text: "os.environ['SESSIONS']",
        value: null,
        source: { fileId: 'f1', file: 'farmconfig.py', line: 51 },
        interpreted: false,
        supplied: null,
        refusal: sentence('cell.computed'),
        instead: { kind: 'replace-code' },
      },
      wikis.map(() => ({
        kind: 'computed' as const,
        text: "os.environ['SESSIONS']",
        value: null,
        source: { fileId: 'f1', file: 'farmconfig.py', line: 51 },
        interpreted: false,
        supplied: null,
        refusal: sentence('cell.computed'),
        instead: null,
      })),
    ),
    makeRow(
      {
        option: 'superuser',
        editor: 'superuser',
        type: sentence('shape.list', { of: sentence('shape.text') }),
        unicode: true,
        default: '[]',
      },
      inherited("[u'AdminUser']", { list: [{ u: 'AdminUser' }] }, 'farm', 44),
      wikis.map(() => inherited("[u'AdminUser']", { list: [{ u: 'AdminUser' }] }, 'farm', 44)),
    ),
    makeRow(
      {
        option: 'trail_size',
        editor: 'integer',
        type: sentence('shape.int'),
        default: '5',
      },
      inherited('5', { int: '5' }, 'default', 0),
      wikis.map(() => inherited('5', { int: '5' }, 'default', 0)),
    ),
    makeRow(
      {
        option: 'actions_superuser',
        editor: 'text-list',
        type: sentence('shape.list', { of: sentence('shape.text') }),
        session: false,
        default: "['newaccount']",
      },
      {
        ...inherited(
          "['newaccount', 'Clean']",
          { list: [{ str: 'newaccount' }, { str: 'Clean' }] },
          'farm',
          60,
        ),
        refusal: sentence('cell.modifiedLater'),
        instead: {
          kind: 'change-lines',
          lines: [
            { line: 61, method: 'append', text: "'Clean'" },
            { line: 62, method: 'remove', text: "'SyncPages'" },
          ],
        },
      },
      wikis.map(() => inherited("['newaccount', 'Clean']", null, 'farm', 60)),
    ),
    makeRow(
      {
        option: 'sitename',
        editor: 'text',
        type: sentence('shape.text'),
        unicode: true,
        session: false,
        default: "u'Untitled Wiki'",
        groupTitle: sentence('optionGroup.style'),
      },
      inherited("u'Untitled Wiki'", { u: 'Untitled Wiki' }, 'default', 0),
      wikis.map((wiki) => inherited(`u'${wiki.sitename}'`, { u: wiki.sitename }, 'wiki', 4)),
    ),
  ],
};

export const gardenSharing: Sharing = {
  wikis: wikis.map(({ id, sitename, url }) => ({
    id,
    sitename,
    url,
    cookieName: id === 'gamma' ? 'MOIN_SESSION_gamma' : 'MOIN_SESSION_garden',
    cookieDomain: null,
    cookiePath: '/',
    sessionDir: '~/wikis/garden/sessions',
    userDir: '~/wikis/garden/users',
  })),
  pairs: [
    {
      a: 'alpha',
      b: 'beta',
      cookie: 'shared',
      session: 'shared',
      account: 'shared',
      login: 'shared',
      why: sentence('login.shared', { cookie: 'MOIN_SESSION_garden' }),
      steps: [
        {
          question: 'cookie-sent',
          answer: 'yes',
          because: sentence('login.sent', { scope: 'localhost', url: 'http://localhost:8080/' }),
        },
        {
          question: 'cookie-name',
          answer: 'yes',
          because: sentence('login.sameName', { cookie: 'MOIN_SESSION_garden' }),
        },
        {
          question: 'session-found',
          answer: 'yes',
          because: sentence('login.sameSessions', { folder: '~/wikis/garden/sessions' }),
        },
        {
          question: 'account-found',
          answer: 'yes',
          because: sentence('login.sameAccounts', { folder: '~/wikis/garden/users' }),
        },
      ],
    },
    ...(['alpha', 'beta'] as const).map((a) => ({
      a,
      b: 'gamma',
      cookie: 'separate' as const,
      session: 'shared' as const,
      account: 'shared' as const,
      login: 'independent' as const,
      why: sentence('login.notSent', { shared: sentence('login.accountsShared') }),
      steps: [
        {
          question: 'cookie-sent' as const,
          answer: 'yes' as const,
          because: sentence('login.sent', { scope: 'localhost', url: 'http://localhost:8080/' }),
        },
        {
          question: 'cookie-name' as const,
          answer: 'no' as const,
          because: sentence('login.names', {
            a,
            first: 'MOIN_SESSION_garden',
            b: 'gamma',
            second: 'MOIN_SESSION_gamma',
          }),
        },
        {
          question: 'session-found' as const,
          answer: 'not-reached' as const,
          because: sentence('login.sameSessions', { folder: '~/wikis/garden/sessions' }),
        },
        {
          question: 'account-found' as const,
          answer: 'not-reached' as const,
          because: sentence('login.sameAccounts', { folder: '~/wikis/garden/users' }),
        },
      ],
    })),
  ],
};

export const gardenPreview: RequestValue<'option:preview'> = {
  revision: 'r1',
  diffs: [
    {
      fileId: 'f1',
      file: 'farmconfig.py',
      hunks: [
        [
          { kind: 'same', text: "    cookie_name = 'garden'", before: 41, after: 41 },
          { kind: 'removed', text: '    cookie_lifetime = (0, 12)', before: 42, after: null },
          { kind: 'added', text: '    cookie_lifetime = (2, 8)', before: null, after: 42 },
          { kind: 'same', text: '', before: 43, after: 43 },
          { kind: 'same', text: "    superuser = [u'AdminUser']", before: 44, after: 44 },
        ],
      ],
    },
  ],
  facts: [
    {
      kind: 'lifetime',
      wikis: ['alpha', 'gamma'],
      who: 'logged-in',
      beforeSeconds: 12 * hour,
      afterSeconds: 8 * hour,
    },
    { kind: 'sessions-end', count: 4, wikis: ['beta'], reason: 'cookie-name' },
    { kind: 'will-separate', wikis: ['alpha', 'beta'] },
  ],
  before: gardenSharing,
  after: { ...gardenSharing, pairs: gardenSharing.pairs.map((pair) => ({ ...pair, login: 'independent' })) },
  newProblems: [],
  refused: [],
};

export const gardenLog: RequestValue<'log:range'> = {
  more: false,
  rows: Array.from({ length: 40 }, (_, index) => ({
    sequence: index + 1,
    at: gardenNow - (40 - index) * 9,
    wikiId: index % 3 === 0 ? 'beta' : 'alpha',
    level: index % 13 === 12 ? ('error' as const) : ('info' as const),
    kind: index % 7 === 6 ? ('session' as const) : ('request' as const),
    text:
      index % 13 === 12
        ? 'The page directory of PlantList is missing.'
        : index % 7 === 6
          ? 'JoeDoe logged in (moin).'
          : 'JoeDoe',
    request:
      index % 7 === 6 || index % 13 === 12
        ? null
        : { method: 'GET', path: '/alpha/PlantList', status: 200, durationMs: 4 + index },
    session: index % 7 === 6 ? 'row-1' : null,
  })),
};

export const gardenChoices: RequestValue<'identity:choices'> = {
  superusers: [
    { person: { id: '1700000000.10.0', name: 'AdminUser' }, storeId: 'store', wikis: ['alpha', 'beta'] },
  ],
  missing: [],
  recent: [{ person: { id: '1700000000.10.1', name: 'JoeDoe' }, storeId: 'store' }],
  unavailable: null,
  wikis: [
    { wikiId: 'alpha', sessions: 20 },
    { wikiId: 'beta', sessions: 12 },
  ],
};

export const switchedIdentity: EventPayload<'identity:opened'> = {
  id: 'i1',
  farmId: 'garden',
  wikiId: 'alpha',
  wikis: ['alpha', 'beta'],
  user: { id: '1700000000.10.0', name: 'AdminUser' },
  actingAs: { id: '1700000000.10.1', name: 'JoeDoe' },
  startedAt: gardenNow - 120,
  endsAt: gardenNow + 8 * hour - 120,
  session: 'row-0',
};

export const createdPreview: RequestValue<'farm:previewCreate'> = {
  path: '/home/ada/Documents/wikis',
  addresses: [
    { wiki: 'alpha', url: 'http://localhost:8080/alpha/' },
    { wiki: 'beta', url: 'http://localhost:8080/beta/' },
  ],
  files: [
    { file: 'farmconfig.py', text: "wikis = [\n    ('alpha', r'^https?://[^/]+/alpha/'),\n]\n" },
    { file: 'alpha.py', text: 'class Config(FarmConfig):\n    pass\n' },
    { file: 'alpha/data/pages', text: null },
  ],
  sharing: {
    ...gardenSharing,
    wikis: gardenSharing.wikis.slice(0, 2),
    pairs: gardenSharing.pairs.slice(0, 1),
  },
  problems: [],
};

/** Everything the window may ask of the garden farm. */
export function gardenAnswers(sessions: readonly SessionRow[] = makeSessions(42)): FakeAnswers {
  let settings: RequestValue<'settings:get'> = { ...firstSettings, language: 'en' };
  let rows = sessions;
  let ended: readonly SessionRow[] = [];
  return {
    'farm:list': () => ok(farms),
    'farm:choose': () => ok({ path: '/home/ada/wikis/garden' }),
    'farm:inspect': (path) =>
      ok({ path, kind: 'farm', wikis: ['alpha', 'beta', 'gamma'], writable: true, plugins: 2, known: null }),
    'farm:arrange': () => ok(null),
    'farm:open': () => ok({ farmId: 'garden' }),
    'farm:openSample': () => ok({ farmId: 'garden' }),
    'farm:previewCreate': () => ok(createdPreview),
    'farm:create': () => ok({ farmId: 'garden' }),
    'farm:overview': () => ok(gardenOverview),
    'address:show': (_farm, wikiId) => ok(addressOf(wikiId, { mount: null, url: null })),
    'address:try': (_farm, wikiId, wish) => ok(addressOf(wikiId, wish)),
    'address:set': (_farm, wikiId, wish) => ok(addressOf(wikiId, wish)),
    'settings:get': () => ok(settings),
    'settings:set': (part) => {
      settings = { ...settings, ...part } as typeof settings;
      return ok(settings);
    },
    'app:info': () =>
      ok({
        version: '0.1.0',
        os: 'linux',
        headless: false,
        runtimes: [{ name: 'Electron', version: '45.4.1' }],
        dataFolder: '~/.config/croft',
        tray: true,
        notifications: true,
      }),
    'wiki:previewDuplicate': (_farm, _wiki, { name }) =>
      wikis.some(({ id }) => id === name)
        ? fail({ code: 'already-exists', message: sentence('duplicate.nameTaken', { wiki: name }) })
        : ok({
            url: `http://localhost:8080/${name}/`,
            from: '~/wikis/garden/alpha/data',
            to: `~/wikis/garden/${name}/data`,
            diffs: [
              {
                fileId: 'f1',
                file: 'farmconfig.py',
                hunks: [
                  [
                    { kind: 'same', text: "    ('alpha', r'/alpha/'),", before: 3, after: 3 },
                    { kind: 'added', text: `    ('${name}', r'/${name}/'),`, before: null, after: 4 },
                  ],
                ],
              },
            ],
          }),
    'wiki:duplicate': () => ok({ taskId: 't3' }),
    'wiki:start': () => ok(null),
    'wiki:stop': () => ok(null),
    'wiki:restart': () => ok(null),
    'wiki:openInBrowser': (_farm, id) => ok({ opened: true, url: `http://localhost:8080/${id}/` }),
    'log:range': () => ok(gardenLog),
    'session:range': (_farm, query) => ok(rangeOf(rows, query)),
    'session:show': (_farm, id) => {
      const row = rows.find((one) => one.id === id);
      return row === undefined
        ? fail({ code: 'not-found', message: sentence('sessions.gone') })
        : ok(showSession(row));
    },
    'page:cutOff': () => ok([]),
    'session:end': (_farm, ids) => {
      ended = rows.filter(({ id }) => ids.includes(id));
      rows = rows.filter(({ id }) => !ids.includes(id));
      return ok({ ended: ended.length, undo: 'undo-1', failed: [] });
    },
    'session:undoEnd': () => {
      rows = [...rows, ...ended];
      return ok({ restored: ended.length });
    },
    'session:endMatching': () => ok({ taskId: 't1' }),
    'session:countExpired': () => ok({ expired: rows.filter((row) => row.expired).length, leftovers: 0 }),
    'session:cleanExpired': () => ok({ taskId: 't2' }),
    'session:copySid': () => ok({ where: 'clipboard' }),
    'session:timeline': (_farm, { from, to, buckets }) =>
      ok(
        Array.from({ length: buckets }, (_, index) => ({
          at: from + ((to - from) / buckets) * index,
          logins: Math.max(0, Math.round(4 * Math.sin(index / 9))) + (index % 7 === 0 ? 2 : 0),
          switches: index % 31 === 5 ? 1 : 0,
          ends: index % 6 === 0 ? 2 : 0,
        })),
      ),
    'history:list': () =>
      ok({
        total: 2,
        rows: [
          {
            id: 'h2',
            at: gardenNow - 120,
            kind: 'switched',
            by: 'croft',
            user: { id: '1700000000.10.0', name: 'AdminUser' },
            actingAs: { id: '1700000000.10.1', name: 'JoeDoe' },
            wikis: ['alpha', 'beta'],
            shortSid: 'a1b2c3',
            durationSeconds: null,
          },
          {
            id: 'h1',
            at: gardenNow - 4000,
            kind: 'logout',
            by: 'visitor',
            user: { id: '1700000000.10.2', name: 'CarolSample' },
            actingAs: null,
            wikis: ['alpha'],
            shortSid: 'ffee00',
            durationSeconds: 5400,
          },
        ],
      }),
    'option:matrix': () => ok(gardenMatrix),
    'option:preview': () => ok(gardenPreview),
    'option:apply': () =>
      ok({
        undo: 'undo-2',
        files: [{ file: 'farmconfig.py', backup: 'farmconfig.py.1' }],
        followedAt: gardenNow,
      }),
    'option:undo': () => ok({ followedAt: gardenNow }),
    'option:superuserChoices': (_farm, _scope, text) =>
      ok(
        users
          .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
          .map(({ name, storeId, disabled }) => ({ name, storeId, disabled })),
      ),
    'config:files': () =>
      ok([
        { fileId: 'f1', file: 'farmconfig.py', role: 'farm', wikiId: null },
        { fileId: 'f2', file: 'beta.py', role: 'wiki', wikiId: 'beta' },
      ]),
    'config:read': () =>
      ok({
        fileId: 'f1',
        file: 'farmconfig.py',
        text: "# -*- coding: utf-8 -*-\nfrom MoinMoin.config import multiconfig\n\nclass FarmConfig(multiconfig.DefaultConfig):\n    cookie_name = 'garden'\n    cookie_lifetime = (0, 12)\n",
        revision: 'r1',
        problems: gardenOverview.problems.map((problem) => ({
          ...problem,
          source: { fileId: 'f1', file: 'farmconfig.py', line: 5 },
        })),
        readOnly: false,
      }),
    'sharing:pairs': () => ok(gardenSharing),
    'sharing:whatIf': () =>
      ok({
        sharing: {
          ...gardenSharing,
          pairs: gardenSharing.pairs.map((pair) => ({ ...pair, login: 'collision' as const })),
        },
        refused: [],
      }),
    'sharing:recipes': () => ok([{ recipe: 'one-login-by-path', edits: [] }]),
    'user:list': (_farm, { text }) => {
      const found = users.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
      return ok({
        rows: found,
        total: found.length,
        stores: [{ id: 'store', folder: '~/wikis/garden/users', wikis: ['alpha', 'beta', 'gamma'] }],
      });
    },
    'user:show': (_farm, _store, id) => {
      const row = users.find((one) => one.id === id);
      return row === undefined
        ? fail({ code: 'not-found', message: sentence('users.gone') })
        : ok({
            row,
            createdAt: 1_700_000_000,
            lastSavedAt: gardenNow - 90_000,
            rememberMe: true,
            showPageTrail: true,
            rememberLastVisit: false,
            language: 'en',
            themeName: 'modernized',
            groups: [{ wikiId: 'alpha', names: ['EditorsGroup'] }],
            passwordScheme: '{PASSLIB}',
            sessions: row.sessions > 0 ? [makeSession(0)] : [],
          });
    },
    'user:create': () => ok({ userId: '1700000000.10.99' }),
    'user:disable': (_farm, _store, _id, { endSessions }) => ok({ ended: endSessions ? 2 : 0, undo: null }),
    'user:enable': () => ok(null),
    'user:recover': (_farm, _store, id, how) =>
      how === 'mail'
        ? ok({ kind: 'mailed', address: `${id}@example.org`, endsAt: gardenNow + 12 * hour })
        : ok({
            kind: 'link',
            link: 'http://localhost:8080/alpha/FrontPage?action=recoverpass&name=JoeDoe&token=1796000000-f318',
            endsAt: gardenNow + 12 * hour,
          }),
    'user:resetPassword': () => ok({ generated: 'tulip-river-cloud-92', ended: 0 }),
    'identity:choices': () => ok(gardenChoices),
    'identity:list': (farmId) => ok(farmId === 'garden' ? [switchedIdentity] : []),
    'identity:open': () => ok({ kind: 'window', identity: switchedIdentity }),
    'identity:focus': () => ok(null),
    'identity:return': () => ok(null),
    'identity:resizeBar': () => ok(null),
    'identity:navigate': () => ok(null),
    'identity:show': () =>
      ok({
        identity: switchedIdentity,
        wikiName: 'Alpha garden',
        address: 'http://localhost:8080/alpha/FrontPage',
        title: 'FrontPage - Alpha garden',
        loading: false,
        canGoBack: true,
        canGoForward: false,
        cookies: [
          {
            name: 'MOIN_SESSION_garden',
            shortSid: 'a1b2c3',
            domain: null,
            host: 'localhost',
            path: '/',
            expiresAt: gardenNow + 8 * hour,
            secure: false,
            httpOnly: true,
            wikis: ['alpha', 'beta'],
          },
        ],
        problem: null,
      }),
    'task:list': () => ok([]),
    'task:cancel': () => ok(null),
  };
}
