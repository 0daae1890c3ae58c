import { closeLists } from './lists.ts';
import { beginBlock, endParagraph } from './paragraph.ts';
import type { Scan } from './state.ts';
import { closeTable } from './tables.ts';

/** Four or more dashes anywhere in a line (spec/markup.md §7.2). */
export function matchRule(scan: Scan, start: number): number {
  const { text, state } = scan;
  let end = start;
  while (text.charCodeAt(end) === 0x2d) end += 1;
  if (end - start < 4) return -1;
  beginBlock(scan, start);
  closeTable(state);
  closeLists(state);
  endParagraph(state);
  const { builder } = state.context;
  builder.block(() => ({ kind: 'rule', weight: Math.min(end - start - 4, 6), language: builder.language }));
  return end;
}
