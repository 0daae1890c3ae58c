import { defaultTreeAdapter, parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

export interface CompareOptions {
  /** Sentences of the server are in the result: text, `title` and `alt` are not compared. */
  readonly wording: boolean;
  /** Prefix below which only file names are compared. */
  readonly staticPrefix: string;
}

/** HTML as a browser's parser sees it, written down in one canonical form (golden/markup/COMPARE.md). */
export interface Normalised {
  readonly lines: readonly string[];
  /** Ids of line anchors in order. */
  readonly lineAnchors: readonly string[];
}

const blocks = new Set(
  'address article aside blockquote center dd details dir div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 h7 header hr li main menu nav ol p pre section table tbody thead tfoot td th tr ul object option select br'.split(
    ' ',
  ),
);
const paragraphClasses = new Set(['line862', 'line867', 'line874', 'line891']);
const keepsBlanks = new Set(['pre', 'textarea']);
const lineAnchorId = /line-\d+(?:-\d+)?$/;
const booleans = new Set(['checked', 'selected', 'disabled', 'readonly', 'multiple', 'nowrap']);

type Piece =
  | { readonly kind: 'open' | 'close'; readonly tag: string; readonly text: string }
  | { readonly kind: 'text'; text: string; readonly raw: boolean };

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}
function classes(element: Element): string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '');
}
function isElement(node: Node): node is Element {
  return defaultTreeAdapter.isElementNode(node);
}
function isLineAnchor(element: Element): boolean {
  return (
    element.tagName === 'span' &&
    classes(element).includes('anchor') &&
    lineAnchorId.test(attribute(element, 'id') ?? '')
  );
}
function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return isElement(node) ? node.childNodes.map(textOf).join('') : '';
}

/** Elements whose words are the server's own. */
function isMasked(element: Element): boolean {
  const own = classes(element);
  const { tagName } = element;
  if (tagName === 'strong') return own.includes('error') || own.includes('warning');
  if (tagName === 'span') return own.includes('error');
  return tagName === 'div' && own.includes('codemsg');
}

function isUncompared(element: Element): boolean {
  return (
    element.tagName === 'label' ||
    element.tagName === 'th' ||
    (element.tagName === 'a' && classes(element).includes('action'))
  );
}

function normaliseUrl(value: string, staticPrefix: string): string {
  if (staticPrefix !== '' && value.startsWith(`${staticPrefix}/`))
    return `static:${value.slice(value.lastIndexOf('/') + 1)}`;
  const hash = value.indexOf('#');
  const anchor = hash < 0 ? '' : value.slice(hash);
  const address = hash < 0 ? value : value.slice(0, hash);
  const mark = address.indexOf('?');
  if (mark < 0) return value;
  const query = address
    .slice(mark + 1)
    .split('&')
    .map((part) => part.replaceAll('%20', '+').replace(/^ticket=.*/, 'ticket=TICKET'))
    .toSorted()
    .join('&');
  return `${address.slice(0, mark)}?${query}${anchor}`;
}

function normaliseStyle(value: string): string {
  return value
    .split(';')
    .map((declaration) => declaration.replaceAll(/\s+/g, ''))
    .filter((declaration) => declaration !== '')
    .toSorted()
    .join(';');
}

function normaliseAttribute(
  element: Element,
  name: string,
  value: string,
  options: CompareOptions,
): string | null {
  const own = classes(element);
  if (name === 'class') {
    const kept = element.tagName === 'p' ? own.filter((each) => !paragraphClasses.has(each)) : own;
    return kept.length === 0 ? null : kept.toSorted().join(' ');
  }
  if (name === 'style') return normaliseStyle(value);
  if (name === 'href' || name === 'src' || name === 'action' || name === 'data')
    return normaliseUrl(value, options.staticPrefix);
  if (name === 'title') {
    if (options.wording) return null;
    if (element.tagName === 'span' && value.startsWith('Cannot load macro')) return null;
    if (element.tagName === 'span' && /^<<.*>>$/s.test(element.childNodes.map(textOf).join(''))) return null;
    if (element.tagName === 'a' && own.includes('nonexistent')) return null;
  }
  if (name === 'alt' && options.wording) return null;
  if (name === 'value' && element.tagName === 'input') {
    if (attribute(element, 'type') === 'submit') return null;
    if (attribute(element, 'name') === 'ticket') return 'TICKET';
  }
  if (booleans.has(name)) return '';
  return value;
}

