import { isLower, isUpper } from '../markup/character-classes.ts';
import { similarity } from './similarity.ts';

/** First and last word of a name: CamelCase words at its ends, else what stands between blanks. */
function outerWords(name: string): { readonly first: string; readonly last: string } {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return {
    first: humpAtStart(name) || (words[0] ?? name),
    last: humpAtEnd(name) || (words[words.length - 1] ?? name),
  };
}

/** One capital and the small letters behind it, at the start of a name; empty: there is none. */
function humpAtStart(name: string): string {
  if (!isUpper(name.charCodeAt(0))) return '';
  let end = 1;
  while (isLower(name.charCodeAt(end))) end += 1;
  return end > 1 ? name.slice(0, end) : '';
}

function humpAtEnd(name: string): string {
  let start = name.length;
  while (isLower(name.charCodeAt(start - 1))) start -= 1;
  return start < name.length && isUpper(name.charCodeAt(start - 1)) ? name.slice(start - 1) : '';
}

const closeEnough = 0.6;
const maximumSimilar = 10;

/** Up to ten names that are spelled nearly like this one, whatever their case. */
function similarNames(name: string, others: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return others
    .map((other) => ({ other, score: similarity(other.toLowerCase(), wanted, closeEnough) }))
    .filter(({ score }) => score >= closeEnough)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, maximumSimilar)
    .map(({ other }) => other);
}

/**
 * Names like this one: sub pages, those with the same first and last word, the same first word, the same last word,
 * and those that are spelled nearly like it; groups that are empty are left out.
 */
export function likePagesOf(name: string, names: readonly string[]): readonly (readonly string[])[] {
  const { first, last } = outerWords(name);
  const subPages: string[] = [];
  const both: string[] = [];
  const starting: string[] = [];
  const ending: string[] = [];
  const rest: string[] = [];
  for (const other of names) {
    if (other === name) continue;
    const starts = other.startsWith(first);
    const ends = other.endsWith(last);
    if (other.startsWith(`${name}/`)) subPages.push(other);
    else if (starts && ends) both.push(other);
    else if (starts) starting.push(other);
    else if (ends) ending.push(other);
    else rest.push(other);
  }
  const similar = new Set(similarNames(name, rest));
  return [subPages, both, starting, ending, rest.filter((other) => similar.has(other))].filter(
    (group) => group.length > 0,
  );
}
