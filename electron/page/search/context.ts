import { splitProcessingLines } from '../processing-instructions.ts';
import type { SearchMatch } from './search.ts';
import type { Span } from './pattern.ts';

/** A piece of text around hits; marked pieces are the hits themselves. */
export interface ContextPiece {
  readonly text: string;
  readonly marked: boolean;
}

export interface HitContext {
  readonly pieces: readonly ContextPiece[];
  /** The text goes on at both sides; false for the beginning of a page without text matches. */
  readonly isExcerpt: boolean;
}

/** A window of `size` characters around the first interesting match (spec/actions.md §8). */
export function contextOf(text: string, matches: readonly SearchMatch[], size: number): HitContext {
  const inText = matches.filter((match) => match.where === 'text');
  const headerEnd = text.length - splitProcessingLines(text).body.length;
  const first = firstInteresting(inText, headerEnd);
  if (first === null)
    return { pieces: [{ text: text.slice(headerEnd, headerEnd + size), marked: false }], isExcerpt: false };
  const window = windowAround(first.match, first.from, text.length - 1, size);
  const pieces: ContextPiece[] = [];
  let position = window.start;
  for (const match of inText) {
    const isFirst = match === first.match;
    if (match.start < position || (match.end > window.end && !isFirst)) continue;
    pieces.push({ text: text.slice(position, match.start), marked: false });
    pieces.push({ text: text.slice(match.start, match.end), marked: true });
    position = match.end;
  }
  pieces.push({ text: text.slice(position, Math.max(position, window.end)), marked: false });
  return { pieces: pieces.filter((piece) => piece.text !== ''), isExcerpt: true };
}

/** Matches in the processing lines are passed over when there are others below. */
function firstInteresting(
  matches: readonly SearchMatch[],
  headerEnd: number,
): { readonly match: SearchMatch; readonly from: number } | null {
  const below = matches.find((match) => match.start >= headerEnd);
  if (below !== undefined && below !== matches[0]) return { match: below, from: headerEnd };
  const match = matches[0];
  return match === undefined ? null : { match, from: 0 };
}

/** Equally long before and behind the match; what is missing on one side is given to the other. */
function windowAround(match: SearchMatch, from: number, last: number, size: number): Span {
  const half = Math.floor(Math.max(size - (match.end - match.start), 0) / 2);
  let start = match.start - half;
  let end = match.end + half;
  if (start < from) {
    end += from - start;
    start = from;
  }
  if (end > last) {
    start -= end - last;
    end = last;
  }
  return { start: Math.max(start, 0), end };
}
