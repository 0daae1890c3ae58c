import { beforeEach, describe, expect, test } from 'vitest';
import { serveOverIpc, type IpcCall } from '../../../electron/transport/electron-ipc.ts';
import { requests } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import { fakeApi, type FakeApi } from '../../fakes/served-api.ts';

type Listener = (event: IpcCall, ...args: unknown[]) => Promise<unknown>;

const settings = {
  theme: 'dark',
  language: 'de',
  restoreFarms: false,
  foldedGroups: [],
  savedFilters: [],
  tourSeen: true,
  notifications: true,
  keepInTray: false,
  confirmQuit: true,
  updateFeed: null,
} as const;
const ownFrame: IpcCall = { senderFrame: { url: 'app://croft/index.html', parent: null } };

let channels: Map<string, Listener>;
let sent: [string, unknown][];
let lines: string[];
let api: FakeApi;
let stop: () => void;
let pageGone: boolean;

beforeEach(() => {
  channels = new Map();
  sent = [];
  lines = [];
  pageGone = false;
  api = fakeApi({
    'settings:get': () => Promise.resolve(ok({ ...settings, password: 'not declared' })),
    'farm:forget': () => Promise.reject(new Error('a defect')),
    'farm:list': () => Promise.resolve(ok([{ id: 'garden' }] as never)),
  });
  stop = serveOverIpc({
    receiver: {
      handle: (channel, listener) => channels.set(channel, listener),
      removeHandler: (channel) => channels.delete(channel),
    },
    api,
    isOwnPage: (address) => address.startsWith('app://croft/'),
    pages: () => [{ isDestroyed: () => pageGone, send: (channel, payload) => sent.push([channel, payload]) }],
    log: (line) => lines.push(line),
  });
});

const ask = (name: string, event: IpcCall, ...args: unknown[]) => channels.get(name)?.(event, ...args);

describe('requests', () => {
  test('have one channel each, named as in the contract', () => {
    expect([...channels.keys()].sort()).toEqual(Object.keys(requests).sort());
  });

  test('are answered with what the contract declares and nothing more', async () => {
    expect(await ask('settings:get', ownFrame)).toEqual({ ok: true, value: settings });
  });

  test.each([
    ['no frame', { senderFrame: null }],
    ['a foreign page', { senderFrame: { url: 'http://wiki.example.org/', parent: null } }],
    ['a frame inside our page', { senderFrame: { url: 'app://croft/index.html', parent: {} } }],
  ])('are refused to %s', async (_name, event) => {
    expect(await ask('settings:get', event)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(lines.join()).toContain('refused settings:get');
  });

  test.each([[[]], [[1]], [['']], [['a', 'b']], [['x'.repeat(201)]], [[{ toString: () => 'a' }]]])(
    'with the arguments %j are refused before the handler runs',
    async (args) => {
      expect(await ask('farm:forget', ownFrame, ...args)).toMatchObject({
        ok: false,
        error: { code: 'bad-argument' },
      });
    },
  );

  test('whose handler has a defect answer `internal` and leave a trace in the log', async () => {
    expect(await ask('farm:forget', ownFrame, 'garden')).toMatchObject({
      ok: false,
      error: { code: 'internal', detail: 'a defect' },
    });
    expect(lines.join()).toContain('a defect');
  });

  test('whose handler answers in a wrong shape answer `internal`', async () => {
    expect(await ask('farm:list', ownFrame)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('events', () => {
  test('go to each page on the channel of their name', () => {
    api.emit('farm:removed', { farmId: 'garden' });
    expect(sent).toEqual([['farm:removed', { farmId: 'garden' }]]);
  });

  test('of a wrong shape are dropped and logged', () => {
    api.emit('farm:removed', { farmId: 7 } as never);
    expect(sent).toEqual([]);
    expect(lines.join()).toContain('farm:removed');
  });

  test('do not reach a page that is gone', () => {
    pageGone = true;
    api.emit('farm:removed', { farmId: 'garden' });
    expect(sent).toEqual([]);
  });
});

test('stopping removes every channel and listener', () => {
  stop();
  expect(channels.size).toBe(0);
  expect(api.listeners).toBe(0);
});
