import { quotePageName } from '../page/page-name.ts';

/** One query parameter list; order is kept. */
export type QueryValues = Readonly<Record<string, string | number | undefined>>;

/** `encodeURIComponent` that also takes lone surrogates (as the replacement character) and the few it leaves. */
function encodeWellFormed(text: string): string {
  if (/^[A-Za-z0-9_.~-]*$/.test(text)) return text;
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function queryString(values: QueryValues): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(
      ([name, value]) =>
        `${encodeWellFormed(name)}=${encodeWellFormed(String(value)).replaceAll('%20', '+')}`,
    )
    .join('&');
}

/** A page's address below `scriptRoot`, e.g. `/wiki/Front%20Page?action=edit#top`. */
export function pageUrl(scriptRoot: string, name: string, query: QueryValues = {}, anchor?: string): string {
  const parameters = queryString(query);
  return (
    `${scriptRoot}/${quotePageName(name)}` +
    (parameters === '' ? '' : `?${parameters}`) +
    (anchor === undefined ? '' : `#${encodeWellFormed(anchor)}`)
  );
}

/**
 * Percent-decodes; bytes that are no UTF-8 are read as Latin-1, the way MoinMoin falls back.
 * `plusIsBlank` for query strings and forms.
 */
export function percentDecode(text: string, plusIsBlank = false): string {
  const prepared = plusIsBlank ? text.replaceAll('+', ' ') : text;
  if (!prepared.includes('%') && isAscii(prepared)) return prepared;
  const bytes: number[] = [];
  const source = Buffer.from(prepared, 'utf8');
  for (let index = 0; index < source.length; index += 1) {
    const byte = source[index] ?? 0;
    const high = hexDigit(source[index + 1]);
    const low = hexDigit(source[index + 2]);
    if (byte === 0x25 && high >= 0 && low >= 0) {
      bytes.push(high * 16 + low);
      index += 2;
    } else bytes.push(byte);
  }
  return decodeText(Uint8Array.from(bytes));
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8, or Latin-1 when the bytes are no UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return Buffer.from(bytes).toString('latin1');
  }
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);