function openTag(element: Element, options: CompareOptions): string {
  const attributes = element.attrs
    .map(({ name, value }) => [name, normaliseAttribute(element, name, value, options)] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .toSorted();
  return `<${[element.tagName, ...attributes].join(' ')}>`;
}

interface Walk {
  readonly options: CompareOptions;
  readonly pieces: Piece[];
  readonly lineAnchors: string[];
}

function isEmpty(element: Element): boolean {
  return element.childNodes.every((node) => {
    if (defaultTreeAdapter.isTextNode(node)) return node.value.trim() === '';
    if (!isElement(node)) return true;
    return isLineAnchor(node) && isEmpty(node);
  });
}

function walkNode(walk: Walk, node: Node, raw: boolean, inCode: boolean): void {
  if (defaultTreeAdapter.isTextNode(node)) {
    const last = walk.pieces[walk.pieces.length - 1];
    if (last?.kind === 'text' && last.raw === raw) last.text += node.value;
    else walk.pieces.push({ kind: 'text', text: node.value, raw });
    return;
  }
  if (!isElement(node) || node.tagName === 'script') return;
  if (isLineAnchor(node)) {
    walk.lineAnchors.push(attribute(node, 'id') ?? '');
    if (!inCode) {
      for (const child of node.childNodes) walkNode(walk, child, raw, inCode);
      return;
    }
  }
  if (node.tagName === 'p' && isEmpty(node)) {
    for (const child of node.childNodes) if (isElement(child)) walkNode(walk, child, raw, inCode);
    return;
  }
  const token =
    inCode &&
    node.tagName === 'span' &&
    classes(node).every((name) => !['line', 'LineNumber', 'LineAnchor', 'anchor'].includes(name));
  if (!token) walk.pieces.push({ kind: 'open', tag: node.tagName, text: openTag(node, walk.options) });
  if (isMasked(node)) walk.pieces.push({ kind: 'text', text: 'ERROR', raw });
  else if (!isUncompared(node)) {
    const inner = raw || keepsBlanks.has(node.tagName);
    const code = inCode || classes(node).includes('codearea');
    for (const child of node.childNodes) walkNode(walk, child, inner, code);
  }
  if (!token) walk.pieces.push({ kind: 'close', tag: node.tagName, text: `</${node.tagName}>` });
}

const failedMacro = /<<(\w+)(?::[^<>]*|\([^<>]*is invalid[^<>]*\))>>/g;

/** Collapses white space and drops it next to block boundaries, through inline tags. */
function collapse(pieces: readonly Piece[]): readonly string[] {
  const result: string[] = [];
  let afterBlock = true;
  let pendingBlank = false;
  pieces.forEach((piece) => {
    if (piece.kind !== 'text') {
      const isBlock = blocks.has(piece.tag);
      if (isBlock) {
        pendingBlank = false;
        afterBlock = true;
      }
      if (pendingBlank && piece.kind === 'open') {
        result.push('" "');
        pendingBlank = false;
        afterBlock = false;
      }
      if (piece.kind === 'open' && ['img', 'input', 'object'].includes(piece.tag)) afterBlock = false;
      result.push(piece.text);
      return;
    }
    if (piece.raw) {
      if (piece.text !== '') result.push(JSON.stringify(piece.text));
      return;
    }
    const text = piece.text.replaceAll(failedMacro, '<<$1: ERROR>>').replaceAll(/[ \t\n\r\f]+/g, ' ');
    const startsBlank = text.startsWith(' ');
    const trimmed = text.replaceAll(/^ | $/g, '');
    if (trimmed === '') {
      if (startsBlank && !afterBlock) pendingBlank = true;
      return;
    }
    const lead = (startsBlank || pendingBlank) && !afterBlock ? ' ' : '';
    result.push(JSON.stringify(lead + trimmed));
    afterBlock = false;
    pendingBlank = text.endsWith(' ');
  });
  return result;
}

export function normalise(html: string, options: CompareOptions): Normalised {
  const walk: Walk = { options, pieces: [], lineAnchors: [] };
  for (const node of parseFragment(`<div>${html}</div>`).childNodes) walkNode(walk, node, false, false);
  const pieces = options.wording ? walk.pieces.filter((piece) => piece.kind !== 'text') : walk.pieces;
  return { lines: collapse(pieces), lineAnchors: walk.lineAnchors };
}

/** null: the same; else one line that says where the two part. */
export function firstDifference(
  expected: Normalised,
  found: Normalised,
  withLineAnchors: boolean,
): string | null {
  const length = Math.max(expected.lines.length, found.lines.length);
  for (let index = 0; index < length; index += 1) {
    if (expected.lines[index] === found.lines[index]) continue;
    const before = expected.lines.slice(Math.max(index - 2, 0), index).join('');
    return `after ${before} expected ${expected.lines.slice(index, index + 3).join('')} found ${found.lines.slice(index, index + 3).join('')}`;
  }
  if (withLineAnchors && expected.lineAnchors.join() !== found.lineAnchors.join())
    return `line anchors expected ${expected.lineAnchors.join()} found ${found.lineAnchors.join()}`;
  return null;
}
