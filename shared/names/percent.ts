import { encodeUtf8 } from '../python/utf8.ts';

const unreserved = /^[A-Za-z0-9/\-._~]*$/;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Percent-encoded UTF-8, lone surrogates as Python 2 encodes them; only letters, digits, `/` and `-._~` stay (spec/markup.md §5.1). */
export function percentEncode(text: string): string {
  if (unreserved.test(text)) return text;
  return Array.from(text, (character) => (unreserved.test(character) ? character : escaped(character))).join(
    '',
  );
}

const escaped = (character: string): string =>
  Array.from(encodeUtf8(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  );

export type QueryPairs = readonly (readonly [name: string, value: string])[];

/** `a=1&b=2` with blanks as `+`; empty for no pairs. Not HTML-escaped. */
export const queryString = (pairs: QueryPairs): string =>
  pairs.map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`).join('&');

const encodeValue = (text: string): string => percentEncode(text).replaceAll('%20', '+');

const plain = /^[\0-\x24\x26-\x7f]*$/;

/**
 * Percent-decodes to UTF-8: each sequence of bytes that is none becomes U+FFFD, a `%` without two digits stays
 * (spec/storage.md §2.2, spec/parity-rules.md §4). `plusIsBlank` for query strings and forms.
 */
export function percentDecode(text: string, plusIsBlank = false): string {
  const prepared = plusIsBlank ? text.replaceAll('+', ' ') : text;
  return plain.test(prepared) ? prepared : decoder.decode(percentBytes(prepared));
}

/** The bytes that a percent-encoded text stands for; what is not encoded counts as UTF-8. */
export function percentBytes(text: string): Uint8Array {
  const source = encodeUtf8(text);
  const bytes: number[] = [];
  for (let index = 0; index < source.length; index += 1) {
    const byte = source[index] ?? 0;
    const high = hexDigit(source[index + 1]);
    const low = hexDigit(source[index + 2]);
    if (byte === 0x25 && high >= 0 && low >= 0) {
      bytes.push(high * 16 + low);
      index += 2;
    } else bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
