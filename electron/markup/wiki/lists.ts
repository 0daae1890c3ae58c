import { isSpace } from '../character-classes.ts';
import type { List, ListItem } from '../tree.ts';
import { endParagraph } from './paragraph.ts';
import type { OpenList, WikiState } from './state.ts';

/** What stands at the start of an indented line. */
export type Marker =
  | { readonly kind: 'bullet' | 'dot' | 'plain'; readonly end: number }
  | {
      readonly kind: 'number';
      readonly end: number;
      readonly numbering: '1' | 'a' | 'A' | 'i' | 'I';
      readonly start: number | null;
    }
  | { readonly kind: 'definition'; readonly end: number; readonly term: string };

const numberPattern = /(?:(\d+)|([aAiI]))\.(?:#(\d+))?\s/y;

/** Reads the marker of an indented line; `text` ends with a blank (spec/markup.md §7.3). */
export function readMarker(text: string, indent: number): Marker {
  numberPattern.lastIndex = indent;
  const number = numberPattern.exec(text);
  if (number !== null) {
    const start = number[3] === undefined ? null : Number(number[3]);
    return { kind: 'number', end: numberPattern.lastIndex, numbering: numberingOf(number[2]), start };
  }
  const colons = firstTermEnd(text, indent);
  if (colons >= 0) return { kind: 'definition', end: colons + 3, term: text.slice(indent, colons) };
  const sign = text.charAt(indent);
  if (sign !== '*' && sign !== '.') return { kind: 'plain', end: indent };
  const end = isSpace(text.charCodeAt(indent + 1)) ? indent + 2 : indent + 1;
  return { kind: sign === '*' ? 'bullet' : 'dot', end };
}

function numberingOf(letter: string | undefined): '1' | 'a' | 'A' | 'i' | 'I' {
  return letter === 'a' || letter === 'A' || letter === 'i' || letter === 'I' ? letter : '1';
}

/** Position of the first `::` that white space follows. */
function firstTermEnd(text: string, from: number): number {
  let colons = text.indexOf('::', from);
  while (colons >= 0 && !isSpace(text.charCodeAt(colons + 2))) colons = text.indexOf('::', colons + 1);
  return colons;
}

function innermost(state: WikiState): OpenList | undefined {
  return state.lists[state.lists.length - 1];
}

/** Closes all lists, as text at column 0 does. */
export function closeLists(state: WikiState): void {
  closeListsAbove(state, 0);
}

function closeListsAbove(state: WikiState, indent: number): void {
  for (let list = innermost(state); list !== undefined && list.indent > indent; list = innermost(state)) {
    state.lists.pop();
    state.context.builder.closeBlock(list.list);
    endParagraph(state);
  }
}

/** Makes the list of this indentation the current one and starts an item in it where the marker asks for one. */
export function enterItem(state: WikiState, indent: number, marker: Marker): void {
  closeListsAbove(state, indent);
  const current = innermost(state);
  if (current === undefined || current.indent < indent) {
    endParagraph(state);
    openList(state, indent, marker);
    return;
  }
  if (marker.kind === 'plain' && current.item !== null) return;
  endParagraph(state);
  startItem(state, current, marker, state.afterGap);
}

/** A table in a definition stands in an item of its own. */
export function enterRowItem(state: WikiState): void {
  if (innermost(state)?.item?.tag === 'dd') state.context.builder.openBlock(item(state, 'li', true, false));
}

function openList(state: WikiState, indent: number, marker: Marker): void {
  const { builder } = state.context;
  const list: List = {
    kind: 'list',
    tag: marker.kind === 'number' ? 'ol' : marker.kind === 'definition' ? 'dl' : 'ul',
    numbering: marker.kind === 'number' ? marker.numbering : null,
    start: marker.kind === 'number' ? marker.start : null,
    children: [],
    language: builder.language,
  };
  builder.openBlock(list);
  const open: OpenList = { indent, list, item: null };
  state.lists.push(open);
  startItem(state, open, marker, false);
}

function startItem(state: WikiState, list: OpenList, marker: Marker, gap: boolean): void {
  const { builder } = state.context;
  if (list.item !== null) builder.closeBlock(list.item);
  if (marker.kind === 'definition') {
    const term = builder.openBlock(item(state, 'dt', false, false));
    builder.text(marker.term);
    builder.closeBlock(term);
    list.item = builder.openBlock(item(state, 'dd', false, false));
    return;
  }
  list.item = builder.openBlock(item(state, 'li', marker.kind === 'dot' || marker.kind === 'plain', gap));
}

function item(state: WikiState, tag: ListItem['tag'], bulletless: boolean, gap: boolean): ListItem {
  return { kind: 'item', tag, bulletless, gap, children: [], language: state.context.builder.language };
}
