import { beforeEach, describe, expect, test } from 'vitest';
import { farmProcesses, type HostProcess } from '../../../electron/desktop/farm-process.ts';
import type {
  FarmConnection,
  FarmHostOptions,
  FromHost,
  ToHost,
} from '../../../electron/farm/farm-connection.ts';
import { ok } from '../../../shared/result.ts';

const options: FarmHostOptions = {
  farmId: 'garden',
  directory: '/farms/garden',
  readOnly: false,
  trusted: false,
  stateDirectory: '/state',
  port: null,
  allowedHosts: [],
};

/** A host process whose answers a test decides. */
class FakeHost implements HostProcess {
  readonly received: ToHost[] = [];
  killed = false;
  answers: (message: ToHost) => FromHost | null = () => null;
  #onMessage: (message: FromHost) => void = () => undefined;
  #onExit: (code: number) => void = () => undefined;

  postMessage(message: ToHost): void {
    this.received.push(message);
    const answer = this.answers(message);
    if (answer !== null) queueMicrotask(() => this.#onMessage(answer));
  }
  on(event: 'message' | 'exit', listener: never): void {
    if (event === 'message') this.#onMessage = listener;
    else this.#onExit = listener;
  }
  kill(): boolean {
    this.killed = true;
    this.exit(9);
    return true;
  }
  say(message: FromHost): void {
    this.#onMessage(message);
  }
  exit(code: number): void {
    this.#onExit(code);
  }
}

const quick = { startMs: 30, answerMs: 30, closeMs: 30 };
let host: FakeHost;

beforeEach(() => {
  host = new FakeHost();
  host.answers = (message) => (message.type === 'start' ? { type: 'ready' } : null);
});

const start = (): Promise<FarmConnection> => farmProcesses(() => host, quick)(options);

describe('starting', () => {
  test('hands the options over and waits until the host is ready', async () => {
    await start();
    expect(host.received).toEqual([{ type: 'start', options }]);
  });

  test('fails when the host ends first', async () => {
    host.answers = () => null;
    const starting = start();
    host.exit(1);
    await expect(starting).rejects.toThrow('ended while starting');
  });

  test('gives up on a silent host and ends it', async () => {
    host.answers = () => null;
    await expect(start()).rejects.toThrow('not ready');
    expect(host.killed).toBe(true);
  });
});

describe('requests', () => {
  test('get their own answers, whatever the order', async () => {
    const connection = await start();
    const first = connection.request('farm:overview', ['garden']);
    const second = connection.request('log:range', ['garden']);
    host.say({ type: 'answer', id: 2, result: ok('log') });
    host.say({ type: 'answer', id: 1, result: ok('overview') });
    expect(await Promise.all([first, second])).toEqual([ok('overview'), ok('log')]);
  });

  test('answer host-died when the host is silent', async () => {
    const connection = await start();
    expect(await connection.request('farm:overview', [])).toMatchObject({
      ok: false,
      error: { code: 'host-died' },
    });
  });

  test('that wait answer host-died at once when the host ends', async () => {
    const connection = await start();
    const waiting = connection.request('farm:overview', []);
    host.exit(11);
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'host-died' } });
    expect(await connection.request('farm:overview', [])).toMatchObject({ error: { code: 'host-died' } });
  });
});

describe('the end', () => {
  test('that nobody asked for is told once, with its reason', async () => {
    const connection = await start();
    const reasons: string[] = [];
    connection.onExit((reason) => reasons.push(reason));
    host.exit(11);
    expect(reasons).toEqual(['it ended with code 11']);
  });

  test('that was asked for is told to nobody', async () => {
    const connection = await start();
    const reasons: string[] = [];
    connection.onExit((reason) => reasons.push(reason));
    host.answers = (message) => {
      if (message.type === 'close') queueMicrotask(() => host.exit(0));
      return null;
    };
    await connection.close();
    expect(reasons).toEqual([]);
    expect(host.killed).toBe(false);
  });

  test('is forced on a host that does not close', async () => {
    const connection = await start();
    await connection.close();
    expect(host.killed).toBe(true);
  });
});

test('events reach those who listen, until they stop', async () => {
  const connection = await start();
  const seen: unknown[] = [];
  const stop = connection.onEvent((event) => seen.push(event));
  host.say({ type: 'event', event: 'wiki:changed', payload: 1 });
  stop();
  host.say({ type: 'event', event: 'wiki:changed', payload: 2 });
  expect(seen).toEqual([{ event: 'wiki:changed', payload: 1 }]);
});
