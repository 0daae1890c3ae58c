import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCertificate } from '../../electron/farm/certificate.ts';
import { listen, type IncomingAddress, type Listener } from '../../electron/farm/listener.ts';
import { english } from '../../shared/texts/english.ts';

const certificate = makeCertificate(['wiki1.example.org'], Date.now(), randomBytes);
let listener: Listener;
let seen: IncomingAddress[];

beforeEach(async () => {
  seen = [];
  const started = await listen(
    0,
    async (request) => {
      seen.push(request);
      return { status: 200, headers: [['Content-Type', 'text/plain']], body: 'a page' };
    },
    () => ({ isOpenTo: (name) => name === 'wiki1.example.org', certificate: () => certificate }),
  );
  if (!started.ok) throw new Error(english(started.error.message));
  listener = started.value;
});
afterEach(() => listener.close());

/** What a browser with a proxy does for an https address. */
async function connect(target: string): Promise<{ status: number; socket: Socket }> {
  const request = http.request({ port: listener.port, method: 'CONNECT', path: target, agent: false });
  request.end();
  const [response, socket] = (await once(request, 'connect')) as [http.IncomingMessage, Socket];
  return { status: response.statusCode ?? 0, socket };
}

test('an https page of the farm comes through the tunnel, and the wiki sees https and its own name', async () => {
  const { status, socket } = await connect('wiki1.example.org:443');
  expect(status).toBe(200);
  const secured = tls.connect({ socket, servername: 'wiki1.example.org', ca: certificate.certificatePem });
  await once(secured, 'secureConnect');
  secured.write('GET /FrontPage?action=raw HTTP/1.1\r\nHost: wiki1.example.org\r\nConnection: close\r\n\r\n');
  const [answer] = (await once(secured, 'data')) as [Buffer];
  expect(answer.toString()).toContain('200 OK');
  expect(seen).toMatchObject([
    { scheme: 'https', host: 'wiki1.example.org', fullPath: '/FrontPage', query: 'action=raw' },
  ]);
  secured.destroy();
});

test.each(['evil.example:443', '127.0.0.1:22', 'wiki1.example.org', 'wiki1.example.org:443/x', ''])(
  'no tunnel leads to %j',
  async (target) => {
    const { status, socket } = await connect(target || ':');
    expect(status).toBe(403);
    socket.destroy();
  },
);
