import { splitLines } from '../python-text.ts';
import { SequenceMatcher, stretchesOf } from './sequence-matcher.ts';

/** A piece of one side of a changed block; lines are separated by line feeds. */
export interface DiffPiece {
  readonly text: string;
  readonly changed: boolean;
}

/** Lines that differ, with what changed inside them. */
export interface DiffBlock {
  /** 1-based numbers of the first lines. */
  readonly oldLine: number;
  readonly newLine: number;
  readonly old: readonly DiffPiece[];
  readonly new: readonly DiffPiece[];
}

/** Sides that have less than that in common are marked as a whole. */
const leastRatio = 0.5;
/** Longer blocks are not compared character by character: the time would grow with the product of the lengths. */
const mostCharacters = 20_000;

/** Differences of two page texts as blocks for a table with two columns (spec/actions.md §5.2). */
export function diffBlocks(oldText: string, newText: string): DiffBlock[] {
  const [oldLines, newLines] = [splitLines(oldText), splitLines(newText)];
  const blocks = new SequenceMatcher(newLines).matchingBlocks(oldLines);
  return stretchesOf(blocks, oldLines.length, newLines.length)
    .filter((stretch) => !stretch.equal)
    .map(({ aStart, aEnd, bStart, bEnd }) => {
      const [before, after] = [
        oldLines.slice(aStart, aEnd).join('\n'),
        newLines.slice(bStart, bEnd).join('\n'),
      ];
      const pieces = aStart === aEnd || bStart === bEnd ? whole(before, after) : piecesOf(before, after);
      return {
        oldLine: aStart + 1,
        newLine: bStart + 1,
        old: aStart === aEnd ? [] : pieces.old,
        new: bStart === bEnd ? [] : pieces.new,
      };
    });
}

type Sides = Pick<DiffBlock, 'old' | 'new'>;

const whole = (before: string, after: string): Sides => ({
  old: [{ text: before, changed: true }],
  new: [{ text: after, changed: true }],
});

function piecesOf(before: string, after: string): Sides {
  if (before.length + after.length > mostCharacters) return whole(before, after);
  const [a, b] = [Array.from(before), Array.from(after)];
  const blocks = new SequenceMatcher(b).matchingBlocks(a);
  const matching = blocks.reduce((sum, block) => sum + block.size, 0);
  if ((2 * matching) / (a.length + b.length) < leastRatio) return whole(before, after);
  const stretches = stretchesOf(blocks, a.length, b.length);
  const side = (cut: (stretch: (typeof stretches)[number]) => string): DiffPiece[] =>
    stretches
      .map((stretch) => ({ text: cut(stretch), changed: !stretch.equal }))
      .filter((piece) => piece.text !== '');
  return {
    old: side(({ aStart, aEnd }) => a.slice(aStart, aEnd).join('')),
    new: side(({ bStart, bEnd }) => b.slice(bStart, bEnd).join('')),
  };
}

/** A piece as it is shown: blanks and tabs at the start of its lines become hard blanks, one for each. */
export const withHardBlanks = (text: string): string =>
  text.replace(/^[ \t]+/gm, (blanks) => '\u00a0'.repeat(blanks.length));
