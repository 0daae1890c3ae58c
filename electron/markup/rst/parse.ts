import { expandTabs } from '../plain.ts';
import type { ParseContext } from '../syntax.ts';
import type { Section } from '../tree.ts';
import { directive } from './directives.ts';
import { plainInline, writeInline } from './inline.ts';
import { indentOf, takeIndented, takeParagraph } from './lines.ts';
import type { Lines } from './lines.ts';
import { bulletList, definitionList, enumeratedList, fieldList, footnotes } from './lists.ts';
import { collectReferences, isAdornment, normalName } from './references.ts';
import { writeParagraph } from './state.ts';
import type { RstState } from './state.ts';
import { placeId } from './targets.ts';
import { gridTable, simpleTable, simpleTableEnds } from './tables.ts';

/** Bodies inside bodies at most this deep; what is deeper is shown as it is written. Each body is cut out of the one above. */
const maximumDepth = 20;

/**
 * reStructuredText: the subset that pages use, to the tree of all syntaxes.
 *
 * Titles, paragraphs, lists, tables, quotes, literal blocks, footnotes, references, images and the common directives.
 * Names that nothing in the text explains are pages of the wiki.
 */
export function parseRst(context: ParseContext, _args: string, text: string): void {
  const lines = text.split('\n').map((line) => expandTabs(line).trimEnd());
  const state: RstState = {
    context,
    references: collectReferences(lines),
    titleStyles: [],
    used: { references: new Map(), notes: new Map() },
    depth: 0,
    body: (inner) => parseBody(state, inner),
  };
  parseBody(state, lines);
}

function parseBody(state: RstState, lines: Lines): void {
  if (state.depth > maximumDepth) {
    state.context.parse('', '', lines);
    return;
  }
  state.depth += 1;
  const ends = simpleTableEnds(lines);
  for (let at = 0; at < lines.length;) at = parseBlock(state, lines, at, ends);
  state.depth -= 1;
}

type Block = (state: RstState, lines: Lines, at: number) => number;

/** Blocks by what they begin with; the first one that begins here is it. */
const blocks: readonly Block[] = [
  quote,
  footnotes,
  directive,
  explicit,
  gridTable,
  title,
  bulletList,
  enumeratedList,
  fieldList,
  lineBlock,
  doctest,
  definitionList,
];

/** Writes the block at `at` and returns the position behind it. */
function parseBlock(state: RstState, lines: Lines, at: number, ends: readonly number[]): number {
  if (lines[at] === '') return at + 1;
  const table = simpleTable(state, lines, at, ends);
  if (table >= 0) return table;
  for (const block of blocks) {
    const next = block(state, lines, at);
    if (next >= 0) return next;
  }
  return paragraph(state, lines, at);
}

function quote(state: RstState, lines: Lines, at: number): number {
  if (indentOf(lines[at] ?? '') === 0) return -1;
  const taken = takeIndented(lines, at);
  const { builder } = state.context;
  const section = builder.openBlock<Section>({
    kind: 'section',
    classes: ['quote'],
    comment: false,
    children: [],
  });
  state.body(taken.lines);
  builder.closeBlock(section);
  return taken.next;
}

/** Targets, substitutions and comments: nothing is shown, but a target without address is a place. */
function explicit(state: RstState, lines: Lines, at: number): number {
  const line = lines[at] ?? '';
  if (/^__ \S/.test(line)) return at + 1;
  if (line !== '..' && !line.startsWith('.. ')) return -1;
  const place = /^\.\. _`?([^`:]+)`?:$/.exec(line)?.[1];
  if (place !== undefined) state.context.builder.inline({ kind: 'anchor', id: normalName(place) });
  return Math.max(takeIndented(lines, at + 1).next, at + 1);
}

/** A title with a line of signs below, and perhaps above; such a line alone goes across. */
function title(state: RstState, lines: Lines, at: number): number {
  const line = lines[at] ?? '';
  const below = lines[at + 1] ?? '';
  if (isAdornment(line)) {
    const end = lines[at + 2] ?? '';
    if (below !== '' && isAdornment(end) && end.charAt(0) === line.charAt(0))
      return writeTitle(state, below.trim(), `over ${line.charAt(0)}`, at + 3);
    if (line.length < 4 || below !== '') return -1;
    state.context.builder.block(() => ({ kind: 'rule', weight: 0 }));
    return at + 1;
  }
  const fits = below.length >= Math.min(Array.from(line).length, 4);
  return isAdornment(below) && fits ? writeTitle(state, line, below.charAt(0), at + 2) : -1;
}

function writeTitle(state: RstState, source: string, style: string, next: number): number {
  if (!state.titleStyles.includes(style)) state.titleStyles.push(style);
  const level = Math.min(state.titleStyles.indexOf(style) + 1, 5);
  const text = plainInline(state, source);
  const id = placeId(normalName(source));
  state.context.builder.block(() => ({
    kind: 'heading',
    level,
    text,
    id,
    openFormats: [],
    inContents: state.context.nesting === 0 && state.depth === 1,
    line: 0,
  }));
  return next;
}

/** `| ` in front of each line: lines stay as they are. */
function lineBlock(state: RstState, lines: Lines, at: number): number {
  if (!/^\|(?: |$)/.test(lines[at] ?? '')) return -1;
  const { builder } = state.context;
  const block = builder.openBlock({ kind: 'paragraph', lineClass: null, children: [] });
  let next = at;
  for (; /^(?:\|(?: |$)| +\S)/.test(lines[next] ?? ''); next += 1) {
    const line = lines[next] ?? '';
    if (next > at && line.startsWith('|')) builder.inline({ kind: 'break' });
    writeInline(
      state,
      line.startsWith('|')
        ? line.slice(2).replaceAll(/^ +/g, (blanks) => '\u00A0'.repeat(blanks.length))
        : ` ${line.trim()}`,
    );
  }
  builder.closeBlock(block);
  return next;
}

function doctest(state: RstState, lines: Lines, at: number): number {
  if (!/^>>>(?: |$)/.test(lines[at] ?? '')) return -1;
  const taken = takeParagraph(lines, at);
  state.context.parse('', '', taken.lines);
  return taken.next;
}

/** `::` at the end of a paragraph: what is indented below is shown as it is. */
function paragraph(state: RstState, lines: Lines, at: number): number {
  const { lines: source, next } = takeParagraph(lines, at);
  const text = source.map((line) => line.trim()).join(' ');
  if (!text.endsWith('::')) {
    writeParagraph(state, text);
    return next;
  }
  const before = text === '::' ? '' : /\s::$/.test(text) ? text.slice(0, -2).trim() : text.slice(0, -1);
  if (before !== '') writeParagraph(state, before);
  const literal = takeIndented(lines, next);
  const first = literal.lines.findIndex((line) => line !== '');
  if (first >= 0) state.context.parse('', '', literal.lines.slice(first));
  return Math.max(literal.next, next);
}
