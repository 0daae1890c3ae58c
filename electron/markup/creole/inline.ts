import { isLower, isSpace, isUpper, isWord } from '../character-classes.ts';
import { attachmentOf, linkNode, pageLinkNode, schemeOf, urlSchemes } from '../link-target.ts';
import type { LinkText } from '../link-target.ts';
import type { ParseContext } from '../syntax.ts';
import type { FormatName, TreeNode } from '../tree.ts';
import { LineIndex } from '../wiki/line-index.ts';
import { endOfName } from '../wiki/words.ts';

interface Scan {
  readonly context: ParseContext;
  readonly text: string;
  readonly index: LineIndex;
  /** Formats that are open, outermost first. */
  readonly formats: FormatName[];
  textStart: number;
}

/** Inline markup of a paragraph, item or cell; formats left open end with it. */
export function writeInline(context: ParseContext, text: string): void {
  const scan: Scan = { context, text, index: new LineIndex(text), formats: [], textStart: 0 };
  let position = 0;
  while (position < text.length) {
    const end = matchAt(scan, position);
    if (end > position) {
      scan.textStart = end;
      position = end;
    } else position += 1;
  }
  flush(scan, text.length);
  for (const format of scan.formats.toReversed()) context.builder.closeFormat(format);
}

function flush(scan: Scan, end: number): void {
  scan.context.builder.text(scan.text.slice(scan.textStart, end));
  scan.textStart = end;
}

function write(scan: Scan, start: number, end: number, node: TreeNode): number {
  flush(scan, start);
  scan.context.builder.inline(node);
  return end;
}

function matchAt(scan: Scan, start: number): number {
  switch (scan.text.charAt(start)) {
    case '~':
      return matchEscape(scan, start);
    case '*':
      return scan.text.startsWith('**', start) ? toggle(scan, start, 'strong') : -1;
    case '/':
      return matchItalic(scan, start);
    case '[':
      return matchLink(scan, start);
    case '{':
      return matchBraces(scan, start);
    case '<':
      return matchMacro(scan, start);
    case '\\':
      return scan.text.startsWith('\\\\', start) ? write(scan, start, start + 2, { kind: 'break' }) : -1;
    default:
      return matchWord(scan, start);
  }
}

/** `~` takes the meaning from what follows: a URL, a name, or one character. */
function matchEscape(scan: Scan, start: number): number {
  const next = start + 1;
  if (next >= scan.text.length || isSpace(scan.text.charCodeAt(next))) return -1;
  flush(scan, start);
  const url = endOfUrl(scan, next);
  const name = url > 0 ? url : nameEnd(scan, next);
  const end = name > 0 ? name : next + 1;
  scan.context.builder.text(scan.text.slice(next, end));
  return end;
}

function toggle(scan: Scan, start: number, format: FormatName): number {
  flush(scan, start);
  const { builder } = scan.context;
  const open = scan.formats.lastIndexOf(format);
  if (open < 0) {
    builder.openFormat(format);
    scan.formats.push(format);
  } else for (const inner of scan.formats.splice(open).toReversed()) builder.closeFormat(inner);
  return start + 2;
}

/** `//`, but not that of a URL, known scheme or not. */
function matchItalic(scan: Scan, start: number): number {
  if (!scan.text.startsWith('//', start)) return -1;
  const isUrl = scan.text.charAt(start - 1) === ':' && isWord(scan.text.charCodeAt(start - 2));
  return isUrl ? -1 : toggle(scan, start, 'em');
}

function matchLink(scan: Scan, start: number): number {
  if (scan.text.charAt(start + 1) !== '[') return -1;
  const close = scan.index.next(']]', start + 2);
  if (close < 0) return -1;
  const inner = scan.text.slice(start + 2, close);
  const bar = inner.indexOf('|');
  const target = (bar < 0 ? inner : inner.slice(0, bar)).trim();
  if (target === '') return -1;
  const label = bar < 0 ? '' : inner.slice(bar + 1).trim();
  const text: LinkText | null =
    label === '' ? null : { typed: label, nodes: labelNodes(scan.context, label) };
  const isAttachment = target.startsWith('attachment:');
  const attributes: [string, string][] = isAttachment ? [['title', target]] : [];
  return write(scan, start, close + 2, linkNode(scan.context, target, text, { attributes, query: [] }));
}

/** The text of a link may hold images and line breaks. */
function labelNodes(context: ParseContext, label: string): TreeNode[] {
  const nodes: TreeNode[] = [];
  label.split('\\\\').forEach((part, at) => {
    if (at > 0) nodes.push({ kind: 'break' });
    const image = /^\{\{([^|}]+)(?:\|([^}]*))?\}\}$/.exec(part.trim());
    if (image !== null) nodes.push(imageNode(context, (image[1] ?? '').trim(), image[2]?.trim() ?? null));
    else if (part !== '') nodes.push({ kind: 'text', text: part });
  });
  return nodes;
}

