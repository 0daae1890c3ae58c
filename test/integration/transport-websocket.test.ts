import { randomBytes } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveManagement, type ManageServer } from '../../electron/transport/websocket.ts';
import { ok } from '../../shared/result.ts';
import { fakeApi, type FakeApi } from '../fakes/served-api.ts';
import { english } from '../../shared/texts/english.ts';

const settings = {
  theme: 'system',
  language: 'en',
  restoreFarms: true,
  foldedGroups: [],
  savedFilters: [],
  tourSeen: true,
  notifications: true,
  keepInTray: false,
  confirmQuit: true,
  updateFeed: null,
} as const;

let folder: string;
let server: ManageServer;
let api: FakeApi;
let lines: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'croft-manage-'));
  await mkdir(path.join(folder, 'pages/assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.js'), 'outside');
  await writeFile(path.join(folder, 'pages/assets/page.js'), 'let page;');
  await writeFile(path.join(folder, 'pages/index.html'), '<meta nonce="CROFT-CSP-NONCE">');
  api = fakeApi({ 'settings:get': () => Promise.resolve(ok(settings)) });
  lines = [];
  const started = await serveManagement({
    port: 0,
    pages: path.join(folder, 'pages'),
    api,
    randomBytes,
    log: (line) => lines.push(line),
  });
  if (!started.ok) throw new Error(english(started.error.message));
  server = started.value;
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

function get(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port: server.port, path: target, headers, method }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

const own = () => `127.0.0.1:${server.port}`;

async function enter(): Promise<string> {
  const { pathname, search } = new URL(server.url);
  const answer = await get(pathname + search, { host: own() });
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

interface SocketChoices {
  readonly cookie?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly target?: string;
}

function connect({ cookie, origin, host, target }: SocketChoices): Promise<WebSocket | number> {
  const headers = {
    ...(cookie === undefined ? {} : { cookie }),
    ...(host === undefined ? {} : { host }),
  };
  const client = new WebSocket(`ws://${own()}${target ?? '/bridge'}`, {
    headers,
    ...(origin === undefined ? {} : { origin }),
  });
  return new Promise((resolve, reject) => {
    client.on('open', () => resolve(client));
    client.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    client.on('error', reject);
  });
}

async function connected(): Promise<WebSocket> {
  const client = await connect({ cookie: await enter(), origin: `http://${own()}` });
  if (typeof client === 'number') throw new Error(`refused with ${client}`);
  return client;
}

const nextFrame = (client: WebSocket): Promise<unknown> =>
  new Promise((resolve) =>
    client.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')))),
  );

describe('the entrance', () => {
  test('exchanges the token for a cookie that scripts and other sites do not get, and leaves the address', async () => {
    const { pathname, search } = new URL(server.url);
    const answer = await get(pathname + search, { host: own() });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('takes the token once only', async () => {
    const cookie = await enter();
    const { pathname, search } = new URL(server.url);
    expect((await get(pathname + search, { host: own() })).status).toBe(403);
    expect((await get(pathname + search, { host: own(), cookie })).status).toBe(303);
  });

  test('refuses pages and sockets without the cookie', async () => {
    await enter();
    expect((await get('/', { host: own() })).status).toBe(403);
    expect((await get('/', { host: own(), cookie: `croft-manage-${server.port}=guess` })).status).toBe(403);
    expect(await connect({ origin: `http://${own()}` })).toBe(403);
  });

  test('never writes token or cookie to the log', async () => {
    const cookie = await enter();
    await connect({ origin: `http://${own()}` });
    const token = new URL(server.url).searchParams.get('token') ?? '';
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(token);
    expect(lines.join('\n')).not.toContain(cookie.split('=')[1]);
  });
});

describe('the pages', () => {
  test('come with a strict policy whose nonce is fresh in each answer', async () => {
    const cookie = await enter();
    const first = await get('/', { host: own(), cookie });
    const second = await get('/', { host: own(), cookie });
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(nonce).not.toBe('CROFT-CSP-NONCE');
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    expect(second.body).not.toContain(nonce);
  });

  test.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/%00',
    '/%',
  ])('nothing outside their folder is served for %s', async (target) => {
    expect((await get(target, { host: own(), cookie: await enter() })).status).toBe(404);
  });

  test('a file of the pages is served, a folder is not', async () => {
    const cookie = await enter();
    expect((await get('/assets/page.js', { host: own(), cookie })).body).toBe('let page;');
    expect((await get('/assets', { host: own(), cookie })).status).toBe(404);
  });

  test('another Host name is refused even with the cookie', async () => {
    const cookie = await enter();
    expect((await get('/', { host: `evil.example:${server.port}`, cookie })).status).toBe(421);
    expect((await get('/', { host: '127.0.0.1:1', cookie })).status).toBe(421);
  });

  test('nothing can be posted', async () => {
    expect((await get('/', { host: own(), cookie: await enter() }, 'POST')).status).toBe(405);
  });
});

describe('the socket', () => {
  test('answers requests by their id', async () => {
    const client = await connected();
    client.send(JSON.stringify({ id: 7, name: 'settings:get', args: [] }));
    expect(await nextFrame(client)).toEqual({ id: 7, result: { ok: true, value: settings } });
  });

  test('refuses a request that the contract does not know or whose arguments do not fit', async () => {
    const client = await connected();
    client.send(JSON.stringify({ id: 1, name: 'toString', args: [] }));
    expect(await nextFrame(client)).toMatchObject({
      id: 1,
      result: { ok: false, error: { code: 'bad-argument' } },
    });
    client.send(JSON.stringify({ id: 2, name: 'settings:set', args: [{ theme: 'pink' }] }));
    expect(await nextFrame(client)).toMatchObject({
      id: 2,
      result: { ok: false, error: { code: 'bad-argument' } },
    });
  });

  test('tells every page what happened', async () => {
    const client = await connected();
    const frame = nextFrame(client);
    api.emit('farm:removed', { farmId: 'garden' });
    expect(await frame).toEqual({ event: 'farm:removed', payload: { farmId: 'garden' } });
  });

  test('is refused to another origin, to no origin, to another host and elsewhere', async () => {
    const cookie = await enter();
    expect(await connect({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await connect({ cookie })).toBe(403);
    expect(await connect({ cookie, host: 'evil.example', origin: 'http://evil.example' })).toBe(403);
    expect(await connect({ cookie, origin: `http://${own()}`, target: '/else' })).toBe(403);
  });

  test.each(['not json', '[]', '{"id":"x","name":"settings:get","args":[]}'])(
    'is closed on a frame that is none: %s',
    async (text) => {
      const client = await connected();
      const closed = new Promise<number>((resolve) => client.on('close', resolve));
      client.send(text);
      expect(await closed).toBe(1007);
    },
  );
});

test('closing takes the port and the listeners down', async () => {
  const client = await connected();
  const closed = new Promise((resolve) => client.on('close', resolve));
  await server.close();
  await closed;
  expect(api.listeners).toBe(0);
  await expect(get('/', { host: own() })).rejects.toThrow('ECONNREFUSED');
});

test('a taken port is told, not thrown', async () => {
  const second = await serveManagement({
    port: server.port,
    pages: folder,
    api,
    randomBytes,
    log: () => undefined,
  });
  expect(second).toMatchObject({ ok: false, error: { code: 'port-in-use' } });
});
