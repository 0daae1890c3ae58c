import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { guarded, heard, reportFault, toldElsewhere } from '../base/guard.ts';
import { openLoopbackServer } from '../base/loopback-server.ts';
import type { WikiRequest, WikiResponse } from '../wiki/request.ts';
import type { FarmCertificate } from './certificate.ts';
import { RequestBody } from './request-body.ts';
import { parseHost } from '../../shared/host.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** A request in the form a wiki takes it, before anybody knows which wiki that is: nothing is split off yet. */
export type IncomingAddress = Omit<WikiRequest, 'serverPort' | 'scriptRoot' | 'path'> & {
  /** Percent-encoded path from the root. */
  readonly fullPath: string;
};

export type Answer = (request: IncomingAddress) => Promise<WikiResponse>;

/** One loopback port that is listened on. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** The farm's https names, which an identity window reaches by CONNECT (DESIGN §6). */
export interface Tunnels {
  readonly isOpenTo: (hostName: string) => boolean;
  readonly certificate: () => FarmCertificate;
}

/** Bodies are bounded by the wiki; these bound everything before it. */
const maxHeaderBytes = 32 * 1024;
const headersTimeoutMs = 20_000;
const requestTimeoutMs = 300_000;

/** Listens on 127.0.0.1; port 0 takes a free one. A taken port is an expected failure. */
export async function listen(
  port: number,
  answer: Answer,
  tunnels: () => Tunnels | null = () => null,
): Promise<Result<Listener>> {
  const opened = await openLoopbackServer(port, {
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
  });
  if (opened.kind === 'refused') return fail(portRefused(port, opened.error));
  const { server } = opened;
  server.on(
    'request',
    guarded('http: a request', (request: IncomingMessage, response: ServerResponse) =>
      serve(request, response, { answer, isAwaited: false }),
    ),
  );
  // A client that asks first is judged before it sends its body.
  server.on(
    'checkContinue',
    guarded('http: a request', (request: IncomingMessage, response: ServerResponse) =>
      serve(request, response, { answer, isAwaited: true }),
    ),
  );
  server.on(
    'connect',
    guarded('http: a tunnel', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      openTunnel(server, tunnels(), { target: request.url ?? '', socket, head }),
    ),
  );
  return ok({ port: opened.port, close: () => closeServer(server) });
}

function portRefused(port: number, { code, message }: NodeJS.ErrnoException): AppError {
  const taken = code === 'EADDRINUSE';
  return {
    code: taken ? 'port-in-use' : code === 'EACCES' ? 'forbidden' : 'internal',
    message: taken ? sentence('farm.portTaken', { port }) : sentence('farm.portForbidden', { port }),
    hint: sentence('farm.port.hint'),
    detail: message,
  };
}

interface TunnelRequest {
  /** `name:port` */
  readonly target: string;
  readonly socket: Duplex;
  /** What the client sent behind its request already. */
  readonly head: Buffer;
}

/** What comes out of the tunnel is served like everything else, only as https. */
function openTunnel(server: Server, tunnels: Tunnels | null, { target, socket, head }: TunnelRequest): void {
  heard(socket, () => socket.destroy());
  const refuse = (status: string): void => {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };
  const host = parseHost(target);
  if (tunnels === null || host === null || host.port === null || !tunnels.isOpenTo(host.name))
    return refuse('403 Forbidden');
  let certificate: FarmCertificate;
  try {
    certificate = tunnels.certificate();
  } catch (error) {
    refuse('503 Service Unavailable');
    throw error;
  }
  const { certificatePem: cert, privateKeyPem: key } = certificate;
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.length > 0) socket.unshift(head);
  // A CONNECT arrives on a plain TCP socket; Node's type is wider than what it hands over.
  const options = { isServer: true, cert, key };
  const secured: TLSSocket = heard(new TLSSocket(socket as Socket, options), () => secured.destroy());
  server.emit('connection', secured);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, isAwaited }: { readonly answer: Answer; readonly isAwaited: boolean },
): Promise<void> {
  // A connection that breaks tells its `close`, which everybody here waits for too.
  heard(request, toldElsewhere);
  heard(response, toldElsewhere);
  const body = new RequestBody(request, response, isAwaited);
  try {
    const incoming = toIncoming(request, body);
    const result = incoming === null ? badRequest : await answer(incoming);
    await send(response, result, { isHead: request.method === 'HEAD', received: body });
  } catch (error) {
    // A connection that broke while being written to is nobody's fault.
    if (!request.destroyed && !response.destroyed) reportFault('http: an answer', error);
    response.destroy();
  }
}

const badRequest: WikiResponse = {
  status: 400,
  headers: [['Content-Type', 'text/plain; charset=utf-8']],
  body: 'This request can not be understood.\n',
};

/**
 * Takes the origin form (`/path`) and the absolute form (`http://host/path`) that a proxy client sends. Null: the address
 * has another form, or its host is none.
 */
function toIncoming(request: IncomingMessage, body: RequestBody): IncomingAddress | null {
  let target = request.url ?? '/';
  let host = request.headers.host ?? `localhost:${request.socket.localPort ?? 80}`;
  const absolute = /^(https?):\/\/([^/?#]+)(.*)$/i.exec(target);
  if (absolute) {
    host = absolute[2] ?? host;
    target = absolute[3] ?? '/';
    if (!target.startsWith('/')) target = `/${target}`;
  }
  if (!target.startsWith('/') || parseHost(host) === null) return null;
  const [withoutFragment = '/'] = target.split('#', 1);
  const mark = withoutFragment.indexOf('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: request.method ?? 'GET',
    scheme: request.socket instanceof TLSSocket ? 'https' : 'http',
    host,
    fullPath: mark < 0 ? withoutFragment : withoutFragment.slice(0, mark),
    query: mark < 0 ? '' : withoutFragment.slice(mark + 1),
    headers,
    remoteAddress: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    environ: {},
    body: body.chunks(),
  };
}

async function send(
  response: ServerResponse,
  result: WikiResponse,
  { isHead, received }: { readonly isHead: boolean; readonly received: RequestBody },
): Promise<void> {
  const grouped = new Map<string, string | string[]>();
  for (const [name, value] of result.headers) {
    const before = grouped.get(name);
    grouped.set(name, before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]);
  }
  response.statusCode = result.status;
  // Node decodes Content-Disposition once more when it knows the length by then (spec/actions.md §6 wants raw UTF-8).
  const isLength = (name: string): boolean => name.toLowerCase() === 'content-length';
  const inOrder = [...grouped].toSorted(([a], [b]) => Number(isLength(a)) - Number(isLength(b)));
  for (const [name, value] of inOrder) response.setHeader(name, value);
  if (received.isUnread) response.setHeader('Connection', 'close');
  if (result.body instanceof Readable) {
    if (isHead) {
      result.body.destroy();
      response.end();
      return;
    }
    await pipeline(result.body, response);
    return;
  }
  const body = typeof result.body === 'string' ? Buffer.from(result.body, 'utf8') : result.body;
  if (!response.hasHeader('Content-Length') && result.status !== 304)
    response.setHeader('Content-Length', body.byteLength);
  // Written before the end for the same reason: `end` with a body tells the length first.
  if (!isHead && result.status !== 304 && body.byteLength > 0) response.write(body);
  else response.flushHeaders();
  if (received.isUnread) await received.discard();
  response.end();
}
