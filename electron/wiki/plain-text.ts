import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const ruleWidth = 79;

/** Where links lead, in the order they were met; a link is written as its number. */
interface Links {
  readonly addresses: string[];
  /** The page that a local address names; null for everything else. */
  readonly pageOf: (address: string) => string | null;
}

/**
 * A rendered page as plain text (spec/actions.md §3): its name in a box of stars, headings underlined, tables drawn,
 * links to pages as `<PAGE.txt>`, other links numbered with the addresses at the end.
 */
export function plainTextOf(
  pageName: string,
  markup: string,
  pageOf: (address: string) => string | null,
): string {
  const links: Links = { addresses: [], pageOf };
  const stars = '*'.repeat(widthOf(pageName) + 1);
  const body = blocks(parseFragment(markup).childNodes, links);
  const list = links.addresses.map((address, index) => `[${index + 1}] ${address}`).join('\n');
  return `${stars}\n ${pageName}\n${stars}\n\n${[...body, list].filter((block) => block !== '').join('\n\n')}\n`;
}

const widthOf = (text: string): number => Array.from(text).length;

const isElement = (node: Node): node is Element => 'tagName' in node;

const blockNames = new Set([
  'address',
  'blockquote',
  'center',
  'div',
  'dl',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'ol',
  'p',
  'pre',
  'table',
  'ul',
]);

/** Blocks one after the other; what stands between them is a paragraph of its own. */
function blocks(nodes: readonly Node[], links: Links): string[] {
  const found: string[] = [];
  let running = '';
  const close = (): void => {
    const text = tidy(running);
    if (text !== '') found.push(text);
    running = '';
  };
  for (const node of nodes) {
    if (isElement(node) && blockNames.has(node.tagName)) {
      close();
      found.push(...block(node, links));
    } else running += inline(node, links);
  }
  close();
  return found;
}

function block(element: Element, links: Links): readonly string[] {
  const { tagName, childNodes } = element;
  if (/^h[1-6]$/.test(tagName)) {
    const text = tidy(inlines(childNodes, links));
    return [`${text}\n${'='.repeat(widthOf(text))}`];
  }
  if (tagName === 'hr') return ['-'.repeat(ruleWidth)];
  if (tagName === 'pre') return [verbatim(element).replace(/\n+$/, '')];
  if (tagName === 'ul' || tagName === 'ol') return [listText(element, links)];
  if (tagName === 'dl') return [definitions(element, links)];
  if (tagName === 'table') return [tableText(element, links)];
  return blocks(childNodes, links);
}

function listText(list: Element, links: Links): string {
  const items = list.childNodes.filter((node) => isElement(node)).filter(({ tagName }) => tagName === 'li');
  return items
    .map((item, index) => {
      const mark = list.tagName === 'ol' ? ` ${index + 1}. ` : ' * ';
      return indented(mark, blocks(item.childNodes, links).join('\n'));
    })
    .join('\n');
}

const indented = (mark: string, text: string): string =>
  mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`);

const definitions = (list: Element, links: Links): string =>
  list.childNodes
    .filter((node) => isElement(node))
    .map((node) => {
      const text = blocks(node.childNodes, links).join('\n');
      return node.tagName === 'dt' ? `${text}:` : indented('  ', text);
    })
    .filter((line) => line !== ':')
    .join('\n');

function tableText(table: Element, links: Links): string {
  const rows = rowsOf(table).map((row) =>
    row.childNodes
      .filter((node) => isElement(node))
      .map((cell) => blocks(cell.childNodes, links).join(' ').replaceAll('\n', ' ')),
  );
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 0),
  );
  const line = `+${widths.map((width) => `${'-'.repeat(width + 2)}+`).join('')}`;
  const drawn = rows.map((row) => {
    const cells = widths.map((width, column) => {
      const text = row[column] ?? '';
      return ` ${text}${' '.repeat(width - widthOf(text))} |`;
    });
    return `|${cells.join('')}`;
  });
  return [line, ...drawn.flatMap((row) => [row, line])].join('\n');
}

const rowsOf = (element: Element): readonly Element[] =>
  element.childNodes
    .filter((node) => isElement(node))
    .flatMap((child) => (child.tagName === 'tr' ? [child] : child.tagName === 'table' ? [] : rowsOf(child)));

const marks: Readonly<Record<string, string>> = { strong: '*', b: '*', em: '/', i: '/', u: '_', code: '' };

const inlines = (nodes: readonly Node[], links: Links): string =>
  nodes.map((node) => inline(node, links)).join('');

function inline(node: Node, links: Links): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value.replace(/\s+/g, ' ');
  if (!isElement(node)) return '';
  const { tagName, childNodes } = node;
  if (tagName === 'br') return '\n';
  if (tagName === 'script' || tagName === 'style') return '';
  if (blockNames.has(tagName)) return `\n${block(node, links).join('\n')}\n`;
  if (tagName === 'img') return attribute(node, 'alt');
  if (tagName === 'a') return linkText(node, links);
  const mark = marks[tagName] ?? '';
  const text = inlines(childNodes, links);
  return text.trim() === '' ? text : `${mark}${text}${mark}`;
}

function linkText(link: Element, links: Links): string {
  const text = inlines(link.childNodes, links);
  const address = attribute(link, 'href');
  if (address === '' || address.startsWith('#')) return text;
  const page = links.pageOf(address);
  if (page !== null) return page === text.trim() ? `<${page}.txt>` : `${text} <${page}.txt>`;
  if (address === text.trim()) return `<${address}>`;
  links.addresses.push(address);
  return `${text} [${links.addresses.length}]`;
}

const attribute = (element: Element, name: string): string =>
  element.attrs.find((one) => one.name === name)?.value ?? '';

const verbatim = (element: Element): string =>
  element.childNodes
    .map((node) => (isElement(node) ? verbatim(node) : 'value' in node ? node.value : ''))
    .join('');

const tidy = (text: string): string =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
