import { UnreadableError } from '../../../electron/base/disk-reading.ts';
import { describe, expect, test } from 'vitest';
import { createSessionService } from '../../../electron/session/create-session-service.ts';
import { MemorySessionStore } from '../../../electron/session/memory-store.ts';
import { decodePickle } from '../../../electron/session/pickle/decode.ts';
import { encodePickle } from '../../../electron/session/pickle/encode.ts';
import type { Session } from '../../../electron/session/session.ts';
import type {
  FinalizeResult,
  SessionEvent,
  SessionService,
  Visitor,
} from '../../../electron/session/session-service.ts';
import { pyInt, pyStr, pyUnicode } from '../../../shared/python-value.ts';
import { defaultSessionSettings, type SessionSettings } from '../../../shared/session/session-settings.ts';
import { deletionCookieLines } from '../../../shared/session/set-cookie.ts';
import { parseSessionId, sessionIdFrom, type SessionId } from '../../../shared/session/sid.ts';
import { toTypedJson, type TypedJson } from '../../../shared/session/typed-json.ts';
import { fromTypedJson } from '../../support/typed-json.ts';

const address = { serverPort: 8910, mountPath: '' };
const cookieName = 'MOIN_SESSION_8910_ROOT';
const noon = 1796000000;
const anonymous: Visitor = { valid: false };
const bob: Visitor = {
  valid: true,
  id: '1700000000.22.1002',
  authMethod: 'moin',
  authAttribs: [],
  rememberMe: false,
  switchedTo: null,
};
const anonymousOn = { cookieLifetime: [1, 12] } as const;
const strict = { compatibility: 'strict' } as const;

/** A wiki with its store, and clients that keep their cookie as browsers do. */
function wiki(settings: Partial<SessionSettings> = {}) {
  const events: SessionEvent[] = [];
  const store = new MemorySessionStore();
  let made = 0;
  const service = createSessionService({
    settings: { ...defaultSessionSettings, ...settings },
    siteid: 'wikiconfig',
    store,
    randomBytes: (count) => {
      made += 1;
      return new Uint8Array(count).fill(made);
    },
    report: (event) => events.push(event),
  });
  return { service, store, events, client: (cookie?: string) => new Client(service, cookie) };
}

class Client {
  cookie: string | undefined;
  readonly #service: SessionService;

  constructor(service: SessionService, cookie?: string) {
    this.#service = service;
    this.cookie = cookie;
  }

  begin(nowSeconds = noon): Promise<Session> {
    const cookieHeader = this.cookie === undefined ? undefined : `${cookieName}=${this.cookie}`;
    return this.#service.getSession({ cookieHeader, address, nowSeconds });
  }

  async end(session: Session, visitor: Visitor, nowSeconds = noon): Promise<FinalizeResult> {
    const result = await this.#service.finalize({ session, visitor, address, isHttps: false, nowSeconds });
    const value = /=([0-9a-f]*);/.exec(result.setCookie[0] ?? '')?.[1];
    if (value !== undefined) this.cookie = value === '' ? undefined : value;
    return result;
  }

  async visit(
    visitor: Visitor,
    nowSeconds = noon,
    change?: (session: Session) => void,
  ): Promise<FinalizeResult> {
    const session = await this.begin(nowSeconds);
    change?.(session);
    return this.end(session, visitor, nowSeconds);
  }

  get sid(): SessionId {
    const sid = parseSessionId(this.cookie);
    if (sid === null) throw new Error('this client has no session');
    return sid;
  }
}

async function contentOf(
  store: MemorySessionStore,
  sid: SessionId,
): Promise<Record<string, TypedJson> | null> {
  const stored = await store.read(sid);
  if (stored.kind !== 'present') return null;
  const decoded = decodePickle(stored.bytes);
  if (decoded.kind !== 'ok') return null;
  return Object.fromEntries(
    decoded.value.entries.map(([key, value]) => [
      key.type === 'str' ? new TextDecoder().decode(key.bytes) : '?',
      toTypedJson(value),
    ]),
  );
}

const storeBytes = (store: MemorySessionStore, sid: string, bytes: Uint8Array) =>
  store.write(parseSessionId(sid) ?? ('' as SessionId), bytes, { expected: 'any', lifetimeSeconds: 60 });

