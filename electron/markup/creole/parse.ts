import { safeId } from '../ids.ts';
import { writePlain } from '../plain.ts';
import type { ParseContext } from '../syntax.ts';
import type { List, ListItem, Paragraph, Table } from '../tree.ts';
import { writeInline } from './inline.ts';
import { splitCells } from './cells.ts';

/** Blocks of a page in Creole 1.0 with additions (spec/markup.md §8.1). */
interface CreoleState {
  readonly context: ParseContext;
  /** Lines of the paragraph or item that is being collected. */
  pending: string[];
  readonly lists: OpenList[];
  /** The line before is an item: only then may the next one begin with several signs. */
  afterItem: boolean;
  table: Table | null;
  /** Lines that end a `{{{` block; those that are passed are taken off. */
  readonly noWikiEnds: number[];
}
interface OpenList {
  readonly level: number;
  readonly tag: 'ul' | 'ol';
  readonly list: List;
  item: ListItem | null;
}

export function parseCreole(context: ParseContext, _args: string, text: string): void {
  const lines = text.split('\n');
  const noWikiEnds = lines.flatMap((line, at) => (/^\}\}\}\s*$/.test(line) ? [at] : []));
  const state: CreoleState = { context, pending: [], lists: [], afterItem: false, table: null, noWikiEnds };
  for (let at = 0; at < lines.length;) at = parseLine(state, lines, at);
  endAll(state);
}

/** Reads the block or line at `at`; returns the index of the next one. */
function parseLine(state: CreoleState, lines: readonly string[], at: number): number {
  const line = lines[at] ?? '';
  const trimmed = line.trim();
  const { afterItem } = state;
  state.afterItem = false;
  if ((state.noWikiEnds[0] ?? Infinity) <= at) state.noWikiEnds.shift();
  if (trimmed === '') {
    endText(state);
    closeLists(state, 0);
    return at + 1;
  }
  if (/^\{\{\{\s*$/.test(line)) {
    const end = state.noWikiEnds[0];
    if (end !== undefined) return parseNoWiki(state, lines.slice(at + 1, end), end + 1);
  }
  if (trimmed.startsWith('=')) return parseHeading(state, lines, at);
  if (trimmed.startsWith('|')) {
    parseRow(state, trimmed);
    return at + 1;
  }
  if (/^-{4}$/.test(trimmed)) {
    endAll(state);
    state.context.builder.block(() => ({ kind: 'rule', weight: 0 }));
    return at + 1;
  }
  const marker = readMarker(trimmed, afterItem);
  if (marker !== null) parseItem(state, trimmed, marker);
  else {
    closeTable(state);
    state.pending.push(line);
  }
  return at + 1;
}

/** Number of signs at the start of an item; null: no item. A line of its own starts with one sign. */
function readMarker(line: string, afterItem: boolean): number | null {
  let signs = 0;
  while (line.charAt(signs) === '*' || line.charAt(signs) === '#') signs += 1;
  if (signs === 0) return null;
  return afterItem || signs === 1 ? signs : null;
}

function parseNoWiki(state: CreoleState, source: readonly string[], next: number): number {
  endAll(state);
  const content = source.map((line) => line.replace(/^(\s*)~(\}\}\}\s*)$/, '$1$2'));
  const [name = '', ...args] = (content[0] ?? '').split(/\s+/);
  if (name.startsWith('#!') && state.context.knows(name.slice(2)))
    state.context.parse(name.slice(2), args.join(' '), content.slice(1));
  else writePlain(state.context, content.join('\n'), null);
  return next;
}

/** A line of `=` alone takes its text from the next line (observed, `creole-022`). */
function parseHeading(state: CreoleState, lines: readonly string[], at: number): number {
  const line = (lines[at] ?? '').trim();
  let signs = 0;
  while (line.charAt(signs) === '=') signs += 1;
  const isAlone = signs === line.length;
  const text = headingText(isAlone ? (lines[at + 1] ?? '') : line.slice(signs));
  endAll(state);
  const level = Math.min(signs, 5);
  state.context.builder.block(() => ({
    kind: 'heading',
    level,
    text,
    id: safeId(text),
    openFormats: [],
    inContents: state.context.nesting === 0,
    line: 0,
  }));
  return isAlone ? at + 2 : at + 1;
}

/** Without blanks around and closing signs. */
function headingText(source: string): string {
  let end = source.trimEnd().length;
  while (source.charAt(end - 1) === '=') end -= 1;
  return source.slice(0, end).trim();
}

function parseRow(state: CreoleState, line: string): void {
  endText(state);
  closeLists(state, 0);
  const { builder } = state.context;
  state.table ??= builder.openBlock<Table>({ kind: 'table', attributes: [], messages: [], children: [] });
  const row = builder.openBlock({ kind: 'row', attributes: [], children: [] });
  for (const { text, isHead } of splitCells(line)) {
    const cell = builder.openBlock({ kind: 'cell', tag: isHead ? 'th' : 'td', attributes: [], children: [] });
    // The text of heads is no markup.
    if (isHead) builder.text(text);
    else writeInline(state.context, [text]);
    builder.closeBlock(cell);
  }
  builder.closeBlock(row);
}

function parseItem(state: CreoleState, line: string, level: number): void {
  endText(state);
  closeTable(state);
  const tag = line.charAt(level - 1) === '#' ? 'ol' : 'ul';
  closeListsFor(state, level, tag);
  const { builder } = state.context;
  let current = state.lists[state.lists.length - 1];
  if (current === undefined || current.level !== level || current.tag !== tag) {
    const list = builder.openBlock<List>({ kind: 'list', tag, numbering: null, start: null, children: [] });
    current = { level, tag, list, item: null };
    state.lists.push(current);
  } else if (current.item !== null) builder.closeBlock(current.item);
  current.item = builder.openBlock<ListItem>({
    kind: 'item',
    tag: 'li',
    bulletless: false,
    gap: false,
    children: [],
  });
  state.pending.push(line.slice(level).trimStart());
  state.afterItem = true;
}

/** Closes lists down to the innermost one of this level. If there is none of this kind, the item nests in the last one. */
function closeListsFor(state: CreoleState, level: number, tag: 'ul' | 'ol'): void {
  const same = state.lists.findLastIndex((list) => list.level === level);
  if (state.lists[same]?.tag === tag) closeLists(state, same + 1);
}

function closeLists(state: CreoleState, keep: number): void {
  for (const { list } of state.lists.splice(keep).toReversed()) state.context.builder.closeBlock(list);
}

function closeTable(state: CreoleState): void {
  if (state.table !== null) state.context.builder.closeBlock(state.table);
  state.table = null;
}

/** Writes the collected lines, as a paragraph outside of lists. */
function endText(state: CreoleState): void {
  const lines = state.pending.splice(0);
  if (lines.length === 0) return;
  const { builder } = state.context;
  if (state.lists.length > 0) {
    writeInline(state.context, lines);
    return;
  }
  const paragraph = builder.openBlock<Paragraph>({ kind: 'paragraph', lineClass: null, children: [] });
  writeInline(state.context, lines);
  builder.closeBlock(paragraph);
}

function endAll(state: CreoleState): void {
  endText(state);
  closeLists(state, 0);
  closeTable(state);
}
