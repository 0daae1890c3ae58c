/**
 * UTF-8 as Python 2 reads and writes it: as the standard, plus lone surrogates as three bytes of their own.
 * Names and texts that MoinMoin wrote must come back as the same bytes.
 */
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const loneSurrogate = /\p{Surrogate}/u;

/** The text, or null when the bytes are not UTF-8. A byte order mark stays part of the text. */
export function decodePythonUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return decodeWithSurrogates(bytes);
  }
}

/** Never fails: bad bytes become U+FFFD. */
export function decodePythonUtf8Lossy(bytes: Uint8Array): { readonly text: string; readonly clean: boolean } {
  const text = decodePythonUtf8(bytes);
  return text === null ? { text: Buffer.from(bytes).toString('utf8'), clean: false } : { text, clean: true };
}

export function encodePythonUtf8(text: string): Buffer {
  if (!loneSurrogate.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    parts.push(
      isSurrogate
        ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
        : Buffer.from(character, 'utf8'),
    );
  }
  return Buffer.concat(parts);
}

/** The slow way, for bytes that the standard refuses: surrogates are the only thing allowed on top of it. */
function decodeWithSurrogates(bytes: Uint8Array): string | null {
  const pieces: string[] = [];
  let start = 0;
  const flush = (end: number): boolean => {
    try {
      pieces.push(strictDecoder.decode(bytes.subarray(start, end)));
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  };
  for (let index = 0; index + 2 < bytes.length; index++) {
    const [first, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const isSurrogate = first === 0xed && second >= 0xa0 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
    if (!isSurrogate) continue;
    if (!flush(index)) return null;
    pieces.push(String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f)));
    index += 2;
    start = index + 1;
  }
  return flush(bytes.length) ? pieces.join('') : null;
}
