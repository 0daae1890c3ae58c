import type { MarkupSettings } from './environment.ts';
import { codeAreaHtml } from './code/html.ts';
import type { Fragments, Hole } from './holes.ts';
import {
  formatTags,
  itemAttributes,
  languageAttributes,
  listAttributes,
  pageEmbedHtml,
  rawHtml,
  ruleHtml,
  smileyHtml,
  urlImageHtml,
  urlLinkAttributes,
} from './html-elements.ts';
import { attributesHtml, escapeHtml, escapeText } from './html-text.ts';
import { safeId } from './ids.ts';
import type { IdRegister } from './ids.ts';
import { unknownLanguage } from './notes.ts';
import { pageUrl } from '../../shared/names/page-name.ts';
import type {
  Attributes,
  BlockLanguage,
  CodeArea,
  Format,
  FormatName,
  Heading,
  Preformatted,
  Section,
  Table,
  Tree,
  TreeNode,
} from './tree.ts';

export interface HtmlOptions {
  readonly settings: MarkupSettings;
  readonly ids: IdRegister;
  /** In front of every id and local anchor: `NAME.` inside included pages. */
  readonly idPrefix: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** False: none are written. */
  readonly lineAnchors?: boolean;
}

/** HTML of a tree: static text between holes (DESIGN §4). */
export function treeToFragments(tree: Tree, options: HtmlOptions): Fragments {
  const writer = new FragmentWriter(options);
  writer.nodes(tree.children);
  return writer.finish();
}

class FragmentWriter {
  readonly #options: HtmlOptions;
  readonly #fragments: (string | Hole)[] = [];
  #text = '';
  /** Counts output that may hold blocks although it stands in a paragraph: such a paragraph has no end tag. */
  #opaque = 0;

  constructor(options: HtmlOptions) {
    this.#options = options;
  }

  finish(): Fragments {
    if (this.#text !== '') this.#fragments.push(this.#text);
    this.#text = '';
    return this.#fragments;
  }

  nodes(nodes: readonly TreeNode[]): void {
    for (const node of nodes) this.#node(node);
  }

  #hole(hole: Hole): void {
    if (this.#text !== '') this.#fragments.push(this.#text);
    this.#text = '';
    this.#fragments.push(hole);
  }

  #nested(nodes: readonly TreeNode[]): Fragments {
    const writer = new FragmentWriter(this.#options);
    writer.nodes(nodes);
    return writer.finish();
  }

  #uniqueId(id: string): string {
    return escapeHtml(this.#options.ids.unique(this.#options.idPrefix + id));
  }

  #node(node: TreeNode): void {
    switch (node.kind) {
      case 'text':
        this.#text += escapeText(node.text);
        return;
      case 'line-anchor':
        return this.#lineAnchors(node.line, node.line);
      case 'paragraph':
        return this.#paragraph(node.lineClass, node.language, node.children);
      case 'heading':
        return this.#heading(node);
      case 'rule':
        this.#text += ruleHtml(node);
        return;
      case 'list':
        return this.#element(node.tag, listAttributes(node), node.children);
      case 'item':
        return this.#element(node.tag, itemAttributes(node), node.children);
      case 'table':
        return this.#table(node);
      case 'row':
        return this.#element(
          'tr',
          [...this.#withUniqueIds(node.attributes), ...languageAttributes(node.language)],
          node.children,
          '\n',
        );
      case 'cell':
        this.#text += '  ';
        return this.#element(
          node.tag,
          [...this.#withUniqueIds(node.attributes), ...languageAttributes(node.language)],
          node.children,
          '\n',
        );
      case 'preformatted':
        return this.#preformatted(node);
      case 'code':
        return this.#code(node);
      case 'section':
        return this.#section(node);
      case 'format':
        return this.#format(node);
      default:
        return this.#inline(node);
    }
  }

