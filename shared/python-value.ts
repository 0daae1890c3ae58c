/**
 * Python 2 values as plain data.
 *
 * The common language of session files (pickles), configuration files and their previews: `str` (bytes) and
 * `unicode` (text) stay apart, and so do `int` and `long`, because MoinMoin treats them differently.
 */
export type PyValue =
  | { readonly type: 'none' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'long'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str'; readonly bytes: Uint8Array }
  | { readonly type: 'unicode'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly PyValue[] }
  | { readonly type: 'tuple'; readonly items: readonly PyValue[] }
  | { readonly type: 'set'; readonly items: readonly PyValue[] }
  | { readonly type: 'dict'; readonly entries: readonly (readonly [PyValue, PyValue])[] };

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const pyNone: PyValue = { type: 'none' };
export const pyBool = (value: boolean): PyValue => ({ type: 'bool', value });
export const pyInt = (value: number | bigint): PyValue => ({ type: 'int', value: BigInt(value) });
export const pyFloat = (value: number): PyValue => ({ type: 'float', value });
/** A byte string holding `text` in UTF-8. */
export const pyStr = (text: string): PyValue => ({ type: 'str', bytes: encoder.encode(text) });
export const pyUnicode = (text: string): PyValue => ({ type: 'unicode', text });
export const pyList = (items: readonly PyValue[]): PyValue => ({ type: 'list', items });
export const pyTuple = (items: readonly PyValue[]): PyValue => ({ type: 'tuple', items });

/** The text of a `unicode` or of a `str` that is valid UTF-8; null for every other value. */
export function textOf(value: PyValue | undefined): string | null {
  if (value?.type === 'unicode') return value.text;
  if (value?.type !== 'str') return null;
  try {
    return strictDecoder.decode(value.bytes);
  } catch (error) {
    if (error instanceof TypeError) return null; // not UTF-8
    throw error;
  }
}
