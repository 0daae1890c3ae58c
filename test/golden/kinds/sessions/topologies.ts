import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { createTicket } from '../../../../electron/session/ticket.ts';
import { cookieTarget, type JarPolicy } from '../../../../shared/session/cookie-scope.ts';
import { cookieHeaderFor, emptyJar, storeCookie, type CookieJar } from '../../../support/cookie-jar.ts';
import { formBody, GoldenServer, type GoldenAnswer } from '../wiki/http-client.ts';
import { compare, tableRunner } from './runner.ts';
import { readSessionDirectory } from './session-directory.ts';
import { readShownPage } from './shown-page.ts';
import { SidLabels } from './sid-labels.ts';
import { buildTopology, type Topology } from './topology-farm.ts';
import { topologyCase, visitOutcome, type TopologyCase, type VisitOutcome } from './topology.ts';

const file = z
  .object({
    clock_start: z.number(),
    user_passwords: z.record(z.string(), z.string()),
    common_options_as_python_source: z.record(z.string(), z.string()),
    cases: z.array(topologyCase),
  })
  .loose();
type File = z.infer<typeof file>;

const policies: readonly JarPolicy[] = ['rfc6265', 'browser'];

/** Farms of one to three wikis driven with a cookie jar under each policy; a policy given as text is the other one again. */
export const topologies = tableRunner('topologies.json', file, async function* (content) {
  const server = await GoldenServer.start();
  try {
    for (const one of content.cases)
      for (const policy of policies) {
        const outcome = one.outcome[policy];
        if (outcome === undefined || typeof outcome === 'string') continue;
        yield async () => ({
          name: `${one.name}/${policy}`,
          difference: await check(server, content, one, policy, outcome.visits),
        });
      }
  } finally {
    await server.close();
  }
});

async function check(
  server: GoldenServer,
  content: File,
  one: TopologyCase,
  policy: JarPolicy,
  expected: readonly VisitOutcome[],
): Promise<string | null> {
  const root = await mkdtemp(path.join(tmpdir(), 'croft-topology-'));
  const clock = { seconds: content.clock_start };
  const farm = await buildTopology(root, one, {
    commonOptions: content.common_options_as_python_source,
    passwords: content.user_passwords,
    clock,
  });
  try {
    const drive = new Drive(server, farm, content, policy);
    for (const [index, visit] of one.visits.entries()) {
      clock.seconds = content.clock_start + (visit.at ?? index * 5);
      const wanted = expected[index];
      if (wanted === undefined) return `no outcome for visit ${String(index + 1)}`;
      const difference = await drive.visit(visit, wanted, clock.seconds);
      if (difference !== null) return `visit ${String(index + 1)} (${visit.do} ${visit.wiki}): ${difference}`;
    }
    return null;
  } finally {
    await farm.close();
    await rm(root, { recursive: true, force: true });
  }
}

class Drive {
  readonly #labels = new SidLabels({});
  #jar: CookieJar = emptyJar;
  /** After a visit that deviates our way the session ids have other labels, so only who is shown is compared. */
  #renewed = false;
  readonly #server: GoldenServer;
  readonly #farm: Topology;
  readonly #content: File;
  readonly #policy: JarPolicy;

  constructor(server: GoldenServer, farm: Topology, content: File, policy: JarPolicy) {
    this.#server = server;
    this.#farm = farm;
    this.#content = content;
    this.#policy = policy;
  }

