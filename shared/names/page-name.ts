import { mayBeLink } from './link-address.ts';
import { percentEncode, queryString, type QueryPairs } from './percent.ts';

/** What `/Sub` and `../Sibling` mean on a page (spec/storage.md §2.2, spec/markup.md §5.1). */
export function absolutePageName(context: string, link: string): string {
  if (link.startsWith('/')) return context === '' ? link.slice(1) : context + link;
  if (!link.startsWith('../')) return link;
  let parent = context;
  let rest = link;
  while (parent !== '' && rest.startsWith('../')) {
    parent = parentName(parent) ?? '';
    rest = rest.slice('../'.length);
  }
  return [parent, rest].filter((part) => part !== '').join('/');
}

/** `A/B` of `A/B/C`; null for a page that is no sub page. Says nothing about whether the page exists. */
export function parentName(name: string): string | null {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? null : name.slice(0, slash);
}

export interface AddressParts {
  readonly query?: QueryPairs;
  /** Anchor id, already made safe; empty for none. */
  readonly anchor?: string;
}

/** Address of a page below the script root, e.g. `/wiki/Front%20Page?action=edit#top`. Not HTML-escaped. */
export const pageUrl = (scriptRoot: string, page: string, parts: AddressParts = {}): string =>
  withParts(`${scriptRoot}/${percentEncode(page)}`, parts);

/**
 * Address of a page in another wiki: every `$PAGE` of the map's address is the page, without one the page comes behind it
 * (spec/markup.md §5.3, spec/parity-rules.md §5). Null: the map leads where no link may lead.
 */
export function joinInterwiki(prefix: string, page: string, parts: AddressParts = {}): string | null {
  const name = percentEncode(page);
  const address = prefix.includes('$PAGE') ? prefix.replaceAll('$PAGE', () => name) : prefix + name;
  return mayBeLink(address) ? withParts(address, parts) : null;
}

function withParts(address: string, { query = [], anchor = '' }: AddressParts): string {
  const joint = address.includes('?') ? '&' : '?';
  return (
    address + (query.length === 0 ? '' : joint + queryString(query)) + (anchor === '' ? '' : `#${anchor}`)
  );
}

/** `Wiki:Page` → its parts; a text without colon is a page of this wiki, `Self`. */
export function splitInterwiki(text: string): { readonly wiki: string; readonly page: string } {
  const colon = text.indexOf(':');
  return colon < 0
    ? { wiki: 'Self', page: text }
    : { wiki: text.slice(0, colon), page: text.slice(colon + 1) };
}
