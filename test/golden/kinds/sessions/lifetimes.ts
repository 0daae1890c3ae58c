import { z } from 'zod';
import { encodePickle } from '../../../../electron/session/pickle/encode.ts';
import { fromTypedJson } from '../../../support/typed-json.ts';
import { GoldenServer } from '../wiki/http-client.ts';
import { compare, tableRunner } from './runner.ts';
import { readSessionDirectory } from './session-directory.ts';
import { readShownPage } from './shown-page.ts';
import { SmallWiki, type SmallWikiUser } from './small-wiki.ts';

const row = z.object({
  cookie_lifetime: z.string(),
  anonymous_session_lifetime: z.string().optional(),
  effective: z.string(),
  state: z.string(),
  clock: z.number(),
  status: z.number(),
  cookie: z.string(),
  max_age: z.number().nullable(),
  expires_attr: z.string().nullable(),
  session_file: z.string(),
  stored_expires: z.object({ int: z.string() }).nullable().optional(),
  stored_keys: z.array(z.string()).optional(),
  shown_user: z.string().nullable(),
  trail_shown: z.array(z.string()).nullable(),
  deviation: z.string().optional(),
  ours: z.record(z.string(), z.unknown()).optional(),
  needs: z.array(z.string()).optional(),
});
type Row = z.infer<typeof row>;

const users: readonly SmallWikiUser[] = [
  { id: '1700000000.10.601', name: 'RememberRita', password: 'rp', fields: { remember_me: '1' } },
  { id: '1700000000.20.602', name: 'NormalNed', password: 'np', fields: { remember_me: '0' } },
];
const sid = '0123456789abcdef0123456789abcdef01234567';
const url = 'http://127.0.0.1:8910/PageOne';
const cookie = `MOIN_SESSION_8910_ROOT=${sid}`;

/** Every lifetime setting with every kind of visitor, as a first request to a wiki (COMPARE.md, "Setting up the tables"). */
export const lifetimes = tableRunner('lifetimes.json', z.array(row), async function* (rows) {
  const server = await GoldenServer.start();
  const wiki = await SmallWiki.create(server, users);
  try {
    for (const [index, one] of rows.entries())
      // Calls such as `float('inf')` are computed values to a reader that runs no Python: the row counts not.
      if (one.needs?.includes('config-call') !== true)
        yield async () => ({ name: String(index), difference: await check(wiki, one) });
  } finally {
    await wiki.close();
    await server.close();
  }
});

async function check(wiki: SmallWiki, expected: Row): Promise<string | null> {
  const options: Record<string, string> = { cookie_lifetime: expected.cookie_lifetime };
  if (expected.anonymous_session_lifetime !== undefined)
    options['anonymous_session_lifetime'] = expected.anonymous_session_lifetime;
  await wiki.configure(options);
  wiki.clock.seconds = expected.clock;
  const user = expected.state.includes('remember_me off') ? users[1] : users[0];
  const { state } = expected;
  const isLogin = state.startsWith('login');
  if (state.startsWith('logged in') && user !== undefined) await wiki.store(sid, storedLogin(user.id));
  const answer = await wiki.visit({
    url,
    ...(state.includes('cookie') && !state.includes('no cookie') ? { cookie } : {}),
    ...(isLogin && user !== undefined
      ? { form: { login: '1', name: user.name, password: user.password } }
      : {}),
  });
  const page = readShownPage(answer.text);
  const files = (await readSessionDirectory(wiki.sessionDirectory)) ?? [];
  const line = answer.setCookie[0];
  const found = {
    status: answer.status,
    cookie: line === undefined ? 'none' : /; Max-Age=0(?:;|$)/.test(line) ? 'delete' : 'set',
    max_age: line === undefined ? null : Number(/; Max-Age=(\d+)/.exec(line)?.[1]),
    expires_attr: line === undefined ? null : (/; Expires=([^;]*)/.exec(line)?.[1] ?? null),
    session_file: files.length > 0 ? 'present' : 'absent',
    shown_user: page.user,
  };
  const wanted: Readonly<Record<string, unknown>> = expected.ours ?? expected;
  for (const [field, value] of Object.entries(found)) {
    if (!(field in wanted)) continue;
    const difference = compare(field, wanted[field], value);
    if (difference !== null) return difference;
  }
  if (expected.ours !== undefined) return null;
  return (
    compareEffective(expected.effective, wiki.wiki.settings.session.cookieLifetime) ??
    compare('trail_shown', expected.trail_shown, page.trail?.map(({ title }) => title) ?? null) ??
    compareStored(expected, files[0]?.content)
  );
}

const storedLogin = (id: string): Uint8Array =>
  encodePickle(
    fromTypedJson({
      dict: [
        [{ str: 'user.id' }, { str: id }],
        [{ str: 'user.auth_method' }, { str: 'moin' }],
        [{ str: 'user.auth_attribs' }, { tuple: [] }],
      ],
    }),
  );

/** Numbers as numbers, texts as texts; `True` counts as 1. */
function compareEffective(expected: string, found: readonly (number | string)[]): string | null {
  const parts = expected
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      if (part.startsWith("'")) return part.slice(1, -1);
      return part === 'True' ? 1 : part === 'False' ? 0 : Number(part);
    });
  return compare('effective', parts, found);
}

/** D9: a first save without `expires` in the data may hold it in ours. */
function compareStored(expected: Row, content: unknown): string | null {
  if (expected.stored_keys === undefined) return null;
  const text = JSON.stringify(content ?? null);
  const keys = [...text.matchAll(/\[\{"str":"([^"]+)"\},/g)].map((match) => match[1] ?? '').toSorted();
  const expires = /\[\{"str":"expires"\},\{"(?:int|long)":"(\d+)"\}\]/.exec(text)?.[1];
  const stored = expires === undefined ? null : Number(expires);
  if (expected.stored_expires === null && stored !== null)
    return compare('stored_keys', [...expected.stored_keys, 'expires'].toSorted(), keys);
  return (
    compare('stored_keys', expected.stored_keys.toSorted(), keys) ??
    compare(
      'stored_expires',
      expected.stored_expires === undefined || expected.stored_expires === null
        ? null
        : Number(expected.stored_expires.int),
      stored,
    )
  );
}
