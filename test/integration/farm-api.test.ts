import { appendFile, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  farmRequests,
  type FarmRequestName,
  type RequestArguments,
  type RequestValue,
} from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { hostOnly, type PreparedIdentity } from '../../electron/api/host-only.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { english } from '../../shared/texts/english.ts';

let farm: TemporaryFarm | null = null;
afterEach(async () => {
  await farm?.remove();
  farm = null;
});

/** Asks as the window does; the answer must have the contract's shape. */
async function ask<K extends FarmRequestName>(
  api: FarmApi,
  name: K,
  ...args: RequestArguments<K> extends readonly [unknown, ...infer R] ? R : never
): Promise<RequestValue<K>> {
  const result = (await api.request(name, ['farm', ...args])) as Result<unknown>;
  if (!result.ok) throw new Error(`${name}: ${english(result.error.message)}`);
  return farmRequests[name].value.parse(result.value) as RequestValue<K>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookies: readonly string[];
}

/** One request to the farm's port with any Host header. */
function get(port: number, host: string, target: string, cookie?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { host, ...(cookie === undefined ? {} : { cookie }) };
    http
      .get({ host: '127.0.0.1', port, path: target, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            cookies: response.headers['set-cookie'] ?? [],
          }),
        );
      })
      .on('error', reject);
  });
}

const everything = {
  filter: { text: '', userId: null, userText: '', wikis: [], kind: 'all', seenBetween: null },
  sort: { by: 'user', descending: false },
  offset: 0,
  limit: 50,
  anchor: null,
} as const;

describe('an open farm', () => {
  it('serves each wiki at its address and nothing under foreign names', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const { wikis } = await ask(api, 'farm:overview');
    expect(wikis.map((wiki) => [wiki.id, wiki.state.kind, wiki.reach])).toEqual([
      ['alpha', 'running', 'browser'],
      ['beta', 'running', 'browser'],
    ]);
    const port = api.host.mainPort;
    expect(wikis[0]?.url).toBe(`http://localhost:${port}/alpha/`);
    expect((await get(port, `localhost:${port}`, '/alpha/FrontPage')).body).toContain('Front of alpha.');
    expect((await get(port, `localhost:${port}`, '/beta/FrontPage')).body).toContain('Front of beta.');
    expect((await get(port, `localhost:${port}`, '/gamma/')).status).toBe(404);
    expect((await get(port, 'evil.example.net', '/alpha/FrontPage')).status).toBe(421);
  });

  it('remembers its port, so that addresses and cookie names stay', async () => {
    farm = await temporaryFarm();
    const first = await farm.open();
    const port = first.host.mainPort;
    await first.close();
    expect((await farm.open()).host.mainPort).toBe(port);
  });

  it('answers for the names of a host farm on its own port', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'host', domain: 'wiki.example.org' });
    const api = await farm.open();
    const { wikis } = await ask(api, 'farm:overview');
    expect(wikis[0]).toMatchObject({ url: 'http://alpha.wiki.example.org/', reach: 'identity-window' });
    const answer = await get(api.host.mainPort, 'beta.wiki.example.org', '/FrontPage');
    expect(answer.body).toContain('Front of beta.');
  });

  it('listens on the ports of a port farm', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'port' });
    const api = await farm.open();
    expect((await get(18_082, 'localhost:18082', '/FrontPage')).body).toContain('Front of beta.');
    const { wikis } = await ask(api, 'farm:overview');
    expect(wikis.map((wiki) => wiki.reach)).toEqual(['browser', 'browser']);
  });

  it('runs the members of a collection as separate wikis', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'separate', shareLogin: false });
    const api = await farm.open();
    const { pairs } = await ask(api, 'sharing:pairs');
    expect(pairs).toMatchObject([{ a: 'alpha', b: 'beta', login: 'independent', account: 'separate' }]);
    const port = api.host.mainPort;
    expect((await get(port, `localhost:${port}`, '/beta/FrontPage')).body).toContain('Front of beta.');
  });

  it('names folders that wikis share from the farm’s folder', async () => {
    farm = await temporaryFarm();
    const { wikis, pairs } = await ask(await farm.open(), 'sharing:pairs');
    expect(wikis.map((wiki) => wiki.sessionDir)).toEqual(['shared/sessions', 'shared/sessions']);
    expect(JSON.stringify(pairs)).not.toContain(farm.directory);
  });

  it('says what a stopped wiki is and starts it again', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const port = api.host.mainPort;
    await ask(api, 'wiki:stop', ['alpha']);
    const stopped = await get(port, `localhost:${port}`, '/alpha/FrontPage');
    expect([stopped.status, stopped.body]).toEqual([503, expect.stringContaining('stopped in Croft')]);
    expect((await get(port, `localhost:${port}`, '/beta/FrontPage')).status).toBe(200);
    await ask(api, 'wiki:start', ['alpha']);
    expect((await get(port, `localhost:${port}`, '/alpha/FrontPage')).status).toBe(200);
  });
});

