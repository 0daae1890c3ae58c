import { beforeEach, describe, expect, test } from 'vitest';
import { farmProcesses, type HostProcess } from '../../../electron/desktop/farm-process.ts';
import type {
  FarmConnection,
  FarmHostOptions,
  FromHost,
  ToHost,
} from '../../../electron/farm/farm-connection.ts';
import { ok, type AppError } from '../../../shared/result.ts';
import { english } from '../../../shared/texts/english.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

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
  kill(): void {
    this.killed = true;
    this.exit(9);
  }
  say(message: FromHost): void {
    this.#onMessage(message);
  }
  exit(code: number): void {
    this.#onExit(code);
  }
}

const quick = {
  startMs: 30,
  answerMs: 30,
  closeMs: 30,
  beatMs: 10_000,
  impatientMs: 10_000,
  silentMs: 10_000,
};
let host: FakeHost;

beforeEach(() => {
  host = new FakeHost();
  host.answers = (message) => (message.type === 'start' ? { type: 'ready' } : null);
});

async function start(times = quick): Promise<FarmConnection> {
  const connected = await farmProcesses(() => host, times)(options);
  if (!connected.ok) throw new Error(english(connected.error.message));
  return connected.value;
}

describe('starting', () => {
  test('hands the options over and waits until the host is ready', async () => {
    await start();
    expect(host.received).toEqual([{ type: 'start', options }]);
  });

  test('fails when the host ends first', async () => {
    host.answers = () => null;
    const starting = start();
    host.exit(1);
    await expect(starting).rejects.toThrow('ended unexpectedly');
  });

  test('fails with the host’s own words when it can’t open the farm', async () => {
    const error = { code: 'port-in-use', message: sentence('farm.portTaken', { port: 8080 }) } as const;
    host.answers = () => ({ type: 'failed', error });
    await expect(start()).rejects.toThrow(english(error.message));
    expect(host.killed).toBe(true);
  });

  test('gives up on a silent host and ends it', async () => {
    host.answers = () => null;
    await expect(start()).rejects.toThrow('did not get ready');
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
    const reasons: AppError[] = [];
    connection.onExit((reason) => reasons.push(reason));
    host.exit(11);
    expect(reasons).toMatchObject([{ code: 'host-died', detail: 'It ended with code 11.' }]);
  });

  test('that was asked for is told to nobody', async () => {
    const connection = await start();
    const reasons: AppError[] = [];
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

describe('a host that hangs', () => {
  const impatient = { ...quick, answerMs: 10_000, impatientMs: 5, silentMs: 20 };

  test('is found when an answer takes long, ended, and told as such', async () => {
    const connection = await start(impatient);
    const reasons: AppError[] = [];
    connection.onExit((reason) => reasons.push(reason));
    expect(await connection.request('farm:overview', [])).toMatchObject({ error: { code: 'host-died' } });
    expect(host.killed).toBe(true);
    expect(reasons.map(({ message }) => english(message))).toEqual([
      'The farm’s host process stopped answering, so Croft ended it.',
    ]);
  });

  test('is found at rest, too', async () => {
    await start({ ...quick, beatMs: 5, silentMs: 20 });
    await expect.poll(() => host.killed).toBe(true);
  });

  test('is another thing than one that works for long and says that it lives', async () => {
    host.answers = ({ type }) =>
      type === 'start' ? { type: 'ready' } : type === 'ping' ? { type: 'pong' } : null;
    const connection = await start({ ...impatient, beatMs: 5 });
    const waiting = connection.request('session:range', []);
    const pings = () => host.received.filter(({ type }) => type === 'ping').length;
    await expect.poll(pings).toBeGreaterThan(3);
    host.say({ type: 'answer', id: 1, result: ok('rows') });
    expect(await waiting).toEqual(ok('rows'));
    expect(host.killed).toBe(false);
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
