import type { XmlElement } from '../../../../electron/wiki/xmlrpc/read-xml.ts';

/** A method call as a client writes it, independent of the product's own writer. */
export function writeGoldenCall(method: string, params: readonly unknown[], token: string): string {
  const values = params.map((param) => `<param>${writeValue(param, token)}</param>`).join('');
  return `<?xml version="1.0"?>\n<methodCall><methodName>${escapeXml(method)}</methodName><params>${values}</params></methodCall>`;
}

function writeValue(value: unknown, token: string): string {
  return `<value>${writeTyped(value, token)}</value>`;
}

function writeTyped(value: unknown, token: string): string {
  if (value === null) return '<nil/>';
  if (typeof value === 'boolean') return `<boolean>${value ? '1' : '0'}</boolean>`;
  if (typeof value === 'number')
    return Number.isInteger(value) ? `<int>${String(value)}</int>` : `<double>${String(value)}</double>`;
  if (typeof value === 'string') return `<string>${escapeXml(value.replaceAll('@TOKEN@', token))}</string>`;
  if (Array.isArray(value))
    return `<array><data>${value.map((item) => writeValue(item, token)).join('')}</data></array>`;
  const members = Object.entries(value as Record<string, unknown>);
  const [[name, content] = ['', '']] = members;
  if (members.length === 1 && name === 'base64') return `<base64>${String(content)}</base64>`;
  if (members.length === 1 && name === 'datetime')
    return `<dateTime.iso8601>${String(content)}</dateTime.iso8601>`;
  return `<struct>${members
    .map(([key, member]) => `<member><name>${escapeXml(key)}</name>${writeValue(member, token)}</member>`)
    .join('')}</struct>`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** A value of an answer in the notation of the data. */
export function plainValue(value: XmlElement): unknown {
  const [typed] = value.children;
  if (typed === undefined) return value.text;
  switch (typed.name) {
    case 'string':
      return typed.text;
    case 'int':
    case 'double':
      return Number(typed.text);
    case 'boolean':
      return typed.text === '1';
    case 'nil':
      return null;
    case 'base64':
      return { base64: typed.text.replace(/\s+/g, '') };
    case 'dateTime.iso8601':
      return { datetime: typed.text };
    case 'array':
      return typed.children[0]?.children.map(plainValue) ?? [];
    case 'struct':
      return Object.fromEntries(
        typed.children.map(({ children: [name, member] }) => [
          name?.text ?? '',
          member === undefined ? null : plainValue(member),
        ]),
      );
    default:
      throw new Error(`a value of type ${typed.name}`);
  }
}