describe('a configuration that breaks', () => {
  it('keeps the last good one running, says where, and recovers', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const file = path.join(farm.directory, 'alpha.py');
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}\n    oops = (\n`);
    await vi.waitFor(async () => {
      const { configuration } = await ask(api, 'farm:overview');
      expect(configuration.error?.file).toMatch(/alpha\.py$/);
    });
    const port = api.host.mainPort;
    expect((await get(port, `localhost:${port}`, '/alpha/FrontPage')).status).toBe(200);
    await writeFile(file, good);
    await vi.waitFor(
      async () => expect((await ask(api, 'farm:overview')).configuration.error).toBeNull(),
      10_000,
    );
  });

  it('leaves the other wikis of the farm alone', async () => {
    farm = await temporaryFarm();
    await writeFile(path.join(farm.directory, 'alpha.py'), 'class Config(\n');
    const api = await farm.open();
    const { wikis, problems } = await ask(api, 'farm:overview');
    expect(wikis.map((wiki) => wiki.state.kind)).toEqual(['failed', 'running']);
    expect(problems.some((problem) => problem.source?.file === 'alpha.py')).toBe(true);
  });
});

describe('editing options', () => {
  it('previews, applies, is followed by the running wiki, and can be undone', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const file = path.join(farm.directory, 'farmconfig.py');
    const before = await readFile(file, 'utf8');
    const edits = [
      { scope: { kind: 'farm' }, option: 'cookie_lifetime', change: { kind: 'set', text: '(1, 2)' } },
    ] as const;
    const preview = await ask(api, 'option:preview', [...edits]);
    expect(preview.refused).toEqual([]);
    expect(preview.facts).toContainEqual({
      kind: 'lifetime',
      wikis: ['alpha', 'beta'],
      who: 'anonymous',
      beforeSeconds: 0,
      afterSeconds: 3600,
    });
    expect(await readFile(file, 'utf8')).toBe(before);

    const applied = await ask(api, 'option:apply', preview.revision, [...edits]);
    expect(await readFile(file, 'utf8')).toBe(before.replace('(0, 12)', '(1, 2)'));
    expect(await readFile(applied.files[0]?.backup ?? '', 'utf8')).toBe(before);
    const port = api.host.mainPort;
    const answer = await get(port, `localhost:${port}`, '/alpha/FrontPage');
    expect(answer.cookies.join()).toContain('Max-Age=3600');

    await ask(api, 'option:undo', applied.undo);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect((await get(port, `localhost:${port}`, '/alpha/FrontPage')).cookies).toEqual([]);
  });

  it('makes several edits of one file together, and refuses what can’t be', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const set = (option: string, text: string) =>
      ({ scope: { kind: 'farm' }, option, change: { kind: 'set', text } }) as const;
    const preview = await ask(api, 'option:preview', [
      set('cookie_name', "'siteidmagic'"),
      set('trail_size', '9'),
      set('cookie_lifetime', '5'),
      set('cookie_domain', 'open('),
    ]);
    expect(preview.refused.map((refusal) => refusal.index)).toEqual([2, 3]);
    expect(preview.diffs[0]?.hunks.flat().filter((line) => line.kind === 'added')).toHaveLength(2);
    expect(preview.after.pairs[0]?.login).toBe('independent');
    expect(preview.facts).toContainEqual({ kind: 'will-separate', wikis: ['alpha', 'beta'] });
  });

  it('never overwrites a file that changed meanwhile', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const { revision } = await ask(api, 'option:matrix');
    const file = path.join(farm.directory, 'farmconfig.py');
    await writeFile(file, `${await readFile(file, 'utf8')}# somebody else was here\n`);
    const edit = { scope: { kind: 'farm' }, option: 'trail_size', change: { kind: 'set', text: '7' } };
    const result = await api.request('option:apply', ['farm', revision, [edit]]);
    expect(result).toMatchObject({ ok: false, error: { code: 'config-changed' } });
    expect(await readFile(file, 'utf8')).toMatch(/somebody else was here\n$/);
  });
});

