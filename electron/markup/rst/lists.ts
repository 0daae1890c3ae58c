import type { List, ListItem } from '../tree.ts';
import { indentOf, takeBody, takeItem } from './lines.ts';
import type { Lines } from './lines.ts';
import { writeInline } from './inline.ts';
import { writeCompact } from './state.ts';
import type { RstState } from './state.ts';

/** Each function writes the list that begins at `at` and returns the position behind it, or -1 if none does. */

function openList(
  state: RstState,
  tag: List['tag'],
  numbering: List['numbering'] = null,
  start: number | null = null,
) {
  return state.context.builder.openBlock<List>({ kind: 'list', tag, numbering, start, children: [] });
}

function writeItem(state: RstState, tag: ListItem['tag'], write: (item: ListItem) => void): void {
  const { builder } = state.context;
  const item = builder.openBlock<ListItem>({
    kind: 'item',
    tag,
    bulletless: false,
    gap: false,
    children: [],
  });
  write(item);
  builder.closeBlock(item);
}

function skipBlank(lines: Lines, at: number): number {
  let next = at;
  while (lines[next] === '') next += 1;
  return next;
}

const bulletPattern = /^[-*+•‣⁃](?: +|$)/;

export function bulletList(state: RstState, lines: Lines, at: number): number {
  const sign = lines[at]?.charAt(0) ?? '';
  if (!bulletPattern.test(lines[at] ?? '')) return -1;
  const list = openList(state, 'ul');
  let next = at;
  for (
    let line = lines[next] ?? '';
    line.startsWith(sign) && bulletPattern.test(line);
    line = lines[next] ?? ''
  ) {
    const item = takeItem(lines, next, bulletPattern.exec(line)?.[0].length ?? 2);
    writeItem(state, 'li', (holder) => writeCompact(state, holder, item.lines));
    next = skipBlank(lines, item.next);
  }
  state.context.builder.closeBlock(list);
  return next;
}

const enumeratorPattern = /^\(?(\d{1,9}|[a-zA-Z]|[ivxlcdm]{2,8}|[IVXLCDM]{2,8}|#)([.)])(?: +|$)/;

interface Enumerator {
  readonly numbering: List['numbering'];
  readonly start: number | null;
  readonly width: number;
}

function readEnumerator(line: string): Enumerator | null {
  const match = enumeratorPattern.exec(line);
  if (match === null) return null;
  const [all, sign = ''] = match;
  if (/^\d/.test(sign)) return { numbering: '1', start: Number(sign), width: all.length };
  if (sign === '#') return { numbering: '1', start: 1, width: all.length };
  const isRoman = /^i$/i.test(sign) || sign.length > 1;
  const numbering = isRoman
    ? sign === sign.toLowerCase()
      ? 'i'
      : 'I'
    : sign === sign.toLowerCase()
      ? 'a'
      : 'A';
  const start = isRoman ? 1 : sign.toLowerCase().charCodeAt(0) - 96;
  return { numbering, start, width: all.length };
}

/** A line is an item only when the next one does not go on with a sentence that merely begins like one. */
function enumeratorAt(lines: Lines, at: number): Enumerator | null {
  const below = lines[at + 1] ?? '';
  const isSentence = below !== '' && indentOf(below) === 0 && readEnumerator(below) === null;
  return isSentence ? null : readEnumerator(lines[at] ?? '');
}

export function enumeratedList(state: RstState, lines: Lines, at: number): number {
  const first = enumeratorAt(lines, at);
  if (first === null) return -1;
  const list = openList(state, 'ol', first.numbering, first.start === 1 ? null : first.start);
  let next = at;
  let marker: Enumerator | null = first;
  while (marker !== null && (next === at || marker.numbering === first.numbering)) {
    const item = takeItem(lines, next, marker.width);
    writeItem(state, 'li', (holder) => writeCompact(state, holder, item.lines));
    next = skipBlank(lines, item.next);
    marker = enumeratorAt(lines, next);
  }
  state.context.builder.closeBlock(list);
  return next;
}

const fieldPattern = /^:((?:\\.|[^:\\\s])(?:\\.|[^:\\]){0,200}):(?: +|$)/;

export function fieldList(state: RstState, lines: Lines, at: number): number {
  if (!fieldPattern.test(lines[at] ?? '')) return -1;
  const list = openList(state, 'dl');
  let next = at;
  for (
    let field = fieldPattern.exec(lines[next] ?? '');
    field !== null;
    field = fieldPattern.exec(lines[next] ?? '')
  ) {
    const [all, name = ''] = field;
    const body = takeBody(lines, next, all.length);
    writeItem(state, 'dt', () => writeInline(state, name));
    writeItem(state, 'dd', (holder) => writeCompact(state, holder, body.lines));
    next = skipBlank(lines, body.next);
  }
  state.context.builder.closeBlock(list);
  return next;
}

function isTerm(lines: Lines, at: number): boolean {
  const line = lines[at] ?? '';
  const below = lines[at + 1] ?? '';
  return line !== '' && indentOf(line) === 0 && below !== '' && indentOf(below) > 0;
}

export function definitionList(state: RstState, lines: Lines, at: number): number {
  if (!isTerm(lines, at)) return -1;
  const list = openList(state, 'dl');
  let next = at;
  while (isTerm(lines, next) && !/^\.\.(?: |$)/.test(lines[next] ?? '')) {
    const body = takeBody(lines, next, Infinity);
    writeItem(state, 'dt', () => writeInline(state, lines[next] ?? ''));
    writeItem(state, 'dd', (holder) => writeCompact(state, holder, body.lines));
    next = skipBlank(lines, body.next);
  }
  state.context.builder.closeBlock(list);
  return next;
}

const footnotePattern = /^\.\. \[(\d{1,9}|#[\w.-]{0,60}|\*|[A-Za-z][\w.-]{0,60})\](?: +|$)/;

/** Footnotes and citations one after the other. */
export function footnotes(state: RstState, lines: Lines, at: number): number {
  if (!footnotePattern.test(lines[at] ?? '')) return -1;
  const { builder } = state.context;
  const list = openList(state, 'dl');
  let next = at;
  for (
    let note = footnotePattern.exec(lines[next] ?? '');
    note !== null;
    note = footnotePattern.exec(lines[next] ?? '')
  ) {
    const [all, label = ''] = note;
    const use = state.used.notes.get(label) ?? 0;
    state.used.notes.set(label, use + 1);
    const shown = state.references.footnotes.get(label)?.[use] ?? label;
    const body = takeBody(lines, next, all.length);
    writeItem(state, 'dt', () => {
      builder.inline({ kind: 'anchor', id: `note-${shown}` });
      builder.text(`[${shown}]`);
    });
    writeItem(state, 'dd', (holder) => writeCompact(state, holder, body.lines));
    next = skipBlank(lines, body.next);
  }
  builder.closeBlock(list);
  return next;
}
