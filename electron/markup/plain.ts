import type { ParseContext } from './syntax.ts';
import type { TreeNode } from './tree.ts';

/** Plain text: `<pre>` with line anchors (spec/markup.md §8.3). Tabs become blanks, the last line end is dropped. */
export function parsePlain(context: ParseContext, _args: string, text: string, firstLine: number): void {
  writePlain(context, text, firstLine);
}

export function writePlain(
  context: ParseContext,
  text: string,
  firstLine: number | null,
  note?: readonly TreeNode[],
): void {
  const { builder } = context;
  const content = text.endsWith('\n') ? text.slice(0, -1) : text;
  builder.block((openFormats) => ({
    kind: 'preformatted',
    openFormats,
    lines: content === '' ? [] : content.split('\n').map(expandTabs),
    firstLine,
    note,
    language: builder.language,
  }));
}

/** Tabs become blanks up to the next column of 8. */
export function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let expanded = '';
  line.split('\t').forEach((part, at) => {
    if (at > 0) expanded += ' '.repeat(8 - (expanded.length % 8));
    expanded += part;
  });
  return expanded;
}
