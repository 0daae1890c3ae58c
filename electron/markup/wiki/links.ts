import { embedNode, linkNode, noParameters, parseParameters } from '../link-target.ts';
import type { LinkText } from '../link-target.ts';
import type { TreeNode } from '../tree.ts';
import { beginInline } from './paragraph.ts';
import type { Scan } from './state.ts';

/** A link or transclusion as written. */
interface Parts {
  readonly target: string;
  /** Second part, trimmed; null: none or empty. */
  readonly text: string | null;
  /** Where the second part starts in the line, blanks left out; -1 without one. */
  readonly textStart: number;
  readonly parameters: string | null;
  readonly end: number;
}

/** Blanks around a target don't count, but a target of blanks alone is one. */
function trimmedTarget(part: string): string {
  const trimmed = part.trim();
  return trimmed === '' ? part.slice(0, 1) : trimmed;
}

function trimmedText(part: string): string | null {
  const trimmed = part.trim();
  return trimmed === '' ? null : trimmed;
}

/** `open target|text|parameters close`, no `|` inside a part; null if it is not that. */
function parseParts(scan: Scan, start: number, close: string): Parts | null {
  const { text, index } = scan;
  const first = start + 2;
  // A target has one character at least, so the closing mark can't stand right at the start.
  const closing = index.next(close, first + 1);
  if (closing < 0) return null;
  const bar = index.next('|', first);
  if (bar === first) return null;
  if (bar < 0 || bar > closing)
    return {
      target: trimmedTarget(text.slice(first, closing)),
      text: null,
      textStart: -1,
      parameters: null,
      end: closing + 2,
    };
  const target = trimmedTarget(text.slice(first, bar));
  const textStart = skipBlanks(text, bar + 1);
  const second = index.next('|', textStart);
  // The text is empty only if no later mark can end it: a closing mark right behind the bar may be its first characters.
  const end = index.next(close, textStart + 1);
  if (end >= 0 && (second < 0 || end < second))
    return {
      target,
      text: trimmedText(text.slice(textStart, end)),
      textStart,
      parameters: null,
      end: end + 2,
    };
  if (text.startsWith(close, textStart))
    return { target, text: null, textStart, parameters: null, end: textStart + 2 };
  if (second < 0) return null;
  return withParameters(
    scan,
    { target, text: trimmedText(text.slice(textStart, second)), textStart },
    second,
    close,
  );
}

function withParameters(
  scan: Scan,
  parts: Pick<Parts, 'target' | 'text' | 'textStart'>,
  bar: number,
  close: string,
): Parts | null {
  const end = scan.index.next(close, bar + 1);
  if (end < 0) return null;
  const third = scan.index.next('|', bar + 1);
  if (third >= 0 && third < end) return null;
  return { ...parts, parameters: scan.text.slice(bar + 1, end), end: end + 2 };
}

function parseLink(scan: Scan, start: number): Parts | null {
  const bar = scan.index.next('|', start + 2);
  const closing = scan.index.next(']]', start + 3);
  if (bar > start + 2 && closing > bar) {
    const labelStart = skipBlanks(scan.text, bar + 1);
    const withImage = scan.text.startsWith('{{', labelStart)
      ? parseImageLabel(scan, start, bar, labelStart)
      : null;
    if (withImage !== null) return withImage;
  }
  return parseParts(scan, start, ']]');
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  while (text.charCodeAt(position) === 32) position += 1;
  return position;
}

/** The text of a link may be a transclusion, with two bars of its own; other transclusions may stand behind it. */
function parseImageLabel(scan: Scan, start: number, bar: number, textStart: number): Parts | null {
  const { text, index } = scan;
  const image = parseParts(scan, textStart, '}}');
  if (image === null) return null;
  const target = trimmedTarget(text.slice(start + 2, bar));
  const limit = endOfImageLabel(scan, textStart);
  for (let end = image.end; end >= 2 && end <= limit; end = index.next('}}', end - 1) + 2) {
    const parts = { target, text: text.slice(textStart, end), textStart };
    const after = skipBlanks(text, end);
    if (text.startsWith(']]', after)) return { ...parts, parameters: null, end: after + 2 };
    const found = text.charAt(after) === '|' ? withParameters(scan, parts, after, ']]') : null;
    if (found !== null) return found;
  }
  return null;
}

/** A label of transclusions ends before its link does, and has no third bar. */
function endOfImageLabel({ text, index }: Scan, textStart: number): number {
  const close = index.next(']]', textStart);
  let bar = index.next('|', textStart);
  for (let bars = 1; bars < 3 && bar >= 0; bars += 1) bar = index.next('|', bar + 1);
  return Math.min(close < 0 ? text.length : close, bar < 0 ? text.length : bar);
}

/** `[[target|text|parameters]]` (spec/markup.md §5.2). */
export function matchLink(scan: Scan, start: number): number {
  if (scan.text.charAt(start + 1) !== '[') return -1;
  const parts = parseLink(scan, start);
  if (parts === null) return -1;
  const { context } = scan.state;
  const parameters = parts.parameters === null ? noParameters : parseParameters(parts.parameters);
  beginInline(scan, start);
  context.builder.inline(linkNode(context, parts.target, linkText(scan, parts), parameters));
  return parts.end;
}

/** A text that begins with a transclusion shows that alone. */
function linkText(scan: Scan, parts: Parts): LinkText | null {
  if (parts.text === null) return null;
  const image = scan.text.startsWith('{{', parts.textStart) ? parseParts(scan, parts.textStart, '}}') : null;
  if (image === null || image.end > parts.end)
    return { typed: parts.text, nodes: [{ kind: 'text', text: parts.text }] };
  return { typed: parts.text, nodes: [embedded(scan, image, parts.target)] };
}

function embedded(scan: Scan, parts: Parts, fallback: string | null): TreeNode {
  const parameters = parts.parameters === null ? noParameters : parseParameters(parts.parameters);
  return embedNode(scan.state.context, parts.target, parts.text, parameters, fallback);
}

/** `{{target|description|parameters}}` (spec/markup.md §6). */
export function matchTransclusion(scan: Scan, start: number): number {
  if (scan.text.charAt(start + 1) !== '{') return -1;
  const parts = parseParts(scan, start, '}}');
  if (parts === null) return -1;
  beginInline(scan, start);
  scan.state.context.builder.inline(embedded(scan, parts, null));
  return parts.end;
}
