import type { BlockLanguage, Format, FormatName, ParentNode, Text, Tree, TreeNode } from './tree.ts';

/** Elements that a browser opens again after a block boundary; the others (spans) end there. */
const continued: ReadonlySet<FormatName> = new Set(['em', 'strong', 'small', 'big']);

type OpenNode = ParentNode | Root;
interface Root {
  readonly kind: 'root';
  readonly children: TreeNode[];
}

/** How deep blocks and formats may nest; what would be deeper stays on this level. */
const maximumDepth = 100;

/**
 * Builds a well-formed tree from markup that opens and closes things in any order.
 *
 * Wiki toggles may overlap with each other and with blocks. What such text looks like is decided by how browsers
 * read the tags that MoinMoin writes, so the builder follows the same rules (HTML standard, tree construction):
 * blocks close an open paragraph, formats that were cut off by a block are continued in the next one, spans are not.
 */
export class TreeBuilder {
  readonly #root: Root = { kind: 'root', children: [] };
  readonly #open: OpenNode[] = [this.#root];
  /** Formats to continue, oldest first; null marks the start of a table cell, which formats don't cross. */
  readonly #formats: (Format | null)[] = [];
  /** Language that blocks opened from now on carry; set by `<<de>>`. */
  language: BlockLanguage | undefined;

