import { isStruct, RpcDate, RpcFault, struct, type RpcValue } from './value.ts';

/** The answer to one method call. */
export function writeResponse(outcome: RpcValue | RpcFault): string {
  const inside =
    outcome instanceof RpcFault
      ? `<fault>\n${writeValue(faultStruct(outcome))}</fault>\n`
      : `<params>\n<param>\n${writeValue(outcome)}</param>\n</params>\n`;
  return `<?xml version='1.0'?>\n<methodResponse>\n${inside}</methodResponse>\n`;
}

/** How a fault looks among the results of a `system.multicall`, and inside a fault answer. */
export const faultStruct = ({ code, text }: RpcFault): RpcValue =>
  struct({ faultCode: code, faultString: text });

function writeValue(value: RpcValue): string {
  return `<value>${writeTyped(value)}</value>\n`;
}

function writeTyped(value: RpcValue): string {
  if (value === null) return '<nil/>';
  if (typeof value === 'boolean') return `<boolean>${value ? '1' : '0'}</boolean>`;
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return `<string>${escapeXml(value)}</string>`;
  if (value instanceof RpcDate) return `<dateTime.iso8601>${writeDate(value)}</dateTime.iso8601>`;
  if (value instanceof Uint8Array) return `<base64>\n${writeBase64(value)}</base64>`;
  if (isStruct(value))
    return `<struct>\n${Array.from(
      value,
      ([name, member]) => `<member>\n<name>${escapeXml(name)}</name>\n${writeValue(member)}</member>\n`,
    ).join('')}</struct>`;
  return `<array><data>\n${value.map(writeValue).join('')}</data></array>`;
}

/** Integers beyond 32 bits have no type of their own in the protocol. */
const writeNumber = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 31
    ? `<int>${value}</int>`
    : `<double>${Number.isFinite(value) ? value : 0}</double>`;

const writeDate = ({ seconds }: RpcDate): string =>
  new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19).replaceAll('-', '');

const writeBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\n');

/** Characters that XML can't hold, not even by number: controls, lone surrogates, the two non-characters. */
// eslint-disable-next-line no-control-regex
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escapeXml = (text: string): string =>
  text.replace(impossible, '\ufffd').replace(/[&<>\r]/g, (character) => escapes[character] ?? character);
