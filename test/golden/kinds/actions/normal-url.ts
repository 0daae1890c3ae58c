/** An address as COMPARE.md compares it: local ones without the base, parameters sorted, percent-encoding made equal. */
export function normalUrl(url: string, base: string): string {
  const local = url.startsWith(base) ? `/${url.slice(base.length)}` : url;
  const [beforeAnchor = '', anchor] = local.split('#', 2);
  const mark = beforeAnchor.indexOf('?');
  const path = recode(mark < 0 ? beforeAnchor : beforeAnchor.slice(0, mark));
  const query = mark < 0 ? '' : sortedQuery(beforeAnchor.slice(mark + 1));
  return `${path}${query === '' ? '' : `?${query}`}${anchor === undefined ? '' : `#${recode(anchor)}`}`;
}

function sortedQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      const shown = name === 'ticket' ? 'TICKET' : recode(value.replaceAll('+', ' '));
      return `${recode(name)}=${shown}`;
    })
    .toSorted()
    .join('&');
}

function recode(text: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(text)).replaceAll('%2F', '/').replaceAll('%3A', ':');
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
