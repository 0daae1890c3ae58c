import { splitLines, trimEnd } from './python-text.ts';
import { decodePythonUtf8Lossy, encodePythonUtf8 } from './python-utf8.ts';

/**
 * Bytes of a revision file (spec/storage.md §4): every line boundary becomes CRLF. A final line feed is kept unless the
 * last line is empty, which then stands for itself: one of several line feeds at the end is lost, as MoinMoin loses it.
 */
export function encodePageText(text: string): Buffer {
  const lines = splitLines(text);
  if (text.endsWith('\n') && lines.at(-1) !== '') lines.push('');
  return encodePythonUtf8(lines.join('\r\n'));
}

/** Text of a revision file: all CR removed. `clean` is false when bytes had to be replaced. */
export function decodePageText(bytes: Uint8Array): { readonly text: string; readonly clean: boolean } {
  const { text, clean } = decodePythonUtf8Lossy(bytes);
  return { text: text.replaceAll('\r', ''), clean };
}

/** What an edit form sent, as a save expects it: LF line ends, a final one, blanks at line ends off if wished. */
export function normaliseFormText(text: string, options: { readonly stripTrailingSpace: boolean }): string {
  const lines = splitLines(text);
  const cleaned = options.stripTrailingSpace ? lines.map(trimEnd) : lines;
  const joined = cleaned.join('\n');
  return joined === '' || joined.endsWith('\n') ? joined : `${joined}\n`;
}

/** What will be read back after saving: needed to compare with the current text. */
export const textAsStored = (text: string): string => decodePageText(encodePageText(text)).text;
