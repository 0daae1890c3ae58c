import type { ParagraphClass } from '../tree.ts';
import type { Scan, WikiState } from './state.ts';

export function openParagraph(state: WikiState, lineClass: ParagraphClass): void {
  const { builder } = state.context;
  builder.openBlock({ kind: 'paragraph', lineClass, children: [], language: builder.language });
  state.paragraphOpen = true;
}

/** Ends the markup's paragraph. In the tree it stays open until a block comes, as in a browser. */
export function endParagraph(state: WikiState): void {
  state.paragraphOpen = false;
}

/** Writes the text before a piece of markup. */
export function flushText(scan: Scan, end: number): void {
  if (end <= scan.textStart) return;
  const { state } = scan;
  if (!state.paragraphOpen) openParagraph(state, 'line862');
  state.context.builder.text(scan.text.slice(scan.textStart, end));
  scan.textStart = end;
}

/** Before inline markup at `start`: the text before it, and a paragraph if none is open. */
export function beginInline(scan: Scan, start: number): void {
  flushText(scan, start);
  const { state } = scan;
  if (state.paragraphOpen) return;
  openParagraph(state, state.lists.length > 0 || state.table !== null ? 'line891' : 'line867');
}

/** Before markup that opens no paragraph inside items and cells (bars, rules, blocks). */
export function beginBlock(scan: Scan, start: number): void {
  flushText(scan, start);
  const { state } = scan;
  if (!state.paragraphOpen && state.lists.length === 0 && state.table === null)
    openParagraph(state, 'line867');
}

/** Writes what is left of the line as plain text. */
export function finishLine(scan: Scan): void {
  const rest = scan.text.slice(scan.textStart);
  scan.textStart = scan.text.length;
  if (rest === '') return;
  const { state } = scan;
  if (!state.paragraphOpen && state.lists.length === 0 && state.table === null)
    openParagraph(state, 'line874');
  state.context.builder.text(rest);
}
