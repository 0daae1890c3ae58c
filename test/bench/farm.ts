import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import { writeFarm } from '../../electron/farm/create-farm.ts';
import type { FarmPlan } from '../../electron/farm/farm-plan.ts';
import { english } from '../../shared/texts/english.ts';

/**
 * From opening a farm to its first page, and pages per second of a page everybody may see, beside a bare node:http
 * server in the same process; then opening, looking at and staging options of farms of 10, 100 and 500 wikis.
 */
const openings = 5;
const clients = 16;
const runMs = 3000;

const root = await mkdtemp(path.join(os.tmpdir(), 'croft-bench-farm-'));
const agent = new http.Agent({ keepAlive: true, maxSockets: clients });

function get(port: number, target: string, keepAlive = true): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: target, headers: { host: `localhost:${port}` } };
    http
      .get({ ...options, ...(keepAlive ? { agent } : {}) }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
      })
      .on('error', reject);
  });
}

async function open(directory: string, name: string): Promise<FarmApi> {
  const choices = { readOnly: false, trusted: false, port: null, allowedHosts: [] };
  const stateDirectory = path.join(root, name);
  const farm = await openFarmApi({ farmId: 'farm', directory, stateDirectory, ...choices });
  if (!farm.ok) throw new Error(english(farm.error.message));
  return farm.value;
}

async function bareServer(body: Buffer): Promise<http.Server> {
  const server = http.createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return server;
}
const portOf = (server: http.Server): number => (server.address() as AddressInfo).port;

async function measure(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function perSecond(port: number, target: string): Promise<number> {
  const until = performance.now() + runMs;
  let pages = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const { status } = await get(port, target);
      if (status !== 200) throw new Error(`${target} answered ${status}`);
      pages += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return pages / (runMs / 1000);
}

const plan: FarmPlan = {
  topology: 'path',
  wikis: ['one', 'two', 'three'].map((name) => ({ name, sitename: name })),
  shareLogin: true,
  superuser: null,
  domain: 'farm.localhost',
  firstPort: 8081,
};
const small = path.join(root, 'small');
const text = `= Front =\n${"A ParaGraph with a [[link]] and ''emphasis''.\n\n * one\n * two\n\n".repeat(20)}`;
const pages = new Map(plan.wikis.map(({ name }) => [name, { FrontPage: text }]));
const written = await writeFarm(small, plan, { pages, accounts: [] }, Date.now);
if (!written.ok) throw new Error(english(written.error.message));

const firstPages: number[] = [];
const bareStarts: number[] = [];
let body = Buffer.alloc(0);
for (let run = 0; run < openings; run++) {
  let farm: FarmApi | null = null;
  firstPages.push(
    await measure(async () => {
      farm = await open(small, `state-${run}`);
      const page = await get(farm.host.mainPort, '/one/FrontPage', false);
      if (page.status !== 200) throw new Error(`the first page answered ${page.status}`);
      body = page.body as Buffer<ArrayBuffer>;
    }),
  );
  await (farm as FarmApi | null)?.close();
  let server: http.Server | null = null;
  bareStarts.push(
    await measure(async () => {
      server = await bareServer(body);
      await get(portOf(server), '/', false);
    }),
  );
  (server as http.Server | null)?.close();
}
console.log(
  `from opening a farm of 3 wikis to its first page: ${median(firstPages).toFixed(0)} ms (the first time ${firstPages[0]?.toFixed(0)} ms); a bare node:http server: ${median(bareStarts).toFixed(1)} ms`,
);

const farm = await open(small, 'state-rate');
const bare = await bareServer(body);
await perSecond(farm.host.mainPort, '/one/FrontPage');
const rates = { croft: 0, bare: 0 };
for (let run = 0; run < 2; run++) {
  rates.bare = Math.max(rates.bare, await perSecond(portOf(bare), '/'));
  rates.croft = Math.max(rates.croft, await perSecond(farm.host.mainPort, '/one/FrontPage'));
}
console.log(
  `pages per second for an anonymous visitor (${body.length} bytes): ${rates.croft.toFixed(0)}; bare node:http: ${rates.bare.toFixed(0)} (${((100 * rates.croft) / rates.bare).toFixed(0)} %)`,
);
bare.close();
await farm.close();
agent.destroy();

/** Everything a person waits for on a farm of this many wikis, beside a bare read of its configuration files. */
async function manyWikis(size: number): Promise<string> {
  const wikis = Array.from({ length: size }, (_, index) => ({
    name: `wiki${index}`,
    sitename: `Wiki ${index}`,
  }));
  const directory = path.join(root, `many-${size}`);
  const made = await writeFarm(directory, { ...plan, wikis }, { pages: new Map(), accounts: [] }, Date.now);
  if (!made.ok) throw new Error(english(made.error.message));
  const files = (await readdir(directory)).filter((name) => name.endsWith('.py'));
  const bareMs: number[] = [];
  const openMs: number[] = [];
  let many: FarmApi | undefined;
  for (let run = 0; run < openings; run++) {
    await many?.close();
    bareMs.push(
      await measure(async () => {
        for (const file of files) await readFile(path.join(directory, file));
      }),
    );
    const started = performance.now();
    many = await open(directory, `state-${size}-${run}`);
    openMs.push(performance.now() - started);
  }
  const farmOfMany = many;
  if (farmOfMany === undefined) throw new Error('the farm was never opened');
  const ask = async (name: string, ...args: unknown[]): Promise<void> => {
    const answer = await farmOfMany.request(name, ['farm', ...args]);
    if (!answer.ok) throw new Error(`${name}: ${english(answer.error.message)}`);
  };
  const edits = (count: number) =>
    wikis.slice(0, count).map(({ name }, index) => ({
      scope: { kind: 'wiki', wikiId: name },
      option: 'trail_size',
      change: { kind: 'set', text: String(index + 1) },
    }));
  await ask('option:preview', edits(1)); // warm
  const openedMs = median(openMs);
  const readMs = median(bareMs);
  const parts = {
    'open and start': openedMs,
    'times a bare read': openedMs / readMs,
    'read again': await measure(() => farmOfMany.host.reload()),
    overview: await measure(() => ask('farm:overview')),
    'option matrix': await measure(() => ask('option:matrix')),
    'preview of 1 edit': await measure(() => ask('option:preview', edits(1))),
    'of 20 edits': await measure(() => ask('option:preview', edits(20))),
  };
  await farmOfMany.close();
  const shown = Object.entries(parts).map(([name, value]) => `${name} ${value.toFixed(0)}`);
  return `a farm of ${size} wikis, in ms: bare read of its files ${readMs.toFixed(1)}, ${shown.join(', ')}`;
}

for (const size of [10, 100, 500]) console.log(await manyWikis(size));
await rm(root, { recursive: true, force: true, maxRetries: 5 });
