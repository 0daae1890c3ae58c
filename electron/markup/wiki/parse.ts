import { expandTabs } from '../plain.ts';
import type { ParseContext } from '../syntax.ts';
import type { Section } from '../tree.ts';
import { headingId, readHeading } from './headings.ts';
import { scanInline } from './inline.ts';
import { closeLists, enterItem, enterRowItem, readMarker } from './lists.ts';
import { endParagraph, openParagraph } from './paragraph.ts';
import { blockContent, readBlockStart } from './preformatted.ts';
import type { BlockStart } from './preformatted.ts';
import { startScan } from './state.ts';
import type { Scan, WikiState } from './state.ts';
import { closeTable, enterTable, isTableRow } from './tables.ts';

/** A `{{{` block that waits for its end. */
interface PendingBlock {
  readonly start: BlockStart;
  readonly lines: string[];
}

/** Parses MoinMoin wiki markup (spec/markup.md §3-7); `args` are the classes of a `{{{#!wiki` block. */
export function parseWiki(context: ParseContext, args: string, text: string, firstLine: number): void {
  const classes = args.split(/[\s/]+/).filter((name) => name !== '');
  const section: Section | null =
    classes.length === 0
      ? null
      : {
          kind: 'section',
          classes,
          comment: classes.includes('comment'),
          children: [],
          language: context.builder.language,
        };
  const { builder } = context;
  for (let line = 1; line < firstLine; line += 1) builder.inline({ kind: 'line-anchor', line });
  if (section !== null) builder.openBlock(section);
  const state = startState(context);
  parseLines(state, text.split('\n'), firstLine);
  closeTable(state);
  closeLists(state);
  if (section !== null) builder.closeBlock(section);
}

function startState(context: ParseContext): WikiState {
  return {
    context,
    inContents: context.nesting === 0,
    lists: [],
    table: null,
    paragraphOpen: false,
    afterGap: false,
    waitingAnchors: [],
    toggles: {
      emphasis: 0,
      strong: 0,
      underline: false,
      strike: false,
      small: false,
      big: false,
      comment: false,
    },
  };
}

function parseLines(state: WikiState, lines: readonly string[], firstLine: number): void {
  let pending: PendingBlock | null = null;
  let atTop = true;
  for (const [at, source] of lines.entries()) {
    const line = expandTabs(source);
    const number = firstLine + at;
    // A section may begin with instructions like a page; they say nothing there and are not shown.
    atTop &&= isInstruction(line);
    if (atTop) state.context.builder.inline({ kind: 'line-anchor', line: number });
    else
      pending =
        pending === null ? parseLine(state, line, number) : continueBlock(state, pending, line, number);
  }
  // A block that never ends: its text is shown, if it has any, where MoinMoin loses it (spec/markup.md §14).
  if (pending !== null && pending.lines.some((line) => line.trim() !== '')) finishBlock(state, pending);
}

const instructions = [
  '##',
  '#format',
  '#refresh',
  '#redirect',
  '#deprecated',
  '#pragma',
  '#form',
  '#acl',
  '#language',
];

function isInstruction(line: string): boolean {
  return line.startsWith('#') && instructions.some((word) => line.toLowerCase().startsWith(word));
}

/** One line outside of blocks; returns the block it opens. */
function parseLine(state: WikiState, line: string, number: number): PendingBlock | null {
  if (state.table === null) state.context.builder.inline({ kind: 'line-anchor', line: number });
  else state.waitingAnchors.push(number);
  if (line.trim() === '') {
    leaveTable(state);
    endParagraph(state);
    state.afterGap = true;
    return null;
  }
  if (line.startsWith('##')) {
    parseComment(state);
    return null;
  }
  const heading = readHeading(line);
  if (heading === null) return parseBody(state, line);
  parseHeading(state, heading, number);
  return null;
}

function parseBody(state: WikiState, line: string): PendingBlock | null {
  const text = `${line} `;
  const indent = line.length - line.trimStart().length;
  const isRow = isTableRow(line, indent);
  const innermost = state.lists[state.lists.length - 1]?.indent ?? 0;
  // MoinMoin loses the anchor of a line that ends a table by changing the list (table-020); harmless, so the same here.
  if (!isRow && state.table !== null && innermost !== indent) state.waitingAnchors.length = 0;
  if (!isRow) leaveTable(state);
  else if (state.table?.indent !== indent) closeTable(state);
  const marker = isRow ? ({ kind: 'plain', end: indent } as const) : readMarker(text, indent);
  if (indent === 0) closeLists(state);
  else enterItem(state, indent, marker);
  if (isRow && state.table === null) enterRowItem(state);
  state.afterGap = false;
  if (isRow) enterTable(state, indent);
  const start = indent === 0 ? 0 : marker.end;
  const scan = startScan(state, text, start);
  scanInline(scan, start);
  return openedBlock(scan);
}

/** The block that a scanned line opened at its end. */
function openedBlock(scan: Scan): PendingBlock | null {
  if (scan.blockStart === null) return null;
  const start = readBlockStart(scan.text, scan.blockStart);
  return start === null ? null : { start, lines: [] };
}

function continueBlock(
  state: WikiState,
  pending: PendingBlock,
  line: string,
  number: number,
): PendingBlock | null {
  state.context.builder.inline({ kind: 'line-anchor', line: number });
  const { terminator } = pending.start;
  const end = line.indexOf(terminator);
  if (end < 0) {
    pending.lines.push(line);
    return pending;
  }
  if (end > 0) pending.lines.push(line.slice(0, end));
  finishBlock(state, pending);
  const rest = end + terminator.length;
  if (rest === line.length) return null;
  // The rest of the line is not joined with the next one by a blank.
  const scan = startScan(state, line, rest);
  scanInline(scan, rest);
  return openedBlock(scan);
}

function finishBlock(state: WikiState, pending: PendingBlock): void {
  const content = blockContent(pending.start, pending.lines);
  state.context.parse(content.name, content.args, content.lines);
  endParagraph(state);
}

function parseComment(state: WikiState): void {
  closeLists(state);
  endParagraph(state);
  state.afterGap = true;
}

function parseHeading(
  state: WikiState,
  heading: { readonly level: number; readonly text: string },
  line: number,
): void {
  const { builder } = state.context;
  leaveTable(state);
  closeLists(state);
  if (!state.paragraphOpen) openParagraph(state, 'line867');
  // The line ends around a heading continue open formats, as text does.
  if (builder.formatsToContinue().length > 0) builder.text('\n');
  endParagraph(state);
  state.afterGap = false;
  const { level, text } = heading;
  builder.block((openFormats) => ({
    kind: 'heading',
    level,
    text,
    id: headingId(text),
    openFormats,
    inContents: state.inContents,
    line,
    language: builder.language,
  }));
  if (builder.formatsToContinue().length > 0) builder.text('\n');
}

/** Ends a table; line anchors that waited for its next row are written now. */
function leaveTable(state: WikiState): void {
  closeTable(state);
  for (const line of state.waitingAnchors.splice(0))
    state.context.builder.inline({ kind: 'line-anchor', line });
}
