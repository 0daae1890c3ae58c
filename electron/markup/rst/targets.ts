import { safeId } from '../ids.ts';
import { attachmentOf, pageLinkNode, schemeOf } from '../link-target.ts';
import type { TreeNode } from '../tree.ts';
import { normalName } from './references.ts';
import type { RstState } from './state.ts';

/** What references, addresses and images become in the tree. */

/** `text <address>` or a name. */
export function quotedReference(state: RstState, content: string): readonly TreeNode[] {
  const open = content.lastIndexOf('<');
  if (open < 0 || !content.endsWith('>')) return [referenceNode(state, content, content)];
  const address = content.slice(open + 1, -1).trim();
  const text = content.slice(0, open).trim() || address;
  return [
    address.endsWith('_')
      ? referenceNode(state, address.slice(0, -1), text)
      : addressNode(state, address, text),
  ];
}

/** A link to an address, or to a page of the wiki when it has no scheme; other schemes stay text. */
export function addressNode(state: RstState, address: string, text: string): TreeNode {
  const label: TreeNode[] = [{ kind: 'text', text }];
  if (schemeOf(address) !== null) return { kind: 'url-link', href: address, attributes: [], label };
  return /^[^/?#]*:/.test(address)
    ? { kind: 'text', text }
    : pageLinkNode(state.context, address, label, true);
}

/** A name stands for an address, a place in this text, or else a page of the wiki. */
export function referenceNode(state: RstState, name: string, text: string): TreeNode {
  const { targets, places } = state.references;
  let wanted = normalName(name);
  for (let steps = 0; steps < 10; steps += 1) {
    const target = targets.get(wanted);
    if (target === undefined) break;
    if (!target.endsWith('_')) return addressNode(state, target, text);
    wanted = normalName(target.slice(0, -1));
  }
  if (places.has(wanted)) return placeLink(state, placeId(wanted), text);
  return pageLinkNode(state.context, name, [{ kind: 'text', text }], true);
}

export function placeId(name: string): string {
  return safeId(name);
}

export function placeLink(state: RstState, id: string, text: string): TreeNode {
  return {
    kind: 'page-link',
    page: state.context.pageName,
    anchor: id,
    query: [],
    attributes: [],
    label: [{ kind: 'text', text }],
    indexed: false,
  };
}

/** An image by its address: of the web, or an attachment. */
export function imageNode(
  state: RstState,
  address: string,
  alt: string,
  size: readonly (readonly [string, string])[] = [],
): TreeNode {
  if (schemeOf(address) !== null)
    return { kind: 'url-image', src: address, attributes: [['alt', alt], ['title', alt], ...size] };
  const typed = address.startsWith('attachment:') ? address.slice('attachment:'.length) : address;
  return {
    kind: 'attachment-embed',
    ...attachmentOf(state.context, typed),
    typed,
    description: alt,
    query: [],
    attributes: size,
    whenMissing: 'icon',
  };
}
