import type { ParseContext } from '../syntax.ts';
import type { Paragraph, ParentNode } from '../tree.ts';
import { writeInline } from './inline.ts';
import type { Lines } from './lines.ts';
import type { References } from './references.ts';

/** Where the parser of reStructuredText is. */
export interface RstState {
  readonly context: ParseContext;
  readonly references: References;
  /** Adornments of titles in the order in which they came: the first is the first level. */
  readonly titleStyles: string[];
  /** How often labels of footnotes without number were used so far: in references and in the notes themselves. */
  readonly used: { readonly references: Map<string, number>; readonly notes: Map<string, number> };
  /** Bodies above this one. */
  depth: number;
  /** Reads the blocks of a body inside this one. */
  readonly body: (lines: Lines) => void;
}

export function writeParagraph(state: RstState, text: string): void {
  const { builder } = state.context;
  const paragraph = builder.openBlock<Paragraph>({ kind: 'paragraph', lineClass: null, children: [] });
  writeInline(state, text);
  builder.closeBlock(paragraph);
}

/** The body of an item or cell: a single paragraph stands there without one of its own. */
export function writeCompact(state: RstState, holder: ParentNode, lines: Lines): void {
  state.body(lines);
  const [only, ...others] = holder.children;
  if (only?.kind === 'paragraph' && others.length === 0) holder.children.splice(0, 1, ...only.children);
}
