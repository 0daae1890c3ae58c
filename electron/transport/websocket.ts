import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import { guarded, heard, reportFault, toldElsewhere } from '../base/guard.ts';
import { openLoopbackServer } from '../base/loopback-server.ts';
import { socketPath, type ServerFrame } from '../../shared/contract.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { Entrance } from './entrance.ts';
import { readPageFile } from './page-files.ts';
import { answerRequest, checkedPayload, type LogLine, type ServedApi } from './served-api.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export interface ManageParts {
  /** 0 = a free one. */
  readonly port: number;
  /** Folder of the built pages. */
  readonly pages: string;
  readonly api: ServedApi;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: LogLine;
}

export interface ManageServer {
  readonly port: number;
  /** The address to open, with the token of this run; for the person's eyes, never for a log. */
  readonly url: string;
  close(): Promise<void>;
}

/** The longest frame: a configuration file of 10 MB, escaped. */
const longestFrameBytes = 24 * 1024 * 1024;
/** A page that does not read for so long is let go; it asks anew when it comes back. */
const mostWaitingBytes = 64 * 1024 * 1024;

/**
 * Serves the window's pages and the contract to browsers on this computer (STYLE.md §4).
 *
 * Loopback only; every request must name a loopback host, the upgrade also our own origin; nothing but the entrance
 * answers without the cookie that the one-time token was exchanged for.
 */
export async function serveManagement(parts: ManageParts): Promise<Result<ManageServer>> {
  const opened = await openLoopbackServer(parts.port, {
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
  });
  if (opened.kind === 'refused') return fail(portRefused(parts.port, opened.error));
  const { server, port } = opened;
  const entrance = new Entrance(port, parts.randomBytes);
  const sockets = heard(
    new WebSocketServer({ noServer: true, maxPayload: longestFrameBytes, perMessageDeflate: false }),
    (error) => reportFault('manage: sockets', error),
  );
  server.on(
    'request',
    guarded('manage: a request', async (request: IncomingMessage, response: ServerResponse) => {
      heard(request, toldElsewhere);
      heard(response, toldElsewhere);
      try {
        await answerPage(request, response, entrance, parts);
      } catch (error) {
        response.destroy();
        throw error;
      }
    }),
  );
  server.on(
    'upgrade',
    guarded('manage: a socket', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      heard(socket, () => socket.destroy());
      if (!mayUpgrade(request, entrance)) {
        parts.log('manage: refused a socket');
        refuseUpgrade(socket);
        return;
      }
      sockets.handleUpgrade(request, socket, head, (client) => serveClient(client, parts));
    }),
  );
  const stopEvents = parts.api.onEvent((name, payload) => {
    if (sockets.clients.size === 0) return;
    const checked = checkedPayload(name, payload, parts.log);
    if (checked === null) return;
    for (const client of sockets.clients) tell(client, { event: name, payload: checked.payload });
  });
  return ok({
    port,
    url: entrance.url,
    close: async () => {
      stopEvents();
      for (const client of sockets.clients) client.close(1001);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of sockets.clients) client.terminate();
    },
  });
}

const portRefused = (port: number, { code, message }: NodeJS.ErrnoException): AppError =>
  code === 'EADDRINUSE'
    ? {
        code: 'port-in-use',
        message: sentence('farm.portTaken', { port }),
        hint: sentence('farm.managePort.hint'),
      }
    : { code: 'forbidden', message: sentence('farm.portForbidden', { port }), detail: message };

const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };

async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  entrance: Entrance,
  parts: ManageParts,
): Promise<void> {
  const end = (
    status: number,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array,
  ): void => {
    response.writeHead(status, { ...headers, 'referrer-policy': 'no-referrer' });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (!entrance.isOwnHost(request.headers.host)) return end(421, plain, 'Not a name of this server.\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, plain, 'Only GET.\n');
  const url = new URL(request.url ?? '/', 'http://localhost');
  const token = url.searchParams.get('token');
  if (token !== null) {
    const cookie = entrance.exchange(token);
    if (cookie !== null)
      return end(303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }, '');
    // A person who opens the same link again in the same browser is simply let through.
    if (entrance.isInside(request.headers.cookie)) return end(303, { location: '/' }, '');
  }
  if (!entrance.isInside(request.headers.cookie))
    return end(403, plain, 'Open the address that Croft printed when it started; it works once.\n');
  const makeNonce = (): string => Buffer.from(parts.randomBytes(16)).toString('base64');
  const page = await readPageFile(parts.pages, url.pathname, makeNonce, 'http: https:');
  if (page === null) return end(404, plain, 'There is no such page.\n');
  end(200, page.headers, page.body);
}

function mayUpgrade(request: IncomingMessage, entrance: Entrance): boolean {
  const { host, origin, cookie } = request.headers;
  return (
    request.url === socketPath &&
    entrance.isOwnHost(host) &&
    // A program that sends no Origin is no page of ours.
    origin === `http://${host}` &&
    entrance.isInside(cookie)
  );
}

function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

const requestFrame = z.object({ id: z.int(), name: z.string(), args: z.array(z.unknown()) });

function serveClient(client: WebSocket, { api, log }: ManageParts): void {
  // A broken connection ends with `close`, which `ws` handles; the error itself says nothing a person could use.
  heard(client, (error) => log(`manage: socket: ${error.message}`));
  client.on(
    'message',
    guarded('manage: a message', async (data, isBinary) => {
      const frame = !isBinary && Buffer.isBuffer(data) ? parseFrame(data.toString('utf8')) : null;
      if (frame === null) {
        client.close(1007);
        return;
      }
      tell(client, { id: frame.id, result: await answerRequest(api, frame.name, frame.args, log) });
    }),
  );
}

function parseFrame(text: string): z.output<typeof requestFrame> | null {
  try {
    return z.parse(requestFrame, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof $ZodError) return null;
    throw error;
  }
}

function tell(client: WebSocket, frame: ServerFrame): void {
  if (client.readyState !== WebSocket.OPEN) return;
  if (client.bufferedAmount > mostWaitingBytes) client.close(1013);
  else client.send(JSON.stringify(frame));
}
