/** One cell of a creole table row. */
export interface CreoleCell {
  readonly text: string;
  readonly isHead: boolean;
}

/** Marks that keep their bars: links, images, code, macros. */
const pairs: readonly (readonly [open: string, close: string])[] = [
  ['{{{', '}}}'],
  ['[[', ']]'],
  ['{{', '}}'],
  ['<<', '>>'],
];

/** Splits a row that starts with `|` at its bars; the last bar may be missing. */
export function splitCells(line: string): readonly CreoleCell[] {
  const cells: CreoleCell[] = [];
  const missing = new Set<string>();
  let start = 1;
  let position = 1;
  const add = (end: number): void => {
    // Bars with nothing between them, not even a blank, make no cell.
    if (end === start) return;
    const source = line.slice(start, end).trim();
    const isHead = source.startsWith('=') && source.length > 1;
    cells.push({ text: isHead ? source.replaceAll(/^=+|=+$/g, '').trim() : source, isHead });
  };
  while (position < line.length) {
    if (line.charAt(position) === '|') {
      add(position);
      start = position + 1;
      position = start;
    } else position = skipPair(line, position, missing);
  }
  if (start < line.length) add(line.length);
  return cells;
}

/** Position behind a pair that starts here, else the next one. A closing mark that is nowhere is looked for once. */
function skipPair(line: string, position: number, missing: Set<string>): number {
  for (const [open, close] of pairs) {
    if (!line.startsWith(open, position) || missing.has(close)) continue;
    const end = line.indexOf(close, position + open.length);
    if (end >= 0) return end + close.length;
    missing.add(close);
  }
  return position + 1;
}