describe('becoming somebody else from the window', () => {
  async function begin(api: FarmApi, needsHandoff = false): Promise<PreparedIdentity> {
    const choices = await ask(api, 'identity:choices');
    const superuserId = choices.superusers[0]?.person.id ?? '';
    const users = await ask(api, 'user:list', { text: 'JoeDoe', storeId: null, offset: 0, limit: 10 });
    const wish = { kind: 'switched', superuserId, targetId: users.rows[0]?.id };
    const begun = await api.request(hostOnly.begin, ['farm', 'alpha', wish, needsHandoff]);
    if (!begun.ok) throw new Error(english(begun.error.message));
    return begun.value as PreparedIdentity;
  }

  it('makes a switched session that the wikis honour and the table marks, and ends it', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const { identity, plan } = await begin(api);
    expect(identity).toMatchObject({
      user: { name: 'AdminUser' },
      actingAs: { name: 'JoeDoe' },
      wikis: ['alpha', 'beta'],
    });
    const port = api.host.mainPort;
    const cookie = `${plan.cookie?.name}=${plan.cookie?.value}`;
    const page = await get(port, `localhost:${port}`, '/beta/FrontPage', cookie);
    expect(page.body).toMatch(/id="userhome"[^>]*>JoeDoe</);
    await vi.waitFor(async () => {
      const { rows } = await ask(api, 'session:range', everything);
      expect(rows).toMatchObject([
        { kind: 'switched', user: { name: 'AdminUser' }, actingAs: { name: 'JoeDoe' } },
      ]);
    });

    await api.request(hostOnly.end, ['farm', identity.id]);
    const after = await get(port, `localhost:${port}`, '/beta/FrontPage', cookie);
    expect(after.body).not.toContain('id="userhome"');
    expect(await readdir(path.join(farm.directory, 'shared/sessions'))).toEqual([]);
  });

  it.each([
    ['(0, 1)', 0, 3600],
    ['(0, 7.5)', 0, 27_000],
    ['(0, 24)', 0, 28_800],
    ['(0, -1)', 1, 3600],
    ['(0, 1)', 1, 28_800],
  ])('ends after eight hours at most: cookie_lifetime %s, remember_me %i', async (lifetime, me, seconds) => {
    farm = await temporaryFarm();
    const file = path.join(farm.directory, 'farmconfig.py');
    await writeFile(file, `${await readFile(file, 'utf8')}\n    cookie_lifetime = ${lifetime}\n`);
    const users = path.join(farm.directory, 'shared/user');
    for (const id of await readdir(users)) await appendFile(path.join(users, id), `remember_me=${me}\n`);
    const start = 1_800_000_000;
    const api = await farm.open({}, () => start * 1000);
    const { identity } = await begin(api);
    expect((identity.endsAt ?? 0) - start).toBe(seconds);
    await vi.waitFor(async () => {
      const { rows } = await ask(api, 'session:range', everything);
      expect(rows).toMatchObject([{ kind: 'switched', expiresAt: start + seconds }]);
    });
  });

  it('hands the session to a browser with a code that works once', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const { handoff } = await begin(api, true);
    expect(handoff?.action).toMatch(/\/alpha\/\?action=croft-handoff$/);
    const take = () =>
      fetch(handoff?.action ?? '', {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ code: handoff?.code ?? '' }),
      });
    const first = await take();
    expect(first.headers.get('set-cookie')).toContain('MOIN_SESSION_farm_login=');
    const second = await take();
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('destroys at the next start what a crash left behind', async () => {
    farm = await temporaryFarm();
    const crashed = await farm.open();
    await begin(crashed);
    const sessions = path.join(farm.directory, 'shared/sessions');
    expect(await readdir(sessions)).toHaveLength(1);
    await crashed.host.close(); // without the clean-up of `close`
    await farm.open();
    expect(await readdir(sessions)).toEqual([]);
  });
});

describe('accounts', () => {
  it('are created, disabled with their sessions, and enabled again', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const { stores } = await ask(api, 'user:list', { text: '', storeId: null, offset: 0, limit: 10 });
    const storeId = stores[0]?.id ?? '';
    const { userId } = await ask(api, 'user:create', storeId, {
      name: 'NewPerson',
      email: 'new@example.org',
      aliasName: '',
      password: null,
    });
    await vi.waitFor(async () =>
      expect((await ask(api, 'user:show', storeId, userId)).row.disabled).toBe(false),
    );
    await ask(api, 'user:disable', storeId, userId, { endSessions: true });
    await vi.waitFor(async () =>
      expect((await ask(api, 'user:show', storeId, userId)).row.disabled).toBe(true),
    );
    await ask(api, 'user:enable', storeId, userId);
    await vi.waitFor(async () => {
      const { row } = await ask(api, 'user:show', storeId, userId);
      expect([row.disabled, row.name]).toEqual([false, 'NewPerson']);
    });
    const taken = await api.request('user:create', [
      'farm',
      storeId,
      { name: 'JoeDoe', email: 'x@example.org', aliasName: '', password: null },
    ]);
    expect(taken).toMatchObject({ ok: false, error: { code: 'already-exists' } });
  });
});