  get #current(): OpenNode {
    return this.#open[this.#open.length - 1] ?? this.#root;
  }

  get depth(): number {
    return this.#open.length;
  }

  finish(): Tree {
    return this.#root;
  }

  text(text: string): void {
    if (text === '') return;
    this.#continueFormats();
    const { children } = this.#current;
    const last = children[children.length - 1];
    if (last?.kind === 'text')
      children[children.length - 1] = { kind: 'text', text: last.text + text } satisfies Text;
    else children.push({ kind: 'text', text });
  }

  /** Adds an inline node. */
  inline(node: TreeNode): void {
    this.#continueFormats();
    this.#current.children.push(this.language === undefined ? node : inLanguage(node, this.language));
  }

  /** Adds ready HTML where text would stand; blocks in it end the paragraph when it is read. */
  html(html: string): void {
    this.#current.children.push({ kind: 'html', html });
  }

  openFormat(format: FormatName): void {
    this.#continueFormats();
    if (this.#open.length > maximumDepth) return;
    const node: Format = { kind: 'format', format, children: [] };
    this.#current.children.push(node);
    this.#open.push(node);
    if (continued.has(format)) this.#remember(node);
  }

  /** Three of a kind are continued at most, as in browsers; the oldest is forgotten. */
  #remember(node: Format): void {
    const marker = this.#formats.lastIndexOf(null);
    const same = this.#formats.filter((entry, at) => at > marker && entry?.format === node.format);
    const oldest = same[0];
    if (same.length >= 3 && oldest !== undefined)
      this.#formats.splice(this.#formats.indexOf(oldest, marker + 1), 1);
    this.#formats.push(node);
  }

  closeFormat(format: FormatName): void {
    if (continued.has(format)) this.#closeContinued(format);
    else this.#closeSpan();
  }

  /** `</span>`: closes the innermost open span of any meaning, as browsers do; formats inside it are continued. */
  #closeSpan(): void {
    for (let index = this.#open.length - 1; index > 0; index -= 1) {
      const node = this.#open[index];
      if (node?.kind !== 'format') return;
      if (!continued.has(node.format)) {
        this.#open.length = index;
        return;
      }
    }
  }

  /**
   * Ends a format that may contain blocks: those move behind it and are formatted on their own (the "adoption agency
   * algorithm" of the HTML standard). Each round settles one block, at most eight.
   */
  #closeContinued(format: FormatName): void {
    for (let round = 0; round < 8; round += 1) {
      const entry = this.#lastEntry(format);
      const node = this.#formats[entry];
      if (node === null || node === undefined) return;
      const index = this.#open.lastIndexOf(node);
      const block = index < 0 ? -1 : this.#open.findIndex((open, at) => at > index && open.kind !== 'format');
      if (block >= 0 && this.#isCutOff(index)) return;
      if (block < 0) {
        if (index >= 0) this.#open.length = index;
        this.#formats.splice(entry, 1);
        return;
      }
      this.#liftOut(index, block, node);
    }
  }

  /** Position of the newest format of a kind that is not beyond a cell; -1: none. */
  #lastEntry(format: FormatName): number {
    for (let entry = this.#formats.length - 1; entry >= 0; entry -= 1) {
      const node = this.#formats[entry];
      if (node === null || node === undefined) return -1;
      if (node.format === format) return entry;
    }
    return -1;
  }

  /** A table between here and the format: the end tag means nothing. */
  #isCutOff(index: number): boolean {
    return this.#open.some((open, at) => at > index && (open.kind === 'cell' || open.kind === 'table'));
  }

  /** Moves the first block inside a format behind it; the block's content so far gets a format of its own. */
  #liftOut(index: number, block: number, node: Format): void {
    const parent = this.#open[index - 1];
    const moved = this.#open[block];
    const holder = this.#open[block - 1];
    if (parent === undefined || moved === undefined || holder === undefined || moved.kind === 'root') return;
    holder.children.splice(holder.children.lastIndexOf(moved), 1);
    const { outermost, after } = this.#cloneBetween(index, block, moved);
    parent.children.push(outermost);
    const inner: Format = { kind: 'format', format: node.format, children: moved.children.splice(0) };
    moved.children.push(inner);
    const place = after === null ? this.#formats.indexOf(node) : this.#formats.indexOf(after) + 1;
    this.#formats.splice(place, 0, inner);
    this.#formats.splice(this.#formats.indexOf(node), 1);
    this.#open.splice(this.#open.lastIndexOf(node), 1);
    this.#open.splice(this.#open.lastIndexOf(moved) + 1, 0, inner);
  }

  /** Formats between a format and the block it contains: continued ones are repeated around the block, spans end. */
  #cloneBetween(
    index: number,
    block: number,
    moved: ParentNode,
  ): { outermost: ParentNode; after: Format | null } {
    let outermost: ParentNode = moved;
    let after: Format | null = null;
    let rounds = 0;
    for (let at = block - 1; at > index; at -= 1) {
      const between = this.#open[at];
      rounds += 1;
      const entry = between?.kind === 'format' ? this.#formats.indexOf(between) : -1;
      if (between?.kind !== 'format' || entry < 0 || rounds > 3) {
        if (entry >= 0) this.#formats.splice(entry, 1);
        this.#open.splice(at, 1);
        continue;
      }
      const clone: Format = { kind: 'format', format: between.format, children: [outermost] };
      this.#formats[entry] = clone;
      this.#open[at] = clone;
      after ??= clone;
      outermost = clone;
    }
    return { outermost, after };
  }

  #continueFormats(): void {
    let first = this.#formats.length;
    while (first > 0) {
      const entry = this.#formats[first - 1];
      if (entry === null || entry === undefined || this.#open.includes(entry)) break;
      first -= 1;
    }
    for (let index = first; index < this.#formats.length; index += 1) {
      const entry = this.#formats[index];
      if (entry === null || entry === undefined) continue;
      const node: Format = { kind: 'format', format: entry.format, children: [] };
      this.#current.children.push(node);
      this.#open.push(node);
      this.#formats[index] = node;
    }
  }

  /** Formats that text would be continued in if it came now, outermost first: for blocks that hold only text. */
  formatsToContinue(): FormatName[] {
    const names: FormatName[] = [];
    for (let index = this.#formats.length - 1; index >= 0; index -= 1) {
      const entry = this.#formats[index];
      if (entry === null || entry === undefined || this.#open.includes(entry)) break;
      names.unshift(entry.format);
    }
    return names;
  }

  /** Ends an open paragraph, as every block does. */
  closeParagraph(): void {
    for (let index = this.#open.length - 1; index > 0; index -= 1) {
      const kind = this.#open[index]?.kind;
      if (kind === 'paragraph') {
        this.#open.length = index;
        return;
      }
      if (kind === 'cell') return;
    }
  }

  /** Opens a block inside the current one; {@link closeBlock} with the same node ends it. */
  openBlock<T extends ParentNode>(node: T): T {
    this.closeParagraph();
    if (this.#open.length > maximumDepth) {
      // Too deep: the block is shown, its content goes beside it.
      this.#current.children.push(node);
      return node;
    }
    this.#current.children.push(node);
    this.#open.push(node);
    if (node.kind === 'cell') this.#formats.push(null);
    return node;
  }

  /** Closes a block with everything open inside it; nothing happens if it is not open. */
  closeBlock(node: ParentNode): void {
    const index = this.#open.lastIndexOf(node);
    if (index < 1) return;
    for (const open of this.#open.splice(index)) if (open.kind === 'cell') this.#leaveCell();
  }

  /** Formats that were opened in a cell end with it. */
  #leaveCell(): void {
    const marker = this.#formats.lastIndexOf(null);
    if (marker >= 0) this.#formats.length = marker;
  }

  /** Adds a block that has no children of its own (rule, heading, code). */
  block(make: (openFormats: readonly FormatName[]) => TreeNode): void {
    this.closeParagraph();
    this.#current.children.push(make(this.formatsToContinue()));
  }
}

/** Links and macros carry the language of the blocks around them. */
function inLanguage(node: TreeNode, language: BlockLanguage): TreeNode {
  switch (node.kind) {
    case 'page-link':
    case 'url-link':
    case 'interwiki-link':
    case 'attachment-link':
      return { ...node, attributes: [...node.attributes, ['dir', language.dir], ['lang', language.lang]] };
    case 'macro':
      return { ...node, language };
    default:
      return node;
  }
}
