/**
 * Wraps every match of a search expression in text nodes of our own HTML (spec/markup.md §11).
 *
 * Attributes and ids are left alone. The pattern is global.
 */
export function highlightWords(html: string, pattern: RegExp): string {
  let result = '';
  let position = 0;
  while (position < html.length) {
    const tag = html.indexOf('<', position);
    const end = tag < 0 ? html.length : tag;
    result += highlightText(html.slice(position, end), pattern);
    if (tag < 0) break;
    const close = html.indexOf('>', tag);
    const after = close < 0 ? html.length : close + 1;
    result += html.slice(tag, after);
    position = after;
  }
  return result;
}

function highlightText(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (match) =>
    match === '' ? '' : `<strong class="highlight">${match}</strong>`,
  );
}
