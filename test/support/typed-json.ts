import { parseFloatText, parseIntegerText } from '../../shared/python/numbers.ts';
import { encodeUtf8 } from '../../shared/python/utf8.ts';
import type { PyValue } from '../../shared/python-value.ts';

/** The value of what `toTypedJson` prints, for building session files in tests. Throws TypeError saying what is wrong. */
export function fromTypedJson(json: unknown): PyValue {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError('not a typed value');
  const parts: readonly [string, unknown][] = Object.entries(json);
  const [first] = parts;
  if (first === undefined || parts.length !== 1) throw new TypeError('a typed value has exactly one key');
  const [type, content] = first;
  if (typeof content === 'string') return fromText(type, content);
  if (Array.isArray(content)) return fromItems(type, content);
  if (type === 'bool' && typeof content === 'boolean') return { type: 'bool', value: content };
  if (type === 'none' && content === true) return { type: 'none' };
  throw new TypeError(`not a typed value: "${type}"`);
}

function fromText(type: string, text: string): PyValue {
  switch (type) {
    case 'str':
      return { type: 'str', bytes: encodeUtf8(text) };
    case 'str_b64':
      return { type: 'str', bytes: fromBase64(text) };
    case 'u':
      return { type: 'unicode', text };
    case 'int':
    case 'long': {
      const value = parseIntegerText(text);
      if (value === null) throw new TypeError(`not an integer: "${text}"`);
      return { type, value };
    }
    case 'float': {
      const value = parseFloatText(text);
      if (value === null) throw new TypeError(`not a float: "${text}"`);
      return { type, value };
    }
    default:
      throw new TypeError(`not a typed value: "${type}"`);
  }
}

function fromItems(type: string, items: readonly unknown[]): PyValue {
  if (type === 'list' || type === 'tuple' || type === 'set') return { type, items: items.map(fromTypedJson) };
  if (type !== 'dict') throw new TypeError(`not a typed value: "${type}"`);
  const entries = items.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw new TypeError('a dict entry is a pair');
    const [key, item]: readonly unknown[] = pair;
    return [fromTypedJson(key), fromTypedJson(item)] as const;
  });
  return { type: 'dict', entries };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
