import { firstFrom } from '../sorted-positions.ts';
import type { Table } from '../tree.ts';
import type { Lines } from './lines.ts';
import { writeCompact } from './state.ts';
import type { RstState } from './state.ts';

/** One row: the lines of each cell. */
type Row = readonly Lines[];

function writeTable(state: RstState, head: readonly Row[], body: readonly Row[]): void {
  const { builder } = state.context;
  const table = builder.openBlock<Table>({ kind: 'table', attributes: [], messages: [], children: [] });
  const write = (rows: readonly Row[], tag: 'th' | 'td'): void => {
    for (const cells of rows) {
      const row = builder.openBlock({ kind: 'row', attributes: [], children: [] });
      for (const lines of cells) {
        const cell = builder.openBlock({ kind: 'cell', tag, attributes: [], children: [] });
        writeCompact(state, cell, lines);
        builder.closeBlock(cell);
      }
      builder.closeBlock(row);
    }
  };
  write(head, 'th');
  write(body, 'td');
  builder.closeBlock(table);
}

/** Lines of a cell without the blanks around them that all have, and without blank ones at both ends. */
function cellLines(lines: Lines): Lines {
  const common = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  const cut = lines.map((line) => line.slice(Number.isFinite(common) ? common : 0).trimEnd());
  const first = cut.findIndex((line) => line !== '');
  const last = cut.findLastIndex((line) => line !== '');
  return first < 0 ? [] : cut.slice(first, last + 1);
}

const gridBorder = /^\+[-=+]*\+$/;

/** Boxes of `+`, `-` and `|`. Boxes that join cells are shown as they are written: null. */
export function gridTable(state: RstState, lines: Lines, at: number): number {
  const top = lines[at] ?? '';
  if (!gridBorder.test(top)) return -1;
  let next = at;
  while (/^[+|]/.test(lines[next] ?? '')) next += 1;
  const columns = Array.from(top.matchAll(/\+/g), ({ index }) => index);
  const groups: Row[] = [];
  let headRows = 0;
  let open: string[] = [];
  for (const line of lines.slice(at + 1, next)) {
    if (gridBorder.test(line)) {
      groups.push(splitAt(open, columns));
      open = [];
      if (line.includes('=')) headRows = groups.length;
    } else if (columns.every((column) => line.charAt(column) === '|')) open.push(line);
    else return -1;
  }
  if (open.length > 0 || groups.length === 0) return -1;
  writeTable(state, groups.slice(0, headRows), groups.slice(headRows));
  return next;
}

function splitAt(lines: Lines, columns: readonly number[]): Row {
  return columns
    .slice(0, -1)
    .map((column, at) => cellLines(lines.map((line) => line.slice(column + 1, columns[at + 1]))));
}

const simpleBorder = /^=+(?: +=+)+$/;

/** Positions of the borders that end a simple table: a blank line follows. */
export function simpleTableEnds(lines: Lines): readonly number[] {
  return lines.flatMap((line, at) => (simpleBorder.test(line) && (lines[at + 1] ?? '') === '' ? [at] : []));
}

/** Columns below borders of `=`. */
export function simpleTable(state: RstState, lines: Lines, at: number, ends: readonly number[]): number {
  if (!simpleBorder.test(lines[at] ?? '')) return -1;
  const end = firstFrom(ends, at + 1);
  if (end < 0) return -1;
  const columns = Array.from((lines[at] ?? '').matchAll(/=+/g), ({ index }) => index);
  const rows: string[][][] = [];
  let headRows = 0;
  for (const line of lines.slice(at + 1, end)) {
    if (simpleBorder.test(line)) headRows = rows.length;
    else if (line !== '' && !/^-+(?: +-+)*$/.test(line)) {
      const cells = columns.map((column, index) => line.slice(column, columns[index + 1]).trimEnd());
      // A row without text in its first column goes on with the one above.
      const above = (cells[0] ?? '').trim() === '' ? rows[rows.length - 1] : undefined;
      if (above === undefined) rows.push(cells.map((cell) => [cell]));
      else cells.forEach((cell, index) => above[index]?.push(cell));
    }
  }
  const cut = rows.map((row) => row.map(cellLines));
  writeTable(state, cut.slice(0, headRows), cut.slice(headRows));
  return end + 1;
}
