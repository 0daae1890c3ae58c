import { isSpace, isWord } from '../character-classes.ts';
import { urlSchemes } from '../../../shared/names/link-address.ts';
import { plainText } from '../outline.ts';
import { firstFrom } from '../sorted-positions.ts';
import { TreeBuilder } from '../tree-builder.ts';
import type { TreeNode } from '../tree.ts';
import { normalName } from './references.ts';
import type { RstState } from './state.ts';
import { addressNode, imageNode, placeLink, quotedReference, referenceNode } from './targets.ts';

/** A text while it is read. */
interface Scan {
  readonly state: RstState;
  readonly text: string;
  /** Positions at which a mark can end something, collected once for each mark. */
  readonly ends: Map<string, readonly number[]>;
  textStart: number;
}

/** Inline markup of a paragraph, title or cell. Marks don't nest. */
export function writeInline(state: RstState, text: string): void {
  const scan: Scan = { state, text, ends: new Map(), textStart: 0 };
  let position = 0;
  while (position < text.length) {
    const end = matchAt(scan, position);
    if (end > position) {
      scan.textStart = end;
      position = end;
    } else position = end < -1 ? -end : position + 1;
  }
  flush(scan, text.length);
}

/** The words of a text without its marks. */
export function plainInline(state: RstState, text: string): string {
  const builder = new TreeBuilder();
  writeInline({ ...state, context: { ...state.context, builder } }, text);
  return plainText(builder.finish());
}

/** A backslash takes the meaning from the next character; before a blank both go. */
function unescape(text: string): string {
  return text.replaceAll(/\\(\s?)/g, '');
}

function flush(scan: Scan, end: number): void {
  scan.state.context.builder.text(unescape(scan.text.slice(scan.textStart, end)));
  scan.textStart = end;
}

function write(scan: Scan, start: number, end: number, ...nodes: readonly TreeNode[]): number {
  flush(scan, start);
  for (const node of nodes) scan.state.context.builder.inline(node);
  return end;
}

/** The next end of a mark at or after `from`: no white space before it, white space or punctuation behind it. */
function nextEnd(scan: Scan, mark: string, from: number): number {
  let ends = scan.ends.get(mark);
  if (ends === undefined) {
    ends = findEnds(scan.text, mark);
    scan.ends.set(mark, ends);
  }
  return firstFrom(ends, from);
}

function findEnds(text: string, mark: string): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const isEscaped = text.charAt(at - 1) === '\\' && mark !== '``';
    const after = text.charAt(at + mark.length);
    if (at > 0 && !isSpace(text.charCodeAt(at - 1)) && !isEscaped && !isWord(after.charCodeAt(0)))
      ends.push(at);
  }
  return ends;
}

