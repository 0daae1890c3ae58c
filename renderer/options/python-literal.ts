import type { TypedValue } from '../../shared/contract/common.ts';

const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as Python 2 literal; `unicode` ones are pure ASCII with `\u` escapes, so no coding line is needed. */
export function printText(text: string, unicode: boolean): string {
  let inner = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (named[character] !== undefined) inner += named[character];
    else if (code < 0x20 || code === 0x7f) inner += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code > 0x7e && unicode)
      inner +=
        code > 0xffff
          ? `\\U${code.toString(16).padStart(8, '0')}`
          : `\\u${code.toString(16).padStart(4, '0')}`;
    else inner += character;
  }
  return `${unicode ? 'u' : ''}'${inner}'`;
}

export const printTextList = (texts: readonly string[], unicode: boolean): string =>
  `[${texts.map((text) => printText(text, unicode)).join(', ')}]`;

/** The text of a string value; null for anything else. */
export function textValue(value: TypedValue | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if ('u' in value) return value.u;
  if ('str' in value) return value.str;
  return null;
}

/** The number of a numeric value, as it was written; null for anything else. */
export function numberText(value: TypedValue | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if ('int' in value) return value.int;
  if ('long' in value) return value.long;
  if ('float' in value) return value.float;
  if ('bool' in value) return value.bool ? '1' : '0';
  return textValue(value);
}

export function itemsOf(value: TypedValue | null | undefined): readonly TypedValue[] | null {
  if (value === null || value === undefined) return null;
  if ('list' in value) return value.list;
  if ('tuple' in value) return value.tuple;
  return null;
}

/** The texts of a list of strings; null when it holds anything else. */
export function textItems(value: TypedValue | null | undefined): readonly string[] | null {
  const texts = itemsOf(value)?.map(textValue);
  return texts === undefined || texts.some((text) => text === null)
    ? null
    : texts.filter((text) => text !== null);
}

const stringPattern = /^(u?)'((?:[^'\\\n]|\\.)*)'$/i;

/**
 * Reads back what the editors of this folder print, so that a staged edit can be edited on.
 *
 * It knows `None`, booleans, numbers, plain strings and lists or tuples of these; anything else is null and stays
 * with the field for any literal. The rules of Python belong to the host.
 */
export function readLiteral(text: string): TypedValue | null {
  const trimmed = text.trim();
  if (trimmed === 'None') return { none: true };
  if (trimmed === 'True' || trimmed === 'False') return { bool: trimmed === 'True' };
  if (/^[+-]?\d+$/.test(trimmed)) return { int: trimmed };
  if (/^[+-]?(\d+\.\d*|\.\d+)$/.test(trimmed)) return { float: trimmed };
  const string = stringPattern.exec(trimmed);
  if (string !== null) {
    const inner = unescapeText(string[2] ?? '');
    return string[1] === '' ? { str: inner } : { u: inner };
  }
  const open = trimmed[0];
  const close = trimmed.at(-1);
  if ((open === '[' && close === ']') || (open === '(' && close === ')')) {
    const items = splitItems(trimmed.slice(1, -1))?.map(readLiteral);
    if (items === undefined || items.some((item) => item === null)) return null;
    const values = items.filter((item) => item !== null);
    return open === '[' ? { list: values } : { tuple: values };
  }
  return null;
}

const escapePattern = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))/g;
const plainEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapeText(inner: string): string {
  return inner.replace(escapePattern, (_all, short, long, byte, plain: string | undefined) => {
    const code: unknown = short ?? long ?? byte;
    if (typeof code === 'string') return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    return plainEscapes[plain ?? ''] ?? plain ?? '';
  });
}

/** Splits at commas outside of strings and brackets; undefined when something is left open. */
function splitItems(text: string): readonly string[] | undefined {
  const items: string[] = [];
  let depth = 0;
  let inString = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString && character === '\\') at += 1;
    else if (character === "'") inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '(') depth += 1;
    else if (character === ']' || character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      items.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (inString || depth !== 0) return undefined;
  const rest = text.slice(start).trim();
  return rest === '' ? items : [...items, rest];
}
