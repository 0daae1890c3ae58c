import type { ParseContext } from '../syntax.ts';
import type { List, ListItem, Table, TableCell, TableRow } from '../tree.ts';
import { LineIndex } from './line-index.ts';

/** A list that is open, with its current item. */
export interface OpenList {
  readonly indent: number;
  readonly list: List;
  item: ListItem | null;
}

export interface OpenTable {
  readonly table: Table;
  readonly indent: number;
  row: TableRow | null;
  cell: TableCell | null;
}

/** Where the parser is between two lines. */
export interface WikiState {
  readonly context: ParseContext;
  /** False inside `{{{#!wiki` blocks: their headings are not in the table of contents. */
  readonly inContents: boolean;
  readonly lists: OpenList[];
  table: OpenTable | null;
  /** The markup's own idea of an open paragraph; a block may have ended it in the tree already. */
  paragraphOpen: boolean;
  /** The line before was empty, or a comment. */
  afterGap: boolean;
  /** Line anchors that wait for the first cell of the next table row. */
  readonly waitingAnchors: number[];
  readonly toggles: Toggles;
}

/** Which toggles are on. Emphasis keeps the order: the one opened later is inside. */
export interface Toggles {
  emphasis: 0 | 1 | 2;
  strong: 0 | 1 | 2;
  underline: boolean;
  strike: boolean;
  small: boolean;
  big: boolean;
  comment: boolean;
}

/** One line while it is scanned. `text` ends with the blank that joins it with the next line. */
export interface Scan {
  readonly state: WikiState;
  readonly text: string;
  readonly index: LineIndex;
  /** Start of the text that is not written yet. */
  textStart: number;
  /** A `{{{` block starts here: the rest of the line belongs to it. */
  blockStart: number | null;
  /** Before this position no e-mail address can start. */
  noEmailBefore: number;
}

export function startScan(state: WikiState, text: string, position: number): Scan {
  return {
    state,
    text,
    index: new LineIndex(text),
    textStart: position,
    blockStart: null,
    noEmailBefore: text.includes('@') ? 0 : Infinity,
  };
}
