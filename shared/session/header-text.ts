import { encodeUtf8 } from '../python/utf8.ts';

/**
 * Text as HTTP headers carry it: UTF-8 bytes, one character per byte, which is what Node reads and writes.
 *
 * A cookie named `MOIN_SESSION_café` goes out and comes back as the bytes of its UTF-8 form.
 */
export function toHeaderText(text: string): string {
  if (isAscii(text)) return text;
  return Array.from(encodeUtf8(text), (byte) => String.fromCharCode(byte)).join('');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
