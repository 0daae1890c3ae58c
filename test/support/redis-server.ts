import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const binary = '/usr/bin/redis-server';

export interface RedisServer {
  readonly url: string;
  /** Kills it, so that clients see a server that is away. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Kills it for good and tidies up. */
  dispose(): Promise<void>;
}

/** Why tests can't have a Redis here; null = they can. Installs Debian's package if run as root. */
export function redisObstacle(): string | null {
  if (existsSync(binary)) return null;
  if (process.getuid?.() !== 0) return `${binary} is not installed (apt-get install redis-server)`;
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
      stdio: 'ignore',
    });
    return existsSync(binary) ? null : `${binary} is missing after its installation`;
  } catch (error) {
    return `redis-server could not be installed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A Redis of its own on a free port of the loopback, in memory only. */
export async function startRedis(): Promise<RedisServer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'croft-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn(
      binary,
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await outputContaining(child, 'Ready to accept connections');
  };
  const kill = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null) return;
    const exited = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await exited;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    dispose: async () => {
      await kill();
      await rm(directory, { recursive: true });
    },
  };
}

function outputContaining(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(text)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
