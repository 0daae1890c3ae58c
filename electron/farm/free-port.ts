import { openLoopbackServer } from '../base/loopback-server.ts';

const mostTried = 100;

/** The first port from `first` on that nobody listens on at this computer; null when the next hundred are taken. */
export async function freePortFrom(first: number): Promise<number | null> {
  for (let port = first; port < first + mostTried && port <= 65_535; port++)
    if (await isFree(port)) return port;
  return null;
}

async function isFree(port: number): Promise<boolean> {
  const opened = await openLoopbackServer(port);
  if (opened.kind === 'refused') return false;
  await new Promise<void>((resolve) => opened.server.close(() => resolve()));
  return true;
}
