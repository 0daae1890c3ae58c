import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@redis/client';
import { createSessionService } from '../../electron/session/create-session-service.ts';
import { FileSessionStore } from '../../electron/session/file-store.ts';
import { MemorySessionStore } from '../../electron/session/memory-store.ts';
import { RedisSessionStore } from '../../electron/session/redis-store.ts';
import type { Visitor } from '../../electron/session/session-service.ts';
import type { SessionStore } from '../../electron/session/session-store.ts';
import { pyInt } from '../../shared/python-value.ts';
import { defaultSessionSettings } from '../../shared/session/session-settings.ts';
import { sessionIdFrom } from '../../shared/session/sid.ts';
import { addToTrail } from '../../shared/session/trail.ts';
import { redisObstacle, startRedis } from '../support/redis-server.ts';

/**
 * get + finalize per second for each store, every request changing and saving the session, beside a bare read + write of
 * the same bytes. One request after the other: what a visitor waits for, not what a server can do at once.
 */
const settings = defaultSessionSettings;
const address = { serverPort: 80, mountPath: '' };
const visitor: Visitor = {
  valid: true,
  id: '1700000000.22.1002',
  authMethod: 'moin',
  authAttribs: [],
  rememberMe: true,
  switchedTo: null,
};
const runSeconds = 1.5;

async function perSecond(step: (index: number) => Promise<void>): Promise<number> {
  for (let index = 0; index < 50; index += 1) await step(index);
  const started = performance.now();
  let steps = 0;
  while (performance.now() - started < runSeconds * 1000) {
    await step(steps);
    steps += 1;
  }
  return steps / ((performance.now() - started) / 1000);
}

async function serviceSteps(store: SessionStore): Promise<(index: number) => Promise<void>> {
  const service = createSessionService({ settings, siteid: 'wikiconfig', store, randomBytes });
  let cookieHeader = '';
  const step = async (index: number): Promise<void> => {
    const nowSeconds = Date.now() / 1000;
    const session = await service.getSession({ cookieHeader, address, nowSeconds });
    session.set('trail', addToTrail(session.get('trail'), `Page${index % 7}`, settings) ?? pyInt(0));
    const result = await service.finalize({ session, visitor, address, isHttps: false, nowSeconds });
    if (result.stored !== 'written') throw new Error(result.stored);
    cookieHeader = result.setCookie[0]?.split(';')[0] ?? '';
  };
  await step(0);
  return step;
}

/** Nothing but the bytes: read the file, write another, rename it over. */
function bareFileSteps(directory: string, bytes: Uint8Array): (index: number) => Promise<void> {
  const [file, other] = [path.join(directory, 'bare'), path.join(directory, 'bare.tmp')];
  return async () => {
    await readFile(file).catch(() => null); // the first time there is none
    await writeFile(other, bytes, { mode: 0o660 });
    await rename(other, file);
  };
}

function report(name: string, service: number, bare: number | null): void {
  const ratio =
    bare === null ? '' : `  bare ${bare.toFixed(0).padStart(7)}/s  ratio ${(service / bare).toFixed(2)}`;
  console.log(`${name.padEnd(8)} ${service.toFixed(0).padStart(7)}/s${ratio}`);
}

async function storedBytes(store: SessionStore): Promise<Uint8Array> {
  const [name = ''] = await store.list();
  const stored = await store.read(sessionIdFrom(Buffer.from(name, 'hex')));
  if (stored.kind !== 'present') throw new Error(stored.kind);
  return stored.bytes;
}

const memory = new MemorySessionStore();
report('memory', await perSecond(await serviceSteps(memory)), null);

const directory = await mkdtemp(path.join(tmpdir(), 'croft-bench-'));
try {
  const store = new FileSessionStore(path.join(directory, 'sessions'), {
    processId: process.pid,
    randomInteger: (below) => randomInt(below),
  });
  const service = await perSecond(await serviceSteps(store));
  const bytes = await storedBytes(store);
  report('file', service, await perSecond(bareFileSteps(directory, bytes)));
  console.log(`         (${bytes.length} bytes per session)`);
} finally {
  await rm(directory, { recursive: true });
}

const obstacle = redisObstacle();
if (obstacle !== null) console.log(`redis    skipped: ${obstacle}`);
else {
  const server = await startRedis();
  const store = new RedisSessionStore({ url: server.url, prefix: 'bench:' });
  const service = await perSecond(await serviceSteps(store));
  const client = createClient({ url: server.url });
  await client.connect();
  const bytes = Buffer.from(await storedBytes(store));
  const bare = await perSecond(async () => {
    await client.get('bare');
    await client.set('bare', bytes, { expiration: { type: 'EX', value: 60 } });
  });
  client.destroy();
  report('redis', service, bare);
  await store.close();
  await server.dispose();
}
