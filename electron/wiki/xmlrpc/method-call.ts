import { readXml, type XmlElement } from './read-xml.ts';
import { RpcDate, type RpcValue } from './value.ts';

export interface MethodCall {
  readonly method: string;
  readonly params: readonly RpcValue[];
}

/** A method call from the bytes of a request; null when it is none. */
export function readMethodCall(bytes: Uint8Array): MethodCall | null {
  const text = decode(bytes);
  const root = text === null ? null : readXml(text);
  if (root?.name !== 'methodCall') return null;
  const method = child(root, 'methodName')?.text.trim() ?? '';
  if (method === '') return null;
  const params: RpcValue[] = [];
  for (const param of child(root, 'params')?.children ?? []) {
    const value = param.name === 'param' ? child(param, 'value') : undefined;
    const read = value === undefined ? undefined : readValue(value);
    if (read === undefined) return null;
    params.push(read);
  }
  return { method, params };
}

/** UTF-8 unless the declaration says Latin-1; null for bytes that are not UTF-8, and for other encodings. */
function decode(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
    head,
  )?.[1];
  const encoding = (declared ?? 'utf-8').toLowerCase();
  if (encoding === 'iso-8859-1') return Buffer.from(bytes).toString('latin1');
  if (encoding !== 'utf-8' && encoding !== 'us-ascii') return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((one) => one.name === name);

/** Undefined when it is no value. A `value` without a type inside is a text. */
function readValue(value: XmlElement): RpcValue | undefined {
  const [typed, ...others] = value.children;
  if (typed === undefined) return value.text;
  return others.length === 0 ? readTyped(typed) : undefined;
}

function readTyped(element: XmlElement): RpcValue | undefined {
  const { name, text } = element;
  const trimmed = text.trim();
  switch (name) {
    case 'string':
      return element.children.length === 0 ? text : undefined;
    case 'int':
    case 'i4':
    case 'i8':
      return /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
    case 'double':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
    case 'boolean':
      return trimmed === '1' || trimmed === '0' ? trimmed === '1' : undefined;
    case 'nil':
      return null;
    case 'base64':
      return readBase64(text);
    case 'dateTime.iso8601':
      return readDate(trimmed);
    case 'array':
      return readArray(element);
    case 'struct':
      return readStruct(element);
    default:
      return undefined;
  }
}

function readBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(digits) ? Buffer.from(digits, 'base64') : undefined;
}

/** `20240315T10:32:00`, or with dashes; a trailing `Z` says what is true anyway. */
function readDate(text: string): RpcDate | undefined {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):(\d\d):(\d\d)Z?$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return new RpcDate(Date.UTC(year, month - 1, day, hour, minute, second) / 1000);
}

function readArray(element: XmlElement): RpcValue | undefined {
  const items: RpcValue[] = [];
  for (const value of child(element, 'data')?.children ?? []) {
    const item = value.name === 'value' ? readValue(value) : undefined;
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function readStruct(element: XmlElement): RpcValue | undefined {
  const members = new Map<string, RpcValue>();
  for (const member of element.children) {
    const [name, value] = [child(member, 'name'), child(member, 'value')];
    const read = value === undefined ? undefined : readValue(value);
    if (member.name !== 'member' || name === undefined || read === undefined) return undefined;
    members.set(name.text, read);
  }
  return members;
}
