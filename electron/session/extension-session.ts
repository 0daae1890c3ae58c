import { isDeepStrictEqual } from 'node:util';
import { pyNone, textOf, type PyValue } from '../../shared/python-value.ts';
import { limits } from './pickle/limits.ts';
import { keyValue } from './py-dict.ts';
import type { Session } from './session.ts';

/**
 * `request.session` of extension modules (DECISIONS 17): `'key' in session`, `get`, `set`, `delete`, `keys`, `isNew`.
 *
 * Arrays and objects are the session's own, as in Python: changed in place they are stored if the session is stored for
 * another reason, but the change alone is none (spec/sessions.md §15); `set` says so. A Python `str` is read as a string (as
 * bytes if it is not UTF-8), a tuple as an array, a `long` and an `int` past 2^53 as a bigint; they keep their Python type
 * until replaced.
 */
export interface ExtensionSession {
  readonly isNew: boolean;
  readonly size: number;
  has(key: string): boolean;
  get(key: string, fallback?: unknown): unknown;
  set(key: string, value: unknown): void;
  /** Whether there was something to delete. */
  delete(key: string): boolean;
  keys(): readonly string[];
}

/** A value that a session can't hold; the message names its type and where it stands. */
export class SessionValueError extends TypeError {
  override readonly name = 'SessionValueError';
}

export function extensionSession(session: Session): ExtensionSession {
  const handedOut = new HandedOut(session);
  const facade: ExtensionSession = {
    get isNew() {
      return session.isNew;
    },
    get size() {
      return session.size;
    },
    has: (key) => session.has(checkedKey(key)),
    get: (key, fallback) => {
      const value = session.get(checkedKey(key));
      return value === undefined ? fallback : handedOut.give(key, value);
    },
    set: (key, value) => {
      const stored = fromJavaScript(value, checkedKey(key));
      session.set(key, stored);
      handedOut.take(key, value, stored);
    },
    delete: (key) => session.delete(checkedKey(key)),
    keys: () => session.keys().map((key) => propertyName(key)),
  };
  // `in` asks for stored keys, as in Python; everything else is the object above and can't be replaced.
  return new Proxy(facade, {
    has: (_target, key) => typeof key === 'string' && session.has(key),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
}

/** The arrays and objects that extension code holds, and what they were made of. */
class HandedOut {
  readonly #objects = new Map<string, { readonly object: object; readonly stored: PyValue }>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    session.beforeStoring(() => this.#bringIn());
  }

  give(key: string, stored: PyValue): unknown {
    const known = this.#objects.get(key);
    if (known?.stored === stored) return known.object;
    const value = toJavaScript(stored);
    this.take(key, value, stored);
    return value;
  }

  take(key: string, value: unknown, stored: PyValue): void {
    if (typeof value === 'object' && value !== null) this.#objects.set(key, { object: value, stored });
    else this.#objects.delete(key);
  }

  #bringIn(): void {
    for (const [key, { object, stored }] of this.#objects) {
      if (this.#session.get(key) !== stored) continue;
      // Python types that JavaScript has no like of stay, as long as nothing changed.
      if (isDeepStrictEqual(object, toJavaScript(stored))) continue;
      const now = fromJavaScript(object, key);
      this.#session.amend(key, now);
      this.#objects.set(key, { object, stored: now });
    }
  }
}

function checkedKey(key: unknown): string {
  if (typeof key !== 'string') throw new SessionValueError(`a session key is a string, not ${describe(key)}`);
  return key;
}

/** Throws SessionValueError for what a session can't hold. `where` names the value in the message. */
export function fromJavaScript(value: unknown, where: string): PyValue {
  return convert(value, where, { nodes: limits.nodes, path: new Set() });
}

interface Progress {
  nodes: number;
  readonly path: Set<object>;
}

function convert(value: unknown, where: string, progress: Progress): PyValue {
  progress.nodes -= 1;
  if (progress.nodes < 0) throw new SessionValueError(`session value "${where}" is too large`);
  if (value === null) return pyNone;
  switch (typeof value) {
    case 'string':
      return { type: 'unicode', text: value };
    case 'boolean':
      return { type: 'bool', value };
    case 'number':
      return Number.isSafeInteger(value) ? { type: 'int', value: BigInt(value) } : { type: 'float', value };
    case 'bigint':
      return { type: 'long', value };
    case 'object':
      return convertObject(value, where, progress);
    default:
      throw new SessionValueError(`session value "${where}" can't be ${describe(value)}`);
  }
}

function convertObject(value: object, where: string, progress: Progress): PyValue {
  if (progress.path.has(value)) throw new SessionValueError(`session value "${where}" contains itself`);
  if (progress.path.size >= limits.depth - 1)
    throw new SessionValueError(`session value "${where}" is nested too deeply`);
  if (!Array.isArray(value) && !isPlainObject(value))
    throw new SessionValueError(`session value "${where}" can't be ${describe(value)}`);
  progress.path.add(value);
  const converted: PyValue = Array.isArray(value)
    ? {
        type: 'list',
        items: Array.from(value, (item: unknown, index) => convert(item, `${where}[${index}]`, progress)),
      }
    : {
        type: 'dict',
        entries: Object.entries(value).map(
          ([key, item]) => [keyValue(key), convert(item, `${where}.${key}`, progress)] as const,
        ),
      };
  progress.path.delete(value);
  return converted;
}

/** Objects of other realms count too: their prototype's prototype is null. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return value === undefined ? 'undefined' : `a ${typeof value}`;
  const constructor: unknown = 'constructor' in value ? value.constructor : null;
  return typeof constructor === 'function' && constructor.name !== '' ? `a ${constructor.name}` : 'an object';
}

function toJavaScript(value: PyValue): unknown {
  switch (value.type) {
    case 'none':
      return null;
    case 'bool':
    case 'float':
    case 'long':
      return value.value;
    case 'int': {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : value.value;
    }
    case 'unicode':
      return value.text;
    case 'str':
      return textOf(value) ?? value.bytes.slice();
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.map(toJavaScript);
    case 'dict': {
      const object: Record<string, unknown> = {};
      for (const [key, item] of value.entries)
        Object.defineProperty(object, propertyName(key), {
          value: toJavaScript(item),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      return object;
    }
  }
}

/** Keys that are no text appear as their Python spelling would: `1`, `None`. */
function propertyName(key: PyValue): string {
  const text = textOf(key);
  if (text !== null) return text;
  switch (key.type) {
    case 'int':
    case 'long':
    case 'float':
      return String(key.value);
    case 'bool':
      return key.value ? 'True' : 'False';
    case 'none':
      return 'None';
    default:
      return `(${key.type})`;
  }
}
