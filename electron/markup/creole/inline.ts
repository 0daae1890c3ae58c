import { isLower, isSpace, isUpper, isWord } from '../character-classes.ts';
import { attachmentOf, linkNode, pageLinkNode, schemeOf } from '../link-target.ts';
import { urlSchemes } from '../../../shared/names/link-address.ts';
import type { LinkText } from '../link-target.ts';
import type { ParseContext } from '../syntax.ts';
import type { FormatName, TreeNode } from '../tree.ts';
import { LineIndex } from '../wiki/line-index.ts';
import { endOfName } from '../wiki/words.ts';

/** One line while it is read. */
interface Scan {
  readonly context: ParseContext;
  readonly text: string;
  readonly index: LineIndex;
  /** Formats that are open, outermost first. */
  readonly formats: FormatName[];
  textStart: number;
}

/**
 * Inline markup of the lines of a paragraph, item or cell.
 *
 * Formats go on from line to line and end with the last one; everything else begins and ends in one line.
 */
export function writeInline(context: ParseContext, lines: readonly string[]): void {
  const formats: FormatName[] = [];
  lines.forEach((line, at) => writeLine(context, at === 0 ? line : ` ${line}`, formats));
  for (const format of formats.toReversed()) context.builder.closeFormat(format);
}

function writeLine(context: ParseContext, text: string, formats: FormatName[]): void {
  const scan: Scan = { context, text, index: new LineIndex(text), formats, textStart: 0 };
  let position = 0;
  while (position < text.length) {
    const end = matchAt(scan, position);
    if (end > position) {
      scan.textStart = end;
      position = end;
    } else position += 1;
  }
  flush(scan, text.length);
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

/** Closes the innermost format if it is this one; else another one begins inside. */
function toggle(scan: Scan, start: number, format: FormatName): number {
  flush(scan, start);
  const { builder } = scan.context;
  if (scan.formats[scan.formats.length - 1] === format) {
    scan.formats.pop();
    builder.closeFormat(format);
  } else {
    builder.openFormat(format);
    scan.formats.push(format);
  }
  return start + 2;
}

/** `//`, but not that of a URL, known scheme or not. */
function matchItalic(scan: Scan, start: number): number {
  if (!scan.text.startsWith('//', start) || scan.text.charAt(start - 1) === ':') return -1;
  return toggle(scan, start, 'em');
}

function matchLink(scan: Scan, start: number): number {
  if (scan.text.charAt(start + 1) !== '[') return -1;
  const close = scan.index.next(']]', start + 2);
  if (close < 0) return -1;
  const inner = scan.text.slice(start + 2, close);
  const bar = inner.indexOf('|');
  const target = (bar < 0 ? inner : inner.slice(0, bar)).trim();
  if (target === '') return -1;
  const isAttachment = target.startsWith('attachment:');
  // An attachment without text shows its whole target.
  const label = (bar < 0 ? '' : inner.slice(bar + 1).trim()) || (isAttachment ? target : '');
  const text: LinkText | null =
    label === '' ? null : { typed: label, nodes: labelNodes(scan.context, label) };
  const attributes: [string, string][] = isAttachment ? [['title', target]] : [];
  return write(scan, start, close + 2, linkNode(scan.context, target, text, { attributes, query: [] }));
}

const labelParts = /\\\\|\{\{([^|}]+)(?:\|([^}]*))?\}\}/g;

/** The text of a link may hold images and line breaks. */
function labelNodes(context: ParseContext, label: string): TreeNode[] {
  const nodes: TreeNode[] = [];
  let position = 0;
  const text = (end: number): void => {
    if (end > position) nodes.push({ kind: 'text', text: label.slice(position, end) });
  };
  for (const match of label.matchAll(labelParts)) {
    text(match.index);
    position = match.index + match[0].length;
    const [, target, alt] = match;
    if (target === undefined) nodes.push({ kind: 'break' });
    else nodes.push(imageNode(context, target.trim(), alt?.trim() ?? null));
  }
  text(label.length);
  return nodes;
}

function matchBraces(scan: Scan, start: number): number {
  const { text, index } = scan;
  if (text.startsWith('{{{', start)) {
    const close = index.next('}}}', start + 3);
    if (close < 0) return -1;
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
    const strict = index.next(')>>', end + 1);
    const bar = index.next(')|', end + 1);
    const found = strict >= 0 && (bar < 0 || strict < bar) ? strict : bar;
    if (found < 0) return -1;
    args = text.slice(end + 1, found);
    end = found + 1;
  }
  while (text.charAt(end) === ' ') end += 1;
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

/** A URL stands behind white space or punctuation and runs to the next white space, one punctuation mark left out. */
function endOfUrl(scan: Scan, start: number): number {
  const { text } = scan;
  const before = text.charAt(start - 1);
  if (before !== '' && !isSpace(before.charCodeAt(0)) && !'.,:;!?()/=~'.includes(before)) return -1;
  let colon = start;
  while (colon - start < 8 && isWord(text.charCodeAt(colon))) colon += 1;
  if (text.charAt(colon) !== ':' || !urlSchemes.has(text.slice(start, colon))) return -1;
  let end = colon + 1;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end += 1;
  if (end > colon + 2 && ',.:;!?()'.includes(text.charAt(end - 1))) end -= 1;
  return end > colon + 1 ? end : -1;
}

function nameEnd(scan: Scan, start: number): number {
  const before = scan.text.charCodeAt(start - 1);
  return isUpper(before) || isLower(before) ? -1 : endOfName(scan.text, start);
}
