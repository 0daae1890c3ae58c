import type { TextSpan } from './environment.ts';

/**
 * Wraps every match of a search expression in text nodes of our own HTML (spec/markup.md §11).
 *
 * Attributes and ids are left alone.
 */
export function highlightWords(html: string, find: (text: string) => Iterable<TextSpan>): string {
  let result = '';
  let position = 0;
  while (position < html.length) {
    const tag = html.indexOf('<', position);
    const end = tag < 0 ? html.length : tag;
    result += highlightText(html.slice(position, end), find);
    if (tag < 0) break;
    const close = html.indexOf('>', tag);
    const after = close < 0 ? html.length : close + 1;
    result += html.slice(tag, after);
    position = after;
  }
  return result;
}

function highlightText(text: string, find: (text: string) => Iterable<TextSpan>): string {
  let result = '';
  let position = 0;
  for (const { start, end } of find(text)) {
    if (start === end) continue;
    result += `${text.slice(position, start)}<strong class="highlight">${text.slice(start, end)}</strong>`;
    position = end;
  }
  return result + text.slice(position);
}
