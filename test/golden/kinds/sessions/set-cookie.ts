import { z } from 'zod';
import { encodePickle } from '../../../../electron/session/pickle/encode.ts';
import { fromTypedJson } from '../../../support/typed-json.ts';
import { cookieTarget } from '../../../../shared/session/cookie-scope.ts';
import { emptyJar, storeCookie } from '../../../support/cookie-jar.ts';
import { GoldenServer } from '../wiki/http-client.ts';
import { compare, tableRunner } from './runner.ts';
import { SmallWiki } from './small-wiki.ts';

const row = z
  .object({
    scheme: z.string(),
    host_header: z.string(),
    clock: z.number(),
    set_cookie: z.string().nullable(),
    deletion_cookie: z.string().nullable(),
    deviation: z.string().optional(),
    ours: z.record(z.string(), z.unknown()).optional(),
  })
  .loose();
type Row = z.infer<typeof row>;

const sid = '0123456789abcdef0123456789abcdef01234567';

/** The whole Set-Cookie line for every cookie option, and the line that deletes. */
export const setCookie = tableRunner('set-cookie.json', z.array(row), async function* (rows) {
  const server = await GoldenServer.start();
  const wiki = await SmallWiki.create(server);
  try {
    for (const [index, one] of rows.entries())
      yield async () => ({ name: String(index), difference: await check(wiki, one) });
  } finally {
    await wiki.close();
    await server.close();
  }
});

async function check(wiki: SmallWiki, expected: Row): Promise<string | null> {
  const options: Record<string, string> = { cookie_name: "'k'", cookie_lifetime: '(1, 12)' };
  for (const name of [
    'cookie_domain',
    'cookie_path',
    'cookie_secure',
    'cookie_httponly',
    'cookie_lifetime',
  ]) {
    const value = expected[name];
    if (typeof value === 'string') options[name] = value;
  }
  await wiki.configure(options);
  wiki.clock.seconds = expected.clock;
  const url = `${expected.scheme}://${expected.host_header}/PageOne`;
  const first = await wiki.visit({ url });
  const set = first.setCookie[0] ?? null;
  await wiki.store(sid, ghost);
  const second = await wiki.visit({ url, cookie: `MOIN_SESSION_k=${sid}` });
  const deletion = second.setCookie[0] ?? null;
  if (expected.ours !== undefined) {
    const target = cookieTarget(url);
    const keep = { policy: 'browser' as const, nowSeconds: expected.clock };
    const kept = set !== null && storeCookie(emptyJar, set, target, keep).jar.cookies.length > 0;
    return compare('status', expected.ours['status'], first.status) ?? compare('kept', false, kept);
  }
  const labelled = set?.replace(/=[0-9a-f]{40};/, '={{sid}};') ?? null;
  return (
    compare('set_cookie', expected.set_cookie, labelled) ??
    compare('deletion_cookie', expected.deletion_cookie, deletion)
  );
}

/** A session whose user does not exist is killed, with cookie. */
const ghost = encodePickle(
  fromTypedJson({
    dict: [
      [{ str: 'user.id' }, { str: '1700000000.99.999' }],
      [{ str: 'user.auth_method' }, { str: 'moin' }],
      [{ str: 'user.auth_attribs' }, { tuple: [] }],
    ],
  }),
);
