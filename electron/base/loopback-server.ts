import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { heard, reportFault } from './guard.ts';

export type OpenedServer =
  | { readonly kind: 'open'; readonly server: Server; readonly port: number }
  | { readonly kind: 'refused'; readonly error: NodeJS.ErrnoException };

/**
 * An HTTP server that listens on 127.0.0.1; port 0 takes a free one. A port that can't be had is an answer; what goes wrong
 * later is told to the log.
 */
export function openLoopbackServer(port: number, options: ServerOptions = {}): Promise<OpenedServer> {
  return new Promise((resolve) => {
    let isOpen = false;
    const server = heard(createServer(options), (error) => {
      if (isOpen) reportFault(`http: port ${port}`, error);
      else resolve({ kind: 'refused', error });
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      isOpen = true;
      resolve({ kind: 'open', server, port: (server.address() as AddressInfo).port });
    });
  });
}
