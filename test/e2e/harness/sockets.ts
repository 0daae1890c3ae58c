import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface ListeningSocket {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
}

/** TCP sockets that processes listen on, as the kernel lists them. */
export function listeningSockets(pids: readonly number[]): ListeningSocket[] {
  const byInode = new Map([...table('/proc/net/tcp'), ...table('/proc/net/tcp6')]);
  return pids.flatMap((pid) =>
    inodesOf(pid).flatMap((inode) => {
      const socket = byInode.get(inode);
      return socket === undefined ? [] : [{ pid, ...socket }];
    }),
  );
}

/** A process and all that came of it. */
export function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(Number(name))] as const);
  const below = (pid: number): number[] => [
    pid,
    ...parents.filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  return below(root);
}

export const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');

const listening = '0A';

function table(file: string): [string, { readonly address: string; readonly port: number }][] {
  return read(file)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening)
    .map((fields) => {
      const [address = '', port = ''] = (fields[1] ?? '').split(':');
      return [fields[9] ?? '', { address: readableAddress(address), port: Number.parseInt(port, 16) }];
    });
}

/** The kernel writes IPv4 addresses as one number in the machine's byte order. */
const readableAddress = (hex: string): string =>
  hex.length === 8 ? [...Buffer.from(hex, 'hex')].toReversed().join('.') : hex;

function inodesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return ifThere(() => readdirSync(folder), []).flatMap((name) => {
    const target = ifThere(() => readlinkSync(`${folder}/${name}`), '');
    return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
  });
}

const parentOf = (pid: number): number =>
  Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

const read = (file: string): string => ifThere(() => readFileSync(file, 'utf8'), '');

/** Processes and their files end while one looks at them. */
function ifThere<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ESRCH') return otherwise;
    throw error;
  }
}
