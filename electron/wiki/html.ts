/**
 * HTML that is escaped by construction.
 *
 * `html` escapes every interpolation unless it is itself an `Html` value; the only other way to make one is
 * `trustedHtml`, whose callers are few and say why the text is safe.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

const special = /[&<>"']/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes for element content and quoted attribute values alike. */
export const escapeHtml = (text: string): string =>
  text.replace(special, (character) => entities[character] ?? character);

function render(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeHtml(part);
  return part.map(render).join('');
}

/** Template tag: literal parts are markup, interpolations are text (or Html, or lists of both; null is nothing). */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let text = literals[0] ?? '';
  for (const [index, part] of parts.entries()) text += render(part) + (literals[index + 1] ?? '');
  return new Html(text);
}

export const noHtml = new Html('');

/** Markup made by code that escapes for itself (the markup compiler, macros), or by an administrator's configuration. */
export const trustedHtml = (markup: string): Html => new Html(markup);

export const joinHtml = (parts: readonly HtmlPart[], separator: HtmlPart = ''): Html =>
  new Html(parts.map(render).join(render(separator)));

export type AttributeValue = string | number | boolean | null | undefined;

/** ` name="value"` for each; true gives the bare name, null, undefined and false give nothing. */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Html {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    text += value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  }
  return new Html(text);
}
