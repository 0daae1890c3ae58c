import type { PyValue } from '../python-value.ts';
import { floatRepr, parseFloatText, parseIntegerText } from '../python/numbers.ts';
import { decodeUtf8, encodeUtf8 } from '../python/utf8.ts';

/**
 * Python values as JSON that keeps their types (spec/sessions.md §9.1); `croft sessions show` prints it.
 *
 * ```
 * {"str": "x"}  {"str_b64": "…"}  {"u": "x"}  {"int": "5"}  {"long": "5"}  {"float": "1.5"}
 * {"bool": true}  {"none": true}  {"list": […]}  {"tuple": […]}  {"set": […]}  {"dict": [[key, value], …]}
 * ```
 */
export type TypedJson =
  | { readonly str: string }
  | { readonly str_b64: string }
  | { readonly u: string }
  | { readonly int: string }
  | { readonly long: string }
  | { readonly float: string }
  | { readonly bool: boolean }
  | { readonly none: true }
  | { readonly list: readonly TypedJson[] }
  | { readonly tuple: readonly TypedJson[] }
  | { readonly set: readonly TypedJson[] }
  | { readonly dict: readonly (readonly [TypedJson, TypedJson])[] };

export function toTypedJson(value: PyValue): TypedJson {
  switch (value.type) {
    case 'none':
      return { none: true };
    case 'bool':
      return { bool: value.value };
    case 'int':
      return { int: String(value.value) };
    case 'long':
      return { long: String(value.value) };
    case 'float':
      return { float: floatRepr(value.value) };
    case 'str': {
      const text = value.bytes.every((byte) => byte < 0x80) ? decodeUtf8(value.bytes) : null;
      return text === null ? { str_b64: toBase64(value.bytes) } : { str: text };
    }
    case 'unicode':
      return { u: value.text };
    case 'list':
      return { list: value.items.map(toTypedJson) };
    case 'tuple':
      return { tuple: value.items.map(toTypedJson) };
    case 'set':
      return { set: value.items.map(toTypedJson) };
    case 'dict':
      return { dict: value.entries.map(([key, item]) => [toTypedJson(key), toTypedJson(item)]) };
  }
}

/** Throws TypeError saying what is wrong; for text from outside. */
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

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
