import { percentDecode } from '../../shared/names/percent.ts';
import { utf8OrLatin1 } from '../../shared/python/utf8.ts';

/** One part of a `multipart/form-data` body (RFC 7578). */
export interface FormPart {
  /** The form field's name. */
  readonly name: string;
  /** As the browser named the file, without the folders of an old browser; null: a text field. May hold path characters. */
  readonly fileName: string | null;
  /** A view into the body, not a copy. */
  readonly bytes: Buffer;
}

/** Of the headers of one part. */
const longestHeadersBytes = 16 * 1024;

/** What separates the parts, from the Content-Type of the request; null: none is named (RFC 2046, 5.1.1). */
export function boundaryOf(contentType: string): string | null {
  const boundary = headerParameters(contentType).get('boundary') ?? '';
  return boundary === '' || boundary.length > 200 ? null : boundary;
}

/**
 * The parts of a whole body, one after the other; null for a body that is malformed or cut off, or where a part has no name.
 * Whoever iterates bounds their number.
 */
export function* formParts(body: Buffer, boundary: string): Generator<FormPart | null> {
  let delimiter = findDelimiter(body, boundary, 0);
  while (delimiter !== null && !delimiter.isLast) {
    const headersEnd = endOfHeaders(body, delimiter.end);
    const next = headersEnd === null ? null : findDelimiter(body, boundary, headersEnd);
    if (headersEnd === null || next === null) return yield null;
    const disposition = dispositionIn(body.toString('latin1', delimiter.end, headersEnd));
    if (disposition === null) return yield null;
    yield { ...disposition, bytes: body.subarray(headersEnd, Math.max(headersEnd, next.start)) };
    delimiter = next;
  }
  if (delimiter === null) yield null;
}

interface Delimiter {
  /** Where the line break before it begins: the end of what stood before. */
  readonly start: number;
  /** Behind the line break after it. */
  readonly end: number;
  readonly isLast: boolean;
}

/** The next line `--boundary` or `--boundary--`; other text may begin like it. */
function findDelimiter(body: Buffer, boundary: string, from: number): Delimiter | null {
  const text = Buffer.from(`--${boundary}`, 'latin1');
  for (let at = body.indexOf(text, from); at >= 0; at = body.indexOf(text, at + 1)) {
    const end = at + text.length;
    const opensLine = at === 0 || body[at - 1] === lineFeed;
    if (!opensLine) continue;
    const start = at - (at === 0 ? 0 : body[at - 2] === carriageReturn ? 2 : 1);
    if (body.toString('latin1', end, end + 2) === '--') return { start, end: end + 2, isLast: true };
    const rest = /^[ \t]*\r?\n/.exec(body.toString('latin1', end, end + 64));
    if (rest !== null) return { start, end: end + rest[0].length, isLast: false };
  }
  return null;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where the content of a part begins; null: its headers do not end. */
function endOfHeaders(body: Buffer, start: number): number | null {
  const head = body.subarray(start, start + longestHeadersBytes).toString('latin1');
  const blank = /\r?\n\r?\n/.exec(head);
  return blank === null ? null : start + blank.index + blank[0].length;
}

function dispositionIn(headers: string): Pick<FormPart, 'name' | 'fileName'> | null {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ');
  const value = /^content-disposition[ \t]*:[ \t]*(form-data\b.*)$/im.exec(unfolded)?.[1];
  if (value === undefined) return null;
  const parameters = headerParameters(value);
  const name = textOf(parameters, 'name');
  const fileName = textOf(parameters, 'filename');
  return name === null ? null : { name, fileName: fileName === null ? null : withoutFolders(fileName) };
}

/**
 * Parameters of a header, names in lower case, values as they came (one character per byte) without their quotes.
 *
 * In quotes `\"` and `\\` stand for one character; other backslashes are themselves, as old browsers send paths.
 */
function headerParameters(value: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of value.matchAll(/;\s*([^\s=;"]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]*))/g)) {
    const [, name = '', quoted, bare = ''] = match;
    found.set(name.toLowerCase(), quoted === undefined ? bare.trim() : unquoted(quoted));
  }
  return found;
}

/** A path of a Windows share (`\\server\…`) is as it is: whoever sends one does not know of escapes. */
const unquoted = (text: string): string =>
  text.startsWith('\\\\') ? text : text.replace(/\\(["\\])/g, '$1');

/**
 * A parameter as text. The extended form (`filename*=UTF-8''…`, RFC 8187) goes first; in the usual one the bytes are UTF-8,
 * else Latin-1, and a browser writes quotes and line breaks with percent signs, but no others (HTML, "multipart/form-data").
 */
function textOf(parameters: ReadonlyMap<string, string>, name: string): string | null {
  const extended = /^([^']*)'[^']*'(.*)$/s.exec(parameters.get(`${name}*`) ?? '');
  if (extended !== null) {
    const [, charset = '', encoded = ''] = extended;
    return charset.toLowerCase() === 'iso-8859-1' ? latin1Decoded(encoded) : percentDecode(encoded);
  }
  const bytes = parameters.get(name);
  if (bytes === undefined) return null;
  return utf8OrLatin1(Buffer.from(bytes, 'latin1')).replace(/%(22|0D|0A)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const latin1Decoded = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** `C:\folder\file.txt` of an old browser is `file.txt`; a name that only has a slash in it stays whole. */
const withoutFolders = (name: string): string =>
  /^(?:[A-Za-z]:)?\\/.test(name) ? name.slice(name.lastIndexOf('\\') + 1) : name;
