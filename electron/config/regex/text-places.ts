import type { CharacterSet } from './character-set.ts';
import type { Border } from './tree.ts';

/** Where the character before a position begins; positions count UTF-16 units. */
export function before(text: string, position: number): number {
  const isPair = position > 1 && (text.codePointAt(position - 2) ?? 0) > 0xffff;
  return position - (isPair ? 2 : 1);
}

export function after(text: string, position: number): number {
  return position + ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
}

export const isInsidePair = (text: string, position: number): boolean =>
  position > 0 && (text.codePointAt(position - 1) ?? 0) > 0xffff;

/** So many characters back; null before the start of the text. */
export function back(text: string, position: number, characters: number): number | null {
  let place = position;
  for (let count = 0; count < characters; count++) {
    if (place === 0) return null;
    place = before(text, place);
  }
  return place;
}

export function isBorder(at: Border, text: string, position: number, words: CharacterSet): boolean {
  switch (at) {
    case 'start':
      return position === 0;
    case 'end':
      return position === text.length;
    case 'finalEnd':
      return position === text.length || (position === text.length - 1 && text[position] === '\n');
    case 'lineStart':
      return position === 0 || text[position - 1] === '\n';
    case 'lineEnd':
      return position === text.length || text[position] === '\n';
    case 'wordBorder':
      return isWordBorder(text, position, words);
    case 'notWordBorder':
      // In an empty text Python finds neither kind.
      return text !== '' && !isWordBorder(text, position, words);
  }
}

function isWordBorder(text: string, position: number, words: CharacterSet): boolean {
  const isWord = (place: number): boolean => words.has(text.codePointAt(place) ?? 0);
  const left = position > 0 && isWord(before(text, position));
  const right = position < text.length && isWord(position);
  return left !== right;
}