/** Text that is read as a whole, so that its end is no markup. */
function asText(scan: Scan, start: number, end: number): number {
  flush(scan, start);
  scan.context.builder.text(scan.text.slice(start, end));
  return end;
}

function matchBraces(scan: Scan, start: number): number {
  const { text, index } = scan;
  if (text.startsWith('{{{', start)) {
    let close = index.next('}}}', start + 3);
    // Braces of the code itself belong to it.
    while (close >= 0 && text.charAt(close + 3) === '}') close += 1;
    // A block start within a line is text.
    if (close < 0 || text.startsWith('#!', start + 3)) return asText(scan, start, start + 3);
    return write(scan, start, close + 3, {
      kind: 'raw',
      tag: 'tt',
      text: text.slice(start + 3, close),
      keepBlanks: false,
    });
  }
  if (!text.startsWith('{{', start)) return -1;
  const close = index.next('}}', start + 2);
  if (close < 0) return -1;
  const inner = text.slice(start + 2, close);
  const bar = inner.indexOf('|');
  const target = (bar < 0 ? inner : inner.slice(0, bar)).trim();
  if (target === '') return -1;
  if (target.startsWith('#')) return write(scan, start, close + 2, { kind: 'anchor', id: target.slice(1) });
  return write(
    scan,
    start,
    close + 2,
    imageNode(scan.context, target, bar < 0 ? null : inner.slice(bar + 1).trim()),
  );
}

/** Images carry an attribute `html_class` (observed; `class` was meant). */
function imageNode(context: ParseContext, target: string, alt: string | null): TreeNode {
  if (schemeOf(target) !== null) {
    const text = alt ?? target;
    const attributes = [
      ['alt', text],
      ['html_class', 'external_image'],
      ['title', text],
    ] as const;
    return { kind: 'url-image', src: target, attributes, plain: true };
  }
  return {
    kind: 'attachment-embed',
    ...attachmentOf(context, target),
    typed: target,
    description: alt,
    query: [],
    attributes: [
      ['html_class', 'image'],
      ['title', `Inlined image: ${target}`],
    ],
    whenMissing: 'link',
  };
}

/** `<<Macro(args)>>`, `<<Macro|text>>`. */
function matchMacro(scan: Scan, start: number): number {
  const { text, index } = scan;
  if (text.charAt(start + 1) !== '<') return -1;
  let nameEnd = start + 2;
  while (isWord(text.charCodeAt(nameEnd))) nameEnd += 1;
  if (nameEnd === start + 2) return -1;
  const name = text.slice(start + 2, nameEnd);
  let args: string | null = null;
  let end = nameEnd;
  if (text.charAt(end) === '(') {
    const close = index.next(')', end + 1);
    const strict = index.next(')>>', end + 1);
    const bar = index.next(')|', end + 1);
    const found = strict >= 0 && (bar < 0 || strict < bar) ? strict : bar;
    if (close < 0 || found < 0) return -1;
    args = text.slice(end + 1, found);
    end = found + 1;
  }
  if (text.charAt(end) === '|') end = index.next('>>', end);
  if (end < 0 || !text.startsWith('>>', end)) return -1;
  return write(scan, start, end + 2, { kind: 'macro', name, args, source: null });
}

/** URLs and CamelCase names in running text. */
function matchWord(scan: Scan, start: number): number {
  const code = scan.text.charCodeAt(start);
  if (!isWord(code) && code !== 0x2e) return -1;
  const url = endOfUrl(scan, start);
  if (url > 0) {
    const href = scan.text.slice(start, url);
    return write(scan, start, url, {
      kind: 'url-link',
      href,
      attributes: [],
      label: [{ kind: 'text', text: href }],
    });
  }
  const end = nameEnd(scan, start);
  if (end < 0) return -1;
  const name = scan.text.slice(start, end);
  return write(scan, start, end, pageLinkNode(scan.context, name, [{ kind: 'text', text: name }], true));
}

function endOfUrl(scan: Scan, start: number): number {
  const { text } = scan;
  if (start > 0 && isWord(text.charCodeAt(start - 1))) return -1;
  let colon = start;
  while (colon - start < 8 && isWord(text.charCodeAt(colon))) colon += 1;
  if (text.charAt(colon) !== ':' || !urlSchemes.has(text.slice(start, colon))) return -1;
  let end = colon + 1;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && text.charAt(end) !== '|') end += 1;
  while (end > colon + 1 && ',.?!:;"\')'.includes(text.charAt(end - 1))) end -= 1;
  return end > colon + 1 ? end : -1;
}

function nameEnd(scan: Scan, start: number): number {
  const before = scan.text.charCodeAt(start - 1);
  return isUpper(before) || isLower(before) ? -1 : endOfName(scan.text, start);
}
