import { domainToUnicode } from 'node:url';

/** A request's address in parts, as sent. */
export interface AddressParts {
  /** `http` or `https` as the server sees it, in any case. */
  readonly scheme: string;
  /** The Host header with its port, e.g. `wiki.example.org:8080`; without such a header, server name and port. */
  readonly host: string;
  /** Mount prefix (WSGI SCRIPT_NAME), percent-encoded or not; empty for the root. */
  readonly script?: string;
  /** Path below the mount as sent, percent-encoded, beginning with `/`. */
  readonly path: string;
  /** Without `?`. */
  readonly query?: string;
}

/** The address as Unicode text, exactly as MoinMoin's patterns see it (spec/config.md §2). */
export function addressText(parts: AddressParts): string {
  const script = quotedPath(parts.script ?? '').replace(/\/+$/, '');
  const path = `/${quotedPath(parts.path).replace(/^\/+/, '')}`;
  const query = parts.query ?? '';
  const tail = query === '' ? '' : `?${queryText(query)}`;
  const scheme = parts.scheme.toLowerCase();
  return `${scheme}://${hostText(parts.host, scheme)}${script}${path}${tail}`;
}

/** Letter case is kept, default and senseless ports go, `xn--` labels are shown in Unicode. */
function hostText(header: string, scheme: string): string {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(header);
  const name = (match?.[1] ?? header).split('.').map(labelText).join('.');
  const digits = match?.[2] ?? '';
  if (!/^\d+$/.test(digits)) return name;
  const port = Number(digits);
  const standard = { http: 80, https: 443 }[scheme];
  return port > 65_535 || port === standard ? name : `${name}:${port}`;
}

function labelText(label: string): string {
  if (!/^xn--/i.test(label)) return label;
  return domainToUnicode(label) || label;
}

/** Decodes and quotes again: letters, digits and `-._~/:` stay, other ASCII is encoded, the rest is shown decoded. */
function quotedPath(path: string): string {
  return decodedPieces(path)
    .map((piece) =>
      piece.encoded ? piece.text : piece.text.replace(/[^A-Za-z0-9\-._~/:\u0080-\u{10ffff}]/gu, percent),
    )
    .join('');
}

/** ASCII letters, digits and `-._~` are decoded; of the rest of ASCII some stay and some are encoded. */
function queryText(query: string): string {
  let text = '';
  let at = 0;
  for (const run of query.matchAll(/(?:%[0-9a-fA-F]{2})+/g)) {
    text += query.slice(at, run.index).replace(/[^A-Za-z0-9!$%&'()*+,\-.:=_~\u0080-\u{10ffff}]/gu, percent);
    text += decodedPieces(run[0])
      .map((piece) =>
        piece.encoded ? piece.text : piece.text.replace(/[^A-Za-z0-9\-._~\u0080-\u{10ffff}]/gu, percent),
      )
      .join('');
    at = run.index + run[0].length;
  }
  return text + query.slice(at).replace(/[^A-Za-z0-9!$%&'()*+,\-.:=_~\u0080-\u{10ffff}]/gu, percent);
}

const percent = (character: string): string =>
  `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;

interface Piece {
  /** Bytes that are no UTF-8 and stay percent-encoded. */
  readonly encoded: boolean;
  readonly text: string;
}

const lengths = (lead: number): number =>
  lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Percent-decodes; whatever is not UTF-8 comes as encoded pieces. */
function decodedPieces(text: string): Piece[] {
  const bytes = percentDecoded(text);
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length;) {
    const character = characterAt(bytes, at);
    if (character === null) {
      pieces.push({ encoded: true, text: percent(String.fromCharCode(bytes[at] ?? 0)) });
      at++;
    } else {
      pieces.push({ encoded: false, text: character });
      at += Buffer.byteLength(character);
    }
  }
  return pieces;
}

function characterAt(bytes: Uint8Array, at: number): string | null {
  const length = lengths(bytes[at] ?? 0);
  if (length === 0 || at + length > bytes.length) return null;
  if (length === 1) return String.fromCharCode(bytes[at] ?? 0);
  try {
    return decoder.decode(bytes.subarray(at, at + length));
  } catch (error) {
    if (error instanceof TypeError) return null; // not UTF-8
    throw error;
  }
}

function percentDecoded(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  const result = Buffer.alloc(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; at++) {
    const digits = bytes[at] === 0x25 ? bytes.toString('latin1', at + 1, at + 3) : '';
    if (/^[0-9a-fA-F]{2}$/.test(digits)) {
      result[size++] = Number.parseInt(digits, 16);
      at += 2;
    } else result[size++] = bytes[at] ?? 0;
  }
  return result.subarray(0, size);
}
