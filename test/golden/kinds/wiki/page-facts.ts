import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

type Node = Tree.ChildNode;
export type Element = Tree.Element;

/** A page of ours as a forgiving parser sees it. */
export const parsePage = (html: string): Tree.Document => parse(html);

const isElement = (node: Node | Tree.ParentNode): node is Element => 'tagName' in node;

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

export function* elementsOf(node: Tree.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

export function byId(root: Tree.ParentNode, id: string): Element | null {
  for (const element of elementsOf(root)) if (attribute(element, 'id') === id) return element;
  return null;
}

export const byTag = (root: Tree.ParentNode, tag: string): readonly Element[] =>
  [...elementsOf(root)].filter((element) => element.tagName === tag);

export function textOf(node: Node | Tree.ParentNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

export const oneLine = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();
