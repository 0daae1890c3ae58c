import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { farmRequests, type RequestValue } from '../../shared/contract.ts';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import { previewSharing } from '../../electron/api/app/preview-sharing.ts';
import { topologies, type FarmPlan, type Topology } from '../../electron/farm/farm-plan.ts';
import { croft, croftJson, ownDataFolder } from '../fakes/command-line.ts';
import { english } from '../../shared/texts/english.ts';

/** Issue 4, "Creating": whatever is chosen, the farm opens, runs, and the check has nothing to say. */
let root: string;
let data: Awaited<ReturnType<typeof ownDataFolder>>;
const opened: FarmApi[] = [];
beforeEach(async () => {
  data = await ownDataFolder();
  root = await mkdtemp(path.join(os.tmpdir(), 'croft-create-'));
});
afterEach(async () => {
  for (const api of opened.splice(0)) await api.close();
  await rm(root, { recursive: true, force: true });
  await data.remove();
});

async function open(directory: string): Promise<FarmApi> {
  const stateDirectory = path.join(root, 'state');
  const choices = { readOnly: false, trusted: false, stateDirectory, port: null, allowedHosts: [] };
  const farm = await openFarmApi({ farmId: 'farm', directory, ...choices });
  if (!farm.ok) throw new Error(english(farm.error.message));
  opened.push(farm.value);
  return farm.value;
}

async function ask<T>(api: FarmApi, name: keyof typeof farmRequests): Promise<T> {
  const answer = await api.request(name, ['farm']);
  if (!answer.ok) throw new Error(`${name}: ${english(answer.error.message)}`);
  return farmRequests[name].value.parse(answer.value) as T;
}

function frontPage(connect: string, url: string): Promise<{ status: number; body: string }> {
  const [host = '', port] = connect.split(':');
  const address = new URL(url);
  const target = { host, port, path: `${address.pathname}FrontPage`, headers: { host: address.host } };
  return new Promise((resolve, reject) => {
    http
      .get(target, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      })
      .on('error', reject);
  });
}

const all: [Topology, boolean][] = topologies.flatMap((topology): [Topology, boolean][] =>
  topology === 'single'
    ? [[topology, false]]
    : [
        [topology, false],
        [topology, true],
      ],
);

describe.each(all)('a new farm: %s, shared login %s', (topology, shareLogin) => {
  const names = topology === 'single' ? ['notes'] : ['notes', 'plans'];
  const domain = 'wiki.example.org';
  // Making a password takes seconds; one farm with an account is enough.
  const superuser = topology === 'path' && shareLogin ? 'FirstAdmin' : null;
  const plan: FarmPlan = {
    topology,
    wikis: names.map((name) => ({ name, sitename: name })),
    shareLogin,
    superuser,
    domain,
    firstPort: 18_281,
  };
  const words = [
    ...['--topology', topology, '--wikis', names.join(','), '--domain', domain, '--first-port', '18281'],
    ...(superuser === null ? [] : ['--superuser', superuser, '--password', 'a-good-password']),
    ...(shareLogin ? ['--share-login'] : []),
  ];

  it('is as the preview says, opens, runs and checks clean', async () => {
    const directory = path.join(root, 'farm');
    const planned = (await croftJson('create', directory, ...words, '--dry-run')) as {
      files: { path: string; text: string }[];
    };
    const created = await croft('create', directory, ...words);
    expect([created.code, created.err]).toEqual([0, '']);
    for (const file of planned.files) {
      const written = await readFile(path.join(directory, file.path), 'utf8');
      const secret = /secrets = '([^']*)'/.exec(written)?.[1] ?? '\0';
      expect(written.replace(secret, '(a secret made by Croft)')).toBe(file.text);
      expect((await stat(path.join(directory, file.path))).mode & 0o007).toBe(0);
    }

    const api = await open(directory);
    const { wikis, problems } = await ask<RequestValue<'farm:overview'>>(api, 'farm:overview');
    expect(wikis.map((wiki) => wiki.state.kind)).toEqual(names.map(() => 'running'));
    for (const wiki of wikis) {
      const page = await frontPage(wiki.connect ?? '', wiki.url ?? '');
      expect([page.status, page.body]).toEqual([200, expect.stringContaining('This wiki is new')]);
    }
    expect(problems).toEqual([]);
    const sharing = await ask<RequestValue<'sharing:pairs'>>(api, 'sharing:pairs');
    const promised = previewSharing(plan).pairs.map((pair) => [pair.cookie, pair.account, pair.login]);
    expect(sharing.pairs.map((pair) => [pair.cookie, pair.account, pair.login])).toEqual(promised);
    const login = shareLogin ? 'shared' : 'independent';
    expect(sharing.pairs.map((pair) => pair.login)).toEqual(names.length > 1 ? [login] : []);
    const where = ['--wiki', wikis.at(-1)?.id ?? ''];
    const users = (await croftJson('users', 'list', directory, ...where)) as { name: string }[];
    expect(users.map((user) => user.name)).toEqual(superuser === null ? [] : [superuser]);
  });
});

it('never writes into a folder that is there, and leaves nothing behind when it fails', async () => {
  const said = await croft('create', root, '--topology', 'single', '--wikis', 'notes');
  expect([said.code, said.err]).toEqual([1, expect.stringContaining('exists already')]);
  for (const wrong of [
    ['--wikis', 'a-b'],
    ['--wikis', 'os'],
    ['--wikis', 'one,One'],
    ['--wikis', ''],
    ['--wikis', 'one', '--domain', 'localhost'],
  ]) {
    const topology = wrong.includes('--domain') ? 'host' : 'path';
    const refused = await croft('create', path.join(root, 'new'), '--topology', topology, ...wrong);
    expect(refused.code).toBe(1);
    await expect(stat(path.join(root, 'new'))).rejects.toThrow('ENOENT');
  }
});
