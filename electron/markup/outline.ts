import { parserForFile } from './mime-types.ts';
import type { AttachmentEmbed, Heading, Tree, TreeNode } from './tree.ts';

/** Every node of a tree, parents first, in the order of the page. */
export function* walk(nodes: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* walk(node.children);
    if ('label' in node && node.label !== null) yield* walk(node.label);
  }
}

type LinksOfEmbed = (embed: AttachmentEmbed) => readonly string[];

/**
 * Targets of page links for the link index, in order of appearance (spec/markup.md §13).
 *
 * `linksOf` tells the links of an attachment that is shown in the page.
 */
export function pageLinks(tree: Tree, linksOf: LinksOfEmbed = () => []): readonly string[] {
  const links = new Set<string>();
  collectLinks(tree.children, links, linksOf);
  return [...links];
}

function collectLinks(nodes: readonly TreeNode[], links: Set<string>, linksOf: LinksOfEmbed): void {
  for (const node of nodes) {
    if (node.kind === 'page-link' && node.indexed) {
      const name = indexedPageName(node.page);
      if (name !== '') links.add(name);
    } else if (node.kind === 'attachment-embed') for (const link of linksOf(node)) links.add(link);
    if ('children' in node) collectLinks(node.children, links, linksOf);
  }
}

/** Whether an attachment is shown as wiki text, which may have links. */
export function isInlinedMarkup(node: TreeNode): node is AttachmentEmbed {
  return node.kind === 'attachment-embed' && ['wiki', 'creole'].includes(parserForFile(node.file).name);
}

/** Headings of the page itself, for outlines and calendars. */
export function headings(tree: Tree): readonly Heading[] {
  return [...walk(tree.children)].filter((node) => node.kind === 'heading');
}

/** Visible words of a page, for search snippets and descriptions. */
export function plainText(tree: Tree): string {
  const parts: string[] = [];
  for (const node of walk(tree.children)) {
    if (
      node.kind === 'text' ||
      node.kind === 'raw' ||
      node.kind === 'heading' ||
      node.kind === 'language-text'
    )
      parts.push(node.text);
    else if (node.kind === 'preformatted') parts.push(node.lines.join('\n'));
    else if (node.kind === 'code')
      parts.push(node.lines.map((line) => line.map(({ text }) => text).join('')).join('\n'));
    else if (node.kind === 'paragraph' || node.kind === 'item' || node.kind === 'cell') parts.push(' ');
  }
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
}

/** The form a name has in the link index: no blanks and slashes around, no doubled slashes. */
export function indexedPageName(name: string): string {
  return name.replaceAll(/\/+/g, '/').replaceAll(/^[\s/]+|[\s/]+$/g, '');
}