describe('anonymous visitors', () => {
  test.each(['default', 'strict'] as const)(
    '%s: a session begins with the second request',
    async (compatibility) => {
      const { client, store } = wiki({ ...anonymousOn, compatibility });
      const visitor = client();
      const first = await visitor.begin();
      expect(first.isNew).toBe(true);
      first.set('test', pyInt(1));
      expect((await visitor.end(first, anonymous)).stored).toBe('untouched');
      expect(await store.list()).toEqual([]);

      const second = await visitor.begin();
      expect(second.isNew).toBe(false);
      expect(second.has('test')).toBe(false);
      second.set('test', pyInt(2));
      expect((await visitor.end(second, anonymous)).stored).toBe('written');
      expect(second.sid === first.sid).toBe(compatibility === 'strict');

      const third = await visitor.begin();
      expect(third.get('test')).toEqual(pyInt(2));
      expect(third.sid).toBe(second.sid);
    },
  );

  test('without anonymous sessions there is neither cookie nor file, and a left-over cookie is deleted', async () => {
    const { client, store } = wiki();
    expect((await client().visit(anonymous)).setCookie).toEqual([]);
    const leftOver = client('a'.repeat(40));
    const { setCookie } = await leftOver.visit(anonymous);
    expect(setCookie).toEqual([`${cookieName}=; Expires=Thu, 01-Jan-1970 00:00:00 GMT; Max-Age=0; Path=/`]);
    expect(await store.list()).toEqual([]);
  });

  test('an unchanged session is written once a minute only', async () => {
    const { client } = wiki(anonymousOn);
    const visitor = client();
    await visitor.visit(anonymous);
    expect((await visitor.visit(anonymous)).stored).toBe('written');
    expect((await visitor.visit(anonymous, noon + 39)).stored).toBe('untouched');
    expect((await visitor.visit(anonymous, noon + 40)).stored).toBe('written');
  });
});

describe('login and logout', () => {
  test('a login without a cookie is stored at once, with its end', async () => {
    const { client, store } = wiki();
    const visitor = client();
    const { setCookie } = await visitor.visit(bob);
    expect(setCookie).toEqual([
      `${cookieName}=${visitor.sid}; Expires=Mon, 30-Nov-2026 12:53:00 GMT; Max-Age=43200; HttpOnly; Path=/; SameSite=Lax`,
    ]);
    expect(await contentOf(store, visitor.sid)).toEqual({
      'user.id': { str: '1700000000.22.1002' },
      'user.auth_method': { str: 'moin' },
      'user.auth_attribs': { tuple: [] },
      expires: { int: '1796043180' },
    });
  });

  test('strict: the first save of a login has no end, and the cookie no new attributes', async () => {
    const { client, store } = wiki(strict);
    const visitor = client();
    const { setCookie } = await visitor.visit(bob);
    expect(setCookie[0]).not.toMatch(/HttpOnly|SameSite/);
    expect(Object.keys((await contentOf(store, visitor.sid)) ?? {})).not.toContain('expires');
    await visitor.visit(bob);
    expect(await contentOf(store, visitor.sid)).toMatchObject({ expires: { int: '1796043180' } });
  });

  test('an anonymous session keeps its content and gets a new id at login; the old id is gone', async () => {
    const { client, store } = wiki(anonymousOn);
    const visitor = client();
    await visitor.visit(anonymous);
    await visitor.visit(anonymous, noon, (session) => session.set('cart', pyInt(3)));
    const before = visitor.sid;
    await visitor.visit(bob);
    expect(visitor.sid).not.toBe(before);
    expect(await contentOf(store, visitor.sid)).toMatchObject({ cart: { int: '3' } });
    expect(await store.list()).toEqual([visitor.sid]);
  });

  test('strict: the id stays at login', async () => {
    const { client } = wiki({ ...anonymousOn, ...strict });
    const visitor = client();
    await visitor.visit(anonymous);
    const before = visitor.sid;
    await visitor.visit(bob);
    expect(visitor.sid).toBe(before);
  });

  test('the new id is known before the page is built, and finalize keeps it', async () => {
    const { client, service } = wiki(anonymousOn);
    const visitor = client();
    await visitor.visit(anonymous);
    await visitor.visit(anonymous);
    const session = await visitor.begin();
    expect(service.renewForVisitor(session, bob)).toBe(true);
    const { sid } = session;
    expect(service.renewForVisitor(session, bob)).toBe(false);
    await visitor.end(session, bob);
    expect(visitor.sid).toBe(sid);
  });

  test('an answer that was under way during the login leaves the new cookie alone', async () => {
    const { client } = wiki();
    const visitor = client();
    await visitor.visit(bob);
    const secondTab = client(visitor.cookie);
    await visitor.visit({ ...bob, switchedTo: '1700000000.33.1003' });
    expect((await secondTab.visit(anonymous)).setCookie).toEqual([]);
    expect((await secondTab.visit(anonymous, noon + 3600)).setCookie[0]).toContain('Max-Age=0');
  });

  test('a logout removes cookie and session, also when anonymous sessions are on', async () => {
    const { client, store } = wiki(anonymousOn);
    const visitor = client();
    await visitor.visit(bob);
    const result = await visitor.visit(anonymous);
    expect(result.stored).toBe('removed');
    expect(result.setCookie[0]).toContain('Max-Age=0');
    expect(await store.list()).toEqual([]);
  });

  test('a second finalize in one request gives the same line and writes nothing more', async () => {
    const { client } = wiki();
    const visitor = client();
    const session = await visitor.begin();
    const first = await visitor.end(session, bob);
    const second = await visitor.end(session, bob);
    expect(second).toEqual({ setCookie: first.setCookie, stored: 'untouched' });
  });

  test('values equal in Python are not written again: a unicode id and a list of attributes stay', async () => {
    const { client, store } = wiki(strict);
    const sid = 'b'.repeat(40);
    const content: TypedJson = {
      dict: [
        [{ str: 'user.id' }, { u: bob.id }],
        [{ str: 'user.auth_method' }, { u: 'moin' }],
        [{ str: 'user.auth_attribs' }, { list: [] }],
        [{ str: 'expires' }, { float: '1796043180.0' }],
      ],
    };
    await storeBytes(store, sid, encodePickle(fromTypedJson(content)));
    expect((await client(sid).visit(bob)).stored).toBe('untouched');
  });
});

