import { defaultTreeAdapter, parseFragment, serialize } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { escapeText } from './html-text.ts';
import { mayBeLink } from '../../shared/names/link-address.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Elements that only structure text. */
const elements: ReadonlySet<string> = new Set(
  'a abbr acronym address b big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var'.split(
    ' ',
  ),
);
/** Elements whose content is no text for readers. */
const droppedWhole: ReadonlySet<string> = new Set(
  'script style template noscript iframe object embed applet svg math title textarea select xmp noembed noframes plaintext'.split(
    ' ',
  ),
);
const attributes: ReadonlySet<string> = new Set(
  'abbr accept align alt axis border cellpadding cellspacing char charoff charset cite class clear cols colspan color compact coords datetime dir face headers height href hreflang hspace label lang longdesc name noshade nowrap rel rev rows rowspan rules scope shape size span src start summary target title type valign value vspace width'.split(
    ' ',
  ),
);
const addresses: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'longdesc']);

/** Nesting below which nothing is kept: serializing is recursive. */
const maximumDepth = 200;

/** Nesting that browsers don't follow either; the parser looks through all open elements again and again. */
const deepestRead = 512;

class TooDeep extends Error {}

/** The parser's own tree, in which elements nest only so deep. */
function boundedTree(): typeof defaultTreeAdapter {
  let open = 0;
  return {
    ...defaultTreeAdapter,
    onItemPush() {
      open += 1;
      if (open > deepestRead) throw new TooDeep();
    },
    onItemPop() {
      open -= 1;
    },
  };
}

/**
 * HTML of others reduced to what can't do harm: known elements and attributes, addresses with known schemes.
 *
 * It is read as a browser reads it (parse5), filtered as a tree and written again, so what comes out is balanced and
 * means here what it means there.
 */
export function sanitizeHtml(html: string): string {
  const fragment = readHtml(html);
  if (fragment === null) return `<pre>${escapeText(html)}</pre>`;
  filterChildren(fragment, 0);
  return serialize(fragment);
}

/** null: it nests deeper than is read; its source is shown. */
function readHtml(html: string): DefaultTreeAdapterTypes.DocumentFragment | null {
  try {
    return parseFragment(html, { treeAdapter: boundedTree() });
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

function filterChildren(parent: Parent, depth: number): void {
  const kept: Node[] = [];
  for (const child of parent.childNodes) kept.push(...filtered(child, depth));
  parent.childNodes = kept;
  for (const child of kept) child.parentNode = parent;
}

function filtered(node: Node, depth: number): readonly Node[] {
  if (defaultTreeAdapter.isTextNode(node)) return [node];
  if (!defaultTreeAdapter.isElementNode(node) || droppedWhole.has(node.tagName) || depth > maximumDepth)
    return [];
  filterChildren(node, depth + 1);
  // Unknown elements go, their content stays.
  if (!elements.has(node.tagName)) return node.childNodes;
  node.attrs = node.attrs.filter(({ name, value }) => isHarmless(name, value));
  return [node satisfies Element];
}

function isHarmless(name: string, value: string): boolean {
  if (!attributes.has(name)) return false;
  return !addresses.has(name) || mayBeLink(value);
}
