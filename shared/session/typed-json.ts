import type { PyValue } from '../python-value.ts';
import { floatRepr } from '../python/numbers.ts';
import { decodeUtf8 } from '../python/utf8.ts';

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

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
