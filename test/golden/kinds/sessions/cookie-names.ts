import { z } from 'zod';
import { GoldenServer } from '../wiki/http-client.ts';
import { compare, tableRunner } from './runner.ts';
import { readSessionDirectory } from './session-directory.ts';
import { SmallWiki } from './small-wiki.ts';

const row = z.object({
  cookie_name: z.string(),
  siteid: z.string(),
  scheme: z.string(),
  host_header: z.string(),
  server_port: z.number(),
  script_name: z.string(),
  path: z.string(),
  name: z.string().optional(),
  set_cookie: z.string().optional(),
  client_sends_back: z.string().nullable().optional(),
  session_recognised_next_time: z.boolean().optional(),
  deviation: z.string().optional(),
});
type Row = z.infer<typeof row>;

/** The cookie's name for every option, port and mount point, and whether the session is found again under it. */
export const cookieNames = tableRunner('cookie-names.json', z.array(row), async function* (rows) {
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
  await wiki.configure({ cookie_name: expected.cookie_name, cookie_lifetime: '(1, 12)' }, expected.siteid);
  wiki.clock.seconds = 1_796_000_000;
  const scriptRoot = encodeURI(expected.script_name.replace(/\/+$/, ''));
  const url = `${expected.scheme}://${expected.host_header}${scriptRoot}${expected.path}`;
  const visit = (cookie: string) => wiki.visit({ url, cookie, scriptRoot, serverPort: expected.server_port });
  const first = await visit('');
  if (expected.name === undefined) return compare('crashes', false, first.status >= 500);
  const line = first.setCookie[0] ?? '';
  const sid = /=([0-9a-f]{40});/.exec(line)?.[1] ?? '';
  const labelled = line.replace(/=[0-9a-f]{40};/, '={{sid}};');
  const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  const wrong =
    compare('name', latin1(expected.name), line.slice(0, Math.max(0, line.indexOf('=')))) ??
    compare('set_cookie', latin1(expected.set_cookie ?? ''), labelled);
  if (wrong !== null) return wrong;
  // What a client keeps of the line and sends back: up to the first semicolon, split at the first equals sign.
  await visit(line.split(';')[0]?.trim() ?? '');
  const files = (await readSessionDirectory(wiki.sessionDirectory)) ?? [];
  const recognised = files.some(({ file }) => file === sid);
  return compare('session_recognised_next_time', expected.session_recognised_next_time, recognised);
}
