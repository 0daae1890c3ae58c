import { describe, expect, test } from 'vitest';
import { extensionSession, SessionValueError } from '../../../electron/session/extension-session.ts';
import { decodePickle } from '../../../electron/session/pickle/decode.ts';
import { encodePickle } from '../../../electron/session/pickle/encode.ts';
import { PyDict } from '../../../electron/session/py-dict.ts';
import { Session } from '../../../electron/session/session.ts';
import { pyStr, pyTuple } from '../../../shared/python-value.ts';
import { sessionIdFrom } from '../../../shared/session/sid.ts';
import { toTypedJson } from '../../../shared/session/typed-json.ts';

const sid = sessionIdFrom(new Uint8Array(20));

function fresh(isNew = false) {
  const session = new Session({ sid, isNew });
  return { session, facade: extensionSession(session) };
}

describe('request.session of extensions', () => {
  test('MoinMoin’s example: a number is stored only for clients that have shown their cookie', () => {
    const macro = (session: ReturnType<typeof extensionSession>, random: () => number): string => {
      if (session.isNew) return 'not storing';
      if ('test' in session) return `loaded ${String(session.get('test'))}`;
      session.set('test', random());
      return `set to ${String(session.get('test'))}`;
    };
    expect(macro(fresh(true).facade, () => 7)).toBe('not storing');
    const { facade } = fresh();
    expect(macro(facade, () => 7)).toBe('set to 7');
    expect(macro(facade, () => 8)).toBe('loaded 7');
  });

  test('values are stored with the type of their kind and read back as they were', () => {
    const { session, facade } = fresh();
    const values: Record<string, unknown> = {
      text: 'caf\u00e9 \ud800',
      whole: 5,
      fraction: 1.5,
      huge: 2n ** 70n,
      flag: true,
      nothing: null,
      list: [1, ['a'], {}],
      cart: { apples: 2, äpfel: { deep: [null] } },
    };
    for (const [key, value] of Object.entries(values)) facade.set(key, value);
    expect(toTypedJson(session.content().toValue())).toEqual({
      dict: [
        [{ str: 'text' }, { u: 'caf\u00e9 \ud800' }],
        [{ str: 'whole' }, { int: '5' }],
        [{ str: 'fraction' }, { float: '1.5' }],
        [{ str: 'huge' }, { long: '1180591620717411303424' }],
        [{ str: 'flag' }, { bool: true }],
        [{ str: 'nothing' }, { none: true }],
        [{ str: 'list' }, { list: [{ int: '1' }, { list: [{ u: 'a' }] }, { dict: [] }] }],
        [
          { str: 'cart' },
          {
            dict: [
              [{ str: 'apples' }, { int: '2' }],
              [{ u: 'äpfel' }, { dict: [[{ str: 'deep' }, { list: [{ none: true }] }]] }],
            ],
          },
        ],
      ],
    });
    const decoded = decodePickle(encodePickle(session.content().toValue()));
    if (decoded.kind !== 'ok') throw new Error(decoded.kind);
    const again = extensionSession(new Session({ sid, isNew: false, content: PyDict.from(decoded.value) }));
    for (const [key, value] of Object.entries(values)) expect(again.get(key)).toEqual(value);
  });

  test.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['a Set', new Set()],
    ['a Cart', new (class Cart {})()],
    ['a Uint8Array', new Uint8Array(1)],
  ])('refuses %s and names the type and the place', (name, value) => {
    const { session, facade } = fresh();
    expect(() => facade.set('cart', { items: [value] })).toThrow(
      new SessionValueError(`session value "cart.items[0]" can't be ${name}`),
    );
    expect(session.modified).toBe(false);
  });

  test('refuses values that contain themselves, are too deep or too large', () => {
    const { facade } = fresh();
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => facade.set('a', loop)).toThrow(/contains itself/);
    let deep: unknown = null;
    for (let level = 0; level < 100; level += 1) deep = [deep];
    expect(() => facade.set('a', deep)).toThrow(/too deeply/);
    expect(() =>
      facade.set(
        'a',
        Array.from({ length: 100_001 }, () => 1),
      ),
    ).toThrow(/too large/);
  });

  test('`in` asks for stored keys only, and properties can not be put on the session', () => {
    const { facade } = fresh();
    expect('get' in facade).toBe(false);
    facade.set('get', 1);
    expect('get' in facade).toBe(true);
    expect(() => Object.assign(facade, { test: 1 })).toThrow(TypeError);
    expect(facade.keys()).toEqual(['get']);
  });

  test('a list changed in place is stored with the session, but is no reason to store it', () => {
    const { session, facade } = fresh();
    facade.set('list', [1]);
    session.modified = false;
    const list = facade.get('list');
    if (Array.isArray(list)) list.push(2);
    expect(facade.get('list')).toEqual([1, 2]);
    expect(session.modified).toBe(false);
    expect(session.prepareForStoring()).toEqual([]);
    expect(extensionSession(session).get('list')).toEqual([1, 2]);
    expect(session.modified).toBe(false);
  });

  test('a list that was filled with what a session can’t hold is stored as it was, and the log is told', () => {
    const { session, facade } = fresh();
    const list: unknown[] = [1];
    facade.set('list', list);
    list.push(new Date(0));
    expect(session.prepareForStoring()).toEqual(['session value "list[1]" can\'t be a Date']);
    expect(extensionSession(session).get('list')).toEqual([1]);
  });

  test('a Python tuple and byte string stay what they were', () => {
    const { session, facade } = fresh();
    session.set('t', pyTuple([pyStr('a')]));
    session.set('raw', { type: 'str', bytes: Uint8Array.of(0xff) });
    expect(facade.get('t')).toEqual(['a']);
    expect(facade.get('raw')).toEqual(Uint8Array.of(0xff));
    expect(session.get('t')).toEqual(pyTuple([pyStr('a')]));
  });

  test('get answers the fallback, delete whether there was something', () => {
    const { facade } = fresh();
    expect(facade.get('x', 5)).toBe(5);
    expect(facade.delete('x')).toBe(false);
    facade.set('x', null);
    expect(facade.get('x', 5)).toBe(null);
    expect(facade.delete('x')).toBe(true);
  });
});
