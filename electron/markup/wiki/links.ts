import { embedNode, linkNode, noParameters, parseParameters } from '../link-target.ts';
import type { LinkText } from '../link-target.ts';
import type { TreeNode } from '../tree.ts';
import { beginInline } from './paragraph.ts';
import type { Scan } from './state.ts';

interface Parts {
  readonly target: string;
  /** Second part, trimmed; null: none or empty. */
  readonly text: string | null;
  /** Start of the second part in the line, for a transclusion inside. */
  readonly embedded: TransclusionParts | null;
  readonly parameters: string | null;
  readonly end: number;
}
interface TransclusionParts {
  readonly target: string;
  readonly text: string | null;
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
function parseParts(scan: Scan, start: number, close: string): TransclusionParts | null {
  const { text, index } = scan;
  const first = start + 2;
  // A part holds at least one character, so the closing mark can't stand right at the start.
  const closing = index.next(close, first + 1);
  if (closing < 0) return null;
  const bar = index.next('|', first);
  if (bar === first) return null;
  if (bar < 0 || bar > closing)
    return {
      target: trimmedTarget(text.slice(first, closing)),
      text: null,
      parameters: null,
      end: closing + 2,
    };
  const end = index.next(close, bar + 1);
  if (end < 0) return null;
  const second = index.next('|', bar + 1);
  const target = trimmedTarget(text.slice(first, bar));
  if (second < 0 || second > end)
    return { target, text: trimmedText(text.slice(bar + 1, end)), parameters: null, end: end + 2 };
  return finishParts(scan, target, trimmedText(text.slice(bar + 1, second)), second, close);
}

function finishParts(
  scan: Scan,
  target: string,
  label: string | null,
  bar: number,
  close: string,
): TransclusionParts | null {
  const end = scan.index.next(close, bar + 1);
  if (end < 0) return null;
  const third = scan.index.next('|', bar + 1);
  if (third >= 0 && third < end) return null;
  return { target, text: label, parameters: scan.text.slice(bar + 1, end), end: end + 2 };
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
  const parts = parseParts(scan, start, ']]');
  return parts === null ? null : { ...parts, embedded: null };
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  while (text.charCodeAt(position) === 32) position += 1;
  return position;
}

/** The text of a link may be one transclusion, with bars of its own. */
function parseImageLabel(scan: Scan, start: number, bar: number, labelStart: number): Parts | null {
  const embedded = parseParts(scan, labelStart, '}}');
  if (embedded === null) return null;
  const target = trimmedTarget(scan.text.slice(start + 2, bar));
  const text = scan.text.slice(labelStart, embedded.end);
  const after = skipBlanks(scan.text, embedded.end);
  if (scan.text.startsWith(']]', after)) return { target, text, embedded, parameters: null, end: after + 2 };
  if (scan.text.charAt(after) !== '|') return null;
  const parts = finishParts(scan, target, text, after, ']]');
  return parts === null ? null : { ...parts, embedded };
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

function linkText(scan: Scan, parts: Parts): LinkText | null {
  if (parts.text === null) return null;
  if (parts.embedded === null) return { typed: parts.text, nodes: [{ kind: 'text', text: parts.text }] };
  return { typed: parts.text, nodes: [embedded(scan, parts.embedded, parts.target)] };
}

function embedded(scan: Scan, parts: TransclusionParts, fallback: string | null): TreeNode {
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
