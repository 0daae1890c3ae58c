/** Absolute name of a page named in a link on `current` (spec/markup.md §5.1). */
export function absolutePageName(current: string, name: string): string {
  if (name.startsWith('/')) return current + name;
  let parent = current;
  let rest = name;
  while (rest.startsWith('../') && parent !== '') {
    rest = rest.slice(3);
    const slash = parent.lastIndexOf('/');
    parent = slash < 0 ? '' : parent.slice(0, slash);
  }
  if (rest === '') return parent;
  return parent === '' || rest === name ? rest : `${parent}/${rest}`;
}

/** The form a name has in the link index: no blanks and slashes around, no doubled slashes. */
export function indexedPageName(name: string): string {
  return name.replaceAll(/\/+/g, '/').replaceAll(/^[\s/]+|[\s/]+$/g, '');
}

const unreserved = /[A-Za-z0-9/\-._~]/;

function quote(text: string, isKept: (character: string) => boolean): string {
  let quoted = '';
  for (const character of text) {
    if (isKept(character)) quoted += character;
    else if (/[\uD800-\uDFFF]/.test(character) && character.length === 1) quoted += '%EF%BF%BD';
    else
      for (const byte of new TextEncoder().encode(character))
        quoted += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return quoted;
}

/** Percent-encoded path of a page name: only letters, digits, `/` and `-._~` stay (spec/markup.md §5.1). */
export function quotePath(name: string): string {
  return /^[A-Za-z0-9/\-._~]*$/.test(name) ? name : quote(name, (character) => unreserved.test(character));
}

/** `a=1&b=2` with blanks as `+`; empty for no arguments. Not HTML-escaped. */
export function queryString(query: readonly (readonly [string, string])[]): string {
  return query.map(([name, value]) => `${quoteQuery(name)}=${quoteQuery(value)}`).join('&');
}

export function quoteQuery(text: string): string {
  return quote(text, (character) => character !== ' ' && unreserved.test(character)).replaceAll('%20', '+');
}

/** Decodes `%xx`; what is not valid stays as it is. */
export function unquote(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16));
    return new TextDecoder().decode(bytes);
  });
}

export interface UrlParts {
  readonly query?: readonly (readonly [string, string])[];
  /** Anchor id, already made safe. */
  readonly anchor?: string;
}

/** URL of a page below the script root, not HTML-escaped. */
export function pageUrl(scriptRoot: string, page: string, parts: UrlParts = {}): string {
  const query = parts.query !== undefined && parts.query.length > 0 ? `?${queryString(parts.query)}` : '';
  const anchor = parts.anchor !== undefined && parts.anchor !== '' ? `#${parts.anchor}` : '';
  return `${scriptRoot}/${quotePath(page)}${query}${anchor}`;
}

/** Address of another wiki's page: `$PAGE` in the prefix is replaced, otherwise the page is appended (§5.3). */
export function joinInterwiki(
  prefix: string,
  page: string,
  query: readonly (readonly [string, string])[] = [],
): string {
  const hash = page.lastIndexOf('#');
  const name = quotePath(hash < 0 ? page : page.slice(0, hash));
  const anchor = hash < 0 ? '' : `#${quoteQuery(page.slice(hash + 1))}`;
  const url = prefix.includes('$PAGE') ? prefix.replace('$PAGE', () => name) : prefix + name;
  if (query.length === 0) return url + anchor;
  return `${url}${url.includes('?') ? '&' : '?'}${queryString(query)}${anchor}`;
}