  async visit(
    visit: TopologyCase['visits'][number],
    wanted: z.infer<typeof visitOutcome>,
    nowSeconds: number,
  ): Promise<string | null> {
    const wiki = this.#farm.wikis.get(visit.wiki);
    if (wiki === undefined) return `no wiki ${visit.wiki}`;
    const page = visit.page ?? 'PageOne';
    const url = `${wiki.url}${page}${visit.do === 'logout' ? '?action=logout&logout=logout' : ''}`;
    const target = cookieTarget(url);
    const jarOptions = { policy: this.#policy, nowSeconds };
    const cookie = cookieHeaderFor(this.#jar, target, jarOptions);
    const form = this.#form(visit, wiki.id, page, cookie, nowSeconds);
    const headers: Record<string, string> = cookie === '' ? {} : { Cookie: cookie };
    if (form !== null) headers['Content-Type'] = 'application/x-www-form-urlencoded';
    const answer = await this.#server.send({
      method: form === null ? 'GET' : 'POST',
      url,
      headers,
      ...(form === null ? {} : { body: formBody(form) }),
      scriptRoot: wiki.scriptRoot,
      handle: wiki.wiki.handle,
    });
    let rejected = false;
    for (const line of answer.setCookie) {
      const stored = storeCookie(this.#jar, line, target, jarOptions);
      this.#jar = stored.jar;
      rejected ||= stored.refused !== null;
    }
    return this.#compare(wanted, { answer, cookie, rejected });
  }

  #form(
    visit: TopologyCase['visits'][number],
    wikiId: string,
    page: string,
    cookie: string,
    nowSeconds: number,
  ): Readonly<Record<string, string>> | null {
    const user = visit.user ?? '';
    if (visit.do === 'login')
      return { login: '1', name: user, password: this.#content.user_passwords[user] ?? '' };
    if (visit.do !== 'switch') return null;
    const wiki = this.#farm.wikis.get(wikiId);
    const sid = /=([0-9a-f]{40})/.exec(cookie)?.[1] ?? '';
    const subject = { pageName: page, action: 'userprefs', sid, userId: this.#farm.idOf('AnnAdmin') };
    const key = wiki?.wiki.settings.secrets.forPurpose('wikiutil/tickets') ?? new Uint8Array();
    const ticket = createTicket(key, subject, nowSeconds);
    return { action: 'userprefs', handler: 'suid', select_user: 'Select User', user_name: user, ticket };
  }

  async #compare(
    wanted: VisitOutcome,
    found: { readonly answer: GoldenAnswer; readonly cookie: string; readonly rejected: boolean },
  ): Promise<string | null> {
    const page = readShownPage(found.answer.text);
    if (wanted.ours !== undefined) {
      const recorded =
        wanted.reference_also_ok === true ? await this.#compareRecorded(wanted, found, page) : '';
      if (recorded === null) return null;
      this.#renewed = true;
      return (
        compare('status', wanted.ours['status'] ?? found.answer.status, found.answer.status) ??
        compare('shown_user', wanted.ours['shown_user'] ?? page.user, page.user)
      );
    }
    if (!this.#renewed || found.answer.setCookie.length === 0)
      return this.#compareRecorded(wanted, found, page);
    return (
      compare('status', wanted.status, found.answer.status) ??
      compare('shown_user', wanted.shown_user, page.user)
    );
  }

  async #compareRecorded(
    wanted: VisitOutcome,
    found: { readonly answer: GoldenAnswer; readonly cookie: string; readonly rejected: boolean },
    page: ReturnType<typeof readShownPage>,
  ): Promise<string | null> {
    for (const [index, line] of wanted.set_cookie.entries()) {
      const ours = found.answer.setCookie[index];
      if (ours !== undefined) this.#labels.learn(line.split(';')[0] ?? '', ours.split(';')[0] ?? '');
    }
    const labelled = (text: string): string => this.#labels.label(text);
    return (
      compare('status', wanted.status, found.answer.status) ??
      compare('shown_user', wanted.shown_user, page.user) ??
      compare('cookie_header', wanted.cookie_header, labelled(found.cookie)) ??
      compare('set_cookie', wanted.set_cookie, found.answer.setCookie.map(labelled)) ??
      compare('client_rejected', (wanted.client_rejected ?? []).length > 0, found.rejected) ??
      (wanted.trail === undefined
        ? null
        : compare('trail', wanted.trail, page.trail?.map(({ title }) => title) ?? [])) ??
      (await this.#compareFiles(wanted))
    );
  }

  async #compareFiles(wanted: VisitOutcome): Promise<string | null> {
    for (const [name, files] of Object.entries(wanted.session_files)) {
      const directory = this.#farm.sessionDirectory(name);
      const found = (await readSessionDirectory(directory)) ?? [];
      const value = (content: unknown, key: string): string | null =>
        new RegExp(`\\[\\{"str":"${key.replace('.', '\\.')}"\\},\\{"(?:str|u)":"([^"]*)"\\}\\]`).exec(
          JSON.stringify(content),
        )?.[1] ?? null;
      const ours = found.map(({ file: sid, content }) => ({
        sid: this.#labels.label(sid),
        'user.id': value(content, 'user.id'),
        setuid: value(content, 'setuid'),
      }));
      const sorted = (rows: readonly { readonly sid: string }[]) =>
        rows.toSorted((a, b) => (a.sid < b.sid ? -1 : 1));
      const difference = compare(`session_files ${name}`, sorted(files), sorted(ours));
      if (difference !== null) return difference;
    }
    return null;
  }
}