/** Marks stand at the start, behind white space or an opening sign, and not before white space. */
function canStart(scan: Scan, start: number, mark: string): boolean {
  const before = scan.text.charAt(start - 1);
  const after = scan.text.charCodeAt(start + mark.length);
  return (
    (start === 0 || /[\s'"([{<\-/:]/.test(before)) &&
    start + mark.length < scan.text.length &&
    !isSpace(after)
  );
}

/** Writes what starts here and returns its end; -1: nothing does; another negative number: nothing before that position. */
function matchAt(scan: Scan, start: number): number {
  const { text } = scan;
  switch (text.charAt(start)) {
    case '\\':
      return start + 2 <= text.length ? skipEscape(scan, start) : -1;
    case '*':
      return text.startsWith('**', start)
        ? matchFormat(scan, start, '**', 'strong')
        : matchFormat(scan, start, '*', 'em');
    case '`':
      return text.startsWith('``', start) ? matchLiteral(scan, start) : matchQuoted(scan, start, null);
    case ':':
      return matchRole(scan, start);
    case '|':
      return matchSubstitution(scan, start);
    case '[':
      return matchFootnote(scan, start);
    case '_':
      return matchPlace(scan, start);
    default:
      return matchWord(scan, start);
  }
}

function skipEscape(scan: Scan, start: number): number {
  flush(scan, start);
  const next = scan.text.charAt(start + 1);
  scan.state.context.builder.text(next.trim());
  return start + 2;
}

function matchFormat(scan: Scan, start: number, mark: string, format: 'em' | 'strong'): number {
  if (!canStart(scan, start, mark)) return -1;
  const end = nextEnd(scan, mark, start + mark.length + 1);
  if (end < 0) return -1;
  flush(scan, start);
  writeFormatted(scan, format, scan.text.slice(start + mark.length, end));
  return end + mark.length;
}

function writeFormatted(scan: Scan, format: 'em' | 'strong', text: string): void {
  const { builder } = scan.state.context;
  builder.openFormat(format);
  builder.text(unescape(text));
  builder.closeFormat(format);
}

function literal(text: string): TreeNode {
  return { kind: 'raw', tag: 'tt', text, keepBlanks: false };
}

function matchLiteral(scan: Scan, start: number): number {
  if (!canStart(scan, start, '``')) return -1;
  const end = nextEnd(scan, '``', start + 3);
  return end < 0 ? -1 : write(scan, start, end + 2, literal(scan.text.slice(start + 2, end)));
}

const rolePattern = /:([a-zA-Z][\w.+-]{0,30}):`/y;

/** `:role:` before a text in backquotes. */
function matchRole(scan: Scan, start: number): number {
  if (!canStart(scan, start, ':')) return -1;
  rolePattern.lastIndex = start;
  const role = rolePattern.exec(scan.text);
  if (role === null) return -1;
  return matchQuoted(scan, start, role[1] ?? '', start + role[0].length - 1);
}

/** A text in backquotes: a reference, or what its role says. */
function matchQuoted(scan: Scan, start: number, role: string | null, quote = start): number {
  const { text } = scan;
  if (role === null && !canStart(scan, start, '`')) return -1;
  const reference = nextEnd(scan, '`_', quote + 2);
  const anonymous = nextEnd(scan, '`__', quote + 2);
  const plain = nextEnd(scan, '`', quote + 2);
  const ends = [reference, anonymous, plain].filter((end) => end >= 0);
  if (ends.length === 0) return -1;
  const end = Math.min(...ends);
  const content = unescape(text.slice(quote + 1, end));
  if (role === null && (end === reference || end === anonymous))
    return write(scan, start, end + (end === anonymous ? 3 : 2), ...quotedReference(scan.state, content));
  flush(scan, start);
  writeRole(scan, role ?? 'emphasis', content);
  return end + 1;
}

const roles: ReadonlyMap<string, (text: string) => TreeNode> = new Map([
  ['literal', literal],
  ['code', literal],
  ['math', literal],
  ['sub', (text) => ({ kind: 'raw', tag: 'sub', text, keepBlanks: false })],
  ['subscript', (text) => ({ kind: 'raw', tag: 'sub', text, keepBlanks: false })],
  ['sup', (text) => ({ kind: 'raw', tag: 'sup', text, keepBlanks: false })],
  ['superscript', (text) => ({ kind: 'raw', tag: 'sup', text, keepBlanks: false })],
]);

function writeRole(scan: Scan, role: string, text: string): void {
  const make = roles.get(role);
  if (make !== undefined) scan.state.context.builder.inline(make(text));
  else writeFormatted(scan, role === 'strong' ? 'strong' : 'em', text);
}

/** `|name|`. */
function matchSubstitution(scan: Scan, start: number): number {
  if (!canStart(scan, start, '|')) return -1;
  const end = nextEnd(scan, '|', start + 2);
  if (end < 0) return -1;
  const { replacements, images } = scan.state.references;
  const name = normalName(scan.text.slice(start + 1, end));
  const image = images.get(name);
  if (image !== undefined) return write(scan, start, end + 1, imageNode(scan.state, image, name));
  const text = replacements.get(name);
  return text === undefined ? -1 : write(scan, start, end + 1, { kind: 'text', text: unescape(text) });
}

const footnotePattern = /\[(\d{1,9}|#[\w.-]{0,60}|\*|[A-Za-z][\w.-]{0,60})\]_(?!\w)/y;

/** `[1]_`, `[#name]_`, `[*]_`, `[Citation]_`. */
function matchFootnote(scan: Scan, start: number): number {
  footnotePattern.lastIndex = start;
  const label = footnotePattern.exec(scan.text)?.[1];
  if (label === undefined) return -1;
  const { references, used } = scan.state;
  const at = used.references.get(label) ?? 0;
  const numbers = references.footnotes.get(label) ?? [label];
  const shown = numbers[label === '#' || label === '*' ? at : 0] ?? label;
  used.references.set(label, at + 1);
  return write(scan, start, footnotePattern.lastIndex, placeLink(scan.state, `note-${shown}`, `[${shown}]`));
}

/** `` _`name` ``: a place in running text. */
function matchPlace(scan: Scan, start: number): number {
  if (!scan.text.startsWith('_`', start) || !canStart(scan, start, '_`')) return -1;
  const end = nextEnd(scan, '`', start + 3);
  if (end < 0) return -1;
  const text = unescape(scan.text.slice(start + 2, end));
  return write(scan, start, end + 1, { kind: 'anchor', id: normalName(text) }, { kind: 'text', text });
}

/** Addresses, and words that end with `_`. A word that is neither is passed as a whole. */
function matchWord(scan: Scan, start: number): number {
  const { text } = scan;
  if (!isWord(text.charCodeAt(start)) || isWord(text.charCodeAt(start - 1))) return -1;
  let end = start;
  while (
    isWord(text.charCodeAt(end)) ||
    (/[-.+@]/.test(text.charAt(end)) && isWord(text.charCodeAt(end + 1)))
  )
    end += 1;
  const word = text.slice(start, end);
  const scheme = /^[a-z0-9]+(?=:)/.exec(text.slice(start, start + 10))?.[0];
  if (scheme !== undefined && urlSchemes.has(scheme)) {
    const url = endOfUrl(text, start + scheme.length + 1);
    if (url > start + scheme.length + 1) {
      const href = text.slice(start, url);
      return write(scan, start, url, addressNode(scan.state, href, href));
    }
  }
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(word))
    return write(scan, start, end, {
      kind: 'url-link',
      href: `mailto:${word}`,
      attributes: [],
      label: [{ kind: 'text', text: word }],
    });
  const name = /^(.*[^_])__?$/.exec(word)?.[1];
  return name === undefined ? -end : write(scan, start, end, referenceNode(scan.state, name, name));
}

function endOfUrl(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !'<>`'.includes(text.charAt(end))) end += 1;
  while (end > from && '.,:;!?\'")]}'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}
