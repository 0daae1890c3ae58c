import { percentBytes, percentDecode } from '../../shared/names/percent.ts';
import { utf8OrLatin1 } from '../../shared/python/utf8.ts';
import { boundaryOf, formParts } from './multipart.ts';
import type { WikiRequest } from './request.ts';

/** A file that came with a multipart form. */
export interface UploadedFile {
  /** As the browser named it; may hold path characters. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Query and form fields together, in the order they came: query first (both are accepted everywhere, spec/actions.md §1). */
export class Parameters {
  readonly #values = new Map<string, string[]>();
  readonly #files = new Map<string, UploadedFile>();

  constructor(
    pairs: Iterable<readonly [string, string]> = [],
    files: Iterable<readonly [string, UploadedFile]> = [],
  ) {
    for (const [name, value] of pairs) {
      const values = this.#values.get(name);
      if (values === undefined) this.#values.set(name, [value]);
      else values.push(value);
    }
    for (const [name, file] of files) this.#files.set(name, file);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }
  /** The first value, or `''`. */
  text(name: string): string {
    return this.#values.get(name)?.[0] ?? '';
  }
  first(name: string): string | null {
    return this.#values.get(name)?.[0] ?? null;
  }
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
  /** A whole number, or null when the field is missing or anything else. */
  integer(name: string): number | null {
    const value = this.first(name)?.trim() ?? '';
    if (!/^[+-]?\d{1,15}$/.test(value)) return null;
    return Number(value);
  }
  file(name: string): UploadedFile | null {
    return this.#files.get(name) ?? null;
  }
  names(): readonly string[] {
    return [...this.#values.keys()];
  }
  get isEmpty(): boolean {
    return this.#values.size === 0;
  }
}

/** Splits `a=1&b=2` (and `;`, which MoinMoin's forms never send, is no separator). */
export function parseQuery(
  query: string,
  decode: (text: string) => string = (text) => percentDecode(text, true),
): readonly (readonly [string, string])[] {
  return query
    .split('&')
    .filter((piece) => piece !== '')
    .slice(0, formLimits.fields)
    .map((piece) => {
      const equals = piece.indexOf('=');
      const [name, value] = equals < 0 ? [piece, ''] : [piece.slice(0, equals), piece.slice(equals + 1)];
      return [decode(name), decode(value)] as const;
    });
}

/** What a form of an old page sends in Latin-1 stays readable text, as in its multipart kind. */
const decodeField = (text: string): string => utf8OrLatin1(percentBytes(text.replaceAll('+', ' ')));

export const formLimits = {
  fields: 2000,
  files: 50,
  /** Of an urlencoded body, and of one multipart text field. */
  textBytes: 8 * 1024 * 1024,
  /** Of a multipart body as a whole. It is held in memory until the attachment is written. */
  multipartBytes: 64 * 1024 * 1024,
} as const;

export type ParametersOutcome =
  | { readonly kind: 'read'; readonly parameters: Parameters }
  | { readonly kind: 'refused'; readonly status: 400 | 413 };

/** Reads query and, for POST, the form. The body of anything that is no form stays unread. */
export async function readParameters(request: WikiRequest): Promise<ParametersOutcome> {
  const query = parseQuery(request.query);
  const type = request.headers['content-type'] ?? '';
  if (request.method !== 'POST') return { kind: 'read', parameters: new Parameters(query) };
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const body = await readBody(request.body, formLimits.textBytes);
    if (body === null) return { kind: 'refused', status: 413 };
    return {
      kind: 'read',
      parameters: new Parameters([
        ...query,
        ...parseQuery(Buffer.from(body).toString('latin1'), decodeField),
      ]),
    };
  }
  if (/^multipart\/form-data\b/i.test(type)) return readMultipart(request, query, type);
  return { kind: 'read', parameters: new Parameters(query) };
}

/** Only the action, for requests whose body is no form and whose query must not log anybody in or out. */
export function withoutForm(request: WikiRequest): ParametersOutcome {
  const pairs = parseQuery(request.query).filter(([name]) => name === 'action');
  return { kind: 'read', parameters: new Parameters(pairs) };
}

/** The whole body, or null when it is longer than `limitBytes`. */
export async function readBody(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limitBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function readMultipart(
  request: WikiRequest,
  query: readonly (readonly [string, string])[],
  contentType: string,
): Promise<ParametersOutcome> {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return { kind: 'refused', status: 400 };
  const body = await readBody(request.body, formLimits.multipartBytes);
  if (body === null) return { kind: 'refused', status: 413 };
  const pairs = [...query];
  const files: [string, UploadedFile][] = [];
  for (const part of formParts(body, boundary)) {
    if (part === null) return { kind: 'refused', status: 400 };
    const { name, fileName, bytes } = part;
    if (fileName !== null) files.push([name, { name: fileName, bytes }]);
    else if (bytes.length > formLimits.textBytes) return { kind: 'refused', status: 413 };
    else pairs.push([name, utf8OrLatin1(bytes)]);
    if (files.length > formLimits.files || pairs.length > formLimits.fields + query.length)
      return { kind: 'refused', status: 413 };
  }
  return { kind: 'read', parameters: new Parameters(pairs, files) };
}
