import type { Attributes, FormatName, Table, TableCell, TableRow } from '../tree.ts';
import { beginBlock, endParagraph, flushText } from './paragraph.ts';
import type { OpenTable, Scan, WikiState } from './state.ts';
import { hasAlignment, joinStyles, readCellAttributes } from './table-attributes.ts';
import type { CellAttributes } from './table-attributes.ts';

/** Whether a line (without the blank at its end) is a table row: bars at both ends, four at least. */
export function isTableRow(line: string, indent: number): boolean {
  return line.startsWith('||', indent) && line.endsWith('||') && line.length - indent >= 4;
}

/** Ends the table, if one is open. */
export function closeTable(state: WikiState): void {
  const { table } = state;
  if (table === null) return;
  state.table = null;
  state.context.builder.closeBlock(table.table);
  endParagraph(state);
}

/** `||` in a line of a table: the start of a cell, or the end of the row. */
export function matchCell(scan: Scan, start: number): number {
  const { state, text } = scan;
  const { table } = state;
  if (text.charAt(start + 1) !== '|') return -1;
  if (table === null) return writeBars(scan, start);
  const last = text.length - 1;
  if (start + 2 === last) {
    flushText(scan, start);
    endRow(state, table);
    return text.length;
  }
  let end = start;
  while (text.startsWith('||', end)) end += 2;
  // The bars that end the row, and a bar before them, are not part of the cell's bars.
  while (end >= last - 1 && end > start) end -= 2;
  if (end === start) return -1;
  const close = endOfAttributes(scan, end);
  const source = close > 0 ? text.slice(end + 1, close) : '';
  flushText(scan, start);
  const bars = end - start + countBars(source);
  openCell(state, table, readCellAttributes(source), bars);
  return close > 0 ? close + 1 : end;
}

/** Bars outside of tables are text, with what would be attributes; inside items they open no paragraph. */
function writeBars(scan: Scan, start: number): number {
  beginBlock(scan, start);
  let end = start;
  while (scan.text.startsWith('||', end)) end += 2;
  const close = endOfAttributes(scan, end);
  if (close > 0) end = close + 1;
  scan.state.context.builder.text(scan.text.slice(start, end));
  return end;
}

/** Position of the `>` that ends the attributes behind a cell's bars; -1: there are none. `<<` is a macro. */
function endOfAttributes({ text, index }: Scan, start: number): number {
  return text.charAt(start) === '<' && text.charAt(start + 1) !== '<' ? index.next('>', start + 1) : -1;
}

function countBars(source: string): number {
  let count = 0;
  for (const character of source) if (character === '|') count += 1;
  return count;
}

function openCell(state: WikiState, open: OpenTable, attributes: CellAttributes, bars: number): void {
  const { builder } = state.context;
  if (open.cell !== null) builder.closeBlock(open.cell);
  endParagraph(state);
  if (open.row === null) {
    if (open.table.children.length === 0) describeTable(open.table, attributes, builder.formatsToContinue());
    const row: TableRow = {
      kind: 'row',
      attributes: attributes.row,
      children: [],
      language: builder.language,
    };
    open.row = builder.openBlock(row);
  }
  const cell: TableCell = {
    kind: 'cell',
    tag: 'td',
    attributes: spanning(attributes.cell, bars),
    children: [],
    language: builder.language,
  };
  open.cell = builder.openBlock(cell);
  for (const line of state.waitingAnchors.splice(0)) builder.inline({ kind: 'line-anchor', line });
  if (attributes.error !== null) builder.inline({ kind: 'message', text: attributes.error });
}

/** The first cell of a table may describe the whole table. */
function describeTable(table: Table, attributes: CellAttributes, openFormats: readonly FormatName[]): void {
  table.attributes.push(...attributes.table);
  if (attributes.error !== null) table.messages.push({ text: attributes.error, openFormats });
}

/** More than one pair of bars joins columns and centres, unless the cell says otherwise. */
function spanning(attributes: Attributes, bars: number): Attributes {
  if (bars <= 2) return attributes;
  const joined = attributes.some(([name]) => name === 'colspan')
    ? attributes
    : [...attributes, ['colspan', String(bars >> 1)] as const];
  if (hasAlignment(joined)) return joined;
  const style = joined.find(([name]) => name === 'style')?.[1];
  const centred = joinStyles(style === undefined ? ['text-align: center'] : [style, 'text-align: center']);
  return [...joined.filter(([name]) => name !== 'style'), ['style', centred]];
}

function endRow(state: WikiState, open: OpenTable): void {
  if (open.row !== null) state.context.builder.closeBlock(open.row);
  open.row = null;
  open.cell = null;
  endParagraph(state);
}

/** Opens a table for a row at this indentation, unless one is open there. */
export function enterTable(state: WikiState, indent: number): void {
  if (state.table !== null && state.table.indent === indent) return;
  closeTable(state);
  endParagraph(state);
  const { builder } = state.context;
  const table: Table = {
    kind: 'table',
    attributes: [],
    messages: [],
    children: [],
    language: builder.language,
  };
  builder.openBlock(table);
  state.table = { table, indent, row: null, cell: null };
}
