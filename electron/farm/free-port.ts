import { createServer } from 'node:net';

const mostTried = 100;

/** The first port from `first` on that nobody listens on at this computer; null when the next hundred are taken. */
export async function freePortFrom(first: number): Promise<number | null> {
  for (let port = first; port < first + mostTried && port <= 65_535; port++)
    if (await isFree(port)) return port;
  return null;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