  #inline(
    node: Exclude<
      TreeNode,
      {
        kind:
          | 'text'
          | 'line-anchor'
          | 'paragraph'
          | 'heading'
          | 'rule'
          | 'list'
          | 'item'
          | 'table'
          | 'row'
          | 'cell'
          | 'preformatted'
          | 'code'
          | 'section'
          | 'format';
      }
    >,
  ): void {
    switch (node.kind) {
      case 'entity':
        this.#text += node.source;
        return;
      case 'raw':
        this.#text += rawHtml(node);
        return;
      case 'smiley':
        this.#text += smileyHtml(node.code, this.#options.settings);
        return;
      case 'language-text':
        this.#text += `<span${attributesHtml(languageAttributes(node.language))}>${escapeText(node.text)}</span>`;
        return;
      case 'break':
        this.#text += '<br>\n';
        return;
      case 'anchor':
        this.#text += `<span class="anchor" id="${this.#uniqueId(safeId(node.id))}"></span>`;
        return;
      case 'message':
        this.#text += `<strong class="highlight">${escapeText(node.text)}</strong>`;
        return;
      case 'html':
        this.#opaque += 1;
        this.#text += node.html;
        return;
      case 'interwiki-link':
        if (node.href === null) return this.nodes(node.label);
        return this.#link([['class', 'interwiki'], ['href', node.href], ...node.attributes], node.label);
      case 'url-link':
        return this.#link(urlLinkAttributes(node.href, node.attributes), node.label);
      case 'url-image':
        this.#text += urlImageHtml(node);
        return;
      case 'page-embed':
        this.#text += pageEmbedHtml(node);
        return;
      case 'page-link': {
        const anchor = node.anchor === null || node.anchor === '' ? '' : safeId(node.anchor);
        const href = pageUrl(this.#options.settings.scriptRoot, node.page, { query: node.query, anchor });
        return this.#hole({
          kind: 'page-link',
          link: node,
          href: escapeHtml(href),
          label: this.#nested(node.label),
        });
      }
      case 'attachment-link':
        return this.#hole({
          kind: 'attachment-link',
          link: node,
          label: this.#nested(node.label ?? [{ kind: 'text', text: node.typed }]),
        });
      case 'attachment-embed':
        this.#opaque += 1;
        return this.#hole({ kind: 'attachment-embed', embed: node });
      case 'drawing':
        return this.#hole({ kind: 'drawing', drawing: node });
      case 'macro':
        this.#opaque += 1;
        return this.#hole({ kind: 'macro', call: node });
      case 'sentence':
        return this.#hole({ kind: 'sentence', sentence: node });
      case 'data-table':
        return this.#hole({ kind: 'data-table', table: node, id: this.#uniqueId(`${node.prefix}table`) });
    }
  }

  #element(tag: string, attributes: Attributes, children: readonly TreeNode[], after = ''): void {
    this.#text += `<${tag}${attributesHtml(attributes)}>`;
    this.nodes(children);
    this.#text += `</${tag}>${after}`;
  }

  #withUniqueIds(attributes: Attributes): Attributes {
    return attributes.map(([name, value]) =>
      name === 'id'
        ? [name, this.#options.ids.unique(this.#options.idPrefix + safeId(value))]
        : [name, value],
    );
  }

  /** The end tag may be left out in HTML; it has to be where the content may bring blocks, which end the paragraph themselves. */
  #paragraph(
    lineClass: string | null,
    language: BlockLanguage | undefined,
    children: readonly TreeNode[],
  ): void {
    const attributes: Attributes = [
      ...(lineClass === null ? [] : [['class', lineClass] as const]),
      ...languageAttributes(language),
    ];
    this.#text += `<p${attributesHtml(attributes)}>`;
    const opaque = this.#opaque;
    this.nodes(children);
    if (this.#opaque === opaque) this.#text += '</p>';
  }

  #heading(heading: Heading): void {
    const tag = `h${heading.level}`;
    const id = heading.id === null ? '' : this.#uniqueId(heading.id);
    const attributes: Attributes = languageAttributes(heading.language);
    this.#text += `\n<${tag}${attributesHtml(attributes)}${id === '' ? '' : ` id="${id}"`}>`;
    this.#hole({ kind: 'heading', heading, id });
    this.#openFormats(heading.openFormats, () => {
      this.#text += escapeText(heading.text);
    });
    this.#text += `</${tag}>\n`;
  }

  #openFormats(formats: readonly FormatName[], write: () => void): void {
    for (const format of formats) this.#text += formatTags[format][0];
    write();
    for (const format of formats.toReversed()) this.#text += formatTags[format][1];
  }

  #table(table: Table): void {
    const language = languageAttributes(table.language);
    this.#text += `<div${attributesHtml(language)}>`;
    for (const { text, openFormats } of table.messages)
      this.#openFormats(openFormats, () => {
        this.#text += `<strong class="highlight">${escapeText(text)}</strong>`;
      });
    this.#text += `<table${attributesHtml([...this.#withUniqueIds(table.attributes), ...language])}><tbody${attributesHtml(language)}>`;
    this.nodes(table.children);
    this.#text += '</tbody></table></div>';
  }

  #preformatted(node: Preformatted): void {
    if (node.note !== undefined) {
      this.#text += '<div class="message">';
      this.nodes(node.note);
      this.#text += '</div>';
    }
    this.#text += `<pre${attributesHtml(languageAttributes(node.language))}>`;
    this.#openFormats(node.openFormats, () => {
      node.lines.forEach((line, at) => {
        if (at > 0) this.#text += '\n';
        if (node.firstLine !== null)
          this.#lineAnchors(at === 0 ? 1 : node.firstLine + at, node.firstLine + at);
        this.#text += escapeText(line);
      });
    });
    this.#text += '</pre>';
  }

  #lineAnchors(first: number, last: number): void {
    for (let line = first; line <= last; line += 1) this.#text += this.#lineAnchorHtml(line);
  }

  #lineAnchorHtml(line: number): string {
    const { lineAnchors, ids, idPrefix } = this.#options;
    if (lineAnchors === false) return '';
    return `<span class="anchor" id="${ids.uniqueLine(escapeHtml(idPrefix), line)}"></span>`;
  }

  #code(area: CodeArea): void {
    this.#text += `<div class="highlight ${escapeHtml(area.languageName)}">`;
    if (!area.known) {
      this.#text += '<div class="codemsg">';
      this.nodes(unknownLanguage(area.languageName));
      this.#text += '</div>';
    }
    const id = this.#uniqueId(`CA-${area.hash}`);
    this.#text += codeAreaHtml(area, id, this.#options, (line) => this.#lineAnchorHtml(line));
    this.#text += '</div>';
  }

  #section(section: Section): void {
    this.#text += `<div${attributesHtml([['class', section.classes.join(' ')], ...languageAttributes(section.language)])}`;
    if (section.comment) this.#hole({ kind: 'comment-style' });
    this.#text += '>';
    this.nodes(section.children);
    this.#text += '</div>';
  }

  #format(node: Format): void {
    const [open, close] = formatTags[node.format];
    this.#text += open;
    if (node.format === 'comment') {
      this.#hole({ kind: 'comment-style' });
      this.#text += '>';
    }
    this.nodes(node.children);
    this.#text += close;
  }

  #link(attributes: Attributes, label: readonly TreeNode[]): void {
    this.#text += `<a${attributesHtml(attributes)}>`;
    this.nodes(label);
    this.#text += '</a>';
  }
}
