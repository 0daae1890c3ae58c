import { decodePythonUtf8, encodePythonUtf8 } from './python-utf8.ts';
import type { LogLine } from './edit-log.ts';

/** One line of the event log: `time TAB type TAB query string` (spec/storage.md §6.2). */
export interface EventLogEntry {
  readonly timeMicroseconds: number;
  readonly type: string;
  readonly values: readonly (readonly [key: string, value: string])[];
}

/** Null for a line that is passed over silently (not three fields); not `ok` for one whose time is no number. */
export function parseEventLogLine(line: Uint8Array): LogLine<EventLogEntry> | null {
  const fields = Buffer.from(line)
    .toString('latin1')
    .replace(/^[\t-\r ]+|[\t-\r ]+$/g, '')
    .split('\t');
  if (fields.length !== 3) return null;
  const [time = '', type = '', query = ''] = fields;
  if (!/^ *[+-]?\d+L? *$/.test(time)) return { ok: false, detail: 'the time is not a number' };
  const pairs = query
    .split('&')
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const equals = pair.indexOf('=');
      return [decodeToBytes(pair.slice(0, equals)), decodeToBytes(pair.slice(equals + 1))] as const;
    });
  const readable = pairs.every((pair) => pair.every((part) => decodePythonUtf8(part) !== null));
  const decode = (bytes: Buffer): string =>
    readable ? (decodePythonUtf8(bytes) ?? '') : bytes.toString('latin1');
  return {
    ok: true,
    entry: {
      timeMicroseconds: Number.parseInt(time, 10),
      type: decode(Buffer.from(type, 'latin1')),
      values: pairs.map(([key, value]) => [decode(key), decode(value)]),
    },
  };
}

/** `text` holds one byte per character. */
function decodeToBytes(text: string): Buffer {
  const decoded = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(decoded, 'latin1');
}

/** One line with its line feed; empty values are left out. */
export function formatEventLogLine(
  timeMicroseconds: number,
  type: string,
  values: readonly (readonly [key: string, value: string | undefined])[],
): string {
  const query = values.flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${quoteValue(key)}=${quoteValue(value)}`],
  );
  return `${timeMicroseconds}\t${type.replace(/[\t\r\n]/g, ' ')}\t${query.join('&')}\n`;
}

function quoteValue(text: string): string {
  let quoted = '';
  for (const byte of encodePythonUtf8(text)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(character)) quoted += character;
    else if (character === ' ') quoted += '+';
    else quoted += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return quoted;
}