describe('switching users', () => {
  const switched: Visitor = { ...bob, switchedTo: '1700000000.33.1003' };

  test('switch and return each get a new id by default', async () => {
    const { client, store } = wiki();
    const visitor = client();
    await visitor.visit(bob);
    const own = visitor.sid;
    await visitor.visit(switched);
    const acting = visitor.sid;
    expect(await contentOf(store, acting)).toMatchObject({
      'user.id': { str: bob.id },
      setuid: { str: '1700000000.33.1003' },
    });
    await visitor.visit(switched);
    expect(visitor.sid).toBe(acting);
    await visitor.visit(bob);
    expect(new Set([own, acting, visitor.sid]).size).toBe(3);
    expect(Object.keys((await contentOf(store, visitor.sid)) ?? {})).not.toContain('setuid');
    expect(await store.list()).toEqual([visitor.sid]);
  });

  test('strict: switch and return keep the id', async () => {
    const { client } = wiki(strict);
    const visitor = client();
    await visitor.visit(bob);
    const own = visitor.sid;
    await visitor.visit(switched);
    await visitor.visit(bob);
    expect(visitor.sid).toBe(own);
  });

  test("a window's session ends at its fixed time although the wiki would keep it for ten years", async () => {
    const { client, service, store } = wiki();
    const made = await service.createSwitchedSession({
      superuserId: bob.id,
      authMethod: 'moin',
      targetId: '1700000000.33.1003',
      address,
      isHttps: false,
      nowSeconds: noon,
      endsSeconds: noon + 8 * 3600,
    });
    const visitor = client(made.sid);
    const remembering: Visitor = { ...switched, rememberMe: true };
    const { setCookie } = await visitor.visit(remembering, noon + 3600);
    expect(setCookie[0]).toContain('Max-Age=25200');
    await visitor.visit({ ...remembering, switchedTo: null }, noon + 3660); // gets a new id, keeps the end
    expect((await visitor.visit(remembering, noon + 8 * 3600 + 1)).stored).not.toBe('untouched');
    const late = await client(made.sid).begin(noon + 9 * 3600);
    expect(late.size).toBe(0);
    expect(await store.list()).not.toContain(made.sid);
  });
});

