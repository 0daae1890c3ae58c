import { isLower, isSpace, isUpper, isWord } from '../character-classes.ts';
import { interwikiNode, pageLinkNode } from '../link-target.ts';
import { urlSchemes } from '../../../shared/names/link-address.ts';
import { absolutePageName } from '../../../shared/names/page-name.ts';
import { beginInline } from './paragraph.ts';
import type { Scan } from './state.ts';

const punctuation = new Set(Array.from('"\'}]|:,.)?!'));

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function afterWord(text: string, start: number): boolean {
  return start > 0 && isWord(text.charCodeAt(start - 1));
}

/** `Wiki:Page` in running text (spec/markup.md §5.3). */
export function matchInterwiki(scan: Scan, start: number): number {
  const { text, state } = scan;
  const first = text.charCodeAt(start);
  if (first < 65 || first > 90 || afterWord(text, start)) return -1;
  let colon = start + 1;
  while (isAsciiLetter(text.charCodeAt(colon))) colon += 1;
  if (colon === start + 1 || text.charAt(colon) !== ':') return -1;
  let end = colon + 1;
  let hasLetter = false;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !punctuation.has(text.charAt(end))) {
    const code = text.charCodeAt(end);
    if (isUpper(code) || isLower(code)) hasLetter = true;
    end += 1;
  }
  if (!hasLetter) return -1;
  const node = interwikiNode(state.context, text.slice(start, colon), text.slice(colon + 1, end), null);
  beginInline(scan, start);
  if (node === null) state.context.builder.text(text.slice(start, end));
  else state.context.builder.inline(node);
  return end;
}

/** End of the humps at `start`, or -1 if there are less than two. */
function endOfHumps(text: string, start: number): number {
  let position = start;
  let humps = 0;
  while (isUpper(text.charCodeAt(position)) && isLower(text.charCodeAt(position + 1))) {
    position += 2;
    while (isLower(text.charCodeAt(position))) position += 1;
    humps += 1;
  }
  return humps < 2 ? -1 : position;
}

/** End of the name at `start`: parts of two humps at least with slashes between and perhaps before them; or -1. */
export function endOfName(text: string, start: number): number {
  let position = -1;
  let part = text.charCodeAt(start) === slash ? start + 1 : start;
  for (let end = endOfHumps(text, part); end >= 0; end = endOfHumps(text, part)) {
    position = end;
    if (text.charCodeAt(end) !== slash) break;
    part = end + 1;
  }
  const next = text.charCodeAt(position);
  return position < 0 || isUpper(next) || isLower(next) || next === slash ? -1 : position;
}
const slash = 0x2f;

/** CamelCase name with relative prefix, `!` before and `#fragment` after it (spec/markup.md §5.1). */
export function matchPageName(scan: Scan, start: number): number {
  const { text, state } = scan;
  if (start > 0) {
    const before = text.charCodeAt(start - 1);
    if (isUpper(before) || isLower(before) || before === slash) return -1;
  }
  const bang = text.charAt(start) === '!';
  const nameStart = bang ? start + 1 : start;
  let prefixEnd = nameStart;
  while (text.startsWith('../', prefixEnd)) prefixEnd += 3;
  // `../` is followed by a name, not by another slash.
  if (prefixEnd > nameStart && text.charCodeAt(prefixEnd) === slash) return -1;
  let end = endOfName(text, prefixEnd);
  if (end < 0) return -1;
  if (text.charAt(end) === '#' && end + 1 < text.length && !isSpace(text.charCodeAt(end + 1))) {
    end += 1;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end += 1;
  }
  const name = text.slice(nameStart, end);
  const { settings, pageName, builder } = state.context;
  if (bang && !settings.bangMeta) {
    beginInline(scan, nameStart);
  } else beginInline(scan, start);
  if ((bang && settings.bangMeta) || absolutePageName(pageName, name) === pageName) builder.text(name);
  else builder.inline(pageLinkNode(state.context, name, [{ kind: 'text', text: name }], true));
  return end;
}

/** Bare URL (spec/markup.md §5.4). */
export function matchUrl(scan: Scan, start: number): number {
  const { text } = scan;
  if (afterWord(text, start)) return -1;
  let colon = start;
  while (colon - start < 8 && isWord(text.charCodeAt(colon))) colon += 1;
  if (text.charAt(colon) !== ':' || !urlSchemes.has(text.slice(start, colon))) return -1;
  let end = colon + 1;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end += 1;
  if (end === colon + 1) return -1;
  // The first character behind the colon belongs to it, whatever it is.
  while (end > colon + 2 && punctuation.has(text.charAt(end - 1))) end -= 1;
  const url = text.slice(start, end);
  beginInline(scan, start);
  scan.state.context.builder.inline({
    kind: 'url-link',
    href: url,
    attributes: [],
    label: [{ kind: 'text', text: url }],
  });
  return end;
}

function isLocalPart(code: number): boolean {
  return code === 0x2d || code === 0x2e || code === 0x2b || isWord(code);
}

/** E-mail address. A run of characters that leads to none is looked at once. */
export function matchEmail(scan: Scan, start: number): number {
  const { text } = scan;
  if (start < scan.noEmailBefore) return -1;
  let at = start;
  while (isLocalPart(text.charCodeAt(at))) at += 1;
  const end = text.charAt(at) === '@' && at > start ? endOfDomain(text, at + 1) : -1;
  if (end < 0) {
    scan.noEmailBefore = Math.max(at, start + 1);
    return -1;
  }
  const address = text.slice(start, end);
  beginInline(scan, start);
  scan.state.context.builder.inline({
    kind: 'url-link',
    href: `mailto:${address}`,
    attributes: [],
    label: [{ kind: 'text', text: address }],
  });
  return end;
}

/** `host.domain`: at least two labels. */
function endOfDomain(text: string, start: number): number {
  let end = -1;
  let position = start;
  for (let labels = 0; ; labels += 1) {
    const label = position;
    while (text.charCodeAt(position) === 0x2d || isWord(text.charCodeAt(position))) position += 1;
    if (position === label) return end;
    if (labels > 0) end = position;
    if (text.charAt(position) !== '.') return end;
    position += 1;
  }
}