describe('a damaged account', () => {
  it('is a row with a reason and a finding, and its name is not free', async () => {
    farm = await temporaryFarm();
    const all = await readdir(farm.directory, { recursive: true });
    const file = path.join(farm.directory, all.find((one) => /[\\/]\d+\.\d+\.\d+$/.test(one)) ?? '');
    const id = path.basename(file);
    const name = /^name=(.*)$/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
    await appendFile(file, 'tz_offset=east\n');
    const api = await farm.open();
    const { rows, stores } = await ask(api, 'user:list', { text: '', storeId: null, offset: 0, limit: 10 });
    const row = rows.find((one) => one.id === id);
    expect([row?.name, row?.damaged && english(row.damaged)]).toEqual([
      name,
      expect.stringMatching(/offset/),
    ]);
    const { problems } = await ask(api, 'farm:overview');
    const finding = problems.find(({ code }) => code === 'account-damaged');
    expect(finding && english(finding.message)).toContain(file);
    expect(problems.some(({ code }) => code === 'superuser-without-account')).toBe(false);
    const wish = { name, email: 'x@example.org', aliasName: '', password: null };
    const taken = await api.request('user:create', ['farm', stores[0]?.id ?? '', wish]);
    expect(taken).toMatchObject({ ok: false, error: { code: 'already-exists' } });
    await rm(file);
    await mkdir(file);
    const unknown = await api.request('user:create', [
      'farm',
      stores[0]?.id ?? '',
      { ...wish, name: 'Fresh' },
    ]);
    expect(unknown).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    expect(unknown.ok ? '' : english(unknown.error.message)).toContain(file);
  });
});

describe('temporary files that nobody finished', () => {
  it('are counted when they are an hour old, and go with the expired sessions', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const sessions = path.join(farm.directory, 'shared/sessions');
    await writeFile(path.join(sessions, 'tmpabc123.__session'), 'half');
    await writeFile(path.join(sessions, 'tmpxyz789.__session'), 'just being written');
    const longAgo = Date.now() / 1000 - 7200;
    await utimes(path.join(sessions, 'tmpabc123.__session'), longAgo, longAgo);
    expect(await ask(api, 'session:countExpired')).toEqual({ expired: 0, leftovers: 1 });
    await ask(api, 'session:cleanExpired');
    await vi.waitFor(async () => expect(await readdir(sessions)).toEqual(['tmpxyz789.__session']));
  });
});

describe('the details of an account', () => {
  it('name the groups of each running wiki', async () => {
    farm = await temporaryFarm();
    const api = await farm.open();
    const users = await ask(api, 'user:list', { text: 'JoeDoe', storeId: null, offset: 0, limit: 10 });
    const joe = users.rows[0];
    const { groups } = await ask(api, 'user:show', joe?.storeId ?? '', joe?.id ?? '');
    expect(groups).toEqual([
      { wikiId: 'alpha', names: ['TeamGroup'] },
      { wikiId: 'beta', names: ['TeamGroup'] },
    ]);
  });
});

describe('a farm that is open read-only', () => {
  it('changes nothing in the folder', async () => {
    farm = await temporaryFarm();
    const api = await farm.open({ readOnly: true });
    const { revision, readOnly } = await ask(api, 'option:matrix');
    expect(english(readOnly ?? '')).toMatch(/read-only/);
    const edit = { scope: { kind: 'farm' }, option: 'trail_size', change: { kind: 'set', text: '7' } };
    expect(await api.request('option:apply', ['farm', revision, [edit]])).toMatchObject({
      ok: false,
      error: { code: 'read-only' },
    });
    const port = api.host.mainPort;
    expect((await get(port, `localhost:${port}`, '/alpha/FrontPage')).status).toBe(200);
  });

  it('lets people read and log in, and no visitor write', async () => {
    farm = await temporaryFarm();
    const before = await snapshot(farm.directory);
    const api = await farm.open({ readOnly: true });
    const base = `http://localhost:${api.host.mainPort}/alpha`;
    const login = await fetch(`${base}/FrontPage`, {
      method: 'POST',
      body: new URLSearchParams({
        action: 'login',
        login: '1',
        name: 'JoeDoe',
        password: 'secret-of-JoeDoe',
      }),
    });
    expect(await login.text()).toMatch(/id="userhome"[^>]*>JoeDoe</);
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const asJoe = { headers: { cookie } };
    expect(await (await fetch(`${base}/FrontPage?action=edit`, asJoe)).text()).not.toContain(
      'name="savetext"',
    );
    expect(await (await fetch(`${base}/FrontPage?action=userprefs`, asJoe)).text()).not.toContain(
      'name="email"',
    );
    expect(await snapshot(farm.directory)).toEqual(before);
  });
});

/** Every file with its content. */
async function snapshot(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'base64')])),
  );
}
