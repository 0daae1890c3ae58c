/**
 * UTF-8 as Python 2 reads and writes it: halves of surrogate pairs may stand alone, three bytes each (`ed a0 80`).
 *
 * `TextDecoder` and `TextEncoder` replace such halves by U+FFFD, which would change a stored page name.
 */
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const surrogate = /[\ud800-\udfff]/;

/** Null if the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  if (!mayHoldSurrogate(bytes)) return decodeStrictly(bytes);
  let text = '';
  let start = 0;
  for (let index = 0; index + 2 < bytes.length; index += 1) {
    if (bytes[index] !== 0xed || (bytes[index + 1] ?? 0) < 0xa0) continue;
    const second = bytes[index + 1] ?? 0;
    const third = bytes[index + 2] ?? 0;
    if (second > 0xbf || (third & 0xc0) !== 0x80) return null;
    const before = decodeStrictly(bytes.subarray(start, index));
    if (before === null) return null;
    text += before + String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
    start = index + 3;
    index += 2;
  }
  const rest = decodeStrictly(bytes.subarray(start));
  return rest === null ? null : text + rest;
}

/** UTF-8, or Latin-1 when the bytes are no UTF-8. */
export const utf8OrLatin1 = (bytes: Uint8Array): string =>
  decodeUtf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

export function encodeUtf8(text: string): Uint8Array {
  if (!surrogate.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

function mayHoldSurrogate(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1))
    if ((bytes[at + 1] ?? 0) >= 0xa0) return true;
  return false;
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null; // not UTF-8
    throw error;
  }
}
