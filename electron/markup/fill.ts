import { attachmentEmbedHtml, attachmentLinkHtml } from './attachment-html.ts';
import type { CompiledPage } from './compile.ts';
import { dataTableHtml } from './data-table.ts';
import { drawingHtml } from './drawing-html.ts';
import type {
  FinishedHeading,
  FinishedPage,
  NestedRender,
  PageState,
  RenderEnvironment,
} from './environment.ts';
import { highlightWords } from './highlight-words.ts';
import type { Fragments, Hole } from './holes.ts';
import { treeToFragments } from './html.ts';
import { attributesHtml, escapeText } from './html-text.ts';
import { IdRegister } from './ids.ts';
import { indexedPageName } from './outline.ts';
import { parseText } from './parsers.ts';
import { numberingFrom, sectionCounter } from './section-numbers.ts';
import type { SectionCounter } from './section-numbers.ts';
import type { Attributes, BlockLanguage, Heading, PageLink, Sentence, Tree, TreeNode } from './tree.ts';

export interface FilledPage {
  /** Inner HTML of the content element, without `#top` and `#bottom`. */
  readonly html: string;
  /** Page links that were shown, macros' included. */
  readonly links: readonly string[];
}

/** What all pages that are shown together share: the outermost one and the included ones. */
interface Whole {
  readonly environment: RenderEnvironment;
  readonly headings: FinishedHeading[];
  readonly links: Set<string>;
  readonly deferred: ((page: FinishedPage) => string)[];
  readonly endings: (() => Promise<string>)[];
  readonly shared: Map<string, unknown>;
  /** Section numbers go on through included pages, as the outermost page asks for them. */
  readonly numberedFrom: number;
  readonly sections: SectionCounter;
}

const placeMark = '\u0000';

/** Pages inside pages at most this deep; recursion is refused earlier, by the Include macro. */
const maximumIncludes = 30;

/** Joins a compiled page for one visitor: resolves links, macros and what depends on the visitor. */
export async function fillPage(compiled: CompiledPage, environment: RenderEnvironment): Promise<FilledPage> {
  const numberedFrom = numberingFrom(compiled.instructions.pragmas, compiled.settings.showSectionNumbers);
  const whole: Whole = {
    environment,
    numberedFrom,
    sections: sectionCounter(numberedFrom),
    headings: [],
    links: new Set(),
    deferred: [],
    endings: [],
    shared: new Map(),
  };
  const page = new FilledPart(whole, compiled, [compiled.pageName]);
  const parts = [await page.fill(compiled.fragments)];
  for (const ending of whole.endings) parts.push(await ending());
  const joined = resolveDeferred(whole, parts.join(''));
  const html = environment.highlight === null ? joined : highlightWords(joined, environment.highlight);
  return { html, links: [...whole.links] };
}

function resolveDeferred(whole: Whole, html: string): string {
  if (whole.deferred.length === 0) return html;
  const finished: FinishedPage = { headings: whole.headings };
  return html.replaceAll(
    deferredMark,
    (_match, index: string) => whole.deferred[Number(index)]?.(finished) ?? '',
  );
}

/** Stands where deferred HTML will be; page texts have no such character. */
const deferredMark = new RegExp(`${placeMark}(\\d+)${placeMark}`, 'g');

/** One page (or text) being filled, with its own ids; the state that macros see. */
class FilledPart implements PageState {
  readonly pageName: string;
  readonly idPrefix: string;
  readonly includeStack: readonly string[];
  readonly language: string;
  blockLanguage: BlockLanguage | null = null;
  readonly #whole: Whole;
  readonly #compiled: CompiledPage;
  readonly #ids: IdRegister;

  constructor(whole: Whole, compiled: CompiledPage, includeStack: readonly string[]) {
    this.#whole = whole;
    this.#compiled = compiled;
    this.#ids = new IdRegister(compiled.ids);
    this.pageName = compiled.pageName;
    this.idPrefix = compiled.idPrefix;
    this.includeStack = includeStack;
    this.language = compiled.language;
  }

  uniqueId(id: string): string {
    return this.#ids.unique(this.idPrefix + id);
  }