describe('what lies in the store', () => {
  const sid = 'c'.repeat(40);

  test('a file with code in it is no session, is reported, and stays untouched', async () => {
    const { client, store, events } = wiki(anonymousOn);
    const hostile = new TextEncoder().encode("cos\nsystem\n(S'true'\ntR.");
    await storeBytes(store, sid, hostile);
    const visitor = client(sid);
    const session = await visitor.begin();
    expect(session.isNew).toBe(true);
    expect(session.sid).not.toBe(sid);
    await visitor.end(session, anonymous);
    expect(events).toMatchObject([{ kind: 'refused', reason: 'GLOBAL', names: ['os.system'] }]);
    expect(await store.read(parseSessionId(sid) ?? session.sid)).toMatchObject({ bytes: hostile });
  });

  test('a damaged file and one that is no dictionary are empty sessions, removed at the end', async () => {
    const { client, store } = wiki();
    for (const bytes of [new Uint8Array(0), encodePickle(pyInt(5))]) {
      await storeBytes(store, sid, bytes);
      const visitor = client(sid);
      const session = await visitor.begin();
      expect([session.isNew, session.size]).toEqual([false, 0]);
      expect((await visitor.end(session, anonymous)).stored).toBe('removed');
    }
    expect(await store.list()).toEqual([]);
  });

  test('an expired session is removed and replaced by a fresh one; an end that is no number never comes', async () => {
    const { client, store } = wiki(strict);
    const withEnd = (expires: TypedJson) =>
      encodePickle(fromTypedJson({ dict: [[{ str: 'expires' }, expires]] }));
    for (const expires of [{ int: `${noon - 1}` }, { float: `${noon - 0.5}` }, { bool: true }] as const) {
      await storeBytes(store, sid, withEnd(expires));
      expect((await client(sid).begin()).isNew).toBe(true);
      expect(await store.list()).toEqual([]);
    }
    for (const expires of [{ int: `${noon}` }, { str: 'soon' }, { none: true }] as const) {
      await storeBytes(store, sid, withEnd(expires));
      expect((await client(sid).begin()).isNew).toBe(false);
    }
  });

  test('strict: an id that nothing is stored for is adopted', async () => {
    const { client } = wiki(strict);
    expect((await client(sid).begin()).sid).toBe(sid);
  });

  test.each([`"${sid}\\012"`, sid.toUpperCase(), sid.slice(1), `../${sid.slice(3)}`, ''])(
    'the cookie value %j is no session id',
    async (value) => {
      const { client } = wiki(strict);
      expect((await client(value).begin()).isNew).toBe(true);
    },
  );
});

describe('overlapping requests', () => {
  test('both keep their new keys, and the later wins where both changed the same', async () => {
    const { client, store } = wiki();
    const visitor = client();
    await visitor.visit(bob, noon, (session) => {
      session.set('both', pyInt(0));
      session.set('dropped', pyInt(0));
    });
    const [a, b] = [await visitor.begin(), await visitor.begin()];
    a.set('a', pyInt(1));
    a.set('both', pyInt(1));
    a.delete('dropped');
    b.set('b', pyInt(2));
    b.set('both', pyInt(2));
    await visitor.end(a, bob);
    await visitor.end(b, bob);
    const content = await contentOf(store, visitor.sid);
    expect(content).toMatchObject({ a: { int: '1' }, b: { int: '2' }, both: { int: '2' } });
    expect(content).not.toHaveProperty('dropped');
  });

  test('a session that was ended meanwhile is not brought back', async () => {
    const { client, store } = wiki();
    const visitor = client();
    await visitor.visit(bob);
    const slow = await visitor.begin(noon + 120);
    await client(visitor.cookie).visit(anonymous, noon + 120);
    expect(await visitor.end(slow, bob, noon + 120)).toEqual({ setCookie: [], stored: 'gone' });
    expect(await store.list()).toEqual([]);
  });

  test('nor by a switch that was under way', async () => {
    const { client, store } = wiki();
    const visitor = client();
    await visitor.visit(bob);
    const slow = await visitor.begin();
    await client(visitor.cookie).visit(anonymous);
    const result = await visitor.end(slow, { ...bob, switchedTo: '1700000000.33.1003' });
    expect(result.stored).toBe('gone');
    expect(await store.list()).toEqual([]);
  });
});

describe('cookies that an earlier configuration left in the browser', () => {
  const dead = 'e'.repeat(40);
  const named = (...sids: readonly string[]): string => sids.map((sid) => `${cookieName}=${sid}`).join('; ');

  test('the first that has a session counts', async () => {
    const { service, store } = wiki();
    const sid = sessionIdFrom(new Uint8Array(20).fill(7));
    const content = { dict: [[{ str: 'user.id' }, { str: bob.id }]] };
    await store.write(sid, encodePickle(fromTypedJson(content)), { expected: 'any', lifetimeSeconds: 60 });
    const found = await service.getSession({ cookieHeader: named(dead, sid), address, nowSeconds: noon });
    expect([found.sid, found.userId]).toEqual([sid, bob.id]);
  });

  test('are forgotten with and without Domain, and under the path that is the default', async () => {
    const options = { cookieDomain: '.example.org', cookiePath: '/wiki' };
    const lines = deletionCookieLines({ ...defaultSessionSettings, ...options }, 'k');
    expect(lines.map((line) => line.replace(/Expires[^;]*; Max-Age=0; /, ''))).toEqual([
      'k=; Domain=.example.org; Path=/wiki',
      'k=; Domain=.example.org; Path=/',
      'k=; Path=/wiki',
      'k=; Path=/',
    ]);
    const strict = { ...defaultSessionSettings, ...options, compatibility: 'strict' } as const;
    expect(deletionCookieLines(strict, 'k')).toHaveLength(1);
  });
});

