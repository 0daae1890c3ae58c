import { structuredPatch } from 'diff';

/** One line of a comparison; the numbers are 1-based, null where the line does not exist on that side. */
export interface TextLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

const contextLines = 3;

/** Where two texts differ, each place with a few lines around it. */
export function textHunks(before: string, after: string): TextLine[][] {
  const patch = structuredPatch('', '', before, after, '', '', { context: contextLines });
  return patch.hunks.map((hunk) => numbered(hunk.lines, hunk.oldStart, hunk.newStart));
}

function numbered(lines: readonly string[], oldStart: number, newStart: number): TextLine[] {
  let before = oldStart;
  let after = newStart;
  return lines.flatMap((line): TextLine[] => {
    const text = line.slice(1).replace(/\r$/, '');
    if (line.startsWith('+')) return [{ kind: 'added', text, before: null, after: after++ }];
    if (line.startsWith('-')) return [{ kind: 'removed', text, before: before++, after: null }];
    if (line.startsWith('\\')) return []; // "No newline at end of file"
    return [{ kind: 'same', text, before: before++, after: after++ }];
  });
}