  enterHeading(heading: { readonly level: number; readonly text: string; readonly id: string }): {
    readonly id: string;
    readonly number: string;
  } {
    const id = this.uniqueId(heading.id);
    const number = this.#whole.sections.next(heading.level);
    this.#whole.headings.push({
      level: heading.level,
      text: heading.text,
      id,
      isListed: this.#isListed(heading.level),
    });
    return { id, number };
  }

  /** Levels above the one that section numbers begin with are not in the table of contents. */
  #isListed(level: number): boolean {
    return level >= this.#whole.numberedFrom;
  }

  linked(page: string): void {
    // What an included page links to is that page's own (spec/markup.md §13).
    if (this.includeStack.length > 1) return;
    const name = indexedPageName(page);
    if (name !== '') this.#whole.links.add(name);
  }

  defer(resolve: (page: FinishedPage) => string): string {
    this.#whole.deferred.push(resolve);
    return `${placeMark}${this.#whole.deferred.length - 1}${placeMark}`;
  }

  atEnd(resolve: () => Promise<string>): void {
    this.#whole.endings.push(resolve);
  }

  shared<T>(key: string, create: () => T): T {
    if (!this.#whole.shared.has(key)) this.#whole.shared.set(key, create());
    return this.#whole.shared.get(key) as T;
  }

  async render(text: string, options: NestedRender = {}): Promise<string> {
    const { settings } = this.#compiled;
    const tree = parseText({
      syntax: options.format ?? 'wiki',
      args: options.formatArgs ?? '',
      text: text.replaceAll('\u0000', '\uFFFD'),
      firstLine: 1,
      pageName: this.pageName,
      language: this.language,
      blockLanguage: this.blockLanguage,
      settings,
    });
    const { language, direction } = this.#compiled;
    return this.fill(
      treeToFragments(options.inline === true ? withoutParagraphs(tree) : tree, {
        settings,
        ids: this.#ids,
        idPrefix: this.idPrefix,
        language,
        direction,
        lineAnchors: options.lineAnchors ?? true,
      }),
    );
  }

  async fillIncluded(compiled: CompiledPage): Promise<string> {
    if (this.includeStack.length > maximumIncludes) return '';
    const part = new FilledPart(this.#whole, compiled, [...this.includeStack, compiled.pageName]);
    return part.fill(compiled.fragments);
  }

  async fill(fragments: Fragments): Promise<string> {
    const existing = await this.#existingPages(fragments);
    let html = '';
    for (const fragment of fragments)
      html += typeof fragment === 'string' ? fragment : await this.#fillHole(fragment, existing);
    return html;
  }

  /** Asks for all linked pages at once. */
  async #existingPages(fragments: Fragments): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const fragment of fragments)
      if (typeof fragment !== 'string' && fragment.kind === 'page-link') names.add(fragment.link.page);
    const existing = new Set<string>();
    const { environment } = this.#whole;
    await Promise.all(
      [...names].map(async (name) => {
        if (await environment.pageExists(name)) existing.add(name);
      }),
    );
    return existing;
  }

  #fillHole(hole: Hole, existing: ReadonlySet<string>): string | Promise<string> {
    const { environment } = this.#whole;
    switch (hole.kind) {
      case 'page-link':
        return this.#pageLink(hole.link, hole.href, hole.label, existing.has(hole.link.page));
      case 'heading':
        return this.#heading(hole.heading, hole.id);
      case 'comment-style':
        return environment.viewer.showComments ? ` style="display:''"` : ' style="display:none"';
      case 'macro':
        // Macros run one after the other, so this is true for the one that starts now.
        this.blockLanguage = hole.call.language ?? null;
        return environment.runMacro(hole.call.name, hole.call.args, hole.call.source, this);
      case 'attachment-link':
        return this.#attachmentLink(hole);
      case 'attachment-embed':
        return attachmentEmbedHtml(hole.embed, this.#compiled.settings, environment, this);
      case 'drawing':
        return drawingHtml(hole.drawing, this.#compiled.settings, environment, this);
      case 'sentence':
        return escapeText(sentenceText(hole.sentence, environment.translate(hole.sentence.text)));
      case 'data-table':
        return dataTableHtml(hole.table, hole.id, this.#compiled, environment.query);
    }
  }

  async #attachmentLink(hole: Extract<Hole, { kind: 'attachment-link' }>): Promise<string> {
    const label = await this.fill(hole.label);
    return attachmentLinkHtml(hole.link, label, this.#compiled.settings, this.#whole.environment);
  }

  async #pageLink(link: PageLink, href: string, label: Fragments, exists: boolean): Promise<string> {
    this.linked(link.page);
    const text = await this.fill(label);
    if (exists) return `<a${attributesHtml(link.attributes)} href="${href}">${text}</a>`;
    const given = link.attributes.find(([name]) => name === 'class')?.[1];
    const attributes: Attributes = [
      ['class', given === undefined ? 'nonexistent' : `nonexistent ${given}`],
      ...link.attributes.filter(([name]) => name !== 'class'),
    ];
    const open = `<a${attributesHtml(attributes)} href="${href}">`;
    return this.#whole.environment.viewer.showNonexistentAsQuestionMark
      ? `${open}?</a>${text}`
      : `${open}${text}</a>`;
  }

  #heading(heading: Heading, id: string): string {
    const { level, text } = heading;
    if (heading.inContents) this.#whole.headings.push({ level, text, id, isListed: this.#isListed(level) });
    const number = this.#whole.sections.next(level);
    return this.#whole.environment.viewer.showTopBottom
      ? this.#jump('bottom') + this.#jump('top') + number
      : number;
  }

  #jump(target: 'top' | 'bottom'): string {
    const { staticPrefix, theme } = this.#compiled.settings;
    const label = `[${target.toUpperCase()}]`;
    const image = attributesHtml([
      ['alt', label],
      ['height', '16'],
      ['src', `${staticPrefix}/${theme}/img/moin-${target}.png`],
      ['title', label],
      ['width', '16'],
    ]);
    return `<a href="#${this.idPrefix}${target}"><img${image} /></a>`;
  }
}

/** A sentence in some language with its values. */
function sentenceText({ values }: Sentence, text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** The text alone: paragraphs are replaced by what is in them. */
function withoutParagraphs(tree: Tree): Tree {
  return {
    children: tree.children.flatMap((node): TreeNode[] =>
      node.kind === 'paragraph' ? node.children : [node],
    ),
  };
}