describe('failures', () => {
  test('a cookie that can not be sent is reported once, and nothing is stored for it', async () => {
    const { client, store, events } = wiki({ cookieDomain: 'localhost' });
    expect((await client().visit(bob)).setCookie).toEqual([]);
    await client().visit(bob);
    expect(events).toEqual([{ kind: 'cookie-impossible', reason: 'domain-without-dot' }]);
    expect(await store.list()).toEqual([]);
  });

  test('a login that can not be stored is said to be none, and no cookie names it', async () => {
    const { client, store, events } = wiki();
    const error = new Error('ENOSPC: no space left on device');
    store.write = () => Promise.reject(error);
    expect(await client().visit(bob)).toEqual({ setCookie: [], stored: 'failed', error, isDecisive: true });
    expect(events).toMatchObject([{ kind: 'not-saved', reason: error.message }]);
  });

  test('a switch, a return and a logout that can not be stored leave session and cookie as they were', async () => {
    const { client, store } = wiki();
    const visitor = client();
    await visitor.visit(bob);
    const files = await store.list();
    const [write, remove] = [store.write.bind(store), store.delete.bind(store)];
    store.write = () => Promise.reject(new Error('EROFS'));
    store.delete = () => Promise.reject(new Error('EROFS'));
    const refused = { setCookie: [], stored: 'failed', isDecisive: true };
    expect(await visitor.visit({ ...bob, switchedTo: '1700000000.33.1003' })).toMatchObject(refused);
    expect(await visitor.visit(anonymous)).toMatchObject(refused);
    expect(await store.list()).toEqual(files);
    store.write = write;
    store.delete = remove;
    expect(await visitor.visit(bob)).toMatchObject({ stored: 'untouched' });
  });

  test('a value that can not be stored leaves the rest of the answer alone', async () => {
    const { client, store } = wiki();
    const visitor = client();
    await visitor.visit(bob);
    store.write = () => Promise.reject(new Error('EROFS'));
    const result = await visitor.visit(bob, noon, (session) => session.set('seen', pyInt(1)));
    expect(result).toMatchObject({ setCookie: [], stored: 'failed', isDecisive: false });
  });

  const unreadable = (store: MemorySessionStore, code: string, isSession: boolean): void => {
    const what = { kind: 'unreadable', file: '/sessions/x', code } as const;
    store.read = () => Promise.resolve({ kind: 'unreadable', what, isSession });
  };

  test('nobody is a visitor whose session can not be read now', async () => {
    const { client, store } = wiki(anonymousOn);
    unreadable(store, 'EACCES', true);
    await expect(client('d'.repeat(40)).visit(anonymous)).rejects.toThrow(UnreadableError);
  });

  test('what can be no session is left alone with its cookie', async () => {
    const { client, store } = wiki(anonymousOn);
    unreadable(store, 'not-a-plain-file', false);
    expect(await client('d'.repeat(40)).visit(anonymous)).toEqual({ setCookie: [], stored: 'untouched' });
  });

  test('a session larger than a reader takes is not stored', async () => {
    const { client, store, events } = wiki();
    await client().visit(bob, noon, (session) => session.set('big', pyUnicode('x'.repeat(5_000_000))));
    expect(events).toMatchObject([{ kind: 'not-saved' }]);
    expect(await store.list()).toEqual([]);
  });
});

test('a cookie name outside ASCII goes out and comes back as UTF-8 bytes', async () => {
  const { service } = wiki({ cookieName: { kind: 'literal', text: 'café' }, cookieLifetime: [1, 12] });
  const session = await service.getSession({ cookieHeader: undefined, address, nowSeconds: noon });
  const { setCookie } = await service.finalize({
    session,
    visitor: bob,
    address,
    isHttps: false,
    nowSeconds: noon,
  });
  const cookieHeader = setCookie[0]?.split(';')[0];
  expect(cookieHeader).toContain('cafÃ©=');
  const again = await service.getSession({ cookieHeader, address, nowSeconds: noon });
  expect(again.get('user.id')).toEqual(pyStr('1700000000.22.1002'));
});
