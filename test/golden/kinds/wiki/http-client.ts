import { request as httpRequest, Agent, type IncomingHttpHeaders } from 'node:http';
import { listen, type Listener } from '../../../../electron/farm/listener.ts';
import type { WikiRequest, WikiResponse } from '../../../../electron/wiki/request.ts';
import { english } from '../../../../shared/texts/english.ts';

/** What a golden step sends, besides what HTTP carries: the address it came to and what a web server in front would add. */
export interface GoldenRequest {
  readonly method: string;
  /** Whole address; its scheme and port are what the wiki sees, the connection goes to our test server. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly scriptRoot?: string;
  /** SERVER_PORT; default the port of the URL. */
  readonly serverPort?: number;
  readonly remoteAddress?: string;
  readonly environ?: Readonly<Record<string, string>>;
  readonly handle: (request: WikiRequest) => Promise<WikiResponse>;
}

export interface GoldenAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As bytes were sent, one character each. */
  readonly setCookie: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
}

/** One real HTTP server for all golden wikis; requests are told apart by a header that never reaches a wiki. */
export class GoldenServer {
  readonly #listener: Listener;
  readonly #waiting = new Map<string, GoldenRequest>();
  readonly #agent = new Agent({ keepAlive: true });
  #next = 0;

  private constructor(listener: Listener) {
    this.#listener = listener;
  }

  static async start(): Promise<GoldenServer> {
    // The listener needs its handler before there is an object to hold the table.
    let answer: ((request: Parameters<Parameters<typeof listen>[1]>[0]) => Promise<WikiResponse>) | null =
      null;
    const listening = await listen(0, (request) => {
      if (answer === null) throw new Error('not ready');
      return answer(request);
    });
    if (!listening.ok) throw new Error(english(listening.error.message));
    const server = new GoldenServer(listening.value);
    answer = async ({ fullPath, headers, ...rest }) => {
      const { [idHeader]: id = '', ...others } = headers;
      const sent = server.#waiting.get(id);
      if (sent === undefined) return { status: 500, headers: [], body: 'no such golden request' };
      const url = new URL(sent.url);
      const scriptRoot = sent.scriptRoot ?? '';
      return sent.handle({
        ...rest,
        headers: others,
        scheme: url.protocol === 'https:' ? 'https' : 'http',
        serverPort: sent.serverPort ?? portOf(url),
        scriptRoot,
        path: fullPath.slice(scriptRoot.length),
        remoteAddress: sent.remoteAddress ?? '127.0.0.1',
        environ: sent.environ ?? {},
      });
    };
    return server;
  }

  send(sent: GoldenRequest): Promise<GoldenAnswer> {
    const id = String((this.#next += 1));
    this.#waiting.set(id, sent);
    const url = new URL(sent.url);
    return new Promise<GoldenAnswer>((resolve, reject) => {
      const outgoing = httpRequest(
        {
          host: '127.0.0.1',
          port: this.#listener.port,
          agent: this.#agent,
          method: sent.method,
          path: pathAndQuery(sent.url),
          headers: { Host: url.host, ...sent.headers, [idHeader]: id },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const bytes = Buffer.concat(chunks);
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              setCookie: incoming.headers['set-cookie'] ?? [],
              bytes,
              text: bytes.toString('utf8'),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(sent.body);
    }).finally(() => this.#waiting.delete(id));
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#listener.close();
  }
}

const idHeader = 'x-golden-request';

const portOf = (url: URL): number =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);

/** As written: `new URL` would normalise what a golden path means literally. */
function pathAndQuery(url: string): string {
  const rest = /^[a-z]+:\/\/[^/?#]*(.*)$/i.exec(url)?.[1] ?? '/';
  const path = rest === '' || rest.startsWith('?') ? `/${rest}` : rest;
  return path.replace(/[^\u0021-\u007e]/g, (character) => encodeURIComponent(character));
}

export const formBody = (form: Readonly<Record<string, string>>): string =>
  new URLSearchParams(form).toString();
